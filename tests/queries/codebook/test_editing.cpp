#include "queries/codebook/editing.h"

#include <catch2/catch.hpp>

#include "queries/tag/tagging.h"
#include "tests/queries/project.h"

using namespace retold;
using namespace retold::test;

namespace {

using Names = std::vector<std::string>;

Names namesOf(const Storage& storage) {
  Names names;
  for (const Code& code : storage.codebook().codes) names.push_back(code.name);
  return names;
}

const Names kNames{"risk/economic/poverty",     "risk/economic/debt",
                   "protective/family/support", "pattern/sold-again",
                   "protective/social/support", "risk/old/poverty"};

Code named(std::string name, std::string label) {
  Code code;
  code.name = std::move(name);
  code.label = std::move(label);
  return code;
}

}  // namespace

TEST_CASE("a code gets another label, colour and definition, each as one event") {
  TestProject project;
  Code code = project.code("risk/economic/debt");
  CHECK(changeCode(project.storage(), code, "Ana") == 0);
  CHECK_FALSE(project.storage().nextUndo("Ana"));
  code.label = "  Owes money ";
  CHECK(changeCode(project.storage(), code, "Ana") == 1);
  CHECK(project.code(code.name).label == "Owes money");
  CHECK(project.storage().nextUndo("Ana")->action == "relabel code");
  code = project.code(code.name);
  code.colour = "#123abc";
  changeCode(project.storage(), code, "Ana");
  CHECK(project.storage().nextUndo("Ana")->action == "recolour code");
  code.definition = "Money that is owed.";
  changeCode(project.storage(), code, "Ana");
  CHECK(project.storage().nextUndo("Ana")->action == "define code");
  project.storage().undo("Ana");
  project.storage().undo("Ana");
  project.storage().undo("Ana");
  CHECK(project.code(code.name).label == "Debt");
  CHECK(project.code(code.name).colour.empty());
}

TEST_CASE("what a codebook cannot hold is refused") {
  TestProject project;
  Code code = project.code("risk/economic/debt");
  const auto with = [&](auto change) {
    Code wanted = code;
    change(wanted);
    return errorOf([&] { changeCode(project.storage(), wanted, "Ana"); });
  };
  CHECK(with([](Code& it) { it.label = " "; }) ==
        "a code needs a label | the label is what lists show");
  const std::string oneLine =
      " | give a name on one line, without control characters and without blanks at its ends; "
      "nothing was changed";
  CHECK(with([](Code& it) { it.label = "two\nlines"; }) ==
        "a code cannot be called \"two lines\": it holds a line end" + oneLine);
  CHECK(with([](Code& it) { it.name = "risk/a\x1b[1m"; }) ==
        "a code cannot be called \"risk/a [1m\": it holds the control character U+001B" + oneLine);
  CHECK(with([](Code& it) { it.colour = "red"; }) ==
        "\"red\" is no colour | give it as #rrggbb, or leave it empty for the colour of its kind");
  CHECK(with([](Code& it) { it.name = "risk//debt"; }) ==
        "the name \"risk//debt\" has an empty part | give names as \"risk/work/no-papers\", "
        "without / at the ends");
  CHECK(with([](Code& it) { it.name = "risk/economic/poverty"; }) ==
        "the codebook has a code \"risk/economic/poverty\" already | choose another name, or merge "
        "the two");
  CHECK(with([](Code& it) { it.name = "risk/economic/debt/debt"; }) ==
        "\"risk/economic/debt\" cannot stand below itself | move it somewhere else");
  CHECK(with([](Code& it) { it.id = CodeId::create(); }) ==
        "this code is no longer in the codebook | it was removed; undo brings it back");
  CHECK(namesOf(project.storage()) == kNames);
  CHECK(checkedCodeName(" risk / no papers ") == "risk/no papers");
}

TEST_CASE("codes below a renamed one follow, in one event that is undone") {
  TestProject project;
  addCode(project.storage(), named("risk/economic/debt/lender", "Lender"), "Ana");
  addCode(project.storage(), named("risk/economic/debt/lender/bank", "Bank"), "Ana");
  addCode(project.storage(), named("risk/economic/debts", "Another one"), "Ana");
  const Code bank = project.code("risk/economic/debt/lender/bank");
  CHECK(bank.parent == project.code("risk/economic/debt/lender").id);
  Code debt = project.code("risk/economic/debt");
  debt.name = "risk/owing";
  CHECK(changeCode(project.storage(), debt, "Ana") == 3);
  CHECK(project.code("risk/owing/lender/bank").id == bank.id);
  CHECK(project.code("risk/owing/lender/bank").parent == bank.parent);
  CHECK(project.code("risk/economic/debts").label == "Another one");
  CHECK(project.storage().undo("Ana")->action == "rename code");
  CHECK(project.code("risk/economic/debt/lender/bank").id == bank.id);
}

