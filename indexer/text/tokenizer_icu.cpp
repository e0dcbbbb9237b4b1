#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <cassert>
#include <memory>
#include <utility>

#include "indexer/text/compound.h"
#include "indexer/text/fold.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/utf8.h"
#include "model/error.h"

// The rules of tokenizer.h once more, on ICU's break iterator and without regard to speed. It
// shares nothing with WordScan but fold(): what both get wrong they get wrong each in its own way.

namespace retold {
namespace {

constexpr UChar32 kArmenianHyphen = 0x058A;

struct Segment {
  ByteSpan span;
  std::string folded;
  bool isWord = false;  ///< letters or digits: may be part of a compound
  bool isToken = false;
};

int wordBreakOf(UChar32 c) { return u_getIntPropertyValue(c, UCHAR_WORD_BREAK); }

bool isIgnored(UChar32 c) {
  const int value = wordBreakOf(c);
  return value == U_WB_EXTEND || value == U_WB_FORMAT || value == U_WB_ZWJ;
}

bool isHan(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return u_isalpha(c) && uscript_getScript(c, &status) == USCRIPT_HAN;
}

bool isLetterOrDigit(UChar32 c) {
  if (isHan(c) || c == kArmenianHyphen) return false;
  const int value = wordBreakOf(c);
  return value == U_WB_ALETTER || value == U_WB_HEBREW_LETTER || value == U_WB_NUMERIC;
}

bool isClusterBase(UChar32 c) {
  const int value = wordBreakOf(c);
  const auto type = u_charType(c);
  const bool letter = u_isalpha(c) || type == U_LETTER_NUMBER;
  return letter && type != U_NON_SPACING_MARK && type != U_COMBINING_SPACING_MARK &&
         type != U_OTHER_SYMBOL &&
         (value == U_WB_OTHER || value == U_WB_KATAKANA || (value == U_WB_ALETTER && isHan(c)));
}

bool isEmoji(UChar32 c) {
  return u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) ||
         u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR) ||
         (c >= 0x2600 && u_hasBinaryProperty(c, UCHAR_EMOJI) && u_charType(c) == U_OTHER_SYMBOL);
}

/// ICU's rules differ from Unicode's where it uses dictionaries and for "@"; ours for low lines and
/// accents typed as apostrophes. A stand-in of the same length makes ICU's say what ours say.
UChar32 standIn(UChar32 c) {
  constexpr UChar32 kBreak = 0x3001;         // an ideographic comma: breaks on either side
  constexpr UChar32 kBreakBeyond = 0x1D100;  // the same in two units: a bar line of music
  constexpr UChar32 kLetter = 0x0100;
  constexpr UChar32 kMark = 0x1D167;
  if (c >= 0x16FF0 && c <= 0x16FF1) return kMark;  // of Han, which ICU's dictionaries take
  if (c == U'`' || c == U'´') return '\'';
  if (c >= 0xAC00 && c <= 0xD7A3) return kLetter;
  if (isIgnored(c) || u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) return c;
  const bool special = c == '@' || c == kArmenianHyphen || isClusterBase(c) ||
                       wordBreakOf(c) == U_WB_EXTENDNUMLET || wordBreakOf(c) == U_WB_KATAKANA ||
                       u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT ||
                       (wordBreakOf(c) == U_WB_OTHER && u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC));
  if (!special) return c;
  return c > 0xFFFF ? kBreakBeyond : kBreak;
}

/// What one segment between two word breaks is.
Segment describe(std::string_view text, ByteSpan span) {
  const auto startsToken = [](UChar32 c) {
    return !isIgnored(c) && (isLetterOrDigit(c) || isClusterBase(c) || isEmoji(c));
  };
  for (std::size_t next = span.begin; next < span.end; span.begin = next)
    if (startsToken(static_cast<UChar32>(nextCodepoint(text, next)))) break;
  Segment segment;
  segment.span = span;
  if (span.empty()) return segment;
  bool emoji = false;
  std::size_t at = span.begin;
  const bool cluster = isClusterBase(static_cast<UChar32>(nextCodepoint(text, at)));
  for (at = span.begin; at < span.end;) {
    const auto c = static_cast<UChar32>(nextCodepoint(text, at));
    if (isIgnored(c)) continue;
    segment.isWord = segment.isWord || isLetterOrDigit(c);
    emoji = emoji || isEmoji(c);
  }
  segment.folded = fold(text.substr(span.begin, span.size()));
  segment.isToken = (segment.isWord || cluster || emoji) && !segment.folded.empty();
  return segment;
}

