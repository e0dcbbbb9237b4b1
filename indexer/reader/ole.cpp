#include "indexer/reader/ole.h"

#include <algorithm>
#include <utility>

#include "indexer/reader/package.h"

namespace retold {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSignature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
constexpr std::size_t kHeaderSize = 512;
constexpr std::size_t kEntrySize = 128;
constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  ///< greater numbers are marks
constexpr std::uint32_t kNoEntry = 0xFFFFFFFF;
constexpr std::uint8_t kStorage = 1, kStream = 2, kRootEntry = 5;
/// Word's and Outlook's files hold some dozens of entries; a message with a thousand attachments
/// some ten thousands.
constexpr std::size_t kMostEntries = 200'000;
constexpr unsigned kDeepest = 64;

bool equalWithoutCase(std::string_view a, std::string_view b) {
  const auto upper = [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  };
  return std::ranges::equal(a, b, {}, upper, upper);
}

}  // namespace

std::string_view part(std::string_view bytes, std::uint64_t at, std::uint64_t size) {
  if (at >= bytes.size()) return {};
  return bytes.substr(static_cast<std::size_t>(at),
                      static_cast<std::size_t>(std::min<std::uint64_t>(size, bytes.size())));
}

std::uint16_t u16At(std::string_view bytes, std::size_t at) {
  const std::string_view two = part(bytes, at, 2);
  if (two.size() < 2) return 0;
  const auto byte = [two](std::size_t i) { return static_cast<unsigned char>(two[i]); };
  return static_cast<std::uint16_t>(byte(0) | byte(1) << 8);
}

std::uint32_t u32At(std::string_view bytes, std::size_t at) {
  if (part(bytes, at, 4).size() < 4) return 0;
  return u16At(bytes, at) | std::uint32_t{u16At(bytes, at + 2)} << 16;
}

std::uint32_t OleFile::number(std::size_t at) const { return u32At(bytes_, at); }

std::string_view OleFile::sector(std::uint32_t index) const {
  const std::uint64_t size = std::uint64_t{1} << sectorShift_;
  return part(bytes_, (std::uint64_t{index} + 1) << sectorShift_, size);
}

/// The sectors of a chain, at most `most` bytes.
std::string OleFile::chain(std::uint32_t first, std::uint64_t most) const {
  std::string all;
  std::size_t steps = 0;
  for (std::uint32_t at = first; at < kLastSector && all.size() < most;) {
    const std::string_view found = sector(at);
    // As many steps as there are sectors: more than that is a circle.
    if (at >= next_.size() || found.empty() || steps++ > next_.size()) {
      damaged_ = true;
      break;
    }
    all += found.substr(0, static_cast<std::size_t>(most - all.size()));
    at = next_[at];
  }
  return all;
}

/// The table of sectors: the header names the first 109 parts of it, a chain of its own the others.
void OleFile::readTable() {
  const std::size_t sectors = bytes_.size() >> sectorShift_;
  const std::size_t perSector = (std::size_t{1} << sectorShift_) / 4;
  const auto take = [&](std::uint32_t index) {
    const std::string_view found = sector(index);
    for (std::size_t i = 0; i < perSector && next_.size() <= sectors; ++i) {
      next_.push_back(i * 4 + 4 <= found.size() ? u32At(found, i * 4) : kNoEntry);
    }
  };
  for (std::size_t i = 0; i < 109; ++i) {
    const std::uint32_t index = number(76 + 4 * i);
    if (index < kLastSector) take(index);
  }
  std::size_t steps = 0;
  for (std::uint32_t at = number(68); at < kLastSector && steps++ <= sectors;) {
    const std::string_view list = sector(at);
    if (list.size() < perSector * 4) {
      damaged_ = true;
      return;
    }
    for (std::size_t i = 0; i + 1 < perSector; ++i) {
      const std::uint32_t index = u32At(list, 4 * i);
      if (index < kLastSector && next_.size() <= sectors) take(index);
    }
    at = u32At(list, list.size() - 4);
  }
}

void OleFile::readDirectory() {
  const std::string directory = chain(number(48), kMostEntries * kEntrySize);
  for (std::size_t at = 0; at + kEntrySize <= directory.size(); at += kEntrySize) {
    const std::string_view raw = part(directory, at, kEntrySize);
    Entry entry;
    const std::size_t length = std::min<std::size_t>(u16At(raw, 64), 64);
    for (std::size_t i = 0; i + 2 < length; i += 2) {
      const std::uint16_t unit = u16At(raw, i);
      entry.name += unit < 0x80 ? static_cast<char>(unit) : '?';
    }
    entry.type = static_cast<std::uint8_t>(raw[66]);
    entry.left = u32At(raw, 68);
    entry.right = u32At(raw, 72);
    entry.child = u32At(raw, 76);
    entry.start = u32At(raw, 116);
    entry.size = u32At(raw, 120);
    if (sectorShift_ > 9) entry.size |= std::uint64_t{u32At(raw, 124)} << 32;
    entries_.push_back(std::move(entry));
  }
}

