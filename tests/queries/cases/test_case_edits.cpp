#include "queries/cases/case_edits.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "model/error.h"
#include "queries/cases/case_file.h"
#include "tests/queries/project.h"

using namespace retold;
using retold::test::errorOf;
using retold::test::TestProject;

namespace {

AttributeValue given(std::string text) { return {ValueState::Given, std::move(text)}; }

void set(Storage& storage, const char* person, AttributePlace place, std::string value,
         const std::optional<Document>& document = {}) {
  setValue(storage, *storage.caseNamed(person), place, document, given(std::move(value)), "Ana");
}

void apply(Storage& storage, Object object) {
  ChangeSet changes;
  changes.coder = "Ana";
  changes.action = "a test";
  changes.changes.push_back({ChangeKind::Put, std::move(object)});
  storage.apply(changes);
}

/// All that is known of cases, to be compared as a whole.
std::vector<std::string> everything(const Storage& storage) {
  std::vector<std::string> lines;
  const auto add = [&](const std::string& of, const Attributes& attributes) {
    std::string line = of;
    for (const auto& [name, value] : attributes) line += "; " + name + "=" + cellOf(value);
    lines.push_back(line);
  };
  const auto told = [](const std::optional<std::uint32_t>& episode) {
    return episode ? " of " + std::to_string(*episode) : std::string();
  };
  for (const Case& person : storage.cases()) {
    add(person.name, person.attributes);
    for (const Episode& each : storage.episodes(person.id)) {
      add("  episode " + std::to_string(each.number), each.attributes);
    }
    for (const Assistance& each : storage.assistance(person.id)) {
      add("  assistance " + std::to_string(each.number) + told(each.episode), each.attributes);
    }
    for (const DocumentId id : storage.documentsOf(person.id)) {
      const auto facts = storage.documentFacts(id);
      add("  " + storage.document(id)->name + (facts ? told(facts->episode) : ""),
          facts ? facts->attributes : Attributes{});
    }
  }
  return lines;
}

using Lines = std::vector<std::string>;

/// K-1 with three episodes, two times of assistance and two documents.
void fill(TestProject& project) {
  Storage& storage = project.storage();
  project.add("a.txt", "R: one", "K-1");
  project.add("b.txt", "R: two", "K-1");
  for (const std::uint32_t number : {1u, 2u, 3u}) {
    set(storage, "K-1", {AttributeUnit::Episode, number, "to"}, "place " + std::to_string(number));
  }
  set(storage, "K-1", {AttributeUnit::Assistance, 1, "episode"}, "1");
  set(storage, "K-1", {AttributeUnit::Assistance, 2, "episode"}, "3");
  set(storage, "K-1", {AttributeUnit::Document, 0, "episode"}, "2", storage.documentNamed("a.txt"));
}

}  // namespace

TEST_CASE("an episode that goes away lets those behind it move up, with what tells of them") {
  TestProject project;
  Storage& storage = project.storage();
  fill(project);
  const Lines before = everything(storage);
  removeEpisode(storage, *storage.caseNamed("K-1"), 2, "Ana");
  CHECK(everything(storage) == Lines{"K-1", "  episode 1; to=place 1", "  episode 2; to=place 3",
                                     "  assistance 1 of 1", "  assistance 2 of 2", "  a.txt",
                                     "  b.txt"});
  REQUIRE(storage.undo("Ana"));
  CHECK(everything(storage) == before);
  CHECK(errorOf([&] { removeEpisode(storage, *storage.caseNamed("K-1"), 7, "Ana"); }) ==
        "the case \"K-1\" has no episode 7 | nothing was changed");
}

TEST_CASE("an episode gets another number, and what told of it still does") {
  TestProject project;
  Storage& storage = project.storage();
  fill(project);
  const Lines before = everything(storage);
  moveEpisode(storage, *storage.caseNamed("K-1"), 3, 1, "Ana");
  const Lines after{"K-1",
                    "  episode 1; to=place 3",
                    "  episode 2; to=place 1",
                    "  episode 3; to=place 2",
                    "  assistance 1 of 2",
                    "  assistance 2 of 1",
                    "  a.txt of 3",
                    "  b.txt"};
  CHECK(everything(storage) == after);
  REQUIRE(storage.undo("Ana"));
  CHECK(everything(storage) == before);
  REQUIRE(storage.redo("Ana"));
  CHECK(everything(storage) == after);
  Progress progress;
  CHECK(storage.verify(progress).empty());
  CHECK(errorOf([&] { moveEpisode(storage, *storage.caseNamed("K-1"), 1, 4, "Ana"); }) ==
        "episode 1 cannot get the number 4 | expected a number from 1 to 3; nothing was changed");
}