std::vector<Segment> segments(std::string_view text) {
  icu::UnicodeString replaced;
  std::vector<std::uint64_t> bytes;  // of each UTF-16 unit of `replaced`
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    replaced.append(standIn(static_cast<UChar32>(nextCodepoint(text, at))));
    bytes.resize(static_cast<std::size_t>(replaced.length()), begin);
  }
  bytes.push_back(text.size());
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status))
    throw Error(ErrorKind::Internal, "ICU's data for word breaks cannot be loaded",
                "Install the package libicu72 again.");
  breaks->setText(replaced);
  std::vector<Segment> found;
  std::int32_t begin = breaks->first();
  for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE; end = breaks->next()) {
    found.push_back(describe(
        text, {bytes[static_cast<std::size_t>(begin)], bytes[static_cast<std::size_t>(end)]}));
    begin = end;
  }
  return found;
}

std::vector<char32_t> basesOf(std::string_view text, ByteSpan span) {
  std::vector<char32_t> bases;
  for (std::size_t at = span.begin; at < span.end;) {
    const char32_t c = nextCodepoint(text, at);
    if (!isIgnored(static_cast<UChar32>(c))) bases.push_back(c);
  }
  return bases;
}

bool isHyphen(std::string_view gap) {
  return gap == "-" || gap == "\u2010" || gap == "\u2011" || gap == "\u058A" || gap == "\u05BE" ||
         gap == "\uFE63" || gap == "\uFF0D";
}

/// Whether two neighbouring words are parts of one compound, by what stands between them.
bool makeCompound(std::string_view text, const Segment& left, const Segment& right) {
  if (!left.isWord || !right.isWord) return false;
  std::string gap(text.substr(left.span.end, right.span.begin - left.span.end));
  const auto lastLeft = static_cast<UChar32>(basesOf(text, left.span).back());
  const auto firstRight = static_cast<UChar32>(basesOf(text, right.span).front());
  std::size_t at = right.span.begin;
  if (!isLetterOrDigit(static_cast<UChar32>(nextCodepoint(text, at)))) return false;
  const bool numbers =
      wordBreakOf(lastLeft) == U_WB_NUMERIC && wordBreakOf(firstRight) == U_WB_NUMERIC;
  if (isHyphen(gap)) return !numbers;
  const std::string_view leftText = text.substr(left.span.begin, left.span.size());
  const bool soft = leftText.ends_with("\u00AD");
  const std::size_t lineEnd = gap.find('\n');
  if (lineEnd == std::string::npos || gap.find('\n', lineEnd + 1) != std::string::npos)
    return false;
  std::string dense;
  for (const char c : gap)
    if (c != ' ' && c != '\t' && c != '\n') dense += c;
  const bool hyphenFirst = isHyphen(dense) && gap.starts_with(dense);
  if (!hyphenFirst && !(soft && dense.empty())) return false;
  const bool upper = u_isupper(firstRight) || u_istitle(firstRight);
  const bool afterUpper =
      u_charType(lastLeft) == U_UPPERCASE_LETTER || u_charType(lastLeft) == U_TITLECASE_LETTER;
  return wordBreakOf(firstRight) != U_WB_NUMERIC && (!upper || afterUpper);
}

}  // namespace

void Tokenizer::tokenizeByIcu(std::string_view text,
                              const std::function<void(const Token&)>& sink) {
  std::vector<Segment> words;
  for (Segment& segment : segments(text))
    if (segment.isToken) words.push_back(std::move(segment));
  const auto give = [&](const std::string& folded, ByteSpan span, bool colocated) {
    const std::string token = folded.size() > kLongestToken ? cutToken(folded) : folded;
    sink({token, span, colocated});
  };
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin + 1;
    while (end < words.size() && end - begin < kLongestCompound &&
           makeCompound(text, words[end - 1], words[end]))
      ++end;
    eachRun(end - begin, [&](std::size_t first, std::size_t last) {
      std::string folded;
      for (std::size_t i = begin + first; i <= begin + last; ++i) folded += words[i].folded;
      give(folded, {words[begin + first].span.begin, words[begin + last].span.end},
           !(first == 0 && begin + last + 1 == end));
    });
    begin = end;
  }
}

}  // namespace retold
