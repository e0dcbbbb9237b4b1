#include <catch2/catch.hpp>

#include "indexer/text/tokenizer.h"
#include "queries/tag/snapping.h"
#include "tests/queries/project.h"

#include <random>

namespace retold {
namespace {

Text textOf(const std::string& content) {
  NewText made = test::newText("a.txt", content);
  Text text;
  text.content = made.content;
  text.turns = made.turns;
  return text;
}

std::string wide(const Text& text, std::string_view selected, TextUnit unit) {
  const std::size_t begin = text.content.find(selected);
  REQUIRE(begin != std::string::npos);
  const ByteSpan span = widened(text, {begin, begin + selected.size()}, unit);
  return text.content.substr(span.begin, span.size());
}

TEST_CASE("a selection is widened to whole words, sentences and turns") {
  const Text text = textOf("INT: Why did you leave?\nR07: They sold me. I ran away. He came.\n");
  CHECK(wide(text, "ol", TextUnit::Word) == "sold");
  CHECK(wide(text, "old m", TextUnit::Word) == "sold me");
  CHECK(wide(text, "sold me", TextUnit::Word) == "sold me");
  CHECK(wide(text, "old", TextUnit::Sentence) == "They sold me.");
  CHECK(wide(text, "me. I r", TextUnit::Sentence) == "They sold me. I ran away.");
  CHECK(wide(text, "ran", TextUnit::Turn) == "They sold me. I ran away. He came.");
  CHECK(wide(text, "leave?\nR07: They", TextUnit::Turn) ==
        "Why did you leave?\nR07: They sold me. I ran away. He came.");
}

TEST_CASE("a cursor takes the word, the sentence and the turn that it stands in") {
  const Text text = textOf("INT: Why?\nR07: They sold me. I ran away.\n");
  const auto at = [&](std::string_view before) {
    const std::uint64_t here = text.content.find(before);
    return ByteSpan{here, here};
  };
  const auto words = [&](ByteSpan span) { return text.content.substr(span.begin, span.size()); };
  CHECK(words(widened(text, at("old"), TextUnit::Word)) == "sold");
  CHECK(words(widened(text, at(" me"), TextUnit::Word)) == "sold");
  CHECK(words(widened(text, at("ran"), TextUnit::Sentence)) == "I ran away.");
  CHECK(words(widened(text, at("They"), TextUnit::Turn)) == "They sold me. I ran away.");
  CHECK(words(widened(text, at("R07"), TextUnit::Turn)) == "They sold me. I ran away.");
}

TEST_CASE("a selection grows by the next larger unit until it holds its turn") {
  const Text text = textOf("INT: Why?\nR07: They sold me. I ran away.\n");
  std::vector<std::string> seen;
  ByteSpan span{text.content.find("ol"), text.content.find("ol") + 2};
  while (const auto next = widenedOnce(text, span)) {
    span = *next;
    seen.push_back(text.content.substr(span.begin, span.size()));
  }
  CHECK(seen == std::vector<std::string>{"sold", "They sold me.", "They sold me. I ran away."});
}

TEST_CASE("a word of Thai is a letter with its marks, an Arabic word is whole") {
  CHECK(wide(textOf("R07: กลับบ้าน\n"), "บ้", TextUnit::Word) == "บ้");
  CHECK(wide(textOf("R07: ثم جاء الرجل\n"), "رج", TextUnit::Word) == "الرجل");
}

TEST_CASE("the next edge of a word is the one that looking at all words finds") {
  std::mt19937 random(11);
  const std::vector<std::string> pieces{
      "sold", " ", "\n", ", ",    "re-trafficked", "é",        "ก็",
      "بيت",  "😢", "-",  "don't", "            ",  "2003-2005"};
  for (int round = 0; round < 60; ++round) {
    std::string content;
    const int count = round < 50 ? 12 : 900;
    for (int i = 0; i < count; ++i) {
      content += pieces[std::uniform_int_distribution<std::size_t>(0, pieces.size() - 1)(random)];
    }
    Text text;
    text.content = content;
    std::vector<ByteSpan> words;
    Tokenizer tokenizer;
    tokenizer.tokenize(content, [&](const Token& token) {
      if (!token.colocated) words.push_back(token.span);
    });
    for (int tries = 0; tries < 20; ++tries) {
      const std::uint64_t at =
          std::uniform_int_distribution<std::uint64_t>(0, content.size())(random);
      if (at < content.size() && (content[at] & 0xC0) == 0x80) continue;
      for (const Edge edge : {Edge::Begin, Edge::End}) {
        std::optional<std::uint64_t> before;
        std::optional<std::uint64_t> behind;
        for (const ByteSpan& word : words) {
          const std::uint64_t here = edge == Edge::Begin ? word.begin : word.end;
          if (here < at) before = here;
          if (here > at && !behind) behind = here;
        }
        REQUIRE(wordEdge(text, at, edge, true) == behind);
        REQUIRE(wordEdge(text, at, edge, false) == before);
      }
    }
  }
}

}  // namespace
}  // namespace retold
