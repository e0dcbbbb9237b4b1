#include "gui/findings.h"

#include <catch2/catch.hpp>

#include "gui/session.h"
#include "gui/strings.h"
#include "indexer/import/importer.h"
#include "indexer/store/backends.h"
#include "queries/lexicon/codebooks.h"
#include "queries/screen/screening.h"
#include "tests/gui/small_project.h"

using namespace retold;
using retold::test::becomes;
using retold::test::SmallProject;

namespace {

ScreeningWish english() {
  ScreeningWish wish;
  wish.lexicons = {"prior-trafficking"};
  wish.choices.languages = {"en"};
  return wish;
}

/// Screens and keeps it, as a session does.
Findings screened(const SmallProject& project, const ScreeningWish& wish) {
  const auto storage = openProject(toUtf8(project.path()), OpenMode::Write, "test");
  Progress progress;
  NewFindings made = screenAsWished(*storage, wish, "Ana", Session::kQuestion, progress);
  keepRun(*storage, made.run, made.findings.lexicons);
  return std::move(made.findings);
}

std::vector<DocumentId> documentsOf(const Findings& findings) {
  std::vector<DocumentId> documents;
  for (const RankedDocument& each : findings.ranking->documents()) {
    documents.push_back(each.document);
  }
  return documents;
}

void addFile(const SmallProject& project, const std::string& name, const std::string& content) {
  const auto storage = openProject(toUtf8(project.path()), OpenMode::Write, "test");
  const auto import = storage->beginImport("Maker");
  Tokenizer tokenizer;
  NewText text;
  text.name = name;
  text.format = "txt";
  text.reader = "txt 1";
  text.content = content;
  text.encoding.name = "UTF-8";
  tokenizeForStore(text, tokenizer);
  REQUIRE(import->add(std::move(text)) == Added::New);
  import->finish(false);
}

}  // namespace

TEST_CASE("a kept screening is shown as it was found") {
  const SmallProject project;
  const Findings fresh = screened(project, english());
  const auto storage = project.read();
  Progress progress;
  const std::optional<Findings> kept = keptFindings(*storage, english(), progress);
  REQUIRE(kept);
  CHECK(!kept->isDetailed);
  CHECK(documentsOf(*kept) == documentsOf(fresh));
  CHECK(kept->ranking->candidates() == fresh.ranking->candidates());
  CHECK(kept->newSince == 0);
  CHECK(agingInWords(*kept).isEmpty());

  const Findings known = detailed(*storage, *kept, "Ana", Session::kQuestion, progress);
  CHECK(known.isDetailed);
  REQUIRE(known.lexicons.size() == fresh.lexicons.size());
  CHECK(known.lexicons.front().digest == fresh.lexicons.front().digest);
  CHECK(known.lexiconsThere == fresh.lexiconsThere);
  CHECK(known.ownCutOff == fresh.ownCutOff);
  CHECK(known.interviews == fresh.interviews);
  CHECK(known.completeness == fresh.completeness);
  CHECK(cutOffInWords(known) == cutOffInWords(fresh));
  CHECK(restrictionInWords(known) == restrictionInWords(fresh));
}

TEST_CASE("only a screening with what is wished is shown, and any where nothing is wished") {
  const SmallProject project;
  ScreeningWish strict = english();
  strict.choices.strictness = Strictness::Strict;
  (void)screened(project, english());
  (void)screened(project, strict);
  const auto storage = project.read();
  Progress progress;
  const auto numberOf = [&](const ScreeningWish& wish) {
    const std::optional<Findings> kept = keptFindings(*storage, wish, progress);
    return kept ? kept->run.number : 0;
  };
  CHECK(numberOf(english()) == 1);
  CHECK(numberOf(strict) == 2);
  CHECK(numberOf({}) == 2);
  ScreeningWish romanian = english();
  romanian.choices.languages = {"ro"};
  CHECK(numberOf(romanian) == 0);
  ScreeningWish tolerant = english();
  tolerant.choices.strictness = Strictness::Tolerant;
  CHECK(numberOf(tolerant) == 0);
}

