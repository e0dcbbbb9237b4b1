#include "tests/indexer/reader/zoo.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/import/content_kind.h"
#include "indexer/reader/readers.h"

namespace retold {

namespace {

Reader readerOf(const ImportFormat& format) {
  if (format.read) return format.read;
  const auto readers = isolatedReaders();
  const auto found = std::ranges::find(readers, format.name, &IsolatedReader::format);
  return found == readers.end() ? nullptr : found->read;
}

}  // namespace

std::vector<std::filesystem::path> zooFiles() {
  std::vector<std::filesystem::path> files;
  for (const char* zoo : {"corpora/format_zoo", "corpora/format_zoo_derived"}) {
    const std::filesystem::path folder = std::filesystem::path(RETOLD_SHARED_DIR) / zoo;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file() && !entry.is_symlink()) files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

Reading readAsImported(std::string_view name, std::string_view bytes) {
  const ImportFormat& format = *chooseFormat(name, bytes).format;
  const Reader reader = readerOf(format);
  if (!reader) return {{}, {{}, "there is no reader"}};
  Reading reading = readBytes(reader, bytes, {}, name);
  if (format.name != "xlsx" && format.name != "ods") return reading;
  std::vector<ReadDocument> sheets = std::exchange(reading.documents, {});
  for (const ReadDocument& sheet : sheets) {
    const ImportFormat& table = *formatNamed("csv");
    Reading inner = readBytes(table.read, sheet.contained.value_or(""), {}, name);
    std::move(inner.documents.begin(), inner.documents.end(),
              std::back_inserter(reading.documents));
    if (inner.result.unreadable) reading.result.unreadable = inner.result.unreadable;
  }
  return reading;
}

std::string sourceOf(const std::filesystem::path& derived) {
  const std::filesystem::path corpora = std::filesystem::path(RETOLD_SHARED_DIR) / "corpora";
  const std::string stem = derived.stem().string();
  if (derived.parent_path().filename() == "subtitles") {
    return bytesOf(corpora / "naija_nsc/pcm" / (stem + ".txt"));
  }
  if (stem.starts_with("udhr_")) return bytesOf(corpora / "udhr/txt" / (stem.substr(5) + ".txt"));
  return bytesOf(corpora / "wpa_slave_narratives/interviews" / (stem + ".txt"));
}

}  // namespace retold
