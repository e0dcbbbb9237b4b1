// What every backend promises of kept runs and of files that somebody else is to read. Each case
// runs over each row of backends().
#include <algorithm>
#include <catch2/catch.hpp>

#include "indexer/store/digest.h"
#include "indexer/store/run_table.h"
#include "model/error.h"
#include "tests/indexer/store/project.h"

using namespace retold;
using namespace retold::test;

namespace {

std::unique_ptr<Storage> projectOf(const Backend& backend, const Folder& folder) {
  auto project = backend.create(folder.path("study.retold"), smallCodebook(), "Ana");
  importTexts(*project, {{"a", "They sold me twice."}, {"b", "I came home."}});
  return project;
}

RunDocument found(const Storage& storage, std::string_view name, std::vector<RunMatch> matches) {
  const Document document = *storage.documentNamed(name);
  return {document.id, document.text, 1.0 / 3, true, std::move(matches)};
}

/// A run of two lexicons that found two matches in "a" and one in "b".
ScreeningRun runOf(Storage& storage) {
  ScreeningRun run;
  run.id = RunId::create();
  run.time = {5};
  run.coder = "Ana";
  run.program = "0.1.0";
  run.lexicons = {{"small", "en", "1", storage.keepLexicon("small", "sold\n")},
                  {"small", "ro", "2", storage.keepLexicon("small", "vanduta\n")}};
  run.cutOff = 0.1;
  run.matching = "tolerant";
  run.languages = {"en", "ro"};
  run.documents = 2;
  run.corpus = sha256("two documents");
  run.candidates = 2;
  run.matches = 3;
  run.found = {found(storage, "a",
                     {{{5, 9}, 0, "sold-again", MatchStatus::Asserted},
                      {{0, 18}, 1, "both-times", MatchStatus::OtherPerson}}),
               found(storage, "b", {{{2, 11}, 0, "sold-again", MatchStatus::Denied}})};
  std::ranges::sort(run.found, {}, &RunDocument::document);
  return run;
}

}  // namespace

TEST_CASE("runs are kept with all that went in and was found, numbered as they come") {
  for (const Backend& backend : backends()) {
    Folder folder;
    ScreeningRun first;
    ScreeningRun second;
    {
      const auto project = projectOf(backend, folder);
      CHECK(project->runs().empty());
      CHECK_FALSE(project->run(1));
      first = runOf(*project);
      const std::uint64_t events = project->events(1, 100).size();
      first.number = project->keepRun(first);
      CHECK(first.number == 1);
      second = runOf(*project);
      second.found.clear();
      second.candidates = 0;
      second.matches = 0;
      second.coder.clear();
      second.number = project->keepRun(second);
      CHECK(second.number == 2);
      CHECK(project->keepRun(first) == 1);
      CHECK(project->events(1, 100).size() == events);
      checkSound(*project);
    }
    const auto project = backend.open(folder.path("study.retold"), OpenMode::ReadOnly, "test");
    CHECK(project->run(1) == first);
    CHECK(project->run(2) == second);
    CHECK_FALSE(project->run(3));
    ScreeningRun head = first;
    head.found.clear();
    CHECK(project->runs() == std::vector<ScreeningRun>{head, second});
    CHECK(errorOf(folder, [&] { project->keepRun(first); }) ==
          "ReadOnly: @/study.retold: the project cannot be changed: it was opened for reading | "
          "open it for writing, or copy it to a folder that you may write to");
  }
}

TEST_CASE("a run that does not fit the project or itself is refused with the reason") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = projectOf(backend, folder);
    const ScreeningRun good = runOf(*project);
    const auto refusal = [&](const auto& spoil) {
      ScreeningRun run = good;
      run.id = RunId::create();
      spoil(run);
      return errorOf(folder, [&] { project->keepRun(run); });
    };
    CHECK(refusal([](ScreeningRun& run) { run.lexicons[1].digest = std::string(64, '0'); }) ==
          "Refused: the text of the lexicon \"small\" (ro) is not kept in the project | keep it "
          "first; the run was not kept");
    CHECK(refusal([](ScreeningRun& run) { run.lexicons.pop_back(); }) ==
          "Refused: a run is not kept that names a lexicon that did not run");
    CHECK(refusal([](ScreeningRun& run) { run.candidates = 1; }) ==
          "Refused: a run is not kept that does not add up");
    CHECK(refusal([](ScreeningRun& run) { std::ranges::reverse(run.found); }) ==
          "Refused: a run is not kept that does not have its documents in order");
    CHECK(project->runs().empty());
  }
}

