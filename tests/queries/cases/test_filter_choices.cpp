#include "queries/cases/filter_choices.h"

#include <catch2/catch.hpp>

#include "queries/cases/case_file.h"
#include "tests/queries/project.h"

using namespace retold;
using retold::test::TestProject;
using Kind = FilterCondition::Kind;

namespace {

std::vector<FilterChoice> choicesOf(const Storage& storage) {
  Progress progress;
  return filterChoices(storage, "q", progress);
}

std::vector<std::string> inWords(const std::vector<FilterChoice>& choices) {
  std::vector<std::string> lines;
  for (const FilterChoice& choice : choices) {
    lines.push_back(toText(choice.condition) + ": " + std::to_string(choice.documents));
  }
  return lines;
}

}  // namespace

TEST_CASE("what may be chosen as a filter is what documents have, with their number") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("north/a.txt", "R: one", "K-1");
  project.add("north/b.txt", "R: two", "K-1");
  project.add("c.txt", "R: three", "K-2");
  project.add("d.txt", "R: four", "K-3");
  const auto set = [&](const char* person, AttributePlace place, AttributeValue value,
                       std::optional<Document> document = {}) {
    setValue(storage, *storage.caseNamed(person), place, document, value, "Ana");
  };
  set("K-1", {AttributeUnit::Case, 0, "sex"}, {ValueState::Given, "female"});
  set("K-2", {AttributeUnit::Case, 0, "sex"}, {ValueState::Given, "Female"});
  set("K-3", {AttributeUnit::Case, 0, "sex"}, {ValueState::Withheld, ""});
  set("K-1", {AttributeUnit::Episode, 1, "to"}, {ValueState::Given, "Italy; Spain"});
  set("K-1", {AttributeUnit::Episode, 2, "to"}, {ValueState::Given, "Italy"});
  set("K-3", {AttributeUnit::Case, 0, "kind"}, {ValueState::Given, "x"});
  set("K-1", {AttributeUnit::Document, 0, "kind"}, {ValueState::Given, "form"},
      storage.documentNamed("north/b.txt"));
  CHECK(inWords(choicesOf(storage)) ==
        std::vector<std::string>{
            "case.kind is x: 1", "case.kind is not recorded: 3", "sex is female: 3",
            "sex is withheld: 1", "document.kind is form: 1", "document.kind is not recorded: 3",
            "episode.to is Italy: 2", "episode.to is Spain: 2", "episode.to is not recorded: 2",
            "q is undecided: 4", "language is not known: 4", "folder is north: 2"});
}

TEST_CASE("the number beside a choice is the number of documents that pass it") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("n/a.txt", "R: one", "K-1");
  project.add("n/m/b.txt", "R: two", "K-2");
  project.add("c.txt", "R: three");
  const auto left = project.add("n/out.txt", "R: four", "K-1");
  for (const char* person : {"K-1", "K-2"}) {
    for (const auto& [unit, name] :
         {std::pair{AttributeUnit::Case, "sex"}, std::pair{AttributeUnit::Episode, "sex"},
          std::pair{AttributeUnit::Assistance, "agency"}}) {
      setValue(storage, *storage.caseNamed(person),
               {unit, unit == AttributeUnit::Case ? 0u : 1u, name}, {},
               {ValueState::Given, person + std::string(name)}, "Ana");
    }
  }
  ChangeSet set;
  set.coder = "Ana";
  set.action = "leave out";
  set.changes.push_back({ChangeKind::Put, DocumentExclusion{newUuid(), left, "a test", "Ana", {}}});
  Decision decision;
  decision.id = DecisionId::create();
  decision.subject = Subject::Case;
  decision.subjectId = storage.caseNamed("K-2")->id;
  decision.question = "q";
  decision.coder = "Ana";
  decision.verdict = Verdict::Confirm;
  set.changes.push_back({ChangeKind::Put, decision});
  const Document document = *storage.documentNamed("n/a.txt");
  set.changes.push_back({ChangeKind::Put, Coding{CodingId::create(),
                                                 document.id,
                                                 document.text,
                                                 ByteSpan{0, 1},
                                                 "R",
                                                 project.code("risk/economic/debt").id,
                                                 "Ana",
                                                 "",
                                                 {},
                                                 {}}});
  storage.apply(set);
  Progress progress;
  const auto choices = choicesOf(storage);
  CHECK(choices.size() == 17);
  for (const FilterChoice& choice : choices) {
    CAPTURE(toText(choice.condition));
    CHECK(documentsPassing(storage, {{choice.condition}}, progress).size() == choice.documents);
  }
}

TEST_CASE("codes are offered as a filter by the tree of the codebook, and pass by the same tree") {
  TestProject project;
  Storage& storage = project.storage();
  const auto a = project.add("a.txt", "R: one");
  const auto b = project.add("b.txt", "R: two");
  // Its name says one place, its parent another: the parent counts.
  Code debt = project.code("risk/economic/debt");
  debt.parent = project.code("protective/family/support").id;
  ChangeSet set;
  set.coder = "Ana";
  set.action = "test";
  set.changes.push_back({ChangeKind::Put, debt});
  for (const auto& [document, code] :
       {std::pair{a, debt.id}, std::pair{b, project.code("risk/economic/poverty").id}}) {
    Coding coding;
    coding.id = CodingId::create();
    coding.document = document;
    coding.text = storage.document(document)->text;
    coding.span = {0, 1};
    coding.quote = "R";
    coding.code = code;
    coding.coder = "Ana";
    set.changes.push_back({ChangeKind::Put, coding});
  }
  storage.apply(set);
  std::vector<std::string> lines;
  Progress progress;
  for (const FilterChoice& choice : choicesOf(storage)) {
    if (choice.condition.kind != FilterCondition::Kind::Code) continue;
    lines.push_back(toText(choice.condition) + ": " + std::to_string(choice.documents));
    CAPTURE(lines.back());
    CHECK(documentsPassing(storage, {{choice.condition}}, progress).size() == choice.documents);
  }
  CHECK(lines == std::vector<std::string>{
                     "tagged with protective: 1", "tagged with protective/family: 1",
                     "tagged with protective/family/support: 1", "tagged with risk: 1",
                     "tagged with risk/economic: 1", "tagged with risk/economic/debt: 1",
                     "tagged with risk/economic/poverty: 1"});
}
