#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace retold {

/// How a character takes part in words: Unicode's Word_Break property, with our exceptions.
enum class WordClass : std::uint8_t {
  Other,         ///< breaks: space, most punctuation, also "@", ":" and the low line
  Newline,       ///< breaks, and no mark joins it
  Mark,          ///< Extend, Format: belongs to what stands before it
  Joiner,        ///< U+200D: as Mark, and glues a pictograph that follows
  Letter,        ///< ALetter
  HebrewLetter,  ///< as Letter, may be followed by a geresh typed as an apostrophe
  Digit,         ///< Numeric
  Cluster,       ///< a letter that Unicode gives no word rule, and Kana: a token with its marks
  Apostrophe,    ///< Single_Quote, and the grave and acute accents that are typed for it
  DoubleQuote,
  MidNumLet,
  MidLetter,
  MidNum,
  Regional,  ///< half of a flag
};

/// What tokenizer and fold know of a code point.
struct Character {
  static constexpr std::uint8_t kUpper = 1;       ///< upper or title case
  static constexpr std::uint8_t kPictograph = 2;  ///< Extended_Pictographic
  static constexpr std::uint8_t kEmoji = 4;       ///< shown as a picture: a token by itself
  /// `fold` does not say all: the word must go through fold() (marks that compose, long foldings,
  /// apostrophes that count as letters).
  static constexpr std::uint8_t kComplex = 8;
  static constexpr std::uint8_t kLatin = 16;      ///< a letter of the Latin script
  static constexpr std::uint8_t kDiacritic = 32;  ///< folding takes it off a Latin letter
  static constexpr std::uint8_t kLong = 0xFF;     ///< a foldSize: see foldCodepoint()

  WordClass word = WordClass::Other;
  std::uint8_t flags = 0;
  std::uint8_t combining = 0;  ///< canonical combining class
  std::uint8_t foldSize = 0;   ///< bytes of `fold`, or kLong (then kComplex is set)
  std::array<char, 4> fold{};  ///< UTF-8

  bool has(std::uint8_t flag) const { return (flags & flag) != 0; }
};

/// Whether the foldings of a word's characters, one after the other, are the folding of the word.
struct SimpleFolding {
  bool holds = true;
  bool afterLatin = false;
  std::uint8_t combining = 0;

  void add(const Character& character) {
    // A mark on a Latin letter goes, whether the two compose or not.
    if (afterLatin && character.has(Character::kDiacritic)) return;
    if (character.has(Character::kComplex) ||
        (character.combining != 0 && combining > character.combining))
      holds = false;
    combining = character.combining;
    if (character.combining == 0) afterLatin = character.has(Character::kLatin);
  }
};

using CharacterPage = std::array<Character, 256>;
inline constexpr std::size_t kCharacterPages = 0x110000 / 256;

/// The code points page * 256 ... page * 256 + 255, made at the first use. Any thread.
const CharacterPage& characterPage(std::size_t page);

/// The folding of one code point by itself, of any length. Any thread.
std::string foldCodepoint(char32_t codepoint);

/// Remembers pages, so that looking one up is a load. One thread.
class CharacterCache {
 public:
  const Character& operator[](char32_t codepoint) {
    const CharacterPage*& page = pages_[codepoint >> 8U];
    if (page == nullptr) page = &characterPage(codepoint >> 8U);
    return (*page)[codepoint & 0xFFU];
  }

 private:
  std::array<const CharacterPage*, kCharacterPages> pages_{};
};

}  // namespace retold