TEST_CASE("assistance is moved and taken away by its number") {
  TestProject project;
  Storage& storage = project.storage();
  fill(project);
  moveAssistance(storage, *storage.caseNamed("K-1"), 1, 2, "Ana");
  CHECK(storage.assistance(storage.caseNamed("K-1")->id)[0].episode == 3u);
  removeAssistance(storage, *storage.caseNamed("K-1"), 1, "Ana");
  const auto left = storage.assistance(storage.caseNamed("K-1")->id);
  REQUIRE(left.size() == 1);
  CHECK(left[0].number == 1);
  CHECK(left[0].episode == 1u);
}

TEST_CASE("episodes and assistance are added behind those that are there") {
  TestProject project;
  Storage& storage = project.storage();
  fill(project);
  CHECK(addEpisode(storage, *storage.caseNamed("K-1"), "Ana").number == 4);
  CHECK(addAssistance(storage, *storage.caseNamed("K-1"), "Ana").number == 3);
  REQUIRE(storage.undo("Ana"));
  REQUIRE(storage.undo("Ana"));
  CHECK(storage.episodes(storage.caseNamed("K-1")->id).size() == 3);
}

TEST_CASE("a case gets another name that no case has") {
  TestProject project;
  Storage& storage = project.storage();
  fill(project);
  addCase(storage, "K-2", {}, "Ana");
  CHECK(renameCase(storage, *storage.caseNamed("K-2"), " K-3 ", "Ana").name == "K-3");
  CHECK(storage.caseNamed("K-3"));
  CHECK(errorOf([&] { renameCase(storage, *storage.caseNamed("K-3"), "K-1", "Ana"); }) ==
        "there is a case \"K-1\" already | give another name, or merge the two cases; nothing was "
        "changed");
  CHECK(errorOf([&] { renameCase(storage, *storage.caseNamed("K-3"), "  ", "Ana"); }) ==
        "a case needs a name | use a code, never a person's name; nothing was changed");
}

TEST_CASE("a case that was read before it changed loses nothing when it is named, set or merged") {
  TestProject project;
  Storage& storage = project.storage();
  const Case first = addCase(storage, "K-1", {}, "Ana");
  const Case second = addCase(storage, "K-2", {}, "Ana");
  set(storage, "K-1", {AttributeUnit::Case, 0, "sex"}, "female");
  set(storage, "K-2", {AttributeUnit::Case, 0, "country"}, "Moldova");
  renameCase(storage, first, "K-3", "Ana");
  setValue(storage, first, {AttributeUnit::Case, 0, "age"}, {}, given("19"), "Ana");
  CHECK(everything(storage) == Lines{"K-2; country=Moldova", "K-3; age=19; sex=female"});
  mergeCases(storage, second, first, "Ana");
  CHECK(everything(storage) == Lines{"K-3; age=19; country=Moldova; sex=female"});
  CHECK(errorOf([&] { renameCase(storage, second, "K-4", "Ana"); }) ==
        "the case \"K-2\" is no longer in the project | it was taken away in the meantime; nothing "
        "was changed");
  CHECK(errorOf([&] {
          setValue(storage, second, {AttributeUnit::Case, 0, "age"}, {}, given("19"), "Ana");
        }) ==
        "the case \"K-2\" is no longer in the project | it was taken away in the meantime; nothing "
        "was changed");
}

