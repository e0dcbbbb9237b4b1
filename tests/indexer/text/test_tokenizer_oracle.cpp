#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "indexer/text/fold.h"
#include "indexer/text/offset_map.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/utf8.h"
#include "tests/indexer/text/random_text.h"

using namespace retold;

namespace {

void checkAgainstIcu(Tokenizer& tokenizer, std::string_view text) {
  const auto fast = test::tokens(tokenizer, text);
  const auto slow = test::tokensByIcu(tokenizer, text);
  if (fast == slow) return;
  INFO(test::codepoints(text));
  INFO("fast: " << test::shown(fast));
  INFO("ICU:  " << test::shown(slow));
  REQUIRE(fast == slow);
}

/// One line of Unicode's WordBreakTest.txt: a text and the segments that its rules give.
struct BreakCase {
  std::string text;
  std::vector<ByteSpan> segments;
};

/// Reads "÷ 0061 × 0027 × 0062 ÷". A colon stands for any MidLetter there and is none with us: a
/// middle dot takes its place.
BreakCase readCase(const std::string& line) {
  BreakCase read;
  std::istringstream parts(line);
  std::uint64_t begin = 0;
  for (std::string part; parts >> part && part != "#";) {
    if (part == "×") continue;
    if (part == "÷") {
      if (read.text.size() > begin) read.segments.push_back({begin, read.text.size()});
      begin = read.text.size();
      continue;
    }
    const auto c = static_cast<char32_t>(std::stoul(part, nullptr, 16));
    appendUtf8(read.text, c == U':' ? U'·' : c);
  }
  return read;
}

bool hasLetter(std::string_view text, ByteSpan span) {
  for (std::size_t at = span.begin; at < span.end;) {
    const char32_t c = nextCodepoint(text, at);
    if ((c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') ||
        c == U'א')
      return true;
  }
  return false;
}

}  // namespace

TEST_CASE("tokens of random texts of every script are those of ICU's break iterator") {
  Tokenizer tokenizer;
  test::RandomText random(1);
  for (int round = 0; round < 4000; ++round) {
    checkAgainstIcu(tokenizer, random.tricky(24));
    checkAgainstIcu(tokenizer, random.any(24));
  }
}

TEST_CASE("tokens of very many random texts are those of ICU's break iterator", "[.long]") {
  Tokenizer tokenizer;
  test::RandomText random(2);
  for (int round = 0; round < 100000; ++round) {
    checkAgainstIcu(tokenizer, random.tricky(24));
    checkAgainstIcu(tokenizer, random.any(24));
  }
}

TEST_CASE("tokens of every translation of the UDHR are those of ICU's break iterator") {
  Tokenizer tokenizer;
  for (const auto& file : test::udhrFiles()) {
    INFO(file.filename().string());
    const std::string text = test::contentOf(file);
    checkAgainstIcu(tokenizer, text);
    std::size_t letters = 0;
    for (const auto& token : test::tokens(tokenizer, text)) letters += token.span.size();
    CHECK(letters * 2 > text.size());  // no script is left out
  }
}

TEST_CASE("tokens of every translation of the UDHR are found again at their spans") {
  Tokenizer tokenizer;
  for (const auto& file : test::udhrFiles()) {
    INFO(file.filename().string());
    const std::string text = test::contentOf(file);
    const OffsetMap offsets(text);
    const auto tokens = test::tokens(tokenizer, text);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const auto& [folded, span, colocated] = tokens[i];
      const bool compound = i + 1 < tokens.size() && span.contains(tokens[i + 1].span);
      if (!compound && fold(text.substr(span.begin, span.size())) != folded) ++wrong;
      if (offsets.toBytes(offsets.toUtf16(span)) != span) ++wrong;
      if (offsets.toBytes(offsets.toCodepoints(span)) != span) ++wrong;
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("a byte after the other, tokens of a text cut short are those of ICU's break iterator") {
  Tokenizer tokenizer;
  const std::string text = "Re-\nsold l’été, 3.5 — ไทย漢か\u3099 👩\u200D👧 ג' don't\u0301 x-y-\n z";
  for (std::size_t end = 0; end <= text.size(); ++end)
    if (isCodepointBoundary(text, end)) checkAgainstIcu(tokenizer, text.substr(0, end));
}

// Debian's package unicode-data (packages/test.txt).
TEST_CASE("words break where Unicode's conformance test says") {
  std::ifstream file("/usr/share/unicode/auxiliary/WordBreakTest.txt");
  INFO("packages/test.txt names unicode-data, which holds the file");
  REQUIRE(file);
  Tokenizer tokenizer;
  std::size_t cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const BreakCase wanted = readCase(line);
    // What we make of low lines, emoji and Kana is ours to test; letters and digits are Unicode's.
    if (wanted.text.find('_') != std::string::npos) continue;
    std::vector<ByteSpan> words;
    for (const ByteSpan segment : wanted.segments)
      if (hasLetter(wanted.text, segment)) words.push_back(segment);
    std::vector<ByteSpan> found;
    for (const auto& token : test::tokens(tokenizer, wanted.text))
      if (hasLetter(wanted.text, token.span)) found.push_back(token.span);
    INFO(line);
    CHECK(found == words);
    checkAgainstIcu(tokenizer, wanted.text);
    ++cases;
  }
  CHECK(cases > 1500);
}