/// Gives each entry that a way leads to its storage, each once.
void OleFile::connect() {
  struct Step {
    std::uint32_t entry, parent;
    unsigned depth;
  };
  std::vector<Step> open{{entries_[kRoot].child, kRoot, 0}};
  entries_[kRoot].parent = kRoot;
  while (!open.empty()) {
    const Step step = open.back();
    open.pop_back();
    if (step.entry == kNoEntry) continue;
    if (step.entry >= entries_.size() || entries_[step.entry].parent || step.depth > kDeepest) {
      damaged_ = true;
      continue;
    }
    Entry& entry = entries_[step.entry];
    entry.parent = step.parent;
    open.push_back({entry.left, step.parent, step.depth});
    open.push_back({entry.right, step.parent, step.depth});
    if (entry.type == kStorage) open.push_back({entry.child, step.entry, step.depth + 1});
  }
}

OleFile::OleFile(std::string_view bytes) : bytes_(bytes) {
  const bool isOne = bytes.size() >= kHeaderSize && bytes.starts_with(kSignature);
  const unsigned shift = u16At(bytes, 30);
  if (!isOne || (shift != 9 && shift != 12)) {
    throw Unreadable{
        "the file is damaged or was cut off: the directory of what is in it cannot be found; look "
        "for another copy"};
  }
  sectorShift_ = shift;
  const unsigned small = u16At(bytes, 32);
  if (small >= 2 && small < shift) smallShift_ = small;
  smallCutoff_ = number(56);
  readTable();
  readDirectory();
  if (entries_.empty() || entries_[kRoot].type != kRootEntry) {
    throw Unreadable{
        "the file is damaged or was cut off: the directory of what is in it is missing; look for "
        "another copy"};
  }
  connect();
  smallSectors_ = chain(entries_[kRoot].start, entries_[kRoot].size);
  const std::string table = chain(number(60), bytes.size());
  for (std::size_t at = 0; at + 4 <= table.size(); at += 4) nextSmall_.push_back(u32At(table, at));
}

const OleFile::Entry* OleFile::find(std::string_view name, std::uint32_t storage,
                                    std::uint8_t type) const {
  const Entry* lost = nullptr;
  for (const Entry& entry : entries_) {
    if (entry.type != type || !equalWithoutCase(entry.name, name)) continue;
    if (entry.parent == storage) return &entry;
    if (!entry.parent && storage == kRoot) lost = &entry;
  }
  return lost;
}

std::string OleFile::smallStream(const Entry& entry) const {
  std::string all;
  std::size_t steps = 0;
  for (std::uint32_t at = entry.start; at < kLastSector && all.size() < entry.size;) {
    const std::string_view found =
        part(smallSectors_, std::uint64_t{at} << smallShift_, std::uint64_t{1} << smallShift_);
    if (at >= nextSmall_.size() || found.empty() || steps++ > nextSmall_.size()) {
      damaged_ = true;
      break;
    }
    all += found.substr(0, static_cast<std::size_t>(entry.size - all.size()));
    at = nextSmall_[at];
  }
  return all;
}

bool OleFile::has(std::string_view name, std::uint32_t storage) const {
  return find(name, storage, kStream) != nullptr;
}

std::optional<std::string> OleFile::stream(std::string_view name, std::uint32_t storage) const {
  const Entry* entry = find(name, storage, kStream);
  if (entry == nullptr) return std::nullopt;
  std::string all =
      entry->size < smallCutoff_ ? smallStream(*entry) : chain(entry->start, entry->size);
  if (all.size() < entry->size) damaged_ = true;
  return all;
}

std::vector<std::uint32_t> OleFile::storages(std::string_view nameStart,
                                             std::uint32_t storage) const {
  std::vector<std::uint32_t> found;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    const bool fits = equalWithoutCase(entry.name.substr(0, nameStart.size()), nameStart);
    if (fits && entry.type == kStorage && entry.parent == storage) {
      found.push_back(static_cast<std::uint32_t>(i));
    }
  }
  return found;
}

}  // namespace retold
