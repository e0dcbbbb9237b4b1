#include <catch2/catch.hpp>

#include <random>

#include "indexer/text/fold.h"
#include "queries/cases/case_file.h"
#include "queries/find/columns.h"
#include "queries/find/lines.h"
#include "queries/find/order.h"
#include "queries/find/parse.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

using By = OrderKey::By;
using test::TestProject;

HitList found(TestProject& project, const char* query) {
  Progress progress;
  return findHits(project.storage(), *parseQuery(query).query, nullptr, {}, kMostListed, progress)
      .list;
}

/// "left [match] right" of the hits in this order, three words on either side.
std::vector<std::string> linesIn(TestProject& project, const HitList& list,
                                 const std::vector<OrderKey>& keys, std::size_t most = 1000) {
  Progress progress;
  const OrderedHits result = ordered(project.storage(), list, keys, most, progress);
  std::vector<std::string> lines;
  for (const TableLine& line : linesOf(project.storage(), list, result.order, {1, {}}))
    lines.push_back(line.line.left + '[' + line.line.match + ']' + line.line.right);
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("hits are put in order by the words before and behind them, whatever their letters") {
  TestProject project;
  project.add("a.txt", "zu sold gut\nÄpfel Sold boy\nan sold Cat\nsold alone");
  const HitList list = found(project, "sold");
  CHECK(linesIn(project, list, {{By::Before, 1}}) ==
        Lines{"an[sold]Cat", "Äpfel[Sold]boy", "Cat[sold]alone", "zu[sold]gut"});
  CHECK(linesIn(project, list, {{By::After, 1}}) ==
        Lines{"Cat[sold]alone", "Äpfel[Sold]boy", "an[sold]Cat", "zu[sold]gut"});
  CHECK(linesIn(project, list, {{By::After, 1, "", true}}) ==
        Lines{"zu[sold]gut", "an[sold]Cat", "Äpfel[Sold]boy", "Cat[sold]alone"});
}

TEST_CASE("what is equal by the first is put in order by the second, then as the text stands") {
  TestProject project;
  project.add("a.txt", "b x sold 2\na x sold 1\na x sold 0");
  const HitList list = found(project, "sold");
  CHECK(linesIn(project, list, {{By::Before, 1}, {By::Before, 2}}) ==
        Lines{"x[sold]1", "x[sold]0", "x[sold]2"});
  CHECK(linesIn(project, list, {{By::Before, 1}, {By::Before, 2}, {By::After, 1}}) ==
        Lines{"x[sold]0", "x[sold]1", "x[sold]2"});
  CHECK(linesIn(project, list, {}) == Lines{"x[sold]2", "x[sold]1", "x[sold]0"});
}

TEST_CASE("where nothing stands before a hit it comes first") {
  TestProject project;
  project.add("a.txt", "they sold us");
  project.add("b.txt", "sold us");
  CHECK(linesIn(project, found(project, "sold"), {{By::Before, 1}}) ==
        Lines{"[sold]us", "they[sold]us"});
}

TEST_CASE("right-to-left lines are put in order by what is read before the hit") {
  TestProject project;
  project.add("a.txt", "ثم باعني هناك\nأخي باعني مرة");
  CHECK(linesIn(project, found(project, "باعني"), {{By::Before, 1}}) ==
        Lines{"أخي[باعني]مرة", "ثم[باعني]هناك"});
}

TEST_CASE("hits are put in order by match, speaker, document, case and attribute") {
  TestProject project;
  project.add("b.txt", "Zoe: sold\nAda: SELLING", "case 10");
  project.add("a.txt", "mia: sells", "case 9");
  for (const char* name : {"case 10", "case 9"}) {
    const auto person = project.storage().caseNamed(name);
    const std::string age = std::string_view(name) == "case 9" ? "17" : "9";
    setValue(project.storage(), *person, {AttributeUnit::Case, 0, "age"}, std::nullopt,
             {ValueState::Given, age}, "Ana");
  }
  const HitList list = found(project, "sold OR sell*");
  const auto matches = [&](const std::vector<OrderKey>& keys) {
    Lines only;
    for (const std::string& line : linesIn(project, list, keys))
      only.push_back(line.substr(line.find('[') + 1, line.find(']') - line.find('[') - 1));
    return only;
  };
  CHECK(matches({{By::Match}}) == Lines{"SELLING", "sells", "sold"});
  CHECK(matches({{By::Speaker}}) == Lines{"SELLING", "sells", "sold"});
  CHECK(matches({{By::Document}}) == Lines{"sells", "sold", "SELLING"});
  CHECK(matches({{By::Document, 1, "", true}}) == Lines{"sold", "SELLING", "sells"});
  CHECK(matches({{By::Case}}) == Lines{"sells", "sold", "SELLING"});
  CHECK(matches({{By::Attribute, 1, "case.age"}}) == Lines{"sold", "SELLING", "sells"});
  CHECK(matches({{By::Attribute, 1, "case.Age"}}) == Lines{"sold", "SELLING", "sells"});
  CHECK(matches({{By::Case}, {By::Attribute, 1, "case.age"}, {By::Match}}) ==
        Lines{"sells", "SELLING", "sold"});
}

TEST_CASE("at most so many hits are sorted by their words, the first ones, and that is told") {
  TestProject project;
  project.add("a.txt", "d sold\nc sold\nb sold\na sold");
  const HitList list = found(project, "sold");
  Progress progress;
  const OrderedHits words =
      ordered(project.storage(), list, std::vector<OrderKey>{{By::Before, 1}}, 3, progress);
  CHECK(words.sorted == 3);
  CHECK(words.order == std::vector<std::uint32_t>{2, 1, 0, 3});
  const OrderedHits names =
      ordered(project.storage(), list, std::vector<OrderKey>{{By::Document}}, 3, progress);
  CHECK(names.sorted == 4);
}

TEST_CASE("neighbours of a hit are the words that the tokenizer finds, nearest first") {
  std::mt19937 numbers(7);
  const std::vector<std::string> words{"Sold", "ÄRGER", "re-trafficked", "باع", "ขาย",
                                       "9",    "x,",    "don't"};
  Tokenizer tokenizer;
  for (int round = 0; round < 300; ++round) {
    Text text;
    for (int i = 0; i < 30; ++i) {
      text.content += words[numbers() % words.size()];
      text.content += numbers() % 5 == 0 ? "\n" : " ";
    }
    std::vector<Token> tokens;
    std::vector<std::string> folded;
    tokenizer.tokenize(text.content, [&](const Token& token) {
      if (token.colocated) return;
      tokens.push_back(token);
      folded.emplace_back(token.folded);
    });
    const std::size_t hit = numbers() % tokens.size();
    const Neighbours around = neighbours(text, tokens[hit].span, 3);
    Lines before;
    for (std::size_t back = 1; back <= 3 && back <= hit; ++back)
      before.push_back(folded[hit - back]);
    Lines after;
    for (std::size_t on = 1; on <= 3 && hit + on < tokens.size(); ++on)
      after.push_back(folded[hit + on]);
    REQUIRE(around.before == before);
    REQUIRE(around.after == after);
  }
}

TEST_CASE("neighbours are found far away, over long stretches without words") {
  Text text;
  text.content = "far " + std::string(5000, '-') + " sold " + std::string(9000, '.') + " away";
  const std::size_t at = text.content.find("sold");
  const Neighbours around = neighbours(text, {at, at + 4}, 2);
  CHECK(around.before == Lines{"far"});
  CHECK(around.after == Lines{"away"});
}

}  // namespace
}  // namespace retold
