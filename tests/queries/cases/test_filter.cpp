#include "queries/cases/filter.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "model/error.h"
#include "queries/cases/case_file.h"
#include "queries/find/parse.h"
#include "tests/queries/project.h"

using namespace retold;
using retold::test::TestProject;
using Kind = FilterCondition::Kind;

namespace {

std::vector<std::string> passing(const Storage& storage, const Filter& filter) {
  Progress progress;
  std::vector<std::string> names;
  for (const DocumentId id : documentsPassing(storage, filter, progress)) {
    names.push_back(storage.document(id)->name);
  }
  return names;
}

std::vector<std::string> passing(TestProject& project, std::vector<FilterCondition> conditions) {
  return passing(project.storage(), Filter{std::move(conditions)});
}

void decide(Storage& storage, Subject subject, const Uuid& id, Verdict verdict,
            const std::string& coder = "Ana") {
  Decision decision;
  decision.id = DecisionId::create();
  decision.subject = subject;
  decision.subjectId = id;
  decision.question = "q";
  decision.coder = coder;
  decision.verdict = verdict;
  ChangeSet set;
  set.coder = coder;
  set.action = "decide";
  set.changes.push_back({ChangeKind::Put, decision});
  storage.apply(set);
}

void tag(TestProject& project, const std::string& document, std::string_view code) {
  const Document stored = *project.storage().documentNamed(document);
  const Text text = *project.storage().text(stored.text);
  Coding coding;
  coding.id = CodingId::create();
  coding.document = stored.id;
  coding.text = text.id;
  coding.span = {0, 1};
  coding.quote = text.content.substr(0, 1);
  coding.code = project.code(code).id;
  coding.coder = "Ana";
  ChangeSet set;
  set.coder = "Ana";
  set.action = "tag";
  set.changes.push_back({ChangeKind::Put, coding});
  project.storage().apply(set);
}

void exclude(Storage& storage, const std::string& document) {
  ChangeSet set;
  set.coder = "Ana";
  set.action = "leave out";
  set.changes.push_back(
      {ChangeKind::Put,
       DocumentExclusion{newUuid(), storage.documentNamed(document)->id, "a test", "Ana", {}}});
  storage.apply(set);
}

void set(Storage& storage, const std::string& person, AttributePlace place, AttributeValue value) {
  setValue(storage, *storage.caseNamed(person), place, {}, value, "Ana");
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a filter without conditions passes every document that is not left out") {
  TestProject project;
  project.add("b.txt", "R: two");
  project.add("a.txt", "R: one");
  project.add("c.txt", "R: three");
  exclude(project.storage(), "c.txt");
  CHECK(passing(project, {}) == Names{"a.txt", "b.txt"});
}

TEST_CASE("conditions of one name are alternatives, of two names both must hold") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("a.txt", "R: one", "K-1");
  project.add("b.txt", "R: two", "K-2");
  project.add("c.txt", "R: three", "K-3");
  project.add("d.txt", "R: four");
  const AttributePlace sex{AttributeUnit::Case, 0, "sex"};
  const AttributePlace destination{AttributeUnit::Episode, 1, "destination"};
  set(storage, "K-1", sex, {ValueState::Given, "Female"});
  set(storage, "K-2", sex, {ValueState::Given, "male"});
  set(storage, "K-3", sex, {ValueState::NotAsked, ""});
  set(storage, "K-1", destination, {ValueState::Given, "Italy"});
  set(storage, "K-2", destination, {ValueState::Given, "Spain; Italy"});
  const FilterCondition female{Kind::Attribute, "sex", "female"};
  const FilterCondition male{Kind::Attribute, "sex", "male"};
  CHECK(passing(project, {female}) == Names{"a.txt"});
  CHECK(passing(project, {female, male}) == Names{"a.txt", "b.txt"});
  CHECK(passing(project, {female, male, {Kind::Attribute, "episode.destination", "spain"}}) ==
        Names{"b.txt"});
  CHECK(passing(project, {{Kind::Attribute, "sex", "not asked"}}) == Names{"c.txt"});
  CHECK(passing(project, {{Kind::Attribute, "sex", "missing"}}).empty());
  CHECK(passing(project, {{Kind::Attribute, "sex", "not recorded"}}) == Names{"d.txt"});
  CHECK(passing(project, {{Kind::Attribute, "sex", "not recorded", true}}) ==
        Names{"a.txt", "b.txt", "c.txt"});
  CHECK(toText({Kind::Attribute, "sex", "not recorded"}) == "sex is not recorded");
  CHECK(toText({Kind::Attribute, "sex", "not recorded", true}) == "sex is recorded");
  CHECK(passing(project, {{Kind::Attribute, "sex", "female", true}}) ==
        Names{"b.txt", "c.txt", "d.txt"});
  CHECK(passing(project, {{Kind::Attribute, "sex", "female", true},
                          {Kind::Attribute, "sex", "male", true}}) == Names{"c.txt", "d.txt"});
}

