#include "queries/screen/renewed.h"

#include <catch2/catch.hpp>
#include <thread>

#include "queries/screen/runs.h"
#include "queries/screen/screener.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

using namespace retold;
using retold::test::lexiconOf;
using retold::test::TestProject;

namespace {

const char* const kOld = "pattern again: x\n  sold ~3 again\n";
const char* const kNew =
    "pattern again: x\n  sold ~3 again\npattern found: x\n  \"found me\"\n"
    "pattern worse: x\n  worse\ncue not, before 4: x\n  never\n";

Screening screen(TestProject& project, const char* sections) {
  Progress progress;
  return screenProject(project.storage(), {lexiconOf(sections)}, progress);
}

void keep(TestProject& project, const Screening& screening) {
  keepRun(project.storage(), runOf(screening, {}, "Ana"), screening.lexicons);
}

/// Later than all that was done so far, by the clock of milliseconds.
void later() {
  const Timestamp before = now();
  while (now() == before) std::this_thread::yield();
}

void judge(TestProject& project, Subject subject, const Uuid& id, Verdict verdict,
           const std::string& coder = "Ana", std::optional<LexiconTrace> trace = std::nullopt) {
  later();
  Judgement judgement;
  judgement.subject = subject;
  judgement.subjectId = id;
  judgement.verdict = verdict;
  judgement.trace = std::move(trace);
  decide(project.storage(), judgement, coder);
  later();
}

/// "a.txt: found; b.txt: again, worse (new text)"
std::string renewedIn(TestProject& project, const char* sections, std::string_view coder = "Ana") {
  const Screening screening = screen(project, sections);
  const auto renewed = renewedSince(project.storage(), screening, coder, "prior-trafficking");
  std::string text;
  for (const Document& document : project.storage().documents({}, 100)) {
    const auto at = renewed.find(document.id);
    if (at == renewed.end()) continue;
    text += (text.empty() ? "" : "; ") + document.name + ":";
    for (const std::string& category : at->second.categories) text += ' ' + category;
    if (at->second.newText) text += " (new text)";
  }
  return text;
}

}  // namespace

TEST_CASE("a judged file that gains a match under a new lexicon is new since the decision") {
  for (const Verdict verdict :
       {Verdict::Confirm, Verdict::Reject, Verdict::Unsure, Verdict::CannotRead}) {
    TestProject project;
    const DocumentId a = project.add("a.txt", "They sold me again. He found me.");
    const DocumentId b = project.add("b.txt", "They sold me again. I was never worse.");
    project.add("c.txt", "He found me.");
    keep(project, screen(project, kOld));
    judge(project, Subject::Document, a, verdict);
    judge(project, Subject::Document, b, verdict);
    CHECK(renewedIn(project, kOld).empty());
    CHECK(renewedIn(project, kNew) == "a.txt: found");
    CHECK(renewedIn(project, kNew, "Ben").empty());
    keep(project, screen(project, kNew));
    CHECK(renewedIn(project, kNew) == "a.txt: found");
    judge(project, Subject::Document, a, verdict);
    CHECK(renewedIn(project, kNew).empty());
  }
}

TEST_CASE("the decision on a case renews each of its documents") {
  TestProject project;
  project.add("a.txt", "They sold me again. He found me.", "K-1");
  project.add("b.txt", "It was worse.", "K-1");
  keep(project, screen(project, kOld));
  judge(project, Subject::Case, project.storage().caseNamed("K-1")->id, Verdict::Reject);
  CHECK(renewedIn(project, kNew) == "a.txt: found; b.txt: worse");
  judge(project, Subject::Document, project.storage().documentNamed("a.txt")->id, Verdict::Unsure);
  CHECK(renewedIn(project, kNew) == "a.txt: found; b.txt: worse");
  project.add("c.txt", "He found me, he found me.", "K-1");
  CHECK(renewedIn(project, kNew) == "a.txt: found; b.txt: worse; c.txt: found (new text)");
}

TEST_CASE("without a run the lexicon kept with the decision says what was there") {
  TestProject project;
  const DocumentId a = project.add("a.txt", "They sold me again. He found me.");
  const std::vector<Lexicon> old{lexiconOf(kOld)};
  const Text text = project.text("a.txt");
  const std::vector<Match> matches = scanText(old, text.content);
  REQUIRE(matches.size() == 1);
  judge(project, Subject::Document, a, Verdict::Confirm, "Ana",
        traceOf(project.storage(), matches[0], text, old));
  CHECK(renewedIn(project, kOld).empty());
  CHECK(renewedIn(project, kNew) == "a.txt: found");
}

TEST_CASE("where nobody can know what was there, nothing is new") {
  TestProject project;
  const DocumentId a = project.add("a.txt", "They sold me again. He found me.");
  judge(project, Subject::Document, a, Verdict::Confirm);
  CHECK(renewedIn(project, kNew).empty());
  keep(project, screen(project, kNew));
  CHECK(renewedIn(project, kNew).empty());
}

TEST_CASE("a new text of a judged file counts with what its words did not say before") {
  TestProject project;
  const DocumentId a = project.add("a.txt", "They sold me again.");
  const DocumentId b = project.add("b.txt", "They sold us again.");
  keep(project, screen(project, kOld));
  judge(project, Subject::Document, a, Verdict::Reject);
  judge(project, Subject::Document, b, Verdict::Reject);
  project.change("a.txt", "In Graz: They sold me again. In Linz they sold her again.");
  project.change("b.txt", "In Graz: They sold us again.");
  CHECK(renewedIn(project, kOld) == "a.txt: again (new text)");
}

TEST_CASE("a new text is looked through also where no run was kept") {
  TestProject project;
  const DocumentId a = project.add("a.txt", "They sold me again.");
  judge(project, Subject::Document, a, Verdict::Reject);
  project.change("a.txt", "In Graz: They sold me again.");
  CHECK(renewedIn(project, kOld).empty());
  project.change("a.txt", "In Graz: They sold me again. He found me.");
  CHECK(renewedIn(project, kNew) == "a.txt: found (new text)");
}

TEST_CASE("what is new is said with the day of the decision") {
  Renewed renewed{*parseTimestamp("2026-05-03T23:59:00Z"),
                  Verdict::Reject,
                  false,
                  {"sold-again", "same-people"}};
  CHECK(toText(renewed) == "new since your decision of 3 May 2026: sold-again, same-people");
  renewed.newText = true;
  CHECK(toText(renewed) == "new text since your decision of 3 May 2026: sold-again, same-people");
}
