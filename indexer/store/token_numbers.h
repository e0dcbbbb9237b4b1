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
  std::size_t size() const { return words_.size(); }

 private:
  /// Small, as a look-up waits for memory and not for the processor.
  struct Slot {
    std::uint64_t head = 0;  ///< the first eight bytes: most tokens have no more
    std::uint32_t mark = 0;  ///< of the hash and the length: settles it for short tokens
    std::uint32_t word = 0;  ///< index into `words_` from 1; 0 = empty slot
  };
  struct Word {
    std::uint64_t begin = 0;  ///< in `bytes_`
    std::uint32_t length = 0;
    std::uint32_t number = 0;
  };
  struct Key;
  static Key keyOf(std::string_view token);
  /// The slot that holds `token`, or the empty one where it belongs.
  std::size_t place(std::string_view token, const Key& key) const;
  std::string_view text(const Word& word) const;
  void grow();

  std::vector<Slot> slots_;
  std::vector<Word> words_;
  std::string bytes_;
};

}  // namespace retold