TEST_CASE("a file that a coder cannot read is kept with who is to read it") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = projectOf(backend, folder);
    Decision decision;
    decision.id = DecisionId::create();
    decision.subject = Subject::Document;
    decision.subjectId = project->documentNamed("a")->id;
    decision.question = "prior-trafficking";
    decision.coder = "Ana";
    decision.verdict = Verdict::CannotRead;
    decision.reader = "Besa";
    decision.time = {5};
    put(*project, decision, "cannot read document");
    Decision anybody = decision;
    anybody.id = DecisionId::create();
    anybody.reader.clear();
    anybody.time = {6};
    put(*project, anybody, "cannot read document");
    CHECK(project->decisions() == std::vector<Decision>{decision, anybody});
    checkSound(*project);
    project->undo("Ana");
    project->undo("Ana");
    CHECK(project->decisions().empty());
    project->redo("Ana");
    CHECK(project->decisions() == std::vector<Decision>{decision});
    checkSound(*project);
    Decision wrong = decision;
    wrong.id = DecisionId::create();
    wrong.verdict = Verdict::Confirm;
    CHECK(errorOf(folder, [&] { put(*project, wrong, "confirm document"); }) ==
          "Refused: a decision names a reader, but says nothing of a file that cannot be read | "
          "name a reader with cannot-read only");
  }
}

TEST_CASE("what a run found comes back from its blob, and damaged bytes are none") {
  RunDocument document{DocumentId::create(), TextId::create(), 12.5, true, {}};
  document.matches = {{{0, 0}, 0, "", MatchStatus::Asserted},
                      {{1, 1ull << 40}, 3, "sold-again", MatchStatus::Boilerplate}};
  RunDocument empty{DocumentId::create(), TextId::create(), -0.25, false, {}};
  const std::vector<RunDocument> all{document, empty};
  const std::string bytes = encodeFound(all);
  CHECK(decodeFound(bytes) == all);
  CHECK(decodeFound(encodeFound({})) == std::vector<RunDocument>{});
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_FALSE(decodeFound(std::string_view(bytes).substr(0, size)));
  CHECK_FALSE(decodeFound(bytes + '\0'));
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = '\xff';
    const auto read = decodeFound(damaged);
    CHECK((!read || read->size() <= bytes.size()));
  }
}

TEST_CASE("verify says which run was changed behind Retold's back") {
  Folder folder;
  const auto project = makeProject(folder);
  importTexts(*project, {{"a", "They sold me twice."}, {"b", "I came home."}});
  project->keepRun(runOf(*project));
  const std::string file = folder.path("study.retold");
  const auto after = [&](const std::string& sql) {
    const std::string copy = folder.path("copy.retold");
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(copy + suffix);
    tamper(file, "VACUUM INTO '" + copy + "'");
    tamper(copy, sql);
    Progress progress;
    std::vector<std::string> lines;
    for (const Diagnostic& each : openProject(copy, OpenMode::ReadOnly, "test")->verify(progress))
      lines.push_back(toText(each));
    return lines;
  };
  using Lines = std::vector<std::string>;
  CHECK(after("SELECT 1").empty());
  const Lines damaged{"error: run 1 is damaged: what it found does not fit its digest"};
  CHECK(after("UPDATE runs SET found = x'00'") == damaged);
  CHECK(after("UPDATE runs SET found_digest = x'00'") == damaged);
  CHECK(after("UPDATE runs SET candidates = 1") == Lines{"error: run 1 does not add up"});
  CHECK(after("DELETE FROM run_lexicons WHERE place = 1") ==
        Lines{"error: run 1 names a lexicon that did not run"});
}
