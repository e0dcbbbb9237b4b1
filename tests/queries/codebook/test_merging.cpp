#include "queries/codebook/merging.h"

#include <catch2/catch.hpp>

#include "queries/codebook/editing.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"

using namespace retold;
using namespace retold::test;

namespace {

/// Two documents of one person, with codings of "poverty" and "debt" by Ana and Ben.
class Tagged : public TestProject {
 public:
  Tagged() {
    add("a.txt", "They sold me. We owed money. We had nothing.", "K-1");
    add("b.txt", "He lent us money.", "K-1");
    poverty = code("risk/economic/poverty");
    debt = code("risk/economic/debt");
  }

  Coding tag(std::string_view document, std::string_view quote, const Code& with,
             const std::string& coder, const std::string& memo = {}) {
    return tagPassage(storage(), text(document).document, place(document, quote), with, coder, memo,
                      {});
  }
  void put(Object object) {
    ChangeSet set;
    set.coder = "Ana";
    set.action = "put";
    set.changes.push_back({ChangeKind::Put, std::move(object)});
    storage().apply(set);
  }
  std::vector<Coding> codingsWith(const Code& with) {
    CodingFilter filter;
    filter.code = with.id;
    return storage().codings(filter);
  }
  bool isSound() {
    Progress progress;
    return storage().verify(progress).empty();
  }

  Code poverty;
  Code debt;
};

}  // namespace

TEST_CASE("a merge gives all codings to the other code, in one event that is undone") {
  Tagged project;
  const Coding one = project.tag("a.txt", "owed money", project.debt, "Ana", "to whom?");
  const Coding two = project.tag("b.txt", "lent us money", project.debt, "Ben");
  const Coding own = project.tag("a.txt", "had nothing", project.poverty, "Ana");
  const MergeSize size = mergeSize(project.storage(), project.debt.id, project.poverty.id);
  CHECK(size == MergeSize{2, 0, 2, 0, 0, 0});
  CHECK(mergeCodes(project.storage(), project.debt.id, project.poverty.id, AfterMerge::Retire,
                   "Ana") == size);
  CHECK(project.codingsWith(project.debt).empty());
  const std::vector<Coding> all = project.codingsWith(project.poverty);
  REQUIRE(all.size() == 3);
  CHECK(all[0].id == one.id);
  CHECK(all[0].memo == "to whom?");
  CHECK(all[0].coder == "Ana");
  CHECK(all[1].id == own.id);
  CHECK(all[2].coder == "Ben");
  CHECK(project.code("risk/economic/debt").retired);
  CHECK(project.isSound());
  CHECK(project.storage().undo("Ana")->action == "merge code");
  CHECK(project.codingsWith(project.debt).size() == 2);
  CHECK_FALSE(project.code("risk/economic/debt").retired);
  project.storage().redo("Ana");
  CHECK(project.codingsWith(project.poverty).size() == 3);
  CHECK(project.isSound());
}

TEST_CASE("of two codings of one coder on one passage a merge leaves one, with all that was said") {
  Tagged project;
  Coding gone = project.tag("a.txt", "owed money", project.debt, "Ana", "to whom?");
  const Coding kept = project.tag("a.txt", "owed money", project.poverty, "Ana", "poor");
  project.tag("a.txt", "owed money", project.debt, "Ben");
  gone.important = true;
  project.put(gone);
  const Memo memo{MemoId::create(), gone.id, "ask again", "Ana", {1}};
  const Memo onCode{MemoId::create(), project.debt.id, "see debt bondage", "Ana", {2}};
  project.put(memo);
  project.put(onCode);
  const MergeSize size =
      mergeCodes(project.storage(), project.debt.id, project.poverty.id, AfterMerge::Remove, "Ana");
  CHECK(size == MergeSize{2, 1, 1, 0, 1, 0});
  const std::vector<Coding> all = project.codingsWith(project.poverty);
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == kept.id);
  CHECK(all[0].memo == "poor\n\nto whom?");
  CHECK(all[0].important);
  CHECK(all[1].coder == "Ben");
  REQUIRE(project.storage().memos().size() == 2);
  CHECK(project.storage().memos()[0].about == kept.id);
  CHECK(project.storage().memos()[1].about == project.poverty.id);
  for (const Code& code : project.storage().codebook().codes) CHECK(code.id != project.debt.id);
  CHECK(project.isSound());
  project.storage().undo("Ana");
  CHECK(project.codingsWith(project.debt).size() == 2);
  CHECK(project.storage().memos()[0].about == gone.id);
  CHECK(project.isSound());
}

