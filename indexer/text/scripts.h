#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace retold {

/// A script by its number in ICU (UScriptCode). 0 = no script of its own.
using Script = std::uint8_t;
inline constexpr Script kNoScript = 0;

/// The letters of a text by script. Marks, digits and what all scripts share are not counted.
struct LetterCounts {
  std::array<std::uint32_t, 256> of{};
  std::uint32_t sum = 0;

  /// The script of most letters, Han and Kana taken as one; kNoScript without letters.
  Script largest() const;
  std::uint32_t letters(Script script) const;
  std::uint32_t all() const { return sum; }
};

/// The script of a letter; kNoScript for everything else and for letters of all scripts.
Script scriptOf(char32_t letter);

LetterCounts countLetters(std::string_view text);

/// "Latn", "Jpan" for Kana, "Zyyy" for none.
std::string scriptName(Script script);

/// The language that alone (or by far most) writes in a script, BCP 47; empty where there are
/// several.
std::string_view languageOfScript(Script script);

}  // namespace retold
