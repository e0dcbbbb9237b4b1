#include "tests/helpers/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <catch2/catch.hpp>

namespace retold {

std::string archiveOf(const std::vector<std::pair<std::string, std::string>>& files, int format,
                      int filter) {
  std::size_t room = 1 << 20;
  for (const auto& [name, content] : files) room += content.size() + name.size() + 4096;
  std::string packed(room, '\0');
  std::size_t used = 0;
  archive* writer = archive_write_new();
  REQUIRE(archive_write_set_format(writer, format) == ARCHIVE_OK);
  REQUIRE(archive_write_add_filter(writer, filter) == ARCHIVE_OK);
  archive_write_set_bytes_in_last_block(writer, 1);
  REQUIRE(archive_write_open_memory(writer, packed.data(), packed.size(), &used) == ARCHIVE_OK);
  for (const auto& [name, content] : files) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    REQUIRE(archive_write_header(writer, entry) == ARCHIVE_OK);
    archive_write_data(writer, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  packed.resize(used);
  return packed;
}

}  // namespace retold
