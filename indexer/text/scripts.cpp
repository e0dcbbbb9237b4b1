#include "indexer/text/scripts.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

#include "indexer/text/utf8.h"

namespace retold {
namespace {

constexpr char32_t kBasicPlane = 0x10000;

Script askScript(char32_t letter) {
  if (!u_isalpha(static_cast<UChar32>(letter))) return kNoScript;
  UErrorCode status = U_ZERO_ERROR;
  const int script = uscript_getScript(static_cast<UChar32>(letter), &status);
  if (U_FAILURE(status) || script <= USCRIPT_INHERITED || script > 255) return kNoScript;
  return static_cast<Script>(script);
}

/// The scripts of the letters of the basic plane. Read only once made.
const std::array<Script, kBasicPlane>& basicPlane() {
  static const auto table = [] {
    auto made = std::make_unique<std::array<Script, kBasicPlane>>();
    for (char32_t c = 0; c < kBasicPlane; ++c) (*made)[c] = askScript(c);
    return made;
  }();
  return *table;
}

constexpr std::array<std::pair<UScriptCode, std::string_view>, 22> kOneLanguage{{
    {USCRIPT_ARMENIAN, "hy"}, {USCRIPT_CHEROKEE, "chr"}, {USCRIPT_GEORGIAN, "ka"},
    {USCRIPT_GREEK, "el"},    {USCRIPT_GUJARATI, "gu"},  {USCRIPT_GURMUKHI, "pa"},
    {USCRIPT_HANGUL, "ko"},   {USCRIPT_HEBREW, "he"},    {USCRIPT_HIRAGANA, "ja"},
    {USCRIPT_KANNADA, "kn"},  {USCRIPT_KATAKANA, "ja"},  {USCRIPT_KHMER, "km"},
    {USCRIPT_LAO, "lo"},      {USCRIPT_MALAYALAM, "ml"}, {USCRIPT_MYANMAR, "my"},
    {USCRIPT_ORIYA, "or"},    {USCRIPT_SINHALA, "si"},   {USCRIPT_TAMIL, "ta"},
    {USCRIPT_TELUGU, "te"},   {USCRIPT_THAANA, "dv"},    {USCRIPT_THAI, "th"},
    {USCRIPT_NKO, "nqo"},
}};

/// Counts the letters from `at` to the next character beyond ASCII, eight at a time; its place.
std::size_t countAscii(std::string_view text, std::size_t at, std::uint32_t& letters) {
  constexpr std::size_t step = sizeof(std::uint64_t);
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t tops = 0x80 * ones;
  for (; at + step <= text.size(); at += step) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, step);
    if ((bytes & tops) != 0) break;
    // The top bit of each byte: small and not below 'a', and not behind 'z'.
    const std::uint64_t small = bytes | 0x20 * ones;
    const std::uint64_t within = (small + (0x80 - 'a') * ones) & ~(small + (0x7F - 'z') * ones);
    letters += static_cast<std::uint32_t>((((within & tops) >> 7U) * ones) >> 56U);
  }
  for (; at < text.size() && static_cast<unsigned char>(text[at]) < 0x80; ++at)
    letters += static_cast<unsigned char>((text[at] | 0x20) - 'a') < 26;
  return at;
}

}  // namespace

Script scriptOf(char32_t letter) {
  return letter < kBasicPlane ? basicPlane()[letter] : askScript(letter);
}

LetterCounts countLetters(std::string_view text) {
  const auto& table = basicPlane();
  LetterCounts counts;
  std::uint32_t ascii = 0;
  std::uint32_t others = 0;
  for (std::size_t at = 0; at < text.size();) {
    at = countAscii(text, at, ascii);
    if (at == text.size()) break;
    const char32_t c = nextCodepoint(text, at);
    const Script script = c < kBasicPlane ? table[c] : askScript(c);
    ++counts.of[script];
    others += script == kNoScript ? 0 : 1;
  }
  counts.of[kNoScript] = 0;
  counts.of[USCRIPT_LATIN] += ascii;
  counts.sum = ascii + others;
  return counts;
}

std::uint32_t LetterCounts::letters(Script script) const {
  return script == kNoScript ? 0 : of[script];
}

Script LetterCounts::largest() const {
  if (of[USCRIPT_LATIN] > sum / 2) return USCRIPT_LATIN;
  const auto most = std::ranges::max_element(of);
  if (*most == 0) return kNoScript;
  const std::uint32_t kana = of[USCRIPT_HIRAGANA] + of[USCRIPT_KATAKANA];
  const std::uint32_t japanese = kana + of[USCRIPT_HAN];
  // Chinese has no Kana; a tenth of them makes a text Japanese.
  if (kana * 10 >= japanese && japanese >= *most) return USCRIPT_HIRAGANA;
  return static_cast<Script>(most - of.begin());
}

std::string scriptName(Script script) {
  if (script == kNoScript) return "Zyyy";
  if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) return "Jpan";
  return uscript_getShortName(static_cast<UScriptCode>(script));
}

std::string_view languageOfScript(Script script) {
  for (const auto& [each, language] : kOneLanguage)
    if (each == script) return language;
  return {};
}

}  // namespace retold
