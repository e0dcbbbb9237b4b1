#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace retold {

/// The words of a stretch of text for guessing languages: runs of letters, ASCII letters small,
/// everything else as written. Cheaper and cruder than the tokenizer's words.
class PlainWords {
 public:
  explicit PlainWords(std::string_view text) : text_(text) {}
  /// The next word; empty at the end. Valid until the next call.
  std::string_view next();

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::string word_;
};

struct ToldLanguage {
  std::string language;
  bool told = false;  ///< words or letters say so, not CLD2 alone
};

/// `guess`, CLD2's answer, or another language of its family where words or letters say so.
ToldLanguage languageByWords(std::string_view text, std::string_view guess);

/// The languages that CLD2 mixes up with `language` in short texts, itself among them, blanks
/// between; empty where there are none.
std::string_view familyOf(std::string_view language);

}  // namespace retold
