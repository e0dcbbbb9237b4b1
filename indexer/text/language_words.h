#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// The language of a few, if its most frequent words say so. `guess` is what CLD2 takes it for
/// ("und": nothing): only languages that CLD2 is known to take for that are looked for.
std::optional<std::string_view> languageByWords(std::string_view text, std::string_view guess);

/// True where CLD2 takes short texts of one for the other.
bool areClose(std::string_view a, std::string_view b);

}  // namespace retold
