#include "queries/screen/runs.h"

#include <catch2/catch.hpp>

#include "queries/tag/tagging.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

using namespace retold;
using retold::test::errorOf;
using retold::test::lexiconOf;
using retold::test::TestProject;

namespace {

const char* const kOld = "pattern again: x\n  sold ~3 again\n";
const char* const kNew =
    "pattern again: x\n  sold ~3 again\npattern found: x\n  \"found me\"\n"
    "cue not, before 4: x\n  never\n";

ScreeningRun screened(TestProject& project, const char* sections,
                      const ScreeningChoices& choices = {}) {
  Progress progress;
  const Screening screening =
      screenProject(project.storage(), chosen({lexiconOf(sections)}, choices), progress);
  ScreeningRun run = runOf(screening, choices, "Ana");
  run.number = keepRun(project.storage(), run, screening.lexicons).number;
  return run;
}

/// "+a.txt@0-9 again asserted [sold again]; ..."
std::string passagesOf(const RunComparison& comparison) {
  std::string text;
  for (const PassageDifference& each : comparison.passages) {
    text += (text.empty() ? "" : "; ") + std::string(each.gained ? "+" : "-") +
            matchName(each.name, each.span) + ' ' + each.category + ' ' +
            std::string(toText(each.status)) + " [" + each.quote + ']';
  }
  return text;
}

std::string candidatesOf(const RunComparison& comparison) {
  std::string text;
  for (const CandidateDifference& each : comparison.candidates)
    text += (text.empty() ? "" : "; ") + std::string(each.gained ? "+" : "-") + each.name;
  return text;
}

}  // namespace

TEST_CASE("a run says what went in and what was found") {
  TestProject project;
  const DocumentId a = project.add("a.txt", "They sold me again.");
  project.add("b.txt", "Nothing.");
  const ScreeningRun run = screened(project, kOld, {{}, 0.5, Strictness::Tolerant});
  CHECK(run.coder == "Ana");
  CHECK(run.cutOff == 0.5);
  CHECK(run.matching == "tolerant");
  CHECK(run.documents == 2);
  CHECK(run.candidates == 1);
  CHECK(run.matches == 1);
  REQUIRE(run.found.size() == 1);
  CHECK(run.found[0].document == a);
  CHECK(run.found[0].text == project.text("a.txt").id);
  CHECK(run.found[0].candidate);
  REQUIRE(run.lexicons.size() == 1);
  CHECK(project.storage().lexiconText(run.lexicons[0].digest) == lexiconOf(kOld).text);
  CHECK(project.storage().run(1) == run);
}

TEST_CASE("a run is kept once, until something of its inputs or finds is another") {
  TestProject project;
  project.add("a.txt", "INT: They sold me again.\nAnna: Never.");
  CHECK(screened(project, kOld).number == 1);
  CHECK(screened(project, kOld).number == 1);
  CHECK(screened(project, kOld, {{}, 0.5, {}}).number == 2);
  CHECK(screened(project, kOld, {{}, {}, Strictness::Strict}).number == 3);
  CHECK(screened(project, kOld, {{"en"}, {}, {}}).number == 4);
  CHECK(screened(project, kNew).number == 5);
  CHECK(screened(project, kOld).number == 1);
  project.add("b.txt", "Nothing.");
  CHECK(screened(project, kOld).number == 6);
  project.change("b.txt", "Nothing at all.");
  CHECK(screened(project, kOld).number == 7);
  SpeakerCorrection respondent{newUuid(), project.storage().documentNamed("a.txt")->id, "INT",
                               SpeakerRole::Respondent};
  ChangeSet changes;
  changes.coder = "Ana";
  changes.action = "correct role";
  changes.changes.push_back({ChangeKind::Put, respondent});
  project.storage().apply(changes);
  const ScreeningRun corrected = screened(project, kOld);
  CHECK(corrected.number == 8);
  const RunComparison change = compareRuns(project.storage(), *project.storage().run(7), corrected);
  CHECK(change.inputs.empty());
  CHECK(passagesOf(change) ==
        "-a.txt@10-23 again question [sold me again]; +a.txt@10-23 again asserted [sold me again]");
}

TEST_CASE("two runs tell what differs in inputs, candidates and passages") {
  TestProject project;
  project.add("a.txt", "They sold me again.");
  project.add("b.txt", "He found me in May.");
  project.add("c.txt", "I was never sold again.");
  const ScreeningRun old = screened(project, kOld);
  const ScreeningRun now = screened(project, kNew, {{}, 0.9, {}});
  const RunComparison change = compareRuns(project.storage(), old, now);
  REQUIRE(change.inputs.size() == 2);
  CHECK(change.inputs[0].what == "lexicon " + old.lexicons[0].id + " (en)");
  CHECK(change.inputs[1] == InputDifference{"cut-off", "1", "0.9"});
  CHECK(candidatesOf(change) == "+b.txt; -c.txt");
  CHECK(passagesOf(change) ==
        "+b.txt@3-11 found asserted [found me]; -c.txt@12-22 again asserted [sold again]; "
        "+c.txt@12-22 again denied [sold again]");
  CHECK(change.newTexts == 0);
  const RunComparison back = compareRuns(project.storage(), now, old);
  CHECK(candidatesOf(back) == "+c.txt; -b.txt");
  CHECK(back.passages.size() == 3);
  const RunComparison none = compareRuns(project.storage(), now, now);
  CHECK(none.inputs.empty());
  CHECK(none.candidates.empty());
  CHECK(none.passages.empty());
}

TEST_CASE("passages of a document that was read anew are compared by their words") {
  TestProject project;
  project.add("a.txt", "They sold me again.");
  project.add("b.txt", "They sold us again.");
  const ScreeningRun old = screened(project, kOld);
  project.change("a.txt", "In Graz. They sold me again. She sold us again.");
  const RunComparison change = compareRuns(project.storage(), old, screened(project, kOld));
  REQUIRE(change.inputs.size() == 1);
  CHECK(change.inputs[0] == InputDifference{"documents", "2 searched", "2 searched"});
  CHECK(passagesOf(change) == "+a.txt@33-46 again asserted [sold us again]");
  CHECK(change.newTexts == 1);
}

TEST_CASE("lexicons that ran in one of two runs only are named") {
  TestProject project;
  project.add("a.txt", "They sold me again.");
  const ScreeningRun one = screened(project, kOld);
  ScreeningRun two = one;
  two.lexicons.push_back({"own", "ro", "3", std::string(64, 'a')});
  two.languages = {"en", "ro"};
  const RunComparison change = compareRuns(project.storage(), one, two);
  CHECK(change.inputs == std::vector<InputDifference>{
                             {"lexicon own (ro)", "not run", "version 3, text aaaaaaaaaaaa"},
                             {"languages", "all", "en, ro"}});
}

TEST_CASE("a run that is not there is named with what to do") {
  TestProject project;
  CHECK(errorOf([&] { requireRun(project.storage(), 4); }) ==
        "there is no run 4 | \"retold screen\" keeps one each time that something has changed");
  project.add("a.txt", "They sold me again.");
  screened(project, kOld);
  CHECK(errorOf([&] { requireRun(project.storage(), 4); }) ==
        "there is no run 4 | \"retold runs PROJECT list\" shows those that were kept");
}
