#include <catch2/catch.hpp>

#include "model/error.h"
#include "queries/screen/rank.h"
#include "queries/tag/suggestions.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

namespace retold {
namespace {

using test::errorOf;
using test::lexiconOf;
using test::TestProject;

constexpr std::string_view kSections =
    "pattern poverty, weight 1, code risk/economic/poverty: poor\n"
    "  poor | hungry\n"
    "pattern no-money, weight 0.6, code risk/economic/poverty: no money\n"
    "  no >0 money\n"
    "pattern debt, code risk/economic/debt: debts\n"
    "  debt*\n"
    "pattern sold: names no code\n"
    "  sold\n"
    "cue not, before 2: no\n"
    "  no | not\n"
    "cue if, before 4: if\n"
    "  if\n";

Suggestions suggested(TestProject& project, const SuggestionChoice& choice = {},
                      std::string_view sections = kSections) {
  Progress progress;
  return suggestCodings(project.storage(), {lexiconOf(sections)}, choice, progress);
}

/// "document code [quote] count status", one a line.
std::string shown(const Suggestions& suggestions) {
  std::string lines;
  for (const Suggestion& each : suggestions.found)
    lines += each.name + ' ' + each.code.name + " [" + each.quote + "] " +
             std::to_string(each.count) + ' ' + std::string(toText(each.match.status)) + '\n';
  return lines;
}

TEST_CASE("a match of a pattern with a code suggests to tag the sentence it stands in") {
  TestProject project;
  project.add("b.txt", "We came home. We are poor. They sold me.\n");
  project.add("a.txt", "Her debts grow.\n");
  const Suggestions suggestions = suggested(project);
  CHECK(shown(suggestions) ==
        "a.txt risk/economic/debt [Her debts grow.] 1 asserted\n"
        "b.txt risk/economic/poverty [We are poor.] 1 asserted\n");
  CHECK(suggestions.completeness.searched == 2);
  CHECK(suggestions.found[1].strength == worthOf(suggestions.found[1].match));
}

TEST_CASE("matches of one code in one sentence are one suggestion, led by the strongest") {
  TestProject project;
  project.add("a.txt", "There was no money and we were hungry. There were debts.\n");
  const Suggestions suggestions = suggested(project);
  CHECK(shown(suggestions) ==
        "a.txt risk/economic/poverty [There was no money and we were hungry.] 2 asserted\n"
        "a.txt risk/economic/debt [There were debts.] 1 asserted\n");
  CHECK(suggestions.found[0].match.category == "poverty");
}

TEST_CASE("a match over two sentences suggests both, joined with what each holds") {
  TestProject project;
  project.add("a.txt", "They are poor. The neighbours are rich. He is poor. Then they ate.\n");
  CHECK(shown(suggested(project, {},
                        "pattern p, code risk/economic/poverty: x\n  poor\n  rich >3 poor\n")) ==
        "a.txt risk/economic/poverty [They are poor.] 1 asserted\n"
        "a.txt risk/economic/poverty [The neighbours are rich. He is poor.] 1 asserted\n");
}

TEST_CASE("what is denied or feared is suggested on request only") {
  TestProject project;
  project.add("a.txt", "She has no debts. If they were poor she would go.\n");
  const Suggestions asserted = suggested(project);
  CHECK(shown(asserted).empty());
  CHECK(asserted.statuses == 2);
  SuggestionChoice all;
  all.everyStatus = true;
  CHECK(shown(suggested(project, all)) ==
        "a.txt risk/economic/debt [She has no debts.] 1 denied\n"
        "a.txt risk/economic/poverty [If they were poor she would go.] 1 feared\n");
}

TEST_CASE("a passage that has the code is not suggested again, unless another coder is asked for") {
  TestProject project;
  const DocumentId document = project.add("a.txt", "We are poor. My debts grow.\n");
  tagPassage(project.storage(), document, project.place("a.txt", "poor"),
             project.code("risk/economic/poverty"), "Ana", "", std::nullopt);
  const Suggestions anybody = suggested(project);
  CHECK(shown(anybody) == "a.txt risk/economic/debt [My debts grow.] 1 asserted\n");
  CHECK(anybody.tagged == 1);
  SuggestionChoice choice;
  choice.coder = "Ben";
  CHECK(suggested(project, choice).found.size() == 2);
  choice.coder = "Ana";
  CHECK(suggested(project, choice).found.size() == 1);
}

TEST_CASE("suggestions can be limited to a document and a code") {
  TestProject project;
  const DocumentId a = project.add("a.txt", "We are poor. My debts grow.\n");
  project.add("b.txt", "We are poor.\n");
  SuggestionChoice choice;
  choice.document = a;
  choice.code = project.code("risk/economic/debt").id;
  CHECK(shown(suggested(project, choice)) ==
        "a.txt risk/economic/debt [My debts grow.] 1 asserted\n");
}

TEST_CASE("a code that the codebook lacks or has retired is named and suggests nothing") {
  TestProject project;
  project.add("a.txt", "We are poor. My debts grow.\n");
  const Suggestions suggestions = suggested(project, {},
                                            "pattern p, code risk/old/poverty: x\n  poor\n"
                                            "pattern q, code risk/none/such: x\n  debts\n");
  CHECK(suggestions.found.empty());
  CHECK(suggestions.unknownCodes == std::vector<std::string>{"risk/none/such", "risk/old/poverty"});
}

TEST_CASE("lexicons without a code suggest nothing, and say so") {
  TestProject project;
  CHECK(errorOf([&] {
          suggested(project, {}, "pattern p: x\n  poor\n");
        }).starts_with("no pattern of these lexicons names a code | "));
}

TEST_CASE("applied suggestions are codings with their trace, one event for each document") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("a.txt", "We are poor. My debts grow.\n");
  project.add("b.txt", "We are hungry.\n");
  const std::size_t before = storage.events(0, 99).size();
  const Suggestions suggestions = suggested(project);
  const std::vector<Coding> made = applySuggestions(storage, suggestions, "suggested");
  REQUIRE(made.size() == 3);
  CHECK(storage.codings({}) == made);
  CHECK(storage.events(0, 99).size() == before + 1);
  CHECK(made[0].coder == "suggested");
  CHECK(made[0].quote == "We are poor.");
  REQUIRE(made[0].trace);
  CHECK(made[0].trace->quote == "poor");
  CHECK(made[0].trace->text == made[0].text);
  CHECK(storage.lexiconText(made[0].trace->lexiconDigest));
  CHECK(suggested(project).found.empty());
  Progress progress;
  CHECK(storage.verify(progress).empty());
}

TEST_CASE("applied suggestions are one event and are taken back in one step") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("a.txt", "We are poor. My debts grow.\n");
  project.add("b.txt", "We are hungry.\n");
  applySuggestions(storage, suggested(project), "suggested");
  const auto undone = storage.undo("suggested");
  REQUIRE(undone);
  CHECK(undone->action == "tag suggested passages");
  CHECK(storage.codings({}).empty());
  storage.redo("suggested");
  CHECK(storage.codings({}).size() == 3);
  const std::string head = storage.chainHead();
  CHECK(applySuggestions(storage, suggested(project), "suggested").empty());
  CHECK(storage.chainHead() == head);
}

TEST_CASE("suggestions are applied only in somebody's name") {
  TestProject project;
  project.add("a.txt", "We are poor.\n");
  const Suggestions suggestions = suggested(project);
  CHECK(errorOf([&] { applySuggestions(project.storage(), suggestions, ""); }) ==
        "nobody is named as the one who tags | name a coder of its own, such as \"suggested\"; "
        "nothing was tagged");
  CHECK(project.storage().codings({}).empty());
}

}  // namespace
}  // namespace retold
