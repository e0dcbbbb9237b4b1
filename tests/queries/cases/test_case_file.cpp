#include "queries/cases/case_file.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>

#include "indexer/import/cases.h"
#include "model/error.h"
#include "queries/cases/attribute_sets.h"
#include "tests/queries/project.h"

using namespace retold;
using retold::test::TestProject;

namespace {

AttributeValue given(std::string text) { return {ValueState::Given, std::move(text)}; }

/// What `work` throws, with its hint.
template <class Work>
std::string complaint(Work work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what() + std::string(" | ") + error.hint();
  }
  return "no complaint";
}

}  // namespace

TEST_CASE("a value typed by hand means what it means in a table") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("a.txt", "R: text", "K-1");
  const AttributePlace sex{AttributeUnit::Case, 0, "sex"};
  const auto set = [&](const AttributeValue& value) {
    return setValue(storage, *storage.caseNamed("K-1"), sex, {}, value, "Ana").after;
  };
  CHECK(set(given("Not asked")) == AttributeValue{ValueState::NotAsked, ""});
  CHECK(set(given("n.a.")) == AttributeValue{ValueState::Missing, "n.a."});
  CHECK(set({ValueState::Withheld, ""}) == AttributeValue{ValueState::Withheld, ""});
  CHECK(
      complaint([&] { set(given("  ")); }) ==
      "\"sex\" is given no value | give one, or say why there is none: missing, not asked, not "
      "applicable or withheld; \"not recorded\" takes away what was written; nothing was changed");
  CHECK(storage.caseNamed("K-1")->attributes == Attributes{{"sex", {ValueState::Withheld, ""}}});
}

TEST_CASE("a value set by hand makes what holds it and can be undone") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("a.txt", "R: text", "K-1");
  const auto document = storage.documentNamed("a.txt");
  const Case person = *storage.caseNamed("K-1");
  CHECK(setValue(storage, person, {AttributeUnit::Case, 0, "sex"}, {}, given("f"), "Ana").before ==
        AttributeValue{ValueState::Missing, ""});
  CHECK(setValue(storage, *storage.caseNamed("K-1"), {AttributeUnit::Case, 0, "Sex"}, {},
                 given("m"), "Ana")
            .before == given("f"));
  setValue(storage, person, {AttributeUnit::Episode, 2, "exit date"}, {}, given("2003"), "Ana");
  setValue(storage, person, {AttributeUnit::Assistance, 1, "Episode"}, {}, given("2"), "Ana");
  setValue(storage, person, {AttributeUnit::Document, 0, "kind"}, document, given("form"), "Ana");
  setValue(storage, person, {AttributeUnit::Document, 0, "episode"}, document, given("2"), "Ana");
  const CaseFile file = caseFile(storage, *storage.caseNamed("K-1"));
  CHECK(file.person.attributes == Attributes{{"sex", given("m")}});
  REQUIRE(file.episodes.size() == 1);
  CHECK(file.episodes[0].number == 2);
  REQUIRE(file.assistance.size() == 1);
  CHECK(file.assistance[0].episode == 2u);
  REQUIRE(file.documents.size() == 1);
  REQUIRE(file.documents[0].facts);
  CHECK(file.documents[0].facts->attributes == Attributes{{"kind", given("form")}});
  CHECK(file.documents[0].facts->episode == 2u);
  REQUIRE(storage.undo("Ana"));
  CHECK_FALSE(storage.documentFacts(document->id)->episode);
  const std::string head = storage.chainHead();
  setValue(storage, *storage.caseNamed("K-1"), {AttributeUnit::Case, 0, "sex"}, {}, given("m"),
           "Ana");
  CHECK(storage.chainHead() == head);
}

TEST_CASE("that a value is missing is kept, where nothing was said before") {
  TestProject project;
  Storage& storage = project.storage();
  const Case person = addCase(storage, "K-1", {}, "Ana");
  setValue(storage, person, {AttributeUnit::Case, 0, "sex"}, {}, {ValueState::Missing, ""}, "Ana");
  CHECK(storage.caseNamed("K-1")->attributes == Attributes{{"sex", {ValueState::Missing, ""}}});
}

