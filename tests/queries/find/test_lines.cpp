#include <catch2/catch.hpp>

#include "queries/cases/case_file.h"
#include "queries/find/columns.h"
#include "queries/find/lines.h"
#include "queries/find/parse.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

using test::TestProject;

FirstHits first(TestProject& project, const char* query, const LineWish& wish = {}) {
  Progress progress;
  return firstHits(project.storage(), *parseQuery(query).query, nullptr, wish, progress);
}

TEST_CASE("lines come in the order that was asked for, with speaker, case and attributes") {
  TestProject project;
  project.add("a.txt", "INT: Who sold you?\nR07: He sold me, twice.", "017");
  project.add("b.txt", "They sold it");
  const auto person = project.storage().caseNamed("017");
  setValue(project.storage(), *person, {AttributeUnit::Case, 0, "sex"}, std::nullopt,
           {ValueState::Given, "female"}, "Ana");
  for (const std::uint32_t number : {1U, 2U}) {
    setValue(project.storage(), *person, {AttributeUnit::Episode, number, "destination"},
             std::nullopt, {ValueState::Given, number == 1 ? "Italy" : "Spain"}, "Ana");
  }
  const FirstHits found = first(project, "sold");
  REQUIRE(found.found.list.hits.size() == 3);
  CHECK(found.lines.size() == 3);
  const std::vector<std::uint32_t> wanted{2, 0, 1, 0};
  const auto lines = linesOf(project.storage(), found.found.list, wanted,
                             {2, {"case.sex", "episode.destination", "sex"}});
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].line.name == "b.txt");
  CHECK(lines[0].caseName.empty());
  CHECK(lines[0].values == std::vector<std::string>{"", "", ""});
  CHECK(lines[1].line.speaker == "INT");
  CHECK(lines[1].caseName == "017");
  CHECK(lines[1].values == std::vector<std::string>{"female", "Italy; Spain", "female"});
  CHECK(lines[2].line.speaker == "R07");
  CHECK(lines[2].line.left == "R07: He");
  CHECK(lines[2].line.match == "sold");
  CHECK(lines[2].line.right == "me, twice.");
  CHECK(lines[3].line.span == lines[1].line.span);
}

TEST_CASE("the table has the columns of retold search, quoted where needed") {
  TestProject project;
  project.add("a.txt", "R07: He sold me, twice.");
  project.add("b.txt", "They sold it");
  const FirstHits found = first(project, "sold");
  Progress progress;
  const std::vector<std::uint32_t> order{1, 0};
  CHECK(concordanceTable(project.storage(), found.found.list, order, 2, progress) ==
        "document,begin,end,speaker,left,match,right\r\n"
        "b.txt,5,9,,They,sold,it\r\n"
        "a.txt,8,12,R07,R07: He,sold,\"me, twice.\"\r\n");
}

TEST_CASE("a document that is found as a whole has its name only") {
  TestProject project;
  project.add("a.txt", "R07: the harvest", "017");
  const FirstHits found = first(project, "-sold");
  REQUIRE(found.lines.size() == 1);
  CHECK(found.lines[0].line.name == "a.txt");
  CHECK(found.lines[0].caseName == "017");
  CHECK(found.lines[0].line.match.empty());
  Progress progress;
  const std::vector<std::uint32_t> order{0};
  CHECK(concordanceTable(project.storage(), found.found.list, order, 2, progress) ==
        "document,begin,end,speaker,left,match,right\r\na.txt,,,,,,\r\n");
}

TEST_CASE("the speaker at a place is that of its turn") {
  TestProject project;
  project.add("a.txt", "R07: sold\n\nINT: When?");
  const Text text = project.text("a.txt");
  CHECK(speakerAt(text, 0) == "R07");
  CHECK(speakerAt(text, 8) == "R07");
  CHECK(speakerAt(text, 10) == "");
  CHECK(speakerAt(text, 11) == "INT");
  CHECK(speakerAt(text, text.content.size()) == "");
  CHECK(speakerAt(Text{}, 0) == "");
}

}  // namespace
}  // namespace retold
