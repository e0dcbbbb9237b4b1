#include "indexer/text/characters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <cassert>
#include <memory>
#include <mutex>

#include "indexer/text/fold_table.h"
#include "indexer/text/utf8.h"

namespace retold {
namespace {

UChar32 toIcu(char32_t codepoint) { return static_cast<UChar32>(codepoint); }

/// Text that is being folded, as ICU holds it.
class Folding {
 public:
  Folding() {
    UErrorCode status = U_ZERO_ERROR;
    compatible_ = icu::Normalizer2::getNFKCCasefoldInstance(status);
    decompose_ = icu::Normalizer2::getNFDInstance(status);
    compose_ = icu::Normalizer2::getNFCInstance(status);
    assert(U_SUCCESS(status));
  }

  icu::UnicodeString of(char32_t codepoint) const {
    icu::UnicodeString folded;
    if (takeRow(codepoint, folded)) return folded;
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString cased = caseFolded(codepoint);
    for (std::int32_t i = 0; i < cased.length(); i = cased.moveIndex32(i, 1)) {
      const UChar32 letter = cased.char32At(i);
      if (takeRow(static_cast<char32_t>(letter), folded)) continue;
      const icu::UnicodeString parts = decompose_->normalize(icu::UnicodeString(letter), status);
      for (std::int32_t k = 0; k < parts.length(); k = parts.moveIndex32(k, 1)) {
        const UChar32 part = parts.char32At(k);
        if (!takeRow(static_cast<char32_t>(part), folded)) folded.append(part);
      }
    }
    icu::UnicodeString composed = compose_->normalize(folded, status);
    assert(U_SUCCESS(status));
    return composed;
  }

 private:
  /// Appends what the tables say of `codepoint`; false when they say nothing.
  static bool takeRow(char32_t codepoint, icu::UnicodeString& folded) {
    if (const auto row = foldRow(codepoint)) {
      folded.append(icu::UnicodeString::fromUTF8(
          icu::StringPiece(row->data(), static_cast<std::int32_t>(row->size()))));
      return true;
    }
    if (isFoldedMark(codepoint)) return true;
    if (u_charType(toIcu(codepoint)) == U_DECIMAL_DIGIT_NUMBER) {
      folded.append(static_cast<UChar32>('0' + u_charDigitValue(toIcu(codepoint))));
      return true;
    }
    return false;
  }

  /// Compatibility forms (full width, presentation forms, ligatures) made plain, case folded,
  /// invisible characters taken out; but no word becomes several.
  icu::UnicodeString caseFolded(char32_t codepoint) const {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString itself(toIcu(codepoint));
    icu::UnicodeString cased = compatible_->normalize(itself, status);
    assert(U_SUCCESS(status));
    for (std::int32_t i = 0; i < cased.length(); ++i)
      if (u_isUWhiteSpace(cased[i])) return icu::UnicodeString(itself).foldCase();
    return cased;
  }

  const icu::Normalizer2* compatible_ = nullptr;
  const icu::Normalizer2* decompose_ = nullptr;
  const icu::Normalizer2* compose_ = nullptr;
};

const Folding& folding() {
  static const Folding made;
  return made;
}

UScriptCode scriptOf(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status);
}

/// A letter that Unicode's word rules leave alone because words of its script need a dictionary.
bool isCluster(UChar32 c, int wordBreak) {
  if ((U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_NL_MASK)) == 0) return false;
  if (wordBreak == U_WB_OTHER || wordBreak == U_WB_KATAKANA) return true;
  // 々 has a word rule, but no word without the sign that it repeats.
  return wordBreak == U_WB_ALETTER && scriptOf(c) == USCRIPT_HAN;
}

