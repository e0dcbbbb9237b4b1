#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/text/tokenizer.h"

namespace retold {

/// By what a form's unit (form_units.h) is known again: its folded words, without the number that
/// stands before a question. Not for two threads at a time.
class UnitKeys {
 public:
  struct Key {
    std::string words;  ///< one blank between
    std::uint32_t count = 0;
  };
  /// Valid until the next call.
  const Key& of(std::string_view unit);

  /// Units of one key have one hash. Units of two keys have one only where their letters and digits
  /// are the same ("any one", "anyone"). Much cheaper than the key where all letters are ASCII.
  struct Hash {
    std::uint64_t value = 0;
    std::uint32_t words = 0;  ///< at least Key::count, little more
  };
  Hash hashOf(std::string_view unit);

 private:
  void read(std::string_view unit, bool withoutNumber);

  Tokenizer words_;
  Key key_;
};

}  // namespace retold
