#include "indexer/text/utf8.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>
#include <memory>

#include "model/error.h"

namespace retold {
namespace {

unsigned char byteAt(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool isContinuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

/// Length of the valid sequence that begins at `at`, 0 when there is none (Unicode, table 3-7).
std::size_t validSequence(std::string_view bytes, std::size_t at) {
  const unsigned char lead = byteAt(bytes, at);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (at + size > bytes.size()) return 0;
  const unsigned char second = byteAt(bytes, at + 1);
  const unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (second < lowest || second > highest) return 0;
  for (std::size_t i = 2; i < size; ++i)
    if (!isContinuation(byteAt(bytes, at + i))) return 0;
  return size;
}

struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};

std::unique_ptr<icu::BreakIterator> makeGraphemes() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> made(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status))
    throw Error(ErrorKind::Internal, "ICU's data for character breaks cannot be loaded",
                "Install the package libicu72 again.");
  return made;
}

/// A copy of one that is made once: iterators are not thread-safe, and making one reads ICU's data.
std::unique_ptr<icu::BreakIterator> graphemes() {
  static const std::unique_ptr<icu::BreakIterator> shared = makeGraphemes();
  return std::unique_ptr<icu::BreakIterator>(shared->clone());
}

bool isLineEnd(std::string_view text, std::size_t at) { return text[at] == '\n'; }

/// A line that holds `at`: cluster breaks stand at every line end, so that no more need be read.
/// ICU counts in 32 bits; a longer line is cut a safe distance away from `span`.
ByteSpan surroundings(std::string_view text, ByteSpan span) {
  constexpr std::uint64_t kReach = 64U << 10;
  std::uint64_t begin = span.begin;
  while (begin > 0 && span.begin - begin < kReach && !isLineEnd(text, begin - 1)) --begin;
  while (begin > 0 && !isCodepointBoundary(text, begin)) --begin;
  std::uint64_t end = span.end;
  while (end < text.size() && end - span.end < kReach && !isLineEnd(text, end)) ++end;
  while (end < text.size() && !isCodepointBoundary(text, end)) ++end;
  return {begin, end};
}

}  // namespace

char32_t nextCodepoint(std::string_view text, std::size_t& at) {
  assert(at < text.size());
  const unsigned char lead = byteAt(text, at++);
  if (lead < 0x80) return lead;
  const int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t codepoint = lead & (0x3FU >> more);
  for (int i = 0; i < more && at < text.size(); ++i)
    codepoint = (codepoint << 6U) | (byteAt(text, at++) & 0x3FU);
  return codepoint;
}

void appendUtf8(std::string& text, char32_t codepoint) {
  const auto tail = [&](unsigned shift) {
    text += static_cast<char>(0x80U | ((codepoint >> shift) & 0x3FU));
  };
  if (codepoint < 0x80) {
    text += static_cast<char>(codepoint);
  } else if (codepoint < 0x800) {
    text += static_cast<char>(0xC0U | (codepoint >> 6U));
    tail(0);
  } else if (codepoint < 0x10000) {
    text += static_cast<char>(0xE0U | (codepoint >> 12U));
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0U | (codepoint >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::optional<std::size_t> firstInvalidUtf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    while (at + sizeof(std::uint64_t) <= bytes.size()) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, bytes.data() + at, sizeof eight);
      if ((eight & 0x8080808080808080U) != 0) break;
      at += sizeof eight;
    }
    if (at == bytes.size()) break;
    const std::size_t size = validSequence(bytes, at);
    if (size == 0) return at;
    at += size;
  }
  return std::nullopt;
}

std::string replaceInvalidUtf8(std::string_view bytes, std::uint64_t& bad) {
  std::string valid;
  while (!bytes.empty()) {
    const auto wrong = firstInvalidUtf8(bytes);
    valid += bytes.substr(0, wrong.value_or(bytes.size()));
    if (!wrong) break;
    bytes.remove_prefix(*wrong);
    std::size_t run = 1;
    while (run < bytes.size() && validSequence(bytes, run) == 0) ++run;
    bad += run;
    valid += "\xEF\xBF\xBD";
    bytes.remove_prefix(run);
  }
  return valid;
}

bool isCodepointBoundary(std::string_view text, std::uint64_t at) {
  return at == text.size() || (at < text.size() && !isContinuation(byteAt(text, at)));
}

std::string_view beginOf(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (!isCodepointBoundary(text, most)) --most;
  return text.substr(0, most);
}

ByteSpan snapToGraphemes(std::string_view text, ByteSpan span) {
  assert(span.begin <= span.end && span.end <= text.size());
  const ByteSpan around = surroundings(text, span);
  if (around.size() > static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max()))
    return span;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, CloseText> source(utext_openUTF8(
      nullptr, text.data() + around.begin, static_cast<std::int64_t>(around.size()), &status));
  const std::unique_ptr<icu::BreakIterator> breaks = graphemes();
  breaks->setText(source.get(), status);
  assert(U_SUCCESS(status));
  const auto inside = [&](std::uint64_t at) {
    return static_cast<std::int32_t>(at - around.begin);
  };
  const auto outside = [&](std::int32_t at) {
    return around.begin + static_cast<std::uint64_t>(at);
  };
  ByteSpan snapped = span;
  if (!breaks->isBoundary(inside(span.begin)))
    snapped.begin = outside(std::max(breaks->preceding(inside(span.begin)), 0));
  if (span.empty()) return {snapped.begin, snapped.begin};
  if (!breaks->isBoundary(inside(span.end))) {
    const std::int32_t next = breaks->following(inside(span.end));
    snapped.end = next == icu::BreakIterator::DONE ? around.end : outside(next);
  }
  return snapped;
}

LineColumn lineColumn(std::string_view text, std::uint64_t at) {
  const std::string_view before = text.substr(0, at);
  LineColumn place;
  place.line += static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t lineEnd = before.rfind('\n');
  const std::string_view line =
      lineEnd == std::string_view::npos ? before : before.substr(lineEnd + 1);
  place.column += static_cast<std::uint64_t>(std::count_if(line.begin(), line.end(), [](char byte) {
    return !isContinuation(static_cast<unsigned char>(byte));
  }));
  return place;
}

}  // namespace retold
