#include "indexer/text/turns_lines.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "indexer/text/utf8.h"

namespace retold {

namespace {

/// Text that is wrapped to a fixed width is not wider than this.
constexpr std::size_t kWidestWrap = 120;

char32_t codepointAt(std::string_view text, std::size_t at) { return nextCodepoint(text, at); }

/// The begin of the code point that ends at `end`.
std::size_t previous(std::string_view text, std::size_t begin, std::size_t end) {
  do {
    --end;
  } while (end > begin && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
  return end;
}

/// Eight bytes at a time: every line of every text is counted.
std::size_t countCodepoints(std::string_view text) {
  constexpr std::size_t step = sizeof(std::uint64_t);
  constexpr std::uint64_t ones = 0x0101010101010101;
  std::size_t within = 0;  // bytes that continue a code point
  std::size_t at = 0;
  for (; at + step <= text.size(); at += step) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, step);
    within += (((bytes >> 7U) & ~(bytes >> 6U) & ones) * ones) >> 56U;  // the sum of its bytes
  }
  for (; at < text.size(); ++at) within += (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  return text.size() - within;
}

bool isAnyOf(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

}  // namespace

bool isWhite(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return u_isUWhiteSpace(static_cast<UChar32>(c));
}

ByteSpan trimSpan(std::string_view text, ByteSpan span) {
  const std::size_t begin = skipWhite(text, span.begin, span.end);
  std::size_t end = span.end;
  while (end > begin) {
    const std::size_t last = previous(text, begin, end);
    if (!isWhite(codepointAt(text, last))) break;
    end = last;
  }
  return {begin, end};
}

std::size_t skipWhite(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end) {
    std::size_t next = at;
    if (!isWhite(nextCodepoint(text, next))) break;
    at = next;
  }
  return at;
}

std::vector<TextLine> splitLines(std::string_view text, ByteSpan stretch) {
  std::vector<TextLine> lines;
  std::size_t at = stretch.begin;
  while (at < stretch.end) {
    const void* found = std::memchr(text.data() + at, '\n', stretch.end - at);
    const std::size_t end =
        found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data())
              : stretch.end;
    const ByteSpan inner = trimSpan(text, {at, end});
    lines.push_back(
        {inner.begin, inner.end, countCodepoints(text.substr(inner.begin, inner.size()))});
    at = end + 1;
  }
  return lines;
}

// Sentences and questions

/// Behind which a semicolon is a question mark.
static bool isGreekLetter(char32_t c) {
  return (c >= 0x370 && c <= 0x3FF && c != 0x37E && c != 0x387) || (c >= 0x1F00 && c <= 0x1FFF);
}

bool isQuestionMark(char32_t c) {
  if (c < 0x80) return c == '?';
  // Not the Greek question mark's twin, the semicolon: it ends no question elsewhere.
  return isAnyOf(c, U"?\u037E\u055E\u061F\u1367\u2047\u2048\u2049\u2E2E\uA60F\uFE56\uFF1F");
}

std::optional<ByteSpan> firstQuestionMark(std::string_view text) {
  bool behindGreek = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = nextCodepoint(text, at);
    if (isQuestionMark(c) || (c == ';' && behindGreek)) return ByteSpan{begin, at};
    behindGreek = isGreekLetter(c);
  }
  return std::nullopt;
}

bool hasQuestionMark(std::string_view text) { return firstQuestionMark(text).has_value(); }

namespace {

bool isSentenceEnd(char32_t c) {
  if (c < 0x80) return c == '.' || c == '!' || c == '?';
  return isQuestionMark(c) ||
         isAnyOf(c,
                 U".!\u2026\u0589\u06D4\u0964\u0965\u104A\u104B\u1362\u1368\u17D4\u17D5\u3002"
                 U"\uFF01\uFF0E\uFF61");
}

bool closesQuoteOrBracket(char32_t c) {
  if (c >= 'a' && c <= 'z') return false;  // as most lines end
  return isAnyOf(c, U"\"'*_)]}\u00BB\u2019\u201C\u201D\u203A\u300D\u300F\u3011\uFF09\u201E");
}

}  // namespace

namespace {

/// The mark that ends the text's last sentence; none where it stops without one.
std::optional<char32_t> lastMark(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0) {
    const std::size_t last = previous(text, 0, end);
    const char32_t c = codepointAt(text, last);
    if (isSentenceEnd(c)) return c;
    if (c == U';' && last > 0 && isGreekLetter(codepointAt(text, previous(text, 0, last))))
      return U'\u037E';
    if (!closesQuoteOrBracket(c) && !isWhite(c)) return std::nullopt;
    end = last;
  }
  return std::nullopt;
}

}  // namespace

