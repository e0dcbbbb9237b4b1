#include "queries/codebook/use.h"

#include <catch2/catch.hpp>

#include "queries/codebook/editing.h"
#include "queries/codebook/merging.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"

using namespace retold;
using namespace retold::test;

TEST_CASE("examples of a code are the important ones first, then those that read well, then new") {
  TestProject project;
  const DocumentId a = project.add("a.txt", "We had nothing to eat at all. Hungry. Hungry again!");
  const DocumentId b = project.add("b.txt", "They had nothing left.");
  const Code poverty = project.code("risk/economic/poverty");
  const auto tag = [&](DocumentId document, const char* name, const char* quote) {
    return tagPassage(project.storage(), document, project.place(name, quote), poverty, "Ana", "",
                      {});
  };
  const Coding shortOne = tag(a, "a.txt", "Hungry.");
  const Coding longOne = tag(a, "a.txt", "We had nothing to eat at all");
  Coding marked = tag(a, "a.txt", "again");
  const Coding left = tag(b, "b.txt", "They had nothing left.");
  marked.important = true;
  ChangeSet set;
  set.coder = "Ana";
  set.action = "mark, and exclude";
  set.changes.push_back({ChangeKind::Put, marked});
  set.changes.push_back({ChangeKind::Put, DocumentExclusion{newUuid(), b, "consent", "Ana", {1}}});
  project.storage().apply(set);
  const std::vector<Coding> examples = examplesOf(project.storage(), poverty.id);
  REQUIRE(examples.size() == 3);
  CHECK(examples[0].id == marked.id);
  CHECK(examples[1].id == longOne.id);
  CHECK(examples[2].id == shortOne.id);
}

TEST_CASE("the history of a code tells what was changed, newest first") {
  TestProject project;
  project.add("a.txt", "They sold me.");
  Code code = project.code("risk/economic/debt");
  tagPassage(project.storage(), project.text("a.txt").document, project.place("a.txt", "sold"),
             code, "Ana", "", {});
  code.label = "Owing";
  changeCode(project.storage(), code, "Ben");
  moveCodes(project.storage(), "risk/economic/debt", "risk/economic/poverty", "Ana");
  setRetired(project.storage(), code.id, true, "Ana");
  Progress progress;
  const std::vector<CodeEvent> history = historyOf(project.storage(), code.id, progress);
  REQUIRE(history.size() == 4);
  CHECK(history[0].action == "retire code");
  CHECK(history[0].changes == std::vector<std::string>{"retired: no > yes"});
  CHECK(history[1].changes ==
        std::vector<std::string>{"name: risk/economic/debt > risk/economic/poverty/debt",
                                 "under:  > risk/economic/poverty"});
  CHECK(history[2].coder == "Ben");
  CHECK(history[2].changes == std::vector<std::string>{"label: Debt > Owing"});
  CHECK(history[3].action == "make project");
  CHECK(history[3].changes.empty());
}

TEST_CASE("the history of a code ends at the newest changes that were asked for") {
  TestProject project;
  Code code = project.code("risk/economic/debt");
  for (int change = 1; change <= 50; ++change) {
    code.label = "Debt " + std::to_string(change);
    changeCode(project.storage(), code, "Ana");
  }
  Progress progress;
  const std::vector<CodeEvent> history = historyOf(project.storage(), code.id, progress, 3);
  REQUIRE(history.size() == 3);
  CHECK(history[0].changes == std::vector<std::string>{"label: Debt 49 > Debt 50"});
  CHECK(history[2].changes == std::vector<std::string>{"label: Debt 47 > Debt 48"});
  CHECK(historyOf(project.storage(), code.id, progress).size() == 51);
}
