#include "queries/notes/concerns.h"

#include <catch2/catch.hpp>

#include "queries/document/corrections.h"
#include "tests/queries/project.h"

using namespace retold;
using retold::test::errorOf;
using retold::test::TestProject;

namespace {

/// A concern of Ana on the first place of `quote`.
Concern raise(TestProject& project, const char* name, const char* quote, const char* note = "") {
  const Text text = project.text(name);
  return raiseConcern(project.storage(), text.document, text.id, project.place(name, quote), note,
                      "Ana");
}

}  // namespace

TEST_CASE("a concern keeps the passage, why it was raised and by whom") {
  TestProject project;
  project.add("anna.txt", "R07: He knows where my sister lives.\n", "017");
  const Concern concern = raise(project, "anna.txt", "where my sister lives", " call today ");
  CHECK(concern.quote == "where my sister lives");
  CHECK(concern.note == "call today");
  CHECK(concern.coder == "Ana");
  CHECK_FALSE(concern.settled);
  CHECK(project.storage().concerns() == std::vector{concern});
  CHECK(project.storage().nextUndo("Ana")->action == "raise concern");
}

TEST_CASE("a concern never cuts a letter from its marks") {
  TestProject project;
  project.add("anna.txt", "R07: at the cafe\u0301 again\n");
  const Text text = project.text("anna.txt");
  const std::size_t e = text.content.find("e\u0301");
  const Concern concern =
      raiseConcern(project.storage(), text.document, text.id, {e, e + 1}, "", "Ana");
  CHECK(concern.quote == "e\u0301");
}

TEST_CASE("a concern without a passage, or twice on one passage, is refused") {
  TestProject project;
  project.add("anna.txt", "R07: He knows where my sister lives.\n");
  const Text text = project.text("anna.txt");
  CHECK(errorOf([&] {
          raiseConcern(project.storage(), text.document, text.id, {7, 7}, "", "Ana");
        }) ==
        "bytes 7 to 7 are no passage of this document | a passage holds at least one letter and "
        "lies within the text; no concern was raised");
  CHECK(errorOf([&] {
          raiseConcern(project.storage(), DocumentId::create(), text.id, {0, 3}, "", "Ana");
        }) == "this document is no longer in the project | no concern was raised");
  raise(project, "anna.txt", "my sister");
  CHECK(errorOf([&] { raise(project, "anna.txt", "my sister"); }) ==
        "Ana has an open concern on this passage already | nothing was changed");
  CHECK(project.storage().concerns().size() == 1);
}

TEST_CASE("a concern is settled with what was done, and opened again without losing it") {
  TestProject project;
  project.add("anna.txt", "R07: He knows where my sister lives.\n");
  const Concern raised = raise(project, "anna.txt", "my sister", "call");
  Storage& storage = project.storage();
  CHECK(errorOf([&] { settleConcern(storage, raised, "  ", "Ben"); }) ==
        "a concern is settled by saying what was done | for example: told the case manager on 12 "
        "March; nothing was changed");
  const Concern settled = settleConcern(storage, raised, "told the shelter", "Ben");
  CHECK(settled.settled);
  CHECK(settled.settledBy == "Ben");
  CHECK(openConcerns(storage).empty());
  CHECK(errorOf([&] { settleConcern(storage, settled, "again", "Ben"); }) ==
        "this concern is settled already | open it again to settle it in another way; nothing was "
        "changed");

  const Concern open = reopenConcern(storage, settled, "Ana");
  CHECK_FALSE(open.settled);
  CHECK(open.note == "call\nSettled by Ben on " + toText(settled.settledTime).substr(0, 10) +
                         ": told the shelter");
  CHECK(openConcerns(storage) == std::vector{open});
  CHECK(errorOf([&] { reopenConcern(storage, open, "Ana"); }) ==
        "this concern is open already | nothing was changed");
}