TEST_CASE("a value is taken away again by saying that it is not recorded") {
  TestProject project;
  Storage& storage = project.storage();
  const Case person = addCase(storage, "017", {}, "Ana");
  AttributeDefinition scope;
  scope.id = newUuid();
  scope.name = "scope";
  scope.type = AttributeType::Choice;
  scope.values = {"internal", "cross-border"};
  addDefinitions(storage, {scope}, "add attribute", "Ana");
  const AttributePlace place{AttributeUnit::Case, 0, "scope"};
  const auto said = [&] { return storage.person(person.id)->attributes; };
  setValue(storage, person, place, {}, given("internal"), "Ana");
  setValue(storage, person, place, {}, {ValueState::Missing, ""}, "Ana");
  CHECK(said().at("scope").state == ValueState::Missing);

  const ValueChange change = setValue(storage, person, place, {}, given("Not recorded"), "Ana");
  CHECK(said().empty());
  CHECK(change.before == AttributeValue{ValueState::Missing, ""});
  CHECK(change.after == given(std::string(kNotRecorded)));
  storage.undo("Ana");
  CHECK(said().at("scope").state == ValueState::Missing);

  setValue(storage, person, {AttributeUnit::Episode, 1, "purpose"}, {}, given("not recorded"),
           "Ana");
  CHECK(storage.episodes(person.id).empty());
  CHECK(readTyped(" NOT recorded ", &scope).value == given(std::string(kNotRecorded)));
}

TEST_CASE("what is typed into a cell is read as a table is, and checked") {
  const AttributeDefinition scope{newUuid(),
                                  "scope",
                                  "",
                                  AttributeUnit::Episode,
                                  AttributeType::Choice,
                                  {"internal", "international"},
                                  ""};
  CHECK(readTyped(" INTERNAL ", &scope).value == given("internal"));
  CHECK(readTyped("n/a", &scope).value == AttributeValue{ValueState::NotApplicable, ""});
  CHECK(readTyped("  ", &scope).value == AttributeValue{ValueState::Missing, ""});
  CHECK(readTyped("abroad", nullptr).value == given("abroad"));
  const TypedValue wrong = readTyped("abroad", &scope);
  CHECK_FALSE(wrong.value);
  CHECK(wrong.refusal ==
        "\"abroad\" is none of the values of \"scope\"; expected \"internal\", "
        "\"international\"");
}

TEST_CASE("a value set by hand that does not fit is refused") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("a.txt", "R: text", "K-1");
  defineAttributes(storage,
                   {{newUuid(),
                     "scope",
                     "",
                     AttributeUnit::Episode,
                     AttributeType::Choice,
                     {"internal", "international"},
                     ""}},
                   "add", "Ana");
  const Case person = *storage.caseNamed("K-1");
  const std::string head = storage.chainHead();
  CHECK(
      complaint([&] {
        setValue(storage, person, {AttributeUnit::Episode, 1, "Scope"}, {}, given("abroad"), "Ana");
      }) ==
      "\"scope\": \"abroad\" is none of the values of \"scope\"; expected \"internal\", "
      "\"international\" | nothing was changed");
  CHECK(complaint([&] {
          setValue(storage, person, {AttributeUnit::Assistance, 1, "episode"}, {}, given("first"),
                   "Ana");
        }) ==
        "\"first\" is no number of an episode | expected 1, 2, 3 and so on; nothing was changed");
  CHECK(storage.chainHead() == head);
  CHECK(
      setValue(storage, person, {AttributeUnit::Episode, 1, "Scope"}, {}, given("INTERNAL"), "Ana")
          .after == given("internal"));
}

TEST_CASE("a case is added once, with documents that belong to none") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("a.txt", "R: one", "K-1");
  project.add("b.txt", "R: two");
  addCase(storage, "K-2", {*storage.documentNamed("b.txt")}, "Ana");
  CHECK(storage.documentsOf(storage.caseNamed("K-2")->id).size() == 1);
  CHECK(complaint([&] { addCase(storage, "K-2", {}, "Ana"); }) ==
        "there is a case \"K-2\" already | give it another name; nothing was changed");
  CHECK(complaint([&] { addCase(storage, "K-3", {*storage.documentNamed("a.txt")}, "Ana"); }) ==
        "\"a.txt\" belongs to another case | a table of cases moves it; nothing was changed");
  CHECK_FALSE(storage.caseNamed("K-3"));
}

TEST_CASE("the months between episodes are a range, where both dates are known") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("a.txt", "R: text", "K-1");
  const Case person = *storage.caseNamed("K-1");
  const auto set = [&](std::uint32_t episode, std::string name, std::string date) {
    setValue(storage, person, {AttributeUnit::Episode, episode, std::move(name)}, {},
             given(std::move(date)), "Ana");
  };
  set(1, "exit date", "May 2001");
  set(2, "Entry date", "early 2002");
  set(2, "exit date", "2003");
  set(3, "entry date", "soon");
  set(5, "entry date", "2009");
  const CaseFile file = caseFile(storage, person);
  REQUIRE(file.gaps.size() == 1);
  CHECK(file.gaps[0].from == 1);
  CHECK(file.gaps[0].to == 2);
  CHECK(file.gaps[0].months == MonthRange{7, 11});
}