WordClass wordClass(UChar32 c) {
  if (c == U'`' || c == U'´') return WordClass::Apostrophe;
  // A colon ends a speaker's label ("INT:What"), as in ICU's rules for most languages.
  if (c == ':' || c == 0xFE55 || c == 0xFF1A) return WordClass::Other;
  if (c == 0x058A) return WordClass::Other;  // the Armenian hyphen; Unicode has it as a letter
  const int wordBreak = u_getIntPropertyValue(c, UCHAR_WORD_BREAK);
  if (isCluster(c, wordBreak)) return WordClass::Cluster;
  switch (wordBreak) {
    case U_WB_CR:
    case U_WB_LF:
    case U_WB_NEWLINE:
      return WordClass::Newline;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
      return WordClass::Mark;
    case U_WB_ZWJ:
      return WordClass::Joiner;
    case U_WB_ALETTER:
      return WordClass::Letter;
    case U_WB_HEBREW_LETTER:
      return WordClass::HebrewLetter;
    case U_WB_NUMERIC:
      return WordClass::Digit;
    case U_WB_SINGLE_QUOTE:
      return WordClass::Apostrophe;
    case U_WB_DOUBLE_QUOTE:
      return WordClass::DoubleQuote;
    case U_WB_MIDNUMLET:
      return WordClass::MidNumLet;
    case U_WB_MIDLETTER:
      return WordClass::MidLetter;
    case U_WB_MIDNUM:
      return WordClass::MidNum;
    case U_WB_REGIONAL_INDICATOR:
      return WordClass::Regional;
    default:
      return WordClass::Other;
  }
}

bool isEmoji(UChar32 c) {
  if (u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION)) return true;
  // From U+2600 on; before that stand ©, arrows and the squares of lists.
  return c >= 0x2600 && u_hasBinaryProperty(c, UCHAR_EMOJI) && u_charType(c) == U_OTHER_SYMBOL;
}

/// True when the folding may be put in place of `c` without looking at its neighbours.
bool standsAlone(UChar32 c, const icu::UnicodeString& folded) {
  if (u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES) return false;
  const auto combining = u_getCombiningClass(c);
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 letter = folded.char32At(i);
    if (u_getIntPropertyValue(letter, UCHAR_NFC_QUICK_CHECK) != UNORM_YES) return false;
    if (u_getCombiningClass(letter) != 0 && (letter != c || combining == 0)) return false;
  }
  return true;
}

Character describe(UChar32 c) {
  Character character;
  character.word = wordClass(c);
  const auto setFlag = [&](std::uint8_t flag, bool on) {
    if (on) character.flags = static_cast<std::uint8_t>(character.flags | flag);
  };
  const auto type = u_charType(c);
  setFlag(Character::kUpper, type == U_UPPERCASE_LETTER || type == U_TITLECASE_LETTER);
  setFlag(Character::kPictograph, u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC));
  setFlag(Character::kEmoji, isEmoji(c) || character.word == WordClass::Regional);
  setFlag(Character::kLatin, u_isalpha(c) && scriptOf(c) == USCRIPT_LATIN);
  setFlag(Character::kDiacritic, c >= 0x0300 && c <= 0x036F);
  character.combining = u_getCombiningClass(c);
  if (U_IS_SURROGATE(c)) return character;
  const icu::UnicodeString folded = folding().of(static_cast<char32_t>(c));
  std::string utf8;
  folded.toUTF8String(utf8);
  // At a word's edge an apostrophe is no part of the word: fold() takes it off. Letters that are
  // one, or vanish, may leave one there.
  const bool atEdge =
      character.word == WordClass::Letter && (utf8.empty() || utf8.find('\'') != std::string::npos);
  const bool fits = utf8.size() <= character.fold.size();
  setFlag(Character::kComplex, !fits || atEdge || !standsAlone(c, folded));
  character.foldSize = fits ? static_cast<std::uint8_t>(utf8.size()) : Character::kLong;
  if (fits) std::copy(utf8.begin(), utf8.end(), character.fold.begin());
  return character;
}

struct PageSlot {
  std::once_flag once;
  std::unique_ptr<const CharacterPage> page;
};

}  // namespace

const CharacterPage& characterPage(std::size_t page) {
  static std::array<PageSlot, kCharacterPages> slots;
  assert(page < slots.size());
  PageSlot& slot = slots[page];
  std::call_once(slot.once, [&] {
    auto made = std::make_unique<CharacterPage>();
    for (std::size_t i = 0; i < made->size(); ++i)
      (*made)[i] = describe(static_cast<UChar32>(page * made->size() + i));
    slot.page = std::move(made);
  });
  return *slot.page;
}

std::string foldCodepoint(char32_t codepoint) {
  std::string utf8;
  folding().of(codepoint).toUTF8String(utf8);
  return utf8;
}

}  // namespace retold
