// Projects of earlier formats, as earlier programs wrote them (tests/data/store).
#include <catch2/catch.hpp>
#include <fstream>

#include "indexer/store/language_table.h"
#include "indexer/store/migrations.h"
#include "indexer/store/sqlite.h"
#include "indexer/system.h"
#include "indexer/text/language.h"
#include "model/error.h"
#include "tests/indexer/store/project.h"

using namespace retold;
using namespace retold::test;

namespace fs = std::filesystem;

namespace {

std::string copyOf(std::string_view name, const Folder& folder) {
  const std::string file = folder.path("study.retold");
  fs::copy_file(std::string(RETOLD_SOURCE_DIR) + "/tests/data/store/" + std::string(name), file);
  return file;
}

/// A project that a program of format 1 made: four files read (one a duplicate, one a row of a
/// table), one not, a document with two texts, one coding, two decisions, a memo, a role.
std::string oldProject(const Folder& folder) { return copyOf("schema-1.retold", folder); }

std::string problems(const Storage& storage) {
  Progress progress;
  std::string found;
  for (const Diagnostic& each : storage.verify(progress)) found += toText(each) + "\n";
  return found;
}

int formatOf(const std::string& file) {
  return static_cast<int>(Database(file, FileAccess::Read).integer("PRAGMA user_version"));
}

std::string bytesOf(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a project of format 1 is brought up to date with all that is in it") {
  Folder folder;
  const std::string file = oldProject(folder);
  const auto project = openProject(file, OpenMode::Write, "test");
  CHECK(project->info().schema == schemaVersion());
  CHECK(problems(*project).empty());
  const Accounting sums = project->accounting();
  CHECK(sums.given == 5);
  CHECK(sums.read == 3);
  CHECK(sums.duplicate == 1);
  CHECK(sums.unreadable == 1);
  CHECK(sums.words == 25);
  CHECK(project->texts(project->documentNamed("a.txt")->id).size() == 2);
  CHECK(textOf(*project, "a.txt").turns[1].role == SpeakerRole::Interpreter);
  REQUIRE(project->codings({}).size() == 1);
  CHECK(project->codings({})[0].quote == "sold me");
  REQUIRE(project->codings({})[0].trace);
  CHECK(project->codings({})[0].trace->text.isNil());
  REQUIRE(project->decisions().size() == 2);
  CHECK(project->decisions()[0].trace->text.isNil());
  CHECK(project->memos().size() == 1);
  CHECK(project->caseNamed("K-1")->attributes.at("age").state == ValueState::NotAsked);
  CHECK(project->documentNamed("a.txt")->language == "und");
  CHECK(project->files()[0].root.empty());
  CHECK_FALSE(project->files()[0].searchability);
}

TEST_CASE("the copy made before a project is brought up to date is the project as it was") {
  Folder folder;
  const std::string file = oldProject(folder);
  openProject(file, OpenMode::Write, "test");
  CHECK(formatOf(file) == schemaVersion());
  const std::string copy = file + ".before-4";
  REQUIRE(fs::exists(copy));
  CHECK(formatOf(copy) == 1);
  const Database before(copy, FileAccess::Read);
  CHECK(before.integer("SELECT count(*) FROM texts") == 4);
  CHECK(before.integer("SELECT count(*) FROM codings") == 1);
}

TEST_CASE("changes made in format 1 are undone and made again") {
  Folder folder;
  const auto project = openProject(oldProject(folder), OpenMode::Write, "test");
  for (const char* action :
       {"write memo", "correct role", "confirm case", "confirm match", "tag passage"}) {
    CHECK(project->undo("Ana")->action == action);
  }
  CHECK(project->codings({}).empty());
  CHECK(project->decisions().empty());
  project->redo("Ana");
  CHECK(project->codings({})[0].quote == "sold me");
  CHECK(problems(*project).empty());
}

TEST_CASE("what format 2 derives from texts is made for older ones by a rebuild") {
  Folder folder;
  const auto project = openProject(oldProject(folder), OpenMode::Write, "test");
  Progress progress;
  project->rebuildIndex(progress);
  CHECK(problems(*project).empty());
  const Document document = *project->documentNamed("b.txt");
  const Text text = *project->text(document.text);
  CHECK(text.languages ==
        decodeLanguages(encodeLanguages(guessLanguages(text.content, text.turns))));
  CHECK_FALSE(text.languages.empty());
  CHECK(document.language == largestLanguage(text.languages).language);
  CHECK(project->accounting().words == 25);
}

TEST_CASE("a duplicate of format 1 is read again where nobody can say that it still is one") {
  Folder folder;
  const auto project = openProject(oldProject(folder), OpenMode::Write, "test");
  NewText copy = newText("copy.txt", "INT: Were you sold?\nR1: They sold me twice, in Graz.");
  const auto session = project->beginImport("Ana");
  CHECK_FALSE(session->known("copy.txt", copy.content.size(), 1700000000000));
  CHECK(session->add(std::move(copy)) == Added::New);
  session->finish(false);
}

TEST_CASE("a project of format 1 that is only to be read is brought up to date first") {
  Folder folder;
  const std::string file = oldProject(folder);
  {
    const auto project = openProject(file, OpenMode::ReadOnly, "test");
    CHECK(project->info().readOnly);
    CHECK(project->info().schema == schemaVersion());
    CHECK(project->documentCount() == 3);
  }
  CHECK(fs::exists(file + ".before-4"));
}

TEST_CASE("a project of format 1 that cannot be changed is refused, and not changed") {
  Folder folder;
  const std::string file = oldProject(folder);
  const std::string before = bytesOf(file);
  {
    std::string holder;
    const auto lock = WriterLock::acquire(file, "retold test", holder);
    REQUIRE(lock != nullptr);
    const std::string refusal =
        errorOf(folder, [&] { openProject(file, OpenMode::ReadOnly, "test"); });
    CHECK(
        refusal.substr(0, refusal.find("retold test")) ==
        "ReadOnly: @/study.retold: the project was written by an older Retold (file format 1) and "
        "must be brought up to date before it can be read: it is being changed by ");
    CHECK(refusal.ends_with(" | copy it to a folder that you may write to, and open the copy"));
  }
  CHECK(bytesOf(file) == before);
  CHECK(formatOf(file) == 1);
  CHECK_FALSE(fs::exists(file + ".before-4"));
}

TEST_CASE("a project of format 2 keeps its decisions, and can then keep runs and readers") {
  Folder folder;
  const std::string file = copyOf("schema-2.retold", folder);
  {
    const auto project = openProject(file, OpenMode::Write, "test");
    CHECK(project->info().schema == schemaVersion());
    CHECK(problems(*project).empty());
    REQUIRE(project->decisions().size() == 2);
    const Decision decision = project->decisions()[0];
    CHECK(decision.verdict == Verdict::Confirm);
    CHECK(decision.reader.empty());
    CHECK(decision.trace->text == textOf(*project, "a.txt").id);
    CHECK(project->codings({}).size() == 1);
    CHECK(project->runs().empty());
    Decision later = decision;
    later.id = DecisionId::create();
    later.verdict = Verdict::CannotRead;
    later.reader = "Besa";
    put(*project, later, "cannot read document");
    ScreeningRun run;
    run.id = RunId::create();
    run.corpus = std::string(64, 'a');
    run.lexicons = {{"small", "en", "1", decision.trace->lexiconDigest}};
    CHECK(project->keepRun(run) == 1);
    CHECK(problems(*project).empty());
  }
  CHECK(formatOf(file + ".before-4") == 2);
}

TEST_CASE("a project of format 3 keeps all that is in it, and can then keep what format 4 brings") {
  Folder folder;
  const std::string file = copyOf("schema-3.retold", folder);
  {
    const auto project = openProject(file, OpenMode::Write, "test");
    CHECK(project->info().schema == schemaVersion());
    CHECK(problems(*project).empty());
    REQUIRE(project->codings({}).size() == 1);
    Coding coding = project->codings({})[0];
    CHECK(coding.quote == "nothing to eat");
    CHECK(coding.memo == "hunger");
    CHECK_FALSE(coding.important);
    REQUIRE(project->decisions().size() == 4);
    for (const Decision& decision : project->decisions()) {
      CHECK(decision.certainty == Certainty::Unstated);
    }
    CHECK(project->decisions()[2].reader == "Besa");
    CHECK(project->runs().size() == 1);
    CHECK(project->concerns().empty());
    CHECK(project->resultSets().empty());
    CHECK(project->summaries().empty());
    CHECK(project->ownLexicons().empty());
    coding.important = true;
    put(*project, coding, "mark as important");
    Decision decision = project->decisions()[0];
    decision.id = DecisionId::create();
    decision.certainty = Certainty::Known;
    put(*project, decision, "confirm case");
    const Case person = *project->caseNamed("K-1");
    put(*project,
        Summary{
            SummaryId::create(), person.id, coding.code, "Went hungry.", {coding.id}, "Ana", {}},
        "sum up");
    CHECK(problems(*project).empty());
    for (int step = 0; step < 3; ++step) project->undo("Ana");
    CHECK_FALSE(project->codings({})[0].important);
    CHECK(project->undo("Ana")->action == "confirm match");
    CHECK(problems(*project).empty());
  }
  CHECK(formatOf(file + ".before-4") == 3);
}
