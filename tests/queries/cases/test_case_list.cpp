#include "queries/cases/case_list.h"

#include <catch2/catch.hpp>
#include <random>

#include "model/error.h"
#include "queries/cases/case_edits.h"
#include "queries/cases/case_file.h"
#include "tests/queries/project.h"

using namespace retold;
using retold::test::TestProject;

namespace {

const AttributePlace kAge{AttributeUnit::Case, 0, "age"};

CaseList listOf(const Storage& storage) {
  Progress progress;
  return readCaseList(storage, progress);
}

void set(Storage& storage, const std::string& person, const AttributePlace& place,
         const AttributeValue& value) {
  if (!storage.caseNamed(person)) addCase(storage, person, {}, "Ana");
  setValue(storage, *storage.caseNamed(person), place, {}, value, "Ana");
}

std::string names(const CaseList& list, const std::vector<std::uint32_t>& rows) {
  std::string line;
  for (const std::uint32_t row : rows) line += (line.empty() ? "" : " ") + list.rows()[row].name;
  return line;
}

}  // namespace

TEST_CASE("the list of cases holds every value, and nothing where nothing was said") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("b.txt", "R: one", "K-1");
  project.add("a.txt", "R: two", "K-1");
  set(storage, "K-1", kAge, {ValueState::Given, "17"});
  set(storage, "K-2", kAge, {ValueState::Missing, ""});
  set(storage, "K-1", {AttributeUnit::Episode, 2, "to"}, {ValueState::Given, "Italy"});
  set(storage, "K-2", {AttributeUnit::Assistance, 1, "by"}, {ValueState::Withheld, ""});
  const CaseList list = listOf(storage);
  REQUIRE(list.rows().size() == 2);
  CHECK(list.rows()[0].documents.size() == 2);
  CHECK(list.rows()[0].episodes == 1);
  CHECK(list.rows()[1].assistance == 1);
  CHECK(list.places() == std::vector<AttributePlace>{kAge,
                                                     {AttributeUnit::Episode, 2, "to"},
                                                     {AttributeUnit::Assistance, 1, "by"}});
  REQUIRE(list.value(0, {AttributeUnit::Case, 0, "Age"}));
  CHECK(list.value(0, kAge)->text == "17");
  CHECK(list.value(1, kAge)->state == ValueState::Missing);
  CHECK(list.value(1, {AttributeUnit::Episode, 2, "to"}) == nullptr);
  CHECK(list.value(1, {AttributeUnit::Episode, 9, "x"}) == nullptr);
}

TEST_CASE("cases are sorted by what the values mean, and by why there is none") {
  TestProject project;
  Storage& storage = project.storage();
  set(storage, "K-1", kAge, {ValueState::Given, "9"});
  set(storage, "K-2", kAge, {ValueState::Given, "10"});
  set(storage, "K-3", kAge, {ValueState::NotAsked, ""});
  set(storage, "K-4", kAge, {ValueState::Missing, ""});
  set(storage, "K-5", kAge, {ValueState::Given, "many"});
  set(storage, "K-6", kAge, {ValueState::Given, "1.5"});
  set(storage, "K-10", kAge, {ValueState::Given, "10"});
  addCase(storage, "K-7", {}, "Ana");
  const CaseList list = listOf(storage);
  const AttributeDefinition number{newUuid(), "age", "", AttributeUnit::Case, AttributeType::Number,
                                   {},        ""};
  CHECK(names(list, list.orderedByName(false)) == "K-1 K-2 K-3 K-4 K-5 K-6 K-7 K-10");
  CHECK(names(list, list.orderedByName(true)) == "K-10 K-7 K-6 K-5 K-4 K-3 K-2 K-1");
  CHECK(names(list, list.orderedBy(kAge, &number, false)) == "K-6 K-1 K-2 K-10 K-5 K-4 K-3 K-7");
  CHECK(names(list, list.orderedBy(kAge, &number, true)) == "K-5 K-2 K-10 K-1 K-6 K-4 K-3 K-7");
}