TEST_CASE("a filter by folder takes whole names of folders") {
  TestProject project;
  project.add("north/a.txt", "R: one");
  project.add("north/deep/b.txt", "R: two");
  project.add("northern/c.txt", "R: three");
  CHECK(passing(project, {{Kind::Folder, "", "north"}}) ==
        Names{"north/a.txt", "north/deep/b.txt"});
  CHECK(passing(project, {{Kind::Folder, "", "north/deep"}, {Kind::Folder, "", "northern"}}) ==
        Names{"north/deep/b.txt", "northern/c.txt"});
  CHECK(passing(project, {{Kind::Folder, "", "north", true}}) == Names{"northern/c.txt"});
}

TEST_CASE("a filter by code takes the codes below it as well") {
  TestProject project;
  project.add("a.txt", "R: one");
  project.add("b.txt", "R: two");
  project.add("c.txt", "R: three");
  tag(project, "a.txt", "risk/economic/poverty");
  tag(project, "b.txt", "protective/family/support");
  CHECK(passing(project, {{Kind::Code, "", "risk/economic"}}) == Names{"a.txt"});
  CHECK(passing(project, {{Kind::Code, "", "risk/econ"}}).empty());
  CHECK(passing(project, {{Kind::Code, "", "risk"}, {Kind::Code, "", "protective"}}) ==
        Names{"a.txt", "b.txt"});
  CHECK(passing(project, {{Kind::Code, "", "risk", true}}) == Names{"b.txt", "c.txt"});
}

TEST_CASE("a filter by verdict looks at the decisions that count, on the document or its case") {
  TestProject project;
  Storage& storage = project.storage();
  const DocumentId a = project.add("a.txt", "R: one", "K-1");
  project.add("b.txt", "R: two", "K-1");
  const DocumentId c = project.add("c.txt", "R: three");
  const DocumentId d = project.add("d.txt", "R: four");
  decide(storage, Subject::Case, storage.caseNamed("K-1")->id, Verdict::Confirm);
  decide(storage, Subject::Document, a, Verdict::Reject, "Ben");
  decide(storage, Subject::Document, c, Verdict::Confirm);
  decide(storage, Subject::Document, c, Verdict::Unsure);
  decide(storage, Subject::Document, d, Verdict::CannotRead);
  CHECK(passing(project, {{Kind::Verdict, "q", "confirm"}}) == Names{"a.txt", "b.txt"});
  CHECK(passing(project, {{Kind::Verdict, "q", "reject"}}) == Names{"a.txt"});
  CHECK(passing(project, {{Kind::Verdict, "q", "unsure"}}) == Names{"c.txt"});
  CHECK(passing(project, {{Kind::Verdict, "q", "undecided"}}) == Names{"d.txt"});
  CHECK(passing(project, {{Kind::Verdict, "other", "undecided"}}).size() == 4);
  CHECK(passing(project, {{Kind::Verdict, "q", "undecided", true},
                          {Kind::Verdict, "q", "reject", true}}) == Names{"b.txt", "c.txt"});
}

