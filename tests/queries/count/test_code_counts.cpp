#include "queries/count/code_counts.h"

#include <catch2/catch.hpp>

#include "queries/codebook/editing.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

/// Three persons and a text of nobody; codings of Ana and Ben.
struct Counted {
  test::TestProject project;
  Progress progress;
  Counted() {
    project.add("anna.txt", "A: I had debts and they sold me again.\n", "K-01");
    project.add("berta.txt", "B: There were debts.\n", "K-02");
    project.add("clara.txt", "C: Nothing of that.\n", "K-03");
    project.add("notes.txt", "Debts everywhere.\n");
    value("K-01", {ValueState::Given, "Moldova; Romania"});
    value("K-02", {ValueState::NotAsked, ""});
    tag("anna.txt", "I had debts and they sold me", "pattern/sold-again", "Ana");
    tag("anna.txt", "debts", "risk/economic/debt", "Ana");
    tag("anna.txt", "debts and", "risk/economic/debt", "Ben");
    tag("berta.txt", "debts", "risk/economic/debt", "Ben");
    tag("notes.txt", "Debts", "risk/economic/debt", "Ana");
  }
  void value(std::string_view name, AttributeValue value) {
    Case person = *project.storage().caseNamed(name);
    person.attributes["country"] = std::move(value);
    project.storage().apply(
        {EventId::create(), "Ana", "set country", {{ChangeKind::Put, person}}, {}});
  }
  void tag(std::string_view document, std::string_view words, std::string_view code,
           const std::string& coder) {
    tagPassage(project.storage(), project.text(document).document, project.place(document, words),
               project.code(code), coder, "", std::nullopt);
  }
};

TEST_CASE("a code's frequency counts codings, documents and cases, and says over what") {
  Counted counted;
  const CodeFrequencies all = codeFrequencies(counted.project.storage(), {}, counted.progress);
  const CodeId debt = counted.project.code("risk/economic/debt").id;
  const auto found = std::find_if(all.codes.begin(), all.codes.end(),
                                  [&](const CodeFrequency& each) { return each.code == debt; });
  REQUIRE(found != all.codes.end());
  CHECK(*found == CodeFrequency{debt, 4, 3, 2});
  CHECK(all.base == CountBase{4, 3, 3, 5});

  const std::unordered_set<DocumentId> one{counted.project.text("anna.txt").document};
  const CodeFrequencies within =
      codeFrequencies(counted.project.storage(), {&one, "Ana"}, counted.progress);
  CHECK(within.base == CountBase{1, 1, 1, 2});
}

TEST_CASE("a code by an attribute counts cases, and what was not given stands apart") {
  Counted counted;
  const CountTable table =
      codesByAttribute(counted.project.storage(), "country", {}, counted.progress);
  REQUIRE(table.columns.size() == 4);
  CHECK(table.columns[0].label == "Moldova");
  CHECK(table.columns[1].label == "Romania");
  CHECK(table.columns[2].state == ValueState::NotAsked);
  CHECK(table.columns[3].label == "not recorded");
  CHECK(table.columns[3].unrecorded);
  for (const CountTable::Line& column : table.columns) CHECK(column.base == 1);
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0].label == "risk/economic/debt");
  const auto row = [&](std::size_t at) {
    return std::vector<std::uint64_t>{*table.at(at, 0), *table.at(at, 1), *table.at(at, 2),
                                      *table.at(at, 3)};
  };
  CHECK(row(0) == std::vector<std::uint64_t>{1, 1, 1, 0});
  CHECK(row(1) == std::vector<std::uint64_t>{1, 1, 0, 0});
}

TEST_CASE("an attribute is the same one however its name is spelled") {
  Counted counted;
  const CountTable table =
      codesByAttribute(counted.project.storage(), "Country", {}, counted.progress);
  REQUIRE(table.columns.size() == 4);
  CHECK(table.columns[0].label == "Moldova");
}

TEST_CASE("a code that was made for a group counts what stands below it") {
  Counted counted;
  Code group;
  group.name = "risk/economic";
  group.label = "Economic";
  group = addCode(counted.project.storage(), group, "Ana");
  const CodeFrequencies all = codeFrequencies(counted.project.storage(), {}, counted.progress);
  const auto found = std::ranges::find(all.codes, group.id, &CodeFrequency::code);
  REQUIRE(found != all.codes.end());
  CHECK(*found == CodeFrequency{group.id, 4, 3, 2});
  const CodeId debt = counted.project.code("risk/economic/debt").id;
  const CountTable table =
      coOccurrences(counted.project.storage(), {debt, group.id}, {}, counted.progress);
  // One pair of debts overlaps in anna.txt.
  CHECK(*table.at(0, 1) == 1);
  CHECK(*table.at(1, 0) == 1);
}

TEST_CASE("codes occur together where their codings overlap") {
  Counted counted;
  const CodeId debt = counted.project.code("risk/economic/debt").id;
  const CodeId sold = counted.project.code("pattern/sold-again").id;
  const CountTable table =
      coOccurrences(counted.project.storage(), {debt, sold}, {}, counted.progress);
  REQUIRE(table.rows.size() == 2);
  CHECK(*table.at(0, 0) == 4);
  CHECK(*table.at(0, 1) == 2);
  CHECK(*table.at(1, 0) == 2);
  CHECK(*table.at(1, 1) == 1);
}

TEST_CASE("hits are counted by the language of the lexicon, also where there are none") {
  ScreeningRun run;
  run.lexicons = {{
                      "x",
                      "en",
                      "1",
                      "",
                  },
                  {"x", "ro", "1", ""},
                  {"x", "sq", "1", ""}};
  const DocumentId a = DocumentId::create();
  const DocumentId b = DocumentId::create();
  run.found = {{a,
                TextId::create(),
                1,
                true,
                {{{0, 1}, 1, "again", MatchStatus::Asserted},
                 {{2, 3}, 1, "again", MatchStatus::Asserted},
                 {{4, 5}, 0, "again", MatchStatus::Denied}}},
               {b, TextId::create(), 1, true, {{{0, 1}, 0, "again", MatchStatus::Asserted}}}};
  CHECK(hitsByLanguage(run, nullptr) ==
        std::vector<LanguageHits>{{"ro", 2, 0, 1}, {"en", 1, 1, 1}, {"sq", 0, 0, 0}});
  const std::unordered_set<DocumentId> one{b};
  CHECK(hitsByLanguage(run, &one) ==
        std::vector<LanguageHits>{{"en", 1, 0, 1}, {"ro", 0, 0, 0}, {"sq", 0, 0, 0}});
}

}  // namespace
}  // namespace retold