TEST_CASE("ranges of months are said in words") {
  CHECK(inWords(MonthRange{3, 8}) == "3 to 8 months");
  CHECK(inWords(MonthRange{1, 1}) == "1 month");
  CHECK(inWords(MonthRange{12, std::nullopt}) == "at least 12 months");
  CHECK(inWords(MonthRange{std::nullopt, 1}) == "at most 1 month");
  CHECK(inWords(MonthRange{-2, 5}) == "-2 to 5 months");
  CHECK(inWords(MonthRange{}) == "not known");
}

TEST_CASE("a date is one where the attribute is defined or called so") {
  const std::vector<AttributeDefinition> definitions{
      {newUuid(), "left", "", AttributeUnit::Case, AttributeType::Date, {}, ""},
      {newUuid(), "birth date", "", AttributeUnit::Case, AttributeType::Text, {}, ""}};
  CHECK(dateOf(definitions, AttributeUnit::Case, "Left", given("2003")));
  CHECK(dateOf(definitions, AttributeUnit::Episode, "exit_date", given("2003")));
  CHECK_FALSE(dateOf(definitions, AttributeUnit::Episode, "left", given("2003")));
  CHECK_FALSE(dateOf(definitions, AttributeUnit::Case, "birth date", given("2003")));
  CHECK_FALSE(dateOf(definitions, AttributeUnit::Case, "left", given("soon")));
  CHECK_FALSE(dateOf(definitions, AttributeUnit::Case, "left", {ValueState::NotAsked, ""}));
}

TEST_CASE("the table of all cases is read back as the same cases") {
  std::mt19937 random(17);
  static const char* const names[] = {"sex", "document kind", "exit date",
                                      "a,b", "Ö \"x\"",       "date"};
  static const char* const texts[] = {"yes", "a; b", "line\nend", "2003", "  x", "n.a.x"};
  TestProject from;
  TestProject to;
  for (int i = 0; i < 60; ++i) {
    const std::string name = "K-" + std::to_string(i % 8);
    if (!from.storage().caseNamed(name)) addCase(from.storage(), name, {}, "Ana");
    const auto unit = static_cast<AttributeUnit>(random() % 3);
    const std::uint32_t number =
        unit == AttributeUnit::Case ? 0 : 1 + static_cast<std::uint32_t>(random()) % 3;
    AttributeValue value{static_cast<ValueState>(random() % 5), ""};
    if (value.state == ValueState::Given) value.text = texts[random() % 4];
    setValue(from.storage(), *from.storage().caseNamed(name),
             {unit, number, names[random() % std::size(names)]}, {}, value, "Ana");
  }
  const auto file = std::filesystem::temp_directory_path() / ("wide-" + toText(newUuid()) + ".csv");
  std::ofstream(file) << caseTable(from.storage());
  const CasesReport report = importCases(to.storage(), file, "Ana");
  std::filesystem::remove(file);
  CHECK(report.diagnostics.empty());
  // A value that is missing without a word is an empty cell, and an empty cell makes no episode.
  CHECK(caseTable(to.storage()).size() > 200);
  for (const Case& person : from.storage().cases()) {
    const auto read = to.storage().caseNamed(person.name);
    REQUIRE(read);
    const auto check = [](const Attributes& expected, const Attributes& found) {
      for (const auto& [name, value] : expected) {
        if (value.state == ValueState::Missing) continue;
        INFO(name);
        REQUIRE(found.count(name) == 1);
        CHECK(found.at(name) == value);
      }
    };
    check(person.attributes, read->attributes);
    for (const Episode& episode : from.storage().episodes(person.id)) {
      for (const Episode& other : to.storage().episodes(read->id)) {
        if (other.number == episode.number) check(episode.attributes, other.attributes);
      }
    }
    CHECK(to.storage().assistance(read->id).size() <= from.storage().assistance(person.id).size());
  }
}

TEST_CASE("a case is called by one line, without white space around it") {
  TestProject project;
  Storage& storage = project.storage();
  CHECK(addCase(storage, " K-1\t", {}, "Ana").name == "K-1");
  CHECK(complaint([&] { addCase(storage, " \n\u00A0", {}, "Ana"); }) ==
        "a case needs a name | use a code, never a person's name; nothing was changed");
  CHECK(complaint([&] { addCase(storage, "K\n2", {}, "Ana"); }) ==
        "a case cannot be called \"K 2\": it holds a line end | give a name on one line, without "
        "control characters and without blanks at its ends; nothing was changed");
  CHECK(complaint([&] { addCase(storage, "K-1 ", {}, "Ana"); }) ==
        "there is a case \"K-1\" already | give it another name; nothing was changed");
  CHECK(storage.cases().size() == 1);
}
