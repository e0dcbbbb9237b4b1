#include "tests/helpers/zip.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace retold {

namespace {

std::uint32_t crc32(std::string_view bytes) {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    table[i] = i;
    for (int bit = 0; bit < 8; ++bit) {
      table[i] = (table[i] >> 1) ^ ((table[i] & 1) != 0 ? 0xEDB88320 : 0);
    }
  }
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc = (crc >> 8) ^ table[(crc ^ static_cast<unsigned char>(c)) & 0xFF];
  }
  return ~crc;
}

void put(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

}  // namespace

std::string zipOf(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string zip, directory;
  for (const auto& [name, content] : parts) {
    std::string common;  // of the local header and the directory
    put(common, 20, 2);
    put(common, 0x800, 2);  // names are UTF-8
    put(common, 0, 2);      // stored
    put(common, 0, 4);
    put(common, crc32(content), 4);
    put(common, static_cast<std::uint32_t>(content.size()), 4);
    put(common, static_cast<std::uint32_t>(content.size()), 4);
    put(common, static_cast<std::uint32_t>(name.size()), 2);
    put(common, 0, 2);
    put(directory, 0x02014B50, 4);
    put(directory, 20, 2);
    directory += common;
    put(directory, 0, 4);
    put(directory, 0, 2);
    put(directory, 0, 4);
    put(directory, static_cast<std::uint32_t>(zip.size()), 4);
    directory += name;
    put(zip, 0x04034B50, 4);
    zip += common + name + content;
  }
  const auto begin = static_cast<std::uint32_t>(zip.size());
  zip += directory;
  put(zip, 0x06054B50, 4);
  put(zip, 0, 4);
  put(zip, static_cast<std::uint32_t>(parts.size()), 2);
  put(zip, static_cast<std::uint32_t>(parts.size()), 2);
  put(zip, static_cast<std::uint32_t>(directory.size()), 4);
  put(zip, begin, 4);
  put(zip, 0, 2);
  return zip;
}

}  // namespace retold