TEST_CASE("a filter by language takes the largest part of a text") {
  TestProject project;
  NewText romanian = test::newText("ro.txt", "R: am fost acolo");
  romanian.languages = {{{0, romanian.content.size()}, "ro", "Latn", 1, false}};
  auto session = project.storage().beginImport("Ana");
  REQUIRE(session->add(std::move(romanian)) == Added::New);
  session->finish(false);
  session.reset();
  project.add("x.txt", "R: one");
  CHECK(passing(project, {{Kind::Language, "", "ro"}}) == Names{"ro.txt"});
  CHECK(passing(project, {{Kind::Language, "", "und"}}) == Names{"x.txt"});
  CHECK(passing(project, {{Kind::Language, "", "ro", true}}) == Names{"x.txt"});
}

TEST_CASE("filtering stops when it is asked to") {
  class Stopped final : public Progress {
   public:
    bool cancelled() const override { return true; }
  } stopped;
  TestProject project;
  project.add("a.txt", "R: one");
  CHECK_THROWS_AS(documentsPassing(project.storage(), {}, stopped), Error);
}

TEST_CASE("conditions are said in words") {
  CHECK(toText({Kind::Attribute, "sex", "female"}) == "sex is female");
  CHECK(toText({Kind::Attribute, "episode.destination", "not asked", true}) ==
        "episode.destination is not not asked");
  CHECK(toText({Kind::Language, "", "ro", true}) == "language is not Romanian (ro)");
  CHECK(toText({Kind::Language, "", "und"}) == "language is not known");
  CHECK(toText({Kind::Language, "", "und", true}) == "language is known");
  CHECK(toText({Kind::Folder, "", "north"}) == "folder is north");
  CHECK(toText({Kind::Code, "", "risk", true}) == "not tagged with risk");
  CHECK(toText({Kind::Verdict, "prior-trafficking", "confirm"}) ==
        "prior-trafficking is confirmed");
}

