#include <catch2/catch.hpp>

#include "indexer/text/offset_map.h"
#include "indexer/text/utf8.h"
#include "tests/indexer/text/random_text.h"

using namespace retold;

namespace {

/// One character after the other, without checkpoints.
struct Counts {
  std::uint64_t utf16 = 0, codepoints = 0;
};
Counts countTo(std::string_view text, std::uint64_t byte) {
  Counts counts;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = nextCodepoint(text, at);
    if (at > byte) break;
    counts.utf16 += c > 0xFFFF ? 2 : 1;
    ++counts.codepoints;
  }
  return counts;
}

}  // namespace

TEST_CASE("positions of a text over many checkpoints agree with counting from its beginning") {
  test::RandomText random(3);
  std::string text;
  while (text.size() < 9000) text += random.tricky(30);
  const OffsetMap map(text);
  for (int round = 0; round < 1500; ++round) {
    std::uint64_t begin = random.below(text.size() + 1), end = random.below(text.size() + 1);
    while (!isCodepointBoundary(text, begin)) --begin;
    while (!isCodepointBoundary(text, end)) --end;
    if (begin > end) std::swap(begin, end);
    const Counts first = countTo(text, begin), last = countTo(text, end);
    const Utf16Span utf16 = map.toUtf16({begin, end});
    const CodepointSpan codepoints = map.toCodepoints({begin, end});
    REQUIRE(utf16 == Utf16Span{first.utf16, last.utf16});
    REQUIRE(codepoints == CodepointSpan{first.codepoints, last.codepoints});
    REQUIRE(map.toBytes(utf16) == ByteSpan{begin, end});
    REQUIRE(map.toBytes(codepoints) == ByteSpan{begin, end});
  }
}

TEST_CASE("a position inside a character counts as its beginning, one beyond the end as the end") {
  const OffsetMap map("a😀b");
  CHECK(map.toUtf16({2, 5}) == Utf16Span{1, 3});
  CHECK(map.toCodepoints({4, 99}) == CodepointSpan{1, 3});
  CHECK(map.toBytes(Utf16Span{2, 3}) == ByteSpan{1, 5});
  CHECK(map.toBytes(Utf16Span{4, 1000}) == ByteSpan{6, 6});
  CHECK(map.toBytes(CodepointSpan{3, 4}) == ByteSpan{6, 6});
}

TEST_CASE("an empty text has one position") {
  const OffsetMap map("");
  CHECK(map.toUtf16({0, 0}) == Utf16Span{0, 0});
  CHECK(map.toBytes(CodepointSpan{0, 7}) == ByteSpan{0, 0});
}