TEST_CASE("a case without documents goes away with its episodes, and comes back") {
  TestProject project;
  Storage& storage = project.storage();
  fill(project);
  CHECK(errorOf([&] { removeCase(storage, *storage.caseNamed("K-1"), "Ana"); }) ==
        "the case \"K-1\" still has documents | take them out of the case first");
  moveDocuments(storage, storage.documents({}, 9), {}, "Ana");
  const Lines before = everything(storage);
  apply(storage, Memo{MemoId::create(), storage.caseNamed("K-1")->id, "a note", "Ana", {}});
  CHECK(errorOf([&] { removeCase(storage, *storage.caseNamed("K-1"), "Ana"); }) ==
        "the case \"K-1\" has memos | remove them first; nothing was changed");
  REQUIRE(storage.undo("Ana"));
  removeCase(storage, *storage.caseNamed("K-1"), "Ana");
  CHECK(storage.cases().empty());
  REQUIRE(storage.undo("Ana"));
  CHECK(everything(storage) == before);
}

TEST_CASE("a document that moves to another case tells of none of its episodes") {
  TestProject project;
  Storage& storage = project.storage();
  fill(project);
  const Case other = addCase(storage, "K-2", {}, "Ana");
  moveDocuments(storage, {*storage.documentNamed("a.txt"), *storage.documentNamed("b.txt")}, other,
                "Ana");
  CHECK(storage.documentsOf(other.id).size() == 2);
  CHECK_FALSE(storage.documentFacts(storage.documentNamed("a.txt")->id)->episode);
  const std::string head = storage.chainHead();
  moveDocuments(storage, {*storage.documentNamed("a.txt")}, other, "Ana");
  CHECK(storage.chainHead() == head);
  REQUIRE(storage.undo("Ana"));
  CHECK(storage.documentFacts(storage.documentNamed("a.txt")->id)->episode == 2u);
}

TEST_CASE("documents go into a new case as one event") {
  TestProject project;
  Storage& storage = project.storage();
  fill(project);
  const Lines before = everything(storage);
  const std::vector<Document> documents{*storage.documentNamed("a.txt")};
  moveDocumentsToNewCase(storage, documents, "K-2", "Ana");
  CHECK(storage.documentsOf(storage.caseNamed("K-2")->id).size() == 1);
  CHECK(errorOf([&] { moveDocumentsToNewCase(storage, documents, "K-1", "Ana"); }) ==
        "there is a case \"K-1\" already | give another name; nothing was changed");
  REQUIRE(storage.undo("Ana"));
  CHECK(everything(storage) == before);
}

TEST_CASE("two cases become one, and nothing of either is lost") {
  TestProject project;
  Storage& storage = project.storage();
  fill(project);
  project.add("c.txt", "R: three", "K-2");
  set(storage, "K-1", {AttributeUnit::Case, 0, "sex"}, "female");
  set(storage, "K-1", {AttributeUnit::Case, 0, "age"}, "17");
  setValue(storage, *storage.caseNamed("K-1"), {AttributeUnit::Case, 0, "kin"}, {},
           {ValueState::Missing, ""}, "Ana");
  set(storage, "K-2", {AttributeUnit::Case, 0, "Sex"}, "male");
  set(storage, "K-2", {AttributeUnit::Case, 0, "kin"}, "aunt");
  set(storage, "K-2", {AttributeUnit::Case, 0, "town"}, "north");
  set(storage, "K-2", {AttributeUnit::Episode, 1, "to"}, "place 4");
  set(storage, "K-2", {AttributeUnit::Assistance, 1, "episode"}, "1");
  set(storage, "K-2", {AttributeUnit::Document, 0, "episode"}, "1", storage.documentNamed("c.txt"));
  const Case from = *storage.caseNamed("K-2");
  const Case into = *storage.caseNamed("K-1");
  Decision decision;
  decision.id = DecisionId::create();
  decision.subject = Subject::Case;
  decision.subjectId = from.id;
  decision.question = "q";
  decision.coder = "Ben";
  decision.verdict = Verdict::Confirm;
  apply(storage, decision);
  apply(storage, Memo{MemoId::create(), from.id, "a note", "Ana", {}});
  apply(storage, Summary{SummaryId::create(),
                         from.id,
                         project.code("pattern/sold-again").id,
                         "told twice",
                         {},
                         "Ana",
                         {}});
  const Lines before = everything(storage);

  const Merged plan = planMerge(storage, from, into);
  CHECK(everything(storage) == before);
  CHECK(plan.documents == 1);
  CHECK(plan.episodes == 1);
  CHECK(plan.assistance == 1);
  CHECK(plan.decisions == 1);
  REQUIRE(plan.clashes.size() == 1);
  CHECK(plan.clashes[0].attribute == "sex");
  CHECK(plan.clashes[0].kept == given("female"));
  CHECK(plan.clashes[0].dropped == given("male"));

  mergeCases(storage, from, into, "Ana");
  CHECK(everything(storage) ==
        Lines{"K-1; age=17; kin=aunt; sex=female; town=north", "  episode 1; to=place 1",
              "  episode 2; to=place 2", "  episode 3; to=place 3", "  episode 4; to=place 4",
              "  assistance 1 of 1", "  assistance 2 of 3", "  assistance 3 of 4", "  a.txt of 2",
              "  b.txt", "  c.txt of 4"});
  CHECK(storage.decisions().back().subjectId == into.id);
  const auto memos = storage.memos();
  REQUIRE(memos.size() == 2);
  CHECK(std::ranges::all_of(memos, [&](const Memo& memo) { return memo.about == into.id; }));
  CHECK(std::ranges::any_of(memos, [](const Memo& memo) {
    return memo.text == "Merged with case K-2, whose values were other ones:\nsex: male";
  }));
  REQUIRE(storage.summaries().size() == 1);
  CHECK(storage.summaries()[0].caseId == into.id);
  Progress progress;
  CHECK(storage.verify(progress).empty());

  REQUIRE(storage.undo("Ana"));
  CHECK(everything(storage) == before);
  CHECK(storage.memos().size() == 1);
  CHECK(storage.decisions().back().subjectId == from.id);
}

