#include "tests/indexer/reader/ole_files.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>

namespace retold {

namespace {

constexpr std::uint32_t kEnd = 0xFFFFFFFE, kFree = 0xFFFFFFFF, kTable = 0xFFFFFFFD;
constexpr std::size_t kSector = 512, kSmall = 64, kCutoff = 4096;

/// Sectors one behind the other, and what follows each.
struct Sectors {
  std::size_t size;
  std::string bytes;
  std::vector<std::uint32_t> next;

  std::uint32_t add(const std::string& content) {
    if (content.empty()) return kEnd;
    const auto first = static_cast<std::uint32_t>(next.size());
    bytes += content;
    bytes.resize((bytes.size() + size - 1) / size * size);
    while (next.size() * size < bytes.size()) {
      next.push_back(static_cast<std::uint32_t>(next.size() + 1));
    }
    next.back() = kEnd;
    return first;
  }
};

struct Entry {
  std::string name;
  int type = 2;
  std::uint32_t right = kFree, child = kFree, start = 0;
  std::uint64_t size = 0;

  std::string bytes() const {
    std::string all;
    for (const char c : name) (all += c) += '\0';
    all.resize(64);
    all += littleEndian(name.size() * 2 + 2, 2) + static_cast<char>(type) + '\1';
    all += littleEndian(kFree, 4) + littleEndian(right, 4) + littleEndian(child, 4);
    all.resize(116);
    return all + littleEndian(start, 4) + littleEndian(size, 8);
  }
};

std::string numbers(const std::vector<std::uint32_t>& all) {
  std::string bytes;
  for (const std::uint32_t number : all) bytes += littleEndian(number, 4);
  return bytes;
}

}  // namespace

std::string littleEndian(std::uint64_t number, std::size_t bytes) {
  std::string all;
  for (std::size_t i = 0; i < bytes; ++i) all += static_cast<char>(number >> (8 * i) & 0xFF);
  return all;
}

std::string utf16(std::u16string_view text) {
  std::string bytes;
  for (const char16_t unit : text) bytes += littleEndian(unit, 2);
  return bytes;
}

void putAt(std::string& text, std::size_t at, const std::string& bytes) {
  if (text.size() < at + bytes.size()) text.resize(at + bytes.size());
  std::ranges::copy(bytes, text.begin() + static_cast<std::ptrdiff_t>(at));
}

std::string oleOf(const std::vector<std::pair<std::string, std::string>>& streams) {
  Sectors large{kSector, {}, {}}, small{kSmall, {}, {}};
  std::vector<Entry> entries{{"Root Entry", 5}};
  std::map<std::string, std::uint32_t> storages;
  // The children of a storage hang one on the other.
  const auto hang = [&entries](std::uint32_t storage) {
    const auto own = static_cast<std::uint32_t>(entries.size() - 1);
    entries[own].right = entries[storage].child;
    entries[storage].child = own;
  };
  for (const auto& [path, content] : streams) {
    const std::size_t slash = path.find('/');
    std::uint32_t storage = 0;
    if (slash != std::string::npos) {
      const auto [found, isNew] = storages.emplace(path.substr(0, slash), 0);
      if (isNew) {
        entries.push_back({path.substr(0, slash), 1});
        found->second = static_cast<std::uint32_t>(entries.size() - 1);
        hang(0);
      }
      storage = found->second;
    }
    Entry entry{path.substr(slash == std::string::npos ? 0 : slash + 1), 2};
    entry.size = content.size();
    entry.start = (content.size() < kCutoff ? small : large).add(content);
    entries.push_back(entry);
    hang(storage);
  }
  entries[0].start = large.add(small.bytes);
  entries[0].size = small.bytes.size();
  const std::uint32_t smallTable = large.add(numbers(small.next));
  std::string directory;
  for (const Entry& entry : entries) directory += entry.bytes();
  const std::uint32_t directoryStart = large.add(directory);
  const std::size_t perSector = kSector / 4;
  std::size_t tables = 1;
  while (tables * perSector < large.next.size() + tables) ++tables;
  const auto firstTable = static_cast<std::uint32_t>(large.next.size());
  large.next.resize(large.next.size() + tables, kTable);
  std::vector<std::uint32_t> table = large.next;
  table.resize(tables * perSector, kFree);

  std::string head("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  head.resize(24);
  head += littleEndian(0x3E, 2) + littleEndian(3, 2) + littleEndian(0xFFFE, 2);
  head += littleEndian(9, 2) + littleEndian(6, 2);
  head.resize(44);
  head += littleEndian(tables, 4) + littleEndian(directoryStart, 4) + littleEndian(0, 4);
  head += littleEndian(kCutoff, 4) + littleEndian(smallTable, 4) + littleEndian(1, 4);
  head += littleEndian(kEnd, 4) + littleEndian(0, 4);
  for (std::size_t i = 0; i < 109; ++i) {
    head += littleEndian(i < tables ? firstTable + i : kFree, 4);
  }
  return head + large.bytes + numbers(table);
}

}  // namespace retold
