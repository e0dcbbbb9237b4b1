#pragma once

#include <array>
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

/// The words of a stretch of text that only one language of a family has.
class TellingHits {
 public:
  /// Of a word of the text, as PlainWords gives it.
  void add(std::uint32_t hash);
  /// `guess`, CLD2's answer to `text`, all of whose words were added; or another language of its
  /// family where words or letters say so.
  ToldLanguage languageOf(std::string_view text, std::string_view guess) const;

 private:
  static constexpr std::size_t kMost = 32;
  std::array<std::uint32_t, kMost> hits_{};  ///< for each row of the table of telling words
  std::uint32_t met_ = 0;                    ///< a bit for each row that has hits
  std::size_t words_ = 0;
};

/// TellingHits of all words of `text`.
ToldLanguage languageByWords(std::string_view text, std::string_view guess);

/// The languages that CLD2 mixes up with `language` in short texts, itself among them, blanks
/// between; empty where there are none.
std::string_view familyOf(std::string_view language);

}  // namespace retold
