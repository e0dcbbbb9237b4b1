#include "queries/screen/ranking.h"

#include <catch2/catch.hpp>

#include "model/error.h"
#include "queries/screen/runs.h"
#include "queries/screen/screening.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

using namespace retold;
using retold::test::lexiconOf;
using retold::test::TestProject;

namespace {

const char* const kLexicon =
    "pattern again: x\n  sold ~3 again\npattern found: x\n  \"found me\"\n"
    "cue not, before 4: x\n  never\n";

Screening screen(TestProject& project) {
  Progress progress;
  return screenProject(project.storage(), {lexiconOf(kLexicon)}, progress);
}

Ranking rankingOf(TestProject& project) {
  Progress progress;
  return {project.storage(), runOf(screen(project), {}, "Ana"), progress};
}

std::string namesOf(TestProject& project, const Ranking& ranking) {
  std::string names;
  for (const RankedDocument& each : ranking.documents())
    names += (names.empty() ? "" : " ") + project.storage().document(each.document)->name;
  return names;
}

void fill(TestProject& project) {
  project.add("d.txt", "They sold me again. The same man found me.");
  project.add("c.txt", "They sold me again.", "017");
  project.add("b.txt", "They sold me again!");
  project.add("a.txt", "He never sold me again.");
  project.add("e.txt", "Nothing.");
}

}  // namespace

TEST_CASE("a ranking has the documents of a screening in its order, as far as they have a match") {
  TestProject project;
  fill(project);
  const Screening screening = screen(project);
  const Ranking ranking = rankingOf(project);
  CHECK(namesOf(project, ranking) == "d.txt b.txt c.txt a.txt");
  CHECK(ranking.documentsThere() == 5);
  CHECK(ranking.candidates() == screening.candidates);
  CHECK(ranking.matches() == screening.matches);
  for (std::size_t place = 0; place < ranking.documents().size(); ++place) {
    const Candidate& whole = screening.documents[place];
    const Candidate kept = ranking.candidateAt(place);
    CHECK(kept.document == whole.document);
    CHECK(kept.text == whole.text);
    CHECK(kept.score == whole.score);
    CHECK(kept.candidate == whole.candidate);
    REQUIRE(kept.matches.size() == whole.matches.size());
    for (std::size_t i = 0; i < kept.matches.size(); ++i) {
      CHECK(kept.matches[i].span == whole.matches[i].span);
      CHECK(kept.matches[i].category == whole.matches[i].category);
      CHECK(kept.matches[i].status == whole.matches[i].status);
      CHECK(kept.matches[i].language == whole.matches[i].language);
      CHECK(kept.matches[i].lexiconDigest == whole.matches[i].lexiconDigest);
    }
    CHECK(ranking.placeOf(kept.document) == place);
  }
  CHECK(!ranking.placeOf(project.storage().documentNamed("e.txt")->id));
  CHECK(ranking.documents()[2].caseId == project.storage().caseNamed("017")->id);
  CHECK(!ranking.documents()[1].caseId);
}

TEST_CASE("a ranking leaves out what the user left out after the run") {
  TestProject project;
  fill(project);
  const ScreeningRun run = runOf(screen(project), {}, "Ana");
  ChangeSet change;
  change.coder = "Ana";
  change.action = "exclude document";
  change.changes.push_back(
      {ChangeKind::Put, DocumentExclusion{newUuid(), project.storage().documentNamed("b.txt")->id,
                                          "asked for", "Ana", now()}});
  project.storage().apply(change);
  Progress progress;
  const Ranking ranking(project.storage(), run, progress);
  CHECK(namesOf(project, ranking) == "d.txt c.txt a.txt");
  CHECK(ranking.documentsThere() == 4);
  CHECK(ranking.documentsLeftOut() == 1);
}

TEST_CASE("another cut-off makes other candidates, and the order stays") {
  TestProject project;
  fill(project);
  Ranking ranking = rankingOf(project);
  const auto isCandidate = [&](std::size_t place) { return ranking.documents()[place].candidate; };
  ranking.setCutOff(ranking.documents()[0].score);
  CHECK(ranking.candidates() == 1);
  CHECK(isCandidate(0));
  CHECK(!isCandidate(1));
  ranking.setCutOff(0);
  CHECK(ranking.candidates() == 4);
  CHECK(namesOf(project, ranking) == "d.txt b.txt c.txt a.txt");
}

TEST_CASE("documents are put first in the order given, once, and others keep theirs") {
  TestProject project;
  fill(project);
  Ranking ranking = rankingOf(project);
  const auto id = [&](const char* name) { return project.storage().documentNamed(name)->id; };
  ranking.putFirst({id("a.txt"), id("e.txt"), id("c.txt"), id("a.txt")});
  CHECK(namesOf(project, ranking) == "a.txt c.txt d.txt b.txt");
  CHECK(ranking.placeOf(id("d.txt")) == 2);
}

TEST_CASE("a run that names a lexicon which did not run is refused") {
  TestProject project;
  fill(project);
  ScreeningRun run = runOf(screen(project), {}, "Ana");
  run.lexicons.clear();
  Progress progress;
  CHECK(test::errorOf([&] { Ranking(project.storage(), run, progress); }) ==
        "a kept run names a lexicon that did not run");
}