TEST_CASE("cases are sorted by the dates that are meant") {
  TestProject project;
  Storage& storage = project.storage();
  const AttributePlace exit{AttributeUnit::Episode, 1, "exit date"};
  set(storage, "K-1", exit, {ValueState::Given, "May 2004"});
  set(storage, "K-2", exit, {ValueState::Given, "2003"});
  set(storage, "K-3", exit, {ValueState::Given, "spring 2003"});
  const CaseList list = listOf(storage);
  const AttributeDefinition date{newUuid(),           "exit date", "", AttributeUnit::Episode,
                                 AttributeType::Date, {},          ""};
  CHECK(names(list, list.orderedBy(exit, &date, false)) == "K-2 K-3 K-1");
}

TEST_CASE("cases are found by their name and by the values that are shown") {
  TestProject project;
  Storage& storage = project.storage();
  const AttributePlace town{AttributeUnit::Case, 0, "town"};
  set(storage, "K-1", town, {ValueState::Given, "Bălți"});
  set(storage, "K-2", town, {ValueState::NotAsked, ""});
  set(storage, "K-3", kAge, {ValueState::Given, "17"});
  const CaseList list = listOf(storage);
  CHECK(list.holding("balti", {town}) == std::vector<bool>{true, false, false});
  CHECK(list.holding("balti", {kAge}) == std::vector<bool>{false, false, false});
  CHECK(list.holding("not asked", {town}) == std::vector<bool>{false, true, false});
  CHECK(list.holding("k-3", {}) == std::vector<bool>{false, false, true});
  CHECK(list.holding("", {}) == std::vector<bool>{true, true, true});
}

TEST_CASE("a case that was changed is read anew in its place") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("a.txt", "R: one", "K-1");
  set(storage, "K-1", kAge, {ValueState::Given, "17"});
  CaseList list = listOf(storage);
  const Case person = renameCase(storage, *storage.caseNamed("K-1"), "K-9", "Ana");
  set(storage, "K-9", kAge, {ValueState::Withheld, ""});
  set(storage, "K-9", {AttributeUnit::Case, 0, "town"}, {ValueState::Given, "north"});
  CHECK(list.reread(storage, person.id));
  CHECK(list.rows()[0].name == "K-9");
  CHECK(list.rows()[0].documents.size() == 1);
  CHECK(list.value(0, kAge)->state == ValueState::Withheld);
  CHECK(list.value(0, {AttributeUnit::Case, 0, "town"})->text == "north");
  const Case other = addCase(storage, "K-2", {}, "Ana");
  CHECK_FALSE(list.reread(storage, other.id));
}

TEST_CASE("reading the list of cases stops when it is asked to") {
  class Stopped final : public Progress {
   public:
    bool cancelled() const override { return true; }
  } stopped;
  TestProject project;
  addCase(project.storage(), "K-1", {}, "Ana");
  CHECK_THROWS_AS(readCaseList(project.storage(), stopped), Error);
}

TEST_CASE("the list of cases says of every case what its file says") {
  std::mt19937 random(3);
  static const char* const attributes[] = {"sex", "age", "a b"};
  static const char* const texts[] = {"x", "Y", "12"};
  TestProject project;
  Storage& storage = project.storage();
  for (int i = 0; i < 150; ++i) {
    const std::string name = "K-" + std::to_string(random() % 12);
    const auto unit = static_cast<AttributeUnit>(random() % 3);
    const std::uint32_t number =
        unit == AttributeUnit::Case ? 0 : 1 + static_cast<std::uint32_t>(random()) % 3;
    AttributeValue value{static_cast<ValueState>(random() % 5), ""};
    if (value.state == ValueState::Given) value.text = texts[random() % 3];
    set(storage, name, {unit, number, attributes[random() % 3]}, value);
  }
  const CaseList list = listOf(storage);
  for (std::uint32_t row = 0; row < list.rows().size(); ++row) {
    const CaseFile file = caseFile(storage, *storage.person(list.rows()[row].id));
    for (const AttributePlace& place : list.places()) {
      const Attributes* held = nullptr;
      if (place.unit == AttributeUnit::Case) held = &file.person.attributes;
      for (const Episode& each : file.episodes) {
        if (place.unit == AttributeUnit::Episode && each.number == place.number) {
          held = &each.attributes;
        }
      }
      for (const Assistance& each : file.assistance) {
        if (place.unit == AttributeUnit::Assistance && each.number == place.number) {
          held = &each.attributes;
        }
      }
      const AttributeValue* found = list.value(row, place);
      const bool isThere = held != nullptr && held->count(place.name) > 0;
      REQUIRE((found != nullptr) == isThere);
      if (isThere) CHECK(*found == held->at(place.name));
    }
  }
}