TEST_CASE("cases are not merged where both have a summary of one code by one coder") {
  TestProject project;
  Storage& storage = project.storage();
  const Case one = addCase(storage, "K-1", {}, "Ana");
  const Case two = addCase(storage, "K-2", {}, "Ana");
  for (const CaseId id : {one.id, two.id}) {
    apply(
        storage,
        Summary{
            SummaryId::create(), id, project.code("pattern/sold-again").id, "text", {}, "Ana", {}});
  }
  CHECK(errorOf([&] { mergeCases(storage, one, two, "Ana"); }) ==
        "both cases have a summary of the same code by Ana | put one of them into the other and "
        "remove it; nothing was changed");
  CHECK(errorOf([&] { mergeCases(storage, one, one, "Ana"); }) ==
        "a case cannot be merged with itself | choose two cases");
}

TEST_CASE("any renumbering keeps every episode with its tellers, and is undone") {
  std::mt19937 random(5);
  TestProject project;
  Storage& storage = project.storage();
  project.add("a.txt", "R: one", "K-1");
  const auto person = [&] { return *storage.caseNamed("K-1"); };
  for (const std::uint32_t number : {1u, 2u, 3u, 4u, 5u}) {
    set(storage, "K-1", {AttributeUnit::Episode, number, "is"}, std::to_string(number));
    set(storage, "K-1", {AttributeUnit::Assistance, number, "episode"}, std::to_string(number));
  }
  for (int round = 0; round < 60; ++round) {
    std::vector<std::string> expected;
    for (const Episode& each : storage.episodes(person().id)) {
      expected.push_back(each.attributes.at("is").text);
    }
    const auto from = static_cast<std::uint32_t>(random() % expected.size());
    const auto to = static_cast<std::uint32_t>(random() % expected.size());
    const Lines before = everything(storage);
    moveEpisode(storage, person(), from + 1, to + 1, "Ana");
    const std::string taken = expected[from];
    expected.erase(expected.begin() + from);
    expected.insert(expected.begin() + to, taken);
    const auto episodes = storage.episodes(person().id);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      CHECK(episodes[i].number == i + 1);
      CHECK(episodes[i].attributes.at("is").text == expected[i]);
    }
    for (const Assistance& each : storage.assistance(person().id)) {
      CHECK(expected[*each.episode - 1] == std::to_string(each.number));
    }
    if (round % 3 == 0 && from != to) {
      REQUIRE(storage.undo("Ana"));
      CHECK(everything(storage) == before);
    }
  }
}