TEST_CASE("a name may be shortened to what a code below it had") {
  TestProject project;
  addCode(project.storage(), named("x/x", "Outer"), "Ana");
  addCode(project.storage(), named("x/x/x", "Inner"), "Ana");
  Code outer = project.code("x/x");
  outer.name = "x";
  CHECK(changeCode(project.storage(), outer, "Ana") == 2);
  CHECK(project.code("x").label == "Outer");
  CHECK(project.code("x/x").label == "Inner");
  project.storage().undo("Ana");
  CHECK(project.code("x/x/x").label == "Inner");
}

TEST_CASE("a code is moved under another, under a group, and to the top") {
  TestProject project;
  Storage& storage = project.storage();
  const Code poverty = project.code("risk/economic/poverty");
  CHECK(moveCodes(storage, "risk/economic/debt", "risk/economic/poverty", "Ana") == 1);
  CHECK(project.code("risk/economic/poverty/debt").parent == poverty.id);
  CHECK(moveCodes(storage, "risk/economic/poverty", "pattern", "Ana") == 2);
  CHECK(project.code("pattern/poverty/debt").parent == poverty.id);
  CHECK_FALSE(project.code("pattern/poverty").parent);
  CHECK(moveCodes(storage, "pattern/poverty/debt", "", "Ana") == 1);
  CHECK_FALSE(project.code("debt").parent);
  CHECK(storage.nextUndo("Ana")->action == "move code");
  for (int step = 0; step < 3; ++step) storage.undo("Ana");
  CHECK(namesOf(storage) == kNames);
}

TEST_CASE("a group is moved with all that stands below it") {
  TestProject project;
  CHECK(moveCodes(project.storage(), "risk/economic", "pattern/money", "Ana") == 2);
  CHECK(namesOf(project.storage())[0] == "pattern/money/economic/poverty");
  CHECK(moveCodes(project.storage(), "pattern/money/economic", "pattern/money", "Ana") == 0);
  CHECK(errorOf([&] { moveCodes(project.storage(), "pattern", "pattern/money", "Ana"); }) ==
        "\"pattern\" cannot stand below itself | move it somewhere else");
  CHECK(errorOf([&] { moveCodes(project.storage(), "pattern", "pattern", "Ana"); }) ==
        "\"pattern\" cannot stand below itself | move it somewhere else");
}

TEST_CASE("a move to where a code of that name stands is refused") {
  TestProject project;
  CHECK(errorOf([&] {
          moveCodes(project.storage(), "protective/social/support", "protective/family", "Ana");
        }) ==
        "the codebook has a code \"protective/family/support\" already | choose another name, or "
        "merge the two");
}

TEST_CASE("a code is retired and brought back") {
  TestProject project;
  const CodeId id = project.code("risk/economic/debt").id;
  setRetired(project.storage(), id, true, "Ana");
  CHECK(project.code("risk/economic/debt").retired);
  CHECK(project.storage().nextUndo("Ana")->action == "retire code");
  setRetired(project.storage(), id, true, "Ana");
  setRetired(project.storage(), id, false, "Ana");
  CHECK_FALSE(project.code("risk/economic/debt").retired);
  CHECK(project.storage().undo("Ana")->action == "bring code back");
  CHECK(project.storage().undo("Ana")->action == "retire code");
}

TEST_CASE("only a code that is not used and has none below it is removed") {
  TestProject project;
  project.add("a.txt", "They sold me.");
  const Code poverty = project.code("risk/economic/poverty");
  const Code below = addCode(project.storage(), named(poverty.name + "/hunger", "Hunger"), "Ana");
  CHECK(errorOf([&] { removeCode(project.storage(), poverty.id, "Ana"); }) ==
        "the code \"risk/economic/poverty\" has 1 code below it | move or remove them first");
  tagPassage(project.storage(), project.text("a.txt").document, project.place("a.txt", "sold"),
             below, "Ana", "", {});
  CHECK(errorOf([&] { removeCode(project.storage(), below.id, "Ana"); }) ==
        "the code \"risk/economic/poverty/hunger\" is used by 1 coding | retire it instead: it "
        "stays with its codings and is offered for no new one");
  project.storage().undo("Ana");
  removeCode(project.storage(), below.id, "Ana");
  CHECK(namesOf(project.storage()) == kNames);
  project.storage().undo("Ana");
  CHECK(project.code(below.name).id == below.id);
}

TEST_CASE(
    "a new code is named by its label and its place, and takes the kind of what stands there") {
  TestProject project;
  const Codebook codebook = project.storage().codebook();
  const Code below = newCodeUnder(codebook, "risk/economic", " No work ");
  CHECK(below.name == "risk/economic/no-work");
  CHECK(below.label == "No work");
  CHECK(below.kind == FactorKind::Risk);
  CHECK(newCodeUnder(codebook, "", "Debt").name == "debt");
  CHECK(newCodeUnder(codebook, "", "Debt").kind == FactorKind::None);
  CHECK(newCodeUnder(codebook, "risk/economic", "Debt").name == "risk/economic/debt-2");
  CHECK(errorOf([&] { newCodeUnder(codebook, "", "?"); }) ==
        "a code cannot be called \"?\" | give it a name with at least one letter or digit");
}
