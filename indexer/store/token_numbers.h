#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace retold {

/// The numbers of tokens while an import runs: a hash table made for many short look-ups.
class TokenNumbers {
 public:
  TokenNumbers();

  /// The number of `token`, or 0.
  std::uint32_t find(std::string_view token) const;
  /// `token` is not there yet; `number` is not 0.
  void add(std::string_view token, std::uint32_t number);
  std::size_t size() const { return size_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint64_t head = 0;   ///< the first eight bytes: most tokens have no more
    std::uint64_t begin = 0;  ///< of the whole in `bytes_`
    std::uint32_t length = 0;
    std::uint32_t number = 0;  ///< 0 = empty slot
  };
  /// The slot that holds `token`, or the empty one where it belongs.
  std::size_t place(std::string_view token, std::uint64_t head, std::uint64_t hash) const;
  void grow();

  std::vector<Slot> slots_;
  std::string bytes_;
  std::size_t size_ = 0;
};

}  // namespace retold