TEST_CASE("a merge joins what was summed up of one case on both codes") {
  Tagged project;
  const Coding gone = project.tag("a.txt", "owed money", project.debt, "Ana");
  const Coding kept = project.tag("a.txt", "owed money", project.poverty, "Ana");
  const CaseId person = project.storage().caseNamed("K-1")->id;
  const Summary poor{
      SummaryId::create(), person, project.poverty.id, "Poor.", {kept.id}, "Ana", {1}};
  const Summary owing{SummaryId::create(), person, project.debt.id, "Owes.", {gone.id}, "Ana", {2}};
  const Summary bens{SummaryId::create(), person, project.debt.id, "Lent.", {}, "Ben", {3}};
  const Summary other{SummaryId::create(),
                      person,
                      project.code("pattern/sold-again").id,
                      "Sold.",
                      {gone.id, kept.id},
                      "Ana",
                      {4}};
  for (const Summary& each : {poor, owing, bens, other}) project.put(each);
  mergeCodes(project.storage(), project.debt.id, project.poverty.id, AfterMerge::Remove, "Ana");
  const std::vector<Summary> all = project.storage().summaries();
  REQUIRE(all.size() == 3);
  CHECK(all[0].text == "Sold.");
  CHECK(all[0].codings == std::vector<CodingId>{kept.id});
  CHECK(all[1].text == "Poor.\n\nOwes.");
  CHECK(all[1].codings == std::vector<CodingId>{kept.id});
  CHECK(all[2].id == bens.id);
  CHECK(all[2].code == project.poverty.id);
  CHECK(project.isSound());
  project.storage().undo("Ana");
  CHECK(project.storage().summaries().size() == 4);
  CHECK(project.isSound());
}

TEST_CASE("codes below a merged one move under the other one") {
  Tagged project;
  Code lender;
  lender.name = "risk/economic/debt/lender";
  lender.label = "Lender";
  lender = addCode(project.storage(), lender, "Ana");
  CHECK(mergeSize(project.storage(), project.debt.id, project.poverty.id).below == 1);
  mergeCodes(project.storage(), project.debt.id, project.poverty.id, AfterMerge::Remove, "Ana");
  CHECK(project.code("risk/economic/poverty/lender").id == lender.id);
  CHECK(project.code("risk/economic/poverty/lender").parent == project.poverty.id);
  project.storage().undo("Ana");
  Code same;
  same.name = "risk/economic/poverty/lender";
  same.label = "Lender";
  addCode(project.storage(), same, "Ana");
  CHECK(errorOf([&] {
          mergeCodes(project.storage(), project.debt.id, project.poverty.id, AfterMerge::Remove,
                     "Ana");
        }) == "both codes have a code \"lender\" below them | merge or rename those two first");
}

TEST_CASE("a code is not merged into itself, a retired one, or one below it") {
  Tagged project;
  const auto refusal = [&](CodeId from, CodeId into) {
    return errorOf([&] { mergeSize(project.storage(), from, into); });
  };
  CHECK(refusal(project.debt.id, project.debt.id) ==
        "a code cannot be merged into itself | choose another code");
  CHECK(refusal(project.debt.id, project.code("risk/old/poverty").id) ==
        "the code \"risk/old/poverty\" is retired | bring it back first");
  Code lender;
  lender.name = "risk/economic/debt/lender";
  lender.label = "Lender";
  lender = addCode(project.storage(), lender, "Ana");
  CHECK(refusal(project.debt.id, lender.id) ==
        "\"risk/economic/debt/lender\" stands below \"risk/economic/debt\" | merge it the other "
        "way round, or move it first");
}

TEST_CASE("a split makes codes below and gives them the codings that were chosen") {
  Tagged project;
  const Coding one = project.tag("a.txt", "owed money", project.debt, "Ana");
  const Coding two = project.tag("b.txt", "lent us money", project.debt, "Ben");
  const Coding left = project.tag("b.txt", "money", project.debt, "Ana");
  const std::vector<Code> made = splitCode(project.storage(), project.debt.id,
                                           {{" Owed ", {one.id}}, {"Lent", {two.id}}}, "Ana");
  REQUIRE(made.size() == 2);
  CHECK(project.code("risk/economic/debt/owed").label == "Owed");
  CHECK(project.code("risk/economic/debt/owed").kind == project.debt.kind);
  CHECK(project.codingsWith(made[0])[0].id == one.id);
  CHECK(project.codingsWith(made[1])[0].id == two.id);
  CHECK(project.codingsWith(project.debt)[0].id == left.id);
  CHECK(project.isSound());
  CHECK(project.storage().undo("Ana")->action == "split code");
  CHECK(project.codingsWith(project.debt).size() == 3);
  CHECK(project.storage().codebook().codes.size() == 6);
}

TEST_CASE("a split without names, or with codings of another code, is refused") {
  Tagged project;
  const Coding other = project.tag("a.txt", "sold me", project.poverty, "Ana");
  const auto refusal = [&](const std::vector<SplitPart>& parts) {
    return errorOf([&] { splitCode(project.storage(), project.debt.id, parts, "Ana"); });
  };
  CHECK(refusal({}) == "a code is split into at least one new code | name a new code");
  CHECK(refusal({{"!", {}}}) ==
        "a code cannot be called \"!\" | give it a name with at least one letter or digit");
  CHECK(refusal({{"Lent", {other.id}}}) ==
        "a coding that was chosen for \"Lent\" is not on \"risk/economic/debt\", or was chosen "
        "twice | look at the codings as they are now, and choose again");
}