TEST_CASE("a concern that changed since it was read is not settled over") {
  TestProject project;
  project.add("anna.txt", "R07: He knows where my sister lives.\n");
  const Concern raised = raise(project, "anna.txt", "my sister");
  Storage& storage = project.storage();
  const Concern settled = settleConcern(storage, raised, "told the shelter", "Ben");
  CHECK(errorOf([&] { settleConcern(storage, raised, "told nobody", "Ana"); }) ==
        "this concern was changed in the meantime | look at it again; nothing was changed");
  storage.undo("Ben");
  storage.undo("Ana");
  CHECK(errorOf([&] { reopenConcern(storage, settled, "Ana"); }) ==
        "this concern is no longer in the project | look at it again; nothing was changed");
}

TEST_CASE("settling a concern is undone and done again") {
  TestProject project;
  project.add("anna.txt", "R07: He knows where my sister lives.\n");
  const Concern raised = raise(project, "anna.txt", "my sister");
  Storage& storage = project.storage();
  const Concern settled = settleConcern(storage, raised, "told the shelter", "Ana");
  CHECK(storage.undo("Ana")->action == "settle concern");
  CHECK(storage.concerns() == std::vector{raised});
  storage.redo("Ana");
  CHECK(storage.concerns() == std::vector{settled});
}

TEST_CASE("the queue of concerns begins with the open ones that wait longest") {
  TestProject project;
  project.add("anna.txt", "R07: He knows where my sister lives.\n", "017");
  project.add("ben.txt", "R08: I am afraid of him.\n");
  Storage& storage = project.storage();
  const Concern first = raise(project, "anna.txt", "He knows");
  const Concern second = raise(project, "anna.txt", "my sister");
  const Concern third = raise(project, "ben.txt", "afraid");
  settleConcern(storage, first, "told", "Ana");
  leaveOut(storage, *storage.documentNamed("ben.txt"), "withdrawn", "Ana");
  const std::vector<ConcernRow> rows = concernRows(storage);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].concern.id == second.id);
  CHECK(rows[0].caseName == "017");
  CHECK(rows[0].document == "anna.txt");
  CHECK(rows[1].concern.id == third.id);
  CHECK(rows[1].caseName.empty());
  CHECK(rows[1].excluded);
  CHECK(rows[2].concern.id == first.id);
}

TEST_CASE("the passage of a concern is found in the newer text of its document") {
  TestProject project;
  project.add("anna.txt", "R07: He knows where my sister lives. I hide.\n");
  const Concern concern = raise(project, "anna.txt", "my sister");
  const Concern gone = raise(project, "anna.txt", "I hide");
  CHECK(placeNow(project.storage(), concern).standing == Standing::Exact);
  CHECK(placeNow(project.storage(), concern).text == concern.text);
  project.change("anna.txt", "R07: Today he knows where my sister lives.\n");
  const ConcernPlace place = placeNow(project.storage(), concern);
  CHECK(place.text == project.text("anna.txt").id);
  CHECK(place.span == project.place("anna.txt", "my sister"));
  CHECK(concernRows(project.storage()).front().olderText);
  const ConcernPlace lost = placeNow(project.storage(), gone);
  CHECK(lost.standing == Standing::Gone);
  CHECK(lost.text == gone.text);
  CHECK(lost.span == gone.span);
}

TEST_CASE("a concern is named by the beginning of its id") {
  TestProject project;
  project.add("anna.txt", "R07: He knows where my sister lives.\n");
  const Concern concern = raise(project, "anna.txt", "my sister");
  CHECK(concernNamed(project.storage(), toText(concern.id).substr(0, 8)) == concern);
  CHECK(errorOf([&] { (void)concernNamed(project.storage(), "zz"); }) ==
        "there is no concern \"zz\" | see them with: retold concern PROJECT list");
  CHECK(errorOf([&] { (void)concernNamed(project.storage(), ""); }) ==
        "there is no concern \"\" | see them with: retold concern PROJECT list");
}