TEST_CASE("what came after a screening is counted and said") {
  const SmallProject project;
  (void)screened(project, english());
  addFile(project, "late.txt", "I was trafficked again.\n");
  const auto storage = project.read();
  Progress progress;
  const std::optional<Findings> kept = keptFindings(*storage, english(), progress);
  REQUIRE(kept);
  CHECK(kept->newSince == 1);
  CHECK(kept->completeness.documents == test::smallTexts().size() + 1);
  CHECK(kept->completeness.searched == test::smallTexts().size());
  CHECK(agingInWords(*kept) ==
        QStringLiteral("1 document is new since this screening: screen again (F5)"));
}

TEST_CASE("a cut-off that the user set counts for a kept screening too") {
  const SmallProject project;
  const Findings fresh = screened(project, english());
  ScreeningWish wish = english();
  wish.choices.cutOff = fresh.ranking->documents().front().score;
  const auto storage = project.read();
  Progress progress;
  const std::optional<Findings> kept = keptFindings(*storage, wish, progress);
  REQUIRE(kept);
  CHECK(kept->ranking->candidates() < fresh.ranking->candidates());
  CHECK(kept->ranking->documents().front().candidate);
  CHECK(kept->wish.choices.cutOff == wish.choices.cutOff);
}

TEST_CASE("what explains one document is what a screening of all finds in it") {
  const SmallProject project;
  addFile(project, "mixed.txt",
          "She was sold again. La vendieron otra vez. Am fost traficată din nou. Non, elle n'a "
          "jamais été revendue. I wan carry me go again. Was it the second time? Yes.\n");
  ScreeningWish every = english();
  every.choices.languages = {"en", "es", "fr", "ro", "pcm"};
  const Findings findings = screened(project, every);
  const auto storage = project.read();
  Progress progress;
  const Screening whole = screenProject(*storage, findings.lexicons, progress);
  std::size_t compared = 0;
  for (const Candidate& expected : whole.documents) {
    if (expected.matches.empty()) continue;
    const auto place = findings.ranking->placeOf(expected.document);
    REQUIRE(place);
    const Candidate explained = explain(*storage, findings, findings.ranking->candidateAt(*place),
                                        *storage->text(expected.text), progress);
    REQUIRE(explained.matches.size() == expected.matches.size());
    for (std::size_t i = 0; i < expected.matches.size(); ++i) {
      INFO(expected.matches[i].term);
      CHECK(explained.matches[i] == expected.matches[i]);
    }
    CHECK(explained.score == Approx(expected.score));
    ++compared;
  }
  CHECK(compared >= 4);
}

TEST_CASE("a judgement that comes before the explanation is stored with its term") {
  SmallProject project;
  Session session(QStringLiteral("Ana"));
  (void)screened(project, english());
  REQUIRE(session.open(project.path()));
  session.showNewestScreening();
  REQUIRE(becomes([&] { return session.findings() != nullptr; }));
  session.show(project.read()->documentNamed("ben.txt")->id);
  REQUIRE(!session.document()->isExplained());
  session.judgeMatch(Verdict::Reject, QStringLiteral("a test"));
  const auto decisions = project.read()->decisions();
  REQUIRE(decisions.size() == 1);
  REQUIRE(decisions.front().trace);
  CHECK(!decisions.front().trace->term.empty());
  CHECK(session.document()->isExplained());
}

TEST_CASE("opened again, a project shows its screening without screening again") {
  SmallProject project;
  const Findings fresh = screened(project, english());
  Session session(QStringLiteral("Ana"));
  REQUIRE(session.open(project.path()));
  session.setWish(english());
  bool screening = false;
  QObject::connect(&session, &Session::screeningChanged,
                   [&] { screening |= session.isScreening(); });
  session.showNewestScreening();
  REQUIRE(becomes([&] { return session.findings() && session.findings()->isDetailed; }));
  CHECK(!screening);
  CHECK(session.keptAs() == 1);
  CHECK(documentsOf(*session.findings()) == documentsOf(fresh));
  REQUIRE(session.document());
  CHECK(session.document()->document().id == fresh.ranking->documents().front().document);
}
