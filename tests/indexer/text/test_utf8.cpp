#include <catch2/catch.hpp>

#include "indexer/text/utf8.h"
#include "tests/indexer/text/random_text.h"

using namespace retold;

TEST_CASE("every code point is written and read back as itself") {
  std::string text;
  std::vector<char32_t> written;
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 37) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    appendUtf8(text, c);
    written.push_back(c);
  }
  CHECK_FALSE(firstInvalidUtf8(text));
  std::vector<char32_t> read;
  for (std::size_t at = 0; at < text.size();) read.push_back(nextCodepoint(text, at));
  CHECK(read == written);
}

TEST_CASE("the first byte that is not UTF-8 is found") {
  using namespace std::string_view_literals;
  const auto [bytes, place] = GENERATE(table<std::string_view, std::size_t>({
      {"abc\x80", 3},           // a continuation without a lead
      {"abcdefghijk\xC3", 11},  // cut short, behind a run of ASCII
      {"\xC3\x28", 0},          // a lead without continuation
      {"\xC0\xAF", 0},          // overlong "/"
      {"\xE0\x80\xAF", 0},      // overlong, three bytes
      {"\xF0\x80\x80\xAF", 0},  // overlong, four bytes
      {"\xED\xA0\x80", 0},      // a surrogate
      {"\xF4\x90\x80\x80", 0},  // beyond U+10FFFF
      {"\xF5\x80\x80\x80", 0},  //
      {"\xC3\xA9\xE2\x82", 2},  // cut short
      {"\xF0\x9F\x98\x80\xFF", 4},
  }));
  CHECK(firstInvalidUtf8(bytes) == place);
}

TEST_CASE("text with every length of sequence is valid UTF-8, zero bytes too") {
  using namespace std::string_view_literals;
  CHECK_FALSE(firstInvalidUtf8(""));
  CHECK_FALSE(firstInvalidUtf8("a\0b"sv));
  CHECK_FALSE(firstInvalidUtf8("é€😀 \uFFFD\U0010FFFF\u07FF\u0800\uD7FF\uE000"));
}

TEST_CASE("code point boundaries are the beginnings of characters and the end") {
  const std::string text = "a€😀";
  std::vector<std::uint64_t> boundaries;
  for (std::uint64_t at = 0; at <= text.size() + 1; ++at)
    if (isCodepointBoundary(text, at)) boundaries.push_back(at);
  CHECK(boundaries == std::vector<std::uint64_t>{0, 1, 4, 8});
}

TEST_CASE("a span grows to whole characters as readers see them") {
  const std::string text = "ab e\u0301x \U0001F469\u200D\U0001F467! नि";
  const auto snapped = [&](std::string_view part) {
    const std::uint64_t begin = text.find(part);
    const ByteSpan span = snapToGraphemes(text, {begin, begin + part.size()});
    return text.substr(span.begin, span.size());
  };
  CHECK(snapped("a") == "a");
  CHECK(snapped("e") == "e\u0301");
  CHECK(snapped("\u0301x") == "e\u0301x");
  CHECK(snapped("\U0001F467") == "\U0001F469\u200D\U0001F467");
  CHECK(snapped("न") == "नि");
  CHECK(snapToGraphemes(text, {0, text.size()}) == ByteSpan{0, text.size()});
}

TEST_CASE("an empty span stays empty and moves to the beginning of its character") {
  const std::string text = "e\u0301x";
  CHECK(snapToGraphemes(text, {1, 1}) == ByteSpan{0, 0});
  CHECK(snapToGraphemes(text, {3, 3}) == ByteSpan{3, 3});
  CHECK(snapToGraphemes(text, {4, 4}) == ByteSpan{4, 4});
}

TEST_CASE("snapping contains the span, is on code points and settles at once") {
  test::RandomText random(11);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random.any(20);
    std::uint64_t begin = random.below(text.size() + 1), end = random.below(text.size() + 1);
    if (begin > end) std::swap(begin, end);
    while (!isCodepointBoundary(text, begin)) --begin;
    while (!isCodepointBoundary(text, end)) ++end;
    const ByteSpan snapped = snapToGraphemes(text, {begin, end});
    INFO(test::codepoints(text));
    if (begin != end) CHECK(snapped.contains({begin, end}));
    CHECK(isCodepointBoundary(text, snapped.begin));
    CHECK(isCodepointBoundary(text, snapped.end));
    CHECK(snapToGraphemes(text, snapped) == snapped);
  }
}

TEST_CASE("lines and columns count from one, columns in characters") {
  const std::string text = "né\n\nx😀y";
  const auto at = [&](std::uint64_t byte) {
    const LineColumn place = lineColumn(text, byte);
    return std::pair(place.line, place.column);
  };
  using Place = std::pair<std::uint64_t, std::uint64_t>;
  CHECK(at(0) == Place(1, 1));
  CHECK(at(1) == Place(1, 2));
  CHECK(at(3) == Place(1, 3));
  CHECK(at(4) == Place(2, 1));
  CHECK(at(5) == Place(3, 1));
  CHECK(at(6) == Place(3, 2));
  CHECK(at(10) == Place(3, 3));
  CHECK(at(text.size()) == Place(3, 4));
}

TEST_CASE("the beginning of a text ends on a code point") {
  CHECK(beginOf("né", 5) == "né");
  CHECK(beginOf("né", 2) == "n");
  CHECK(beginOf("😀", 3) == "");
  CHECK(beginOf("", 0) == "");
}
