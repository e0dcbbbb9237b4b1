#pragma once

#include <span>
#include <string_view>

namespace retold {

/// A legacy encoding that a text may be in.
struct LegacyCharset {
  std::string_view name;  ///< IANA's, or ICU's where IANA has none
  double rarity = 0;      ///< bits of evidence that it must bring beyond the usual ones
  bool multibyte = false;
};

/// The usual ones first: of two that read a text alike the first is named.
std::span<const LegacyCharset> legacyCharsets();

/// How a language looks in letters outside ASCII.
struct LetterProfile {
  std::string_view language;    ///< BCP 47
  std::u32string_view letters;  ///< lower case, the most frequent first (order: UDHR where it has
                                ///< the language, otherwise the developers' rough knowledge)
  double share = 1.0;           ///< of all letters, roughly; 1 = a script of its own
};

std::span<const LetterProfile> letterProfiles();

/// The commonest Chinese characters, simplified and traditional.
std::u32string_view commonHan();

/// Punctuation and signs that stand in ordinary texts.
std::u32string_view ordinarySigns();

}  // namespace retold
