#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace retold {

/// Unsigned LEB128: seven bits a byte, the lowest first, the top bit set on all but the last.
inline void appendVarint(std::string& bytes, std::uint64_t value) {
  while (value >= 0x80) {
    bytes += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  bytes += static_cast<char>(value);
}

/// Small numbers of either sign as small unsigned ones: 0, -1, 1, -2 ... are 0, 1, 2, 3 ...
inline std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
inline std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

/// Reads a blob from its begin. Once something did not fit, `ok()` is false and all numbers are 0.
class BlobReader {
 public:
  explicit BlobReader(std::string_view bytes)
      : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && at_ != end_; shift += 7) {
      const auto byte = static_cast<std::uint8_t>(*at_++);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    return broken();
  }
  std::uint8_t byte() {
    return at_ != end_ ? static_cast<std::uint8_t>(*at_++) : static_cast<std::uint8_t>(broken());
  }
  std::string_view take(std::uint64_t size) {
    if (size > left()) {
      broken();
      return {};
    }
    const std::string_view bytes(at_, size);
    at_ += size;
    return bytes;
  }
  std::uint64_t left() const { return static_cast<std::uint64_t>(end_ - at_); }
  bool ok() const { return ok_; }
  /// All was read, and all of it fitted.
  bool finished() const { return ok_ && at_ == end_; }

 private:
  std::uint64_t broken() {
    ok_ = false;
    at_ = end_;
    return 0;
  }
  const char* at_;
  const char* end_;
  bool ok_ = true;
};

}  // namespace retold