bool endsSentence(std::string_view text) { return lastMark(text).has_value(); }

bool endsQuestion(std::string_view text) {
  const auto mark = lastMark(text);
  return mark && isQuestionMark(*mark);
}

bool isWrittenWithoutQuestionMarks(std::string_view text) {
  std::size_t inside = 0, letters = 0;
  for (std::size_t at = 0; at < text.size() && letters < 400;) {
    const char32_t c = nextCodepoint(text, at);
    if (!u_isUAlphabetic(static_cast<UChar32>(c))) continue;
    ++letters;
    inside += (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
              (c >= 0x1780 && c <= 0x17FF);
  }
  return inside * 2 > letters;
}

// Times

namespace {

struct Clock {
  std::size_t end = 0;
  std::int64_t milliseconds = 0;
  bool hasHours = false;
};

std::optional<std::int64_t> digitsAt(std::string_view text, std::size_t& at, std::size_t end,
                                     std::size_t most) {
  std::int64_t value = 0;
  const std::size_t begin = at;
  while (at < end && at - begin < most && text[at] >= '0' && text[at] <= '9') {
    value = value * 10 + (text[at++] - '0');
  }
  if (at == begin || (at < end && text[at] >= '0' && text[at] <= '9')) return std::nullopt;
  return value;
}

/// "H:MM:SS" or "MM:SS", then ".5", ",250" or, as transcription programs write tenths, "-5".
std::optional<Clock> clockAt(std::string_view text, std::size_t at, std::size_t end) {
  std::array<std::int64_t, 3> parts{};
  std::size_t count = 0;
  for (;;) {
    const std::size_t begin = at;
    const auto value = digitsAt(text, at, end, count == 0 ? 3 : 2);
    if (!value || (count > 0 && at - begin != 2)) return std::nullopt;
    parts[count++] = *value;
    if (count == 3 || at >= end || text[at] != ':') break;
    ++at;
  }
  if (count < 2 || parts[count - 1] > 59 || (count == 3 && parts[1] > 59)) return std::nullopt;
  std::int64_t seconds = 0;
  for (std::size_t i = 0; i < count; ++i) seconds = seconds * 60 + parts[i];
  Clock clock{at, seconds * 1000, count == 3};
  if (at + 1 < end && (text[at] == '.' || text[at] == ',' || text[at] == '-')) {
    std::size_t after = at + 1;
    const auto fraction = digitsAt(text, after, end, 3);
    if (fraction) {
      constexpr std::array<std::int64_t, 4> unit{0, 100, 10, 1};
      clock.milliseconds += *fraction * unit[after - at - 1];
      clock.end = after;
    }
  }
  return clock;
}

/// Behind "-", "–", "—", "-->" or "to" and spaces; none where there is no such thing.
std::optional<std::size_t> behindRangeSign(std::string_view text, std::size_t at, std::size_t end) {
  at = skipWhite(text, at, end);
  const std::string_view rest = text.substr(at, end - at);
  for (const std::string_view sign : {"-->", "->", "–", "—", "-", "to "}) {
    if (rest.starts_with(sign)) return skipWhite(text, at + sign.size(), end);
  }
  return std::nullopt;
}

char closingOf(char open) {
  switch (open) {
    case '[':
      return ']';
    case '(':
      return ')';
    case '{':
      return '}';
    case '<':
      return '>';
    case '#':
      return '#';
    default:
      return '\0';
  }
}

}  // namespace

std::optional<TimeStamp> timeStampAt(std::string_view text, std::size_t at, std::size_t end) {
  if (at >= end) return std::nullopt;
  const char closing = closingOf(text[at]);
  std::size_t inner = closing ? skipWhite(text, at + 1, end) : at;
  if (inner >= end || text[inner] < '0' || text[inner] > '9') return std::nullopt;
  const auto first = clockAt(text, inner, end);
  if (!first) return std::nullopt;
  TimeStamp stamp{first->end, first->milliseconds, std::nullopt, closing || first->hasHours};
  if (const auto behind = behindRangeSign(text, first->end, end)) {
    if (const auto second = clockAt(text, *behind, end)) {
      stamp.end = second->end;
      stamp.stop = second->milliseconds;
      stamp.marked = true;
    }
  }
  if (closing) {
    const std::size_t close = skipWhite(text, stamp.end, end);
    if (close >= end || text[close] != closing) return std::nullopt;
    stamp.end = close + 1;
  }
  // "12:30pm", "00:01:02x": no time in a recording.
  if (stamp.end < end) {
    const char32_t next = codepointAt(text, stamp.end);
    if (!closing && (u_isUAlphabetic(static_cast<UChar32>(next)) || next == ':')) {
      return std::nullopt;
    }
  }
  return stamp;
}

// Items

namespace {

/// A number of up to three digits in any script.
std::optional<std::uint32_t> numberAt(std::string_view text, std::size_t& at, std::size_t end) {
  std::uint32_t value = 0;
  int digits = 0;
  while (at < end) {
    const char first = text[at];
    if (static_cast<unsigned char>(first) < 0x80 && (first < '0' || first > '9')) break;
    std::size_t next = at;
    const int digit = u_charDigitValue(static_cast<UChar32>(nextCodepoint(text, next)));
    if (digit < 0) break;
    if (++digits > 3) return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(digit);
    at = next;
  }
  if (digits == 0) return std::nullopt;
  return value;
}

bool isItemMark(char32_t c) { return isAnyOf(c, U".)\u060C\u06D4\u0964\u3001\uFF0E\uFF09:\uFF1A"); }

/// "B." or "B)": a capital letter, its place in the alphabet as the number.
std::optional<ItemNumber> letterItemAt(std::string_view text, std::size_t at, std::size_t end) {
  std::size_t next = at;
  const char32_t letter = nextCodepoint(text, next);
  const bool latin = letter >= 'A' && letter <= 'Z';
  const bool cyrillic = letter >= U'А' && letter <= U'Я';
  if ((!latin && !cyrillic) || next >= end || (text[next] != '.' && text[next] != ')')) {
    return std::nullopt;
  }
  ++next;
  const std::size_t body = skipWhite(text, next, end);
  if (body == next || body >= end) return std::nullopt;
  ItemNumber item;
  item.end = body;
  item.letter = true;
  item.number = static_cast<std::uint32_t>(letter - (latin ? U'A' : U'А')) + 1;
  return item;
}

}  // namespace

std::optional<ItemNumber> itemNumberAt(std::string_view text, std::size_t at, std::size_t end) {
  if (at >= end) return std::nullopt;
  ItemNumber item;
  if ((text[at] == 'Q' || text[at] == 'q') && at + 1 < end) {
    item.question = true;
    ++at;
  }
  std::size_t next = at;
  auto value = numberAt(text, next, end);
  if (!value) return item.question ? std::nullopt : letterItemAt(text, at, end);
  item.number = *value;
  while (next + 1 < end && text[next] == '.') {
    std::size_t deeper = next + 1;
    value = numberAt(text, deeper, end);
    if (!value || item.levels == 4) break;
    item.parent = item.parent * 1000 + item.number;
    item.number = *value;
    ++item.levels;
    next = deeper;
  }
  bool marked = false;
  if (next < end) {
    std::size_t after = next;
    if (isItemMark(nextCodepoint(text, after))) {
      marked = true;
      next = after;
    }
  }
  const std::size_t body = skipWhite(text, next, end);
  // "2.7 Where?" needs no mark, "1998." and "3 women" are no items, nor is "3.5" or "10:30".
  if (!marked && (item.levels == 1 || body == next)) {
    if (!item.question || body == next) return std::nullopt;
  }
  if (body >= end) return std::nullopt;
  const char32_t first = codepointAt(text, body);
  if (body == next && (u_charDigitValue(static_cast<UChar32>(first)) >= 0 || first < 0x80)) {
    return std::nullopt;
  }
  item.end = body;
  return item;
}

bool startsWithDash(std::string_view line) {
  if (line.empty() || (line[0] != '-' && line[0] != '\xE2')) return false;
  for (const std::string_view dash : {"- ", "\u2010 ", "\u2012 ", "\u2013 ", "\u2014 ", "\u2015 ",
                                      "\u2013\u00a0", "\u2014\u00a0", "-\u00a0", "\u2015\u00a0"}) {
    if (line.starts_with(dash)) return true;
  }
  return false;
}

bool startsWithBullet(std::string_view line) {
  constexpr std::string_view firstBytes = "-*+o\xE2\xC2";
  if (line.empty() || firstBytes.find(line[0]) == std::string_view::npos) return false;
  if (startsWithDash(line)) return true;
  for (const std::string_view bullet :
       {"* ", "+ ", "• ", "•",  "◦ ", "▪ ", "■ ", "● ", "○ ", "‣ ", "⁃ ",
        "· ", "o ", "→ ", "✓ ", "☐ ", "☑ ", "☒ ", "□ ", "☐",  "□"}) {
    if (line.starts_with(bullet)) return bullet != "o " || line.size() < 200;
  }
  return false;
}

bool isHeadingOrRule(std::string_view line) {
  if (line.empty() || std::string_view("#*-_=~").find(line[0]) == std::string_view::npos) {
    return false;
  }
  const std::size_t hashes = line.find_first_not_of('#');
  if (hashes != std::string_view::npos && hashes >= 1 && hashes <= 6 && line[hashes] == ' ') {
    return true;
  }
  return line.size() >= 3 && line.find_first_not_of("*-_=~ ") == std::string_view::npos;
}

bool looksLikeField(std::string_view line) {
  std::size_t at = 0, words = 1, characters = 0;
  bool begun = false;
  while (at < line.size() && characters < 60) {
    const std::size_t begin = at;
    if (const char letter = line[at]; begun && letter >= 'a' && letter <= 'z') {
      ++at;
      ++characters;
      continue;
    }
    const char32_t c = nextCodepoint(line, at);
    const auto code = static_cast<UChar32>(c);
    if (!begun && (u_islower(code) || (!u_isUAlphabetic(code) && u_charDigitValue(code) < 0))) {
      return false;
    }
    begun = true;
    if (c == ':' || c == U'\uFF1A' || c == U'\u1365' || c == U'\u1366' || c == U'\u17D6') {
      const bool wide = at >= line.size() || c != ':' || line[at] == ' ' || line[at] == '\t';
      return wide && begin > 0;
    }
    if (isSentenceEnd(c) && c != '.') return false;
    if (c == ' ' && ++words > 5) return false;
    ++characters;
  }
  return false;
}

// Paragraphs

namespace {

/// A run of lines without a blank one between.
class Block {
 public:
  Block(std::string_view text, const std::vector<TextLine>& lines, std::size_t first,
        std::size_t last)
      : text_(text), lines_(lines) {
    for (std::size_t i = first; i < last; ++i) width_ = std::max(width_, lines[i].width);
    wrapped_ = width_ <= kWidestWrap;
  }

  /// True when line `i`, not the block's first, begins a paragraph.
  bool begins(std::size_t i) const {
    const std::string_view before = content(i - 1), line = content(i);
    if (isHeadingOrRule(line) || isHeadingOrRule(before)) return true;
    if (endsInsideWord(before)) return false;
    const bool ended = endsSentence(before);
    const bool early = !wrapped_ || endedEarly(i);
    if (startsWithBullet(line)) return early || ended || startsWithBullet(before);
    if (itemNumberAt(line, 0, line.size())) return early || ended;
    if (looksLikeField(line) && (early || looksLikeField(before))) return true;
    if (ended) return early;
    if (!early || !startsAsSentence(line)) return false;
    return wrapped_ ? lines_[i - 1].width * 10 < width_ * 6 : lines_[i - 1].width > kWidestWrap;
  }

 private:
  std::string_view content(std::size_t i) const {
    return text_.substr(lines_[i].begin, lines_[i].end - lines_[i].begin);
  }

  /// The first word of line `i` would have had room on the line before.
  bool endedEarly(std::size_t i) const {
    const std::string_view line = content(i);
    const std::string_view word = line.substr(0, line.find(' '));
    return lines_[i - 1].width + 1 + countCodepoints(word) <= width_;
  }

  static bool endsInsideWord(std::string_view line) {
    for (const std::string_view hyphen : {"-", "\u2010", "\u00AD"}) {
      if (line.ends_with(hyphen) && line.size() > hyphen.size() &&
          line[line.size() - hyphen.size() - 1] != ' ') {
        return true;
      }
    }
    return false;
  }

  static bool startsAsSentence(std::string_view line) {
    return !u_islower(static_cast<UChar32>(codepointAt(line, 0)));
  }

  std::string_view text_;
  const std::vector<TextLine>& lines_;
  std::size_t width_ = 0;
  bool wrapped_ = true;
};

}  // namespace

std::vector<bool> paragraphStarts(std::string_view text, const std::vector<TextLine>& lines) {
  std::vector<bool> starts(lines.size(), false);
  for (std::size_t i = 0; i < lines.size();) {
    if (lines[i].blank()) {
      ++i;
      continue;
    }
    std::size_t last = i;
    while (last < lines.size() && !lines[last].blank()) ++last;
    starts[i] = true;
    if (last - i > 1) {
      const Block block(text, lines, i, last);
      for (std::size_t j = i + 1; j < last; ++j) starts[j] = block.begins(j);
    }
    i = last;
  }
  return starts;
}

}  // namespace retold