namespace {

/// Whether one document meets one condition, by asking the storage about nothing but it.
bool meetsSlowly(const Storage& storage, const Document& document,
                 const FilterCondition& condition) {
  if (condition.kind == Kind::Attribute) {
    const auto isIt = [&](const Attributes& attributes) {
      const auto at = attributes.find(condition.name);
      return at != attributes.end() &&
             (at->second.state == ValueState::Given ? at->second.text : toText(at->second.state)) ==
                 condition.value;
    };
    if (const auto facts = storage.documentFacts(document.id); facts && isIt(facts->attributes)) {
      return true;
    }
    if (!document.caseId) return false;
    const auto episodes = storage.episodes(*document.caseId);
    return isIt(storage.person(*document.caseId)->attributes) ||
           std::ranges::any_of(episodes,
                               [&](const Episode& each) { return isIt(each.attributes); });
  }
  if (condition.kind == Kind::Folder) {
    return document.name.substr(0, condition.value.size() + 1) == condition.value + "/";
  }
  if (condition.kind == Kind::Code) {
    const auto codings = storage.codings({document.id, {}, {}});
    const auto codes = storage.codebook().codes;
    return std::ranges::any_of(codings, [&](const Coding& coding) {
      const std::string name = std::ranges::find(codes, coding.code, &Code::id)->name + "/";
      return name.find(condition.value + "/") == 0;
    });
  }
  bool judged = false;
  bool met = false;
  std::map<std::pair<std::string, Uuid>, Verdict> newest;
  for (const Decision& decision : storage.decisions()) {
    if (decision.question != condition.name) continue;
    if (decision.subjectId == document.id ||
        (document.caseId && decision.subjectId == *document.caseId)) {
      newest[{decision.coder, decision.subjectId}] = decision.verdict;
    }
  }
  for (const auto& [who, verdict] : newest) {
    judged = judged || verdict != Verdict::CannotRead;
    met = met || toText(verdict) == condition.value;
  }
  return condition.value == "undecided" ? !judged : met;
}

/// The rule as the header says it: every pair of positive conditions that are alternatives.
bool passesSlowly(const Storage& storage, const Document& document, const Filter& filter) {
  if (document.excluded) return false;
  for (const FilterCondition& condition : filter.conditions) {
    const bool met = meetsSlowly(storage, document, condition);
    if (condition.isNot && met) return false;
    if (condition.isNot || met) continue;
    const bool other = std::ranges::any_of(filter.conditions, [&](const FilterCondition& each) {
      return !each.isNot && each.kind == condition.kind && each.name == condition.name &&
             meetsSlowly(storage, document, each);
    });
    if (!other) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("what passes a filter passes it document by document") {
  std::mt19937 random(23);
  const auto pick = [&](const auto& from) { return from[random() % std::size(from)]; };
  static const char* const names[] = {"sex", "country", "scope"};
  static const char* const values[] = {"a", "b", "c", "not asked", "withheld"};
  static const char* const folders[] = {"n", "n/m", "s", "sm"};
  static const char* const codes[] = {"risk", "risk/economic", "risk/economic/debt", "pattern"};
  static const char* const verdicts[] = {"confirm", "reject", "unsure", "undecided", "cannot-read"};
  static const char* const coders[] = {"Ana", "Ben"};
  TestProject project;
  Storage& storage = project.storage();
  for (int i = 0; i < 40; ++i) {
    const std::string name = std::string(pick(folders)) + "/" + std::to_string(i) + ".txt";
    const std::string person = random() % 4 == 0 ? "" : "K-" + std::to_string(random() % 12);
    const DocumentId id = project.add(name, "R: number " + std::to_string(i), person);
    const std::uint32_t episode = random() % 2 == 0 ? 1 : 2;
    const auto value = [&] { return AttributeValue{ValueState::Given, pick(values)}; };
    if (!person.empty()) {
      set(storage, person, {AttributeUnit::Case, 0, pick(names)}, value());
      set(storage, person, {AttributeUnit::Episode, episode, pick(names)}, value());
      if (random() % 3 == 0) {
        decide(storage, Subject::Case, storage.caseNamed(person)->id,
               static_cast<Verdict>(random() % 4), pick(coders));
      }
    }
    if (random() % 2 == 0) {
      setValue(storage, person.empty() ? Case{} : *storage.caseNamed(person),
               {AttributeUnit::Document, 0, pick(names)}, storage.document(id), value(), "Ana");
    }
    if (random() % 2 == 0) {
      decide(storage, Subject::Document, id, static_cast<Verdict>(random() % 4), pick(coders));
    }
    if (random() % 2 == 0)
      tag(project, name, project.storage().codebook().codes[random() % 5].name);
    if (random() % 10 == 0) exclude(storage, name);
  }
  const std::vector<Document> all = storage.documents({}, 100);
  std::size_t some = 0;
  for (int round = 0; round < 300; ++round) {
    Filter filter;
    for (std::size_t i = random() % 4; i < 4; ++i) {
      const bool isNot = random() % 3 == 0;
      switch (random() % 4) {
        case 0:
          filter.conditions.push_back({Kind::Attribute, pick(names), pick(values), isNot});
          break;
        case 1:
          filter.conditions.push_back({Kind::Folder, "", pick(folders), isNot});
          break;
        case 2:
          filter.conditions.push_back({Kind::Code, "", pick(codes), isNot});
          break;
        default:
          filter.conditions.push_back({Kind::Verdict, "q", pick(verdicts), isNot});
      }
    }
    Names expected;
    for (const Document& document : all) {
      if (passesSlowly(storage, document, filter)) expected.push_back(document.name);
    }
    some += expected.empty() ? 0 : 1;
    CHECK(passing(storage, filter) == expected);
  }
  CHECK(some > 100);
}
