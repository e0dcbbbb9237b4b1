#include <catch2/catch.hpp>

#include <random>

#include "indexer/text/utf8.h"
#include "queries/find/concordance.h"
#include "queries/find/white_space.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

Text textOf(std::string_view content) {
  Text text;
  text.content = content;
  return text;
}

/// "left[match]right" of the place where `match` stands.
std::string contextIn(std::string_view content, std::string_view match, std::size_t words,
                      bool joinable = false) {
  const std::size_t begin = content.find(match);
  REQUIRE(begin != std::string_view::npos);
  const Text text = textOf(content);
  const ByteSpan span{begin, begin + match.size()};
  const Context context =
      joinable ? joinableContext(text, span, words) : contextOf(text, span, words);
  return context.left + '[' + context.match + ']' + context.right;
}

TEST_CASE("a match is shown with as many words on either side as asked for") {
  const std::string text = "They took me and sold me again to the same man.";
  CHECK(contextIn(text, "sold me again", 2) == "me and[sold me again]to the");
  CHECK(contextIn(text, "sold me again", 0) == "[sold me again]");
  CHECK(contextIn(text, "sold me again", 99) == "They took me and[sold me again]to the same man.");
  CHECK(contextIn(text, "They", 1) == "[They]took");
  CHECK(contextIn(text, "man", 1) == "same[man].");
}

TEST_CASE("white space is one space, and punctuation stays with the word that it touches") {
  CHECK(contextIn("He said:\n\n  \"They sold\tme\n again!\" (twice),  then", "sold\tme", 2) ==
        "said: \"They[sold me]again!\" (twice),");
  CHECK(contextIn("one … two … three", "two", 1) == "one …[two]… three");
  CHECK(contextIn("one\u00A0two\u3000three", "two", 1) == "one[two]three");
}

TEST_CASE("punctuation between two words stays with the first") {
  CHECK(contextIn("one,two three four,five", "three", 1) == "two[three]four,");
}

TEST_CASE("left, match and right join to what the text says") {
  CHECK(contextIn("They  sold\nme, again, and\nagain.", "me", 1, true) == "sold [me], again,");
  CHECK(contextIn("a (sold) b", "sold", 1, true) == "a ([sold]) b");
  CHECK(contextIn("ขายอีก", "อี", 1, true) == "ขาย[อี]ก");
}

TEST_CASE("a hyphenated word is one word of the context") {
  CHECK(contextIn("they were re-trafficked again there", "again", 1) ==
        "re-trafficked[again]there");
  CHECK(contextIn("they were re-\ntrafficked again there", "again", 1) ==
        "re- trafficked[again]there");
}

TEST_CASE("a match within a word shows the rest of the word") {
  CHECK(contextIn("one trafficked two three", "traffick", 1) == "one[traffick]ed");
}

TEST_CASE("in scripts without spaces three signs count as one word") {
  const std::string before = "他们把我卖给了那个住在城外的老板的弟弟的朋友";
  CHECK(contextIn(before + "另一个人" + before, "另一个人", 1) == "的朋友[另一个人]他们把");
  CHECK(contextIn(before + "另一个人" + before, "另一个人", 2) ==
        "的弟弟的朋友[另一个人]他们把我卖给");
}

TEST_CASE("in scripts without spaces the context goes on to white space or punctuation near it") {
  CHECK(contextIn("เขาขายฉัน ให้คนอื่นอีกครั้ง แล้ว", "อื่น", 1) == "ให้คน[อื่น]อีกครั้ง");
  CHECK(contextIn("他们把我卖了，给了另一个人。", "另一个", 1) == "给了[另一个]人。");
}

TEST_CASE("context says whether the text goes on") {
  const Text text = textOf("one two three");
  const Context middle = contextOf(text, {4, 7}, 1);
  CHECK_FALSE(middle.leftIsCut);
  CHECK_FALSE(middle.rightIsCut);
  const Context last = contextOf(text, {8, 13}, 1);
  CHECK(last.leftIsCut);
  CHECK_FALSE(last.rightIsCut);
  CHECK(contextOf(text, {0, 3}, 1).rightIsCut);
}

TEST_CASE("text from right to left keeps its order") {
  CHECK(contextIn("قالت إنهم باعوها مرة أخرى في المدينة", "باعوها", 2) ==
        "قالت إنهم[باعوها]مرة أخرى");
  CHECK(contextIn("انہوں نے مجھے دوبارہ بیچ دیا۔", "دوبارہ", 1) == "مجھے[دوبارہ]بیچ");
}

TEST_CASE("context is found in a long text without spaces, and in one without words") {
  const std::string dashes(300'000, '-');
  CHECK(contextIn(dashes + "sold" + dashes, "sold", 3) == "--------[sold]--------");
  std::string signs;
  for (int i = 0; i < 50'000; ++i) signs += "卖";
  CHECK(contextIn(signs + "again" + signs, "again", 1) == "卖卖卖[again]卖卖卖");
}

TEST_CASE("a line of the concordance names the speaker and the place") {
  test::TestProject project;
  project.add("a.txt", "INT: Were you sold?\nR07: They sold me again.\n");
  const Text text = project.text("a.txt");
  const Document document = *project.storage().document(text.document);
  const std::vector<DocumentHits::Hit> hits{{{14, 18}, {{14, 18}}, How::Exact, 0},
                                            {{30, 34}, {{30, 34}}, How::Case, 1}};
  const auto lines = concordance(document, text, hits, 2);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].name == "a.txt");
  CHECK(lines[0].speaker == "INT");
  CHECK(lines[0].left == "Were you");
  CHECK(lines[0].match == "sold");
  CHECK(lines[0].right == "? R07: They");
  CHECK(lines[1].document == document.id);
  CHECK(lines[1].span == ByteSpan{30, 34});
  CHECK(lines[1].speaker == "R07");
  CHECK(lines[1].left == "R07: They");
  CHECK(lines[1].right == "me again.");
  CHECK(lines[1].how == How::Case);
}

TEST_CASE("context in any text is a piece of it, cut between grapheme clusters") {
  const std::vector<std::string> pieces{"sold",        " ",   "\n",    "e\u0301", "মানুষ",  "ขาย",
                                        "👩‍👧", "بيع", ", ",    "-",       "卖",    "  ",
                                        "क्षि",         "…",   "re-so", "\"",      "\u00A0"};
  std::mt19937 random(7);
  const auto pick = [&random](std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
  };
  for (int round = 0; round < 2000; ++round) {
    std::string content;
    for (std::size_t i = 1 + pick(40); i > 0; --i) content += pieces[pick(pieces.size())];
    ByteSpan span{pick(content.size()), 0};
    span.end = span.begin + pick(content.size() - span.begin + 1);
    while (!isCodepointBoundary(content, span.begin)) --span.begin;
    while (!isCodepointBoundary(content, span.end)) ++span.end;
    span = snapToGraphemes(content, span);
    CAPTURE(content, span.begin, span.end);
    const Context context = joinableContext(textOf(content), span, pick(5));
    const std::string before = withSingleSpaces(content.substr(0, span.begin));
    const std::string behind = withSingleSpaces(content.substr(span.end));
    REQUIRE(before.ends_with(context.left));
    REQUIRE(behind.starts_with(context.right));
    const std::uint64_t cut = before.size() - context.left.size();
    REQUIRE(snapToGraphemes(before, {cut, before.size()}).begin == cut);
    REQUIRE(snapToGraphemes(behind, {0, context.right.size()}).end == context.right.size());
  }
}

}  // namespace
}  // namespace retold
