#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace retold {

/// The words of a stretch of text for guessing languages: runs of letters, ASCII letters small,
/// everything else as written. Cheaper and cruder than the tokenizer's words; only hashes come out.
class PlainWords {
 public:
  explicit PlainWords(std::string_view text) : text_(text) {}
  /// Moves to the next word; false at the end.
  bool next();
  std::uint32_t hash() const { return hash_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t hash_ = 0;
};

struct ToldLanguage {
  std::string language;
  bool told = false;   ///< words or letters say so, not CLD2 alone
  bool doubt = false;  ///< words of another language were met, be it too few
};

/// `guess`, CLD2's answer, or another language of its family where words or letters say so.
ToldLanguage languageByWords(std::string_view text, std::string_view guess);

/// The languages that CLD2 mixes up with `language` in short texts, itself among them, blanks
/// between; empty where there are none.
std::string_view familyOf(std::string_view language);

}  // namespace retold
