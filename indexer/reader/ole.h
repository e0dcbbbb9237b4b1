#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retold {

/// The storages and streams of a compound file ([MS-CFB]), which old Word documents and Outlook
/// messages are. No number in it is trusted: chains that run in circles or out of the file end
/// there. Views into `bytes`, which must live as long. Any thread.
class OleFile {
 public:
  static constexpr std::uint32_t kRoot = 0;

  /// Throws Unreadable where the bytes are no compound file, or nothing of one can be found.
  explicit OleFile(std::string_view bytes);

  /// The bytes of a stream in a storage; none where there is no such stream. Names are compared
  /// without case. What of a damaged stream can be reached is given.
  std::optional<std::string> stream(std::string_view name, std::uint32_t storage = kRoot) const;
  bool has(std::string_view name, std::uint32_t storage = kRoot) const;
  /// The storages within a storage whose names begin so, in the order of the file.
  std::vector<std::uint32_t> storages(std::string_view nameStart,
                                      std::uint32_t storage = kRoot) const;

  /// True where the file ends before what its tables name, or they contradict themselves.
  bool damaged() const { return damaged_; }

 private:
  struct Entry {
    std::string name;  ///< what is not ASCII in it stands as "?"
    std::uint8_t type = 0;
    std::uint32_t left = 0, right = 0, child = 0;
    std::uint32_t start = 0;
    std::uint64_t size = 0;
    std::optional<std::uint32_t> parent;  ///< none: no way leads to it
  };

  std::uint32_t number(std::size_t at) const;
  std::string_view sector(std::uint32_t index) const;
  std::string chain(std::uint32_t first, std::uint64_t most) const;
  void readTable();
  void readDirectory();
  void connect();
  const Entry* find(std::string_view name, std::uint32_t storage, std::uint8_t type) const;
  std::string smallStream(const Entry& entry) const;

  std::string_view bytes_;
  unsigned sectorShift_ = 9;
  unsigned smallShift_ = 6;
  std::uint32_t smallCutoff_ = 4096;
  std::vector<std::uint32_t> next_;  ///< behind each sector
  std::vector<std::uint32_t> nextSmall_;
  std::string smallSectors_;
  std::vector<Entry> entries_;
  mutable bool damaged_ = false;
};

/// Little-endian numbers at `at`; 0 where the bytes end before.
std::uint16_t u16At(std::string_view bytes, std::size_t at);
std::uint32_t u32At(std::string_view bytes, std::size_t at);

/// The part of `bytes` from `at`, at most `size` long; empty where they end before.
std::string_view part(std::string_view bytes, std::uint64_t at, std::uint64_t size);

}  // namespace retold
