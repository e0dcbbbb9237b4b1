// What cannot go on: each trouble has its own words, and loses nothing.
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>

#include "indexer/store/migrations.h"
#include "indexer/store/sqlite.h"
#include "model/error.h"
#include "tests/indexer/store/project.h"

using namespace retold;
using namespace retold::test;

namespace fs = std::filesystem;

namespace {

void writeFile(const std::string& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

std::string openingFails(const Folder& folder, std::string_view name,
                         OpenMode mode = OpenMode::Write) {
  return errorOf(folder, [&] { openProject(folder.path(name), mode, "retold test"); });
}

/// Runs `work` in a child process; its exit status, or the signal that ended it as a negative
/// number.
template <class Work>
int inChild(Work work) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    int result = 99;
    try {
      result = work();
    } catch (...) {
    }
    _exit(result);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

std::string textNumber(int number) {
  return "R1: text number " + std::to_string(number) + " and again " + std::to_string(number * 7);
}

/// Imports texts [0, count) in batches of 10; kills this process after `die` of them.
void importMany(Storage& storage, int count, int die = -1) {
  const auto session = storage.beginImport("Ana");
  for (int number = 0; number < count; ++number) {
    if (number == die) raise(SIGKILL);
    const std::string name = "d" + std::to_string(1000 + number);
    session->add(newText(name, textNumber(number)));
    if (number % 10 == 9) session->flush();
  }
  session->finish(false);
}

std::vector<std::pair<std::string, std::string>> contentsOf(const Storage& storage) {
  std::vector<std::pair<std::string, std::string>> contents;
  for (const Document& document : storage.documents({}, 10000)) {
    contents.emplace_back(document.name, storage.text(document.text)->content);
  }
  return contents;
}

Query word(std::string text) {
  Query query;
  query.kind = Query::Kind::Phrase;
  query.words = {{std::move(text), false, false}};
  return query;
}

}  // namespace

TEST_CASE("what is no project is said to be none, each kind in its own words") {
  Folder folder;
  writeFile(folder.path("empty.retold"), "");
  writeFile(folder.path("text.retold"), std::string(5000, 'x'));
  writeFile(folder.path("short.retold"), "SQLite");
  fs::create_directory(folder.path("folder.retold"));
  Database(folder.path("other.retold"), FileAccess::Create).run("CREATE TABLE t(x)");
  CHECK(openingFails(folder, "absent.retold") ==
        "NotFound: @/absent.retold: there is no such project | check the path, or make a project "
        "with: retold new @/absent.retold");
  CHECK(openingFails(folder, "empty.retold") ==
        "NotAProject: @/empty.retold: the file is empty, so it is no project | go on with your "
        "last good copy, or remove the file and make a new project");
  CHECK(openingFails(folder, "folder.retold") ==
        "NotAProject: @/folder.retold: this is a folder, not a project | a project is a single "
        "file, such as study.retold");
  CHECK(openingFails(folder, "text.retold") ==
        "NotAProject: @/text.retold: the file is no Retold project | a project is made by: retold "
        "new NAME.retold");
  CHECK(openingFails(folder, "short.retold") ==
        "NotAProject: @/short.retold: the file is no Retold project | a project is made by: "
        "retold new NAME.retold");
  CHECK(openingFails(folder, "other.retold", OpenMode::ReadOnly) ==
        "NotAProject: @/other.retold: the file is a database of another program, no Retold "
        "project | a project is made by: retold new NAME.retold");
  CHECK(errorOf(folder, [] { openProject("postgresql://host/x", OpenMode::Write, "test"); }) ==
        "Usage: postgresql://host/x: this is no place for a project | give the path of a file, "
        "such as study.retold");
  CHECK(fs::file_size(folder.path("empty.retold")) == 0);
}

TEST_CASE("a project of a newer version is refused and left as it is") {
  Folder folder;
  makeProject(folder);
  tamper(folder.path("study.retold"), "PRAGMA user_version = 7");
  for (const OpenMode mode : {OpenMode::Write, OpenMode::ReadOnly}) {
    CHECK(openingFails(folder, "study.retold", mode) ==
          "NewerProject: @/study.retold: the project was written by a newer Retold (file format "
          "7; this one knows formats up to 4) | install the newer Retold; the file was not "
          "changed");
  }
}

TEST_CASE("a new project never overwrites and leaves nothing behind when it fails") {
  Folder folder;
  writeFile(folder.path("a.retold"), "mine");
  CHECK(errorOf(folder, [&] { makeProject(folder, "a.retold"); }) ==
        "Refused: @/a.retold: something with this name is there already | choose another name; a "
        "project is never overwritten");
  CHECK(fs::file_size(folder.path("a.retold")) == 4);
  Codebook wrong = smallCodebook();
  wrong.codes[1].name = wrong.codes[0].name;
  CHECK(errorOf(folder, [&] { createProject(folder.path("b.retold"), wrong, "Ana"); }) ==
        "Refused: the codebook has a code \"risk/poverty\" already | choose another name");
  std::vector<std::string> left;
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    if (entry.path().extension() != ".retold-lock") left.push_back(entry.path().filename());
  }
  CHECK(left == std::vector<std::string>{"a.retold"});
}

TEST_CASE("what a killed program left of an earlier project is not mixed into a new one") {
  Folder folder;
  writeFile(folder.path("a.retold-wal"), "pages of an earlier project");
  CHECK(errorOf(folder, [&] { makeProject(folder, "a.retold"); }) ==
        "Refused: @/a.retold-wal: this file belongs to an earlier project of the same name | "
        "choose another name for the new project; if the earlier one was moved, move this file to "
        "its side");
  CHECK_FALSE(fs::exists(folder.path("a.retold")));
  CHECK(fs::exists(folder.path("a.retold-wal")));
}

TEST_CASE("a second writer is told who is writing, and a reader reads on") {
  Folder folder;
  const auto project = makeProject(folder);
  importTexts(*project, {{"a", "R1: sold"}});
  const int status = inChild([&] {
    const std::string file = folder.path("study.retold");
    const std::string said = openingFails(folder, "study.retold");
    const bool locked =
        said.rfind("Locked: @/study.retold: is being changed by retold new", 0) == 0;
    const auto reader = openProject(file, OpenMode::WriteIfPossible, "test");
    const bool reads = reader->info().readOnly && reader->documentCount() == 1 &&
                       reader->info().readOnlyReason.rfind("is being changed by", 0) == 0;
    const bool refuses = errorOf(folder, [&] { reader->beginImport("Ana"); }) ==
                         "ReadOnly: @/study.retold: the project cannot be changed: " +
                             reader->info().readOnlyReason +
                             " | open it for writing, or copy it to a folder that you may write to";
    return locked && reads && refuses ? 0 : 1;
  });
  CHECK(status == 0);
}

TEST_CASE("a reader sees what a writer commits while both are open") {
  Folder folder;
  const auto project = makeProject(folder);
  const auto reader = openProject(folder.path("study.retold"), OpenMode::ReadOnly, "test");
  CHECK(reader->documentCount() == 0);
  importTexts(*project, {{"a", "R1: sold"}});
  CHECK(reader->documentCount() == 1);
  CHECK(reader->search(word("sold"), {}, 9).documents.size() == 1);
  CHECK(errorOf(folder, [&] { reader->undo("Ana"); }).rfind("ReadOnly", 0) == 0);
  CHECK(errorOf(folder, [&] { reader->keepLexicon("x", "y"); }).rfind("ReadOnly", 0) == 0);
  CHECK(errorOf(folder, [&] { reader->apply({}); }).rfind("ReadOnly", 0) == 0);
  Progress progress;
  CHECK(errorOf(folder, [&] { reader->rebuildIndex(progress); }).rfind("ReadOnly", 0) == 0);
  CHECK(reader->verify(progress).empty());
}

TEST_CASE("a project in a folder that cannot be written is read") {
  Folder folder;
  importTexts(*makeProject(folder), {{"a", "R1: sold"}});
  fs::remove(folder.path("study.retold-lock"));
  const auto permissions = GENERATE(fs::perms(0444), fs::perms(0666));
  fs::permissions(folder.path("study.retold"), permissions);
  fs::permissions(folder.path(), fs::perms(0555));
  const int status = inChild([&] {
    // Root may write everywhere: become somebody who may not.
    if (geteuid() == 0 && setuid(65534) != 0) return 2;
    const std::string file = folder.path("study.retold");
    const auto project = openProject(file, OpenMode::ReadOnly, "test");
    if (project->search(word("sold"), {}, 9).documents.size() != 1) return 3;
    const auto fallen = openProject(file, OpenMode::WriteIfPossible, "test");
    if (!fallen->info().readOnly || fallen->documentCount() != 1) return 4;
    if (permissions == fs::perms(0666)) return 0;
    if (openingFails(folder, "study.retold") !=
        "ReadOnly: @/study.retold: the project cannot be changed: the file or its medium is "
        "read-only | copy the project to a folder that you may write to") {
      return 5;
    }
    return 0;
  });
  fs::permissions(folder.path(), fs::perms(0755));
  CHECK(status == 0);
}

TEST_CASE("a name that SQLite would read as a command is only a name") {
  Folder folder;
  const std::string name = "a?mode=memory%41#x.retold";
  importTexts(*makeProject(folder, name), {{"a", "R1: sold"}});
  CHECK(fs::file_size(folder.path(name)) > 0);
  const Database reader(folder.path(name), FileAccess::Immutable);
  CHECK(reader.integer("SELECT count(*) FROM documents") == 1);
}

TEST_CASE("a full disk stops the import, says so, and keeps what was flushed") {
  Folder folder;
  makeProject(folder);
  const std::string file = folder.path("study.retold");
  const int status = inChild([&] {
    const auto project = openProject(file, OpenMode::Write, "test");
    const auto session = project->beginImport("Ana");
    session->add(newText("kept", "R1: kept"));
    session->flush();
    // From here no file of this process may grow by more than a little: as on a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{fs::file_size(file + "-wal") + 100'000, RLIM_INFINITY};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 2;
    const std::string said = errorOf(folder, [&] {
      for (int number = 0; number < 100; ++number) {
        session->add(newText("lost" + std::to_string(number),
                             textNumber(number) + std::string(200'000, 'x')));
        session->flush();
      }
    });
    if (said.rfind("Io: @/study.retold: the disk did not read or write as asked", 0) != 0 &&
        said.rfind("DiskFull: @/study.retold: the disk is full", 0) != 0) {
      return 3;
    }
    return project->documentCount() >= 1 ? 0 : 4;
  });
  CHECK(status == 0);
  const auto project = openProject(file, OpenMode::Write, "test");
  CHECK(textOf(*project, "kept").content == "R1: kept");
  CHECK(project->accounting().interruptedImport);
  Progress progress;
  CHECK(project->verify(progress).empty());
}

TEST_CASE("a full database says that the disk is full and what was saved") {
  Folder folder;
  const Database database(folder.path("full.db"), FileAccess::Create);
  database.run("PRAGMA max_page_count = 3; CREATE TABLE t(x)");
  const std::string filler(200'000, 'x');
  CHECK(
      errorOf(folder, [&] { database.prepare("INSERT INTO t VALUES (?1)").with(filler).run(); }) ==
      "DiskFull: @/full.db: the disk is full; nothing of this step was saved | free some space "
      "and try again; everything saved before is kept");
}

TEST_CASE("an import killed at any moment is resumed without loss or repeats") {
  constexpr int count = 47;
  Folder whole;
  const auto uninterrupted = makeProject(whole);
  importMany(*uninterrupted, count);
  for (const int die : {0, 1, 5, 10, 11, 29, 30, 46}) {
    Folder folder;
    makeProject(folder);
    const std::string file = folder.path("study.retold");
    const int status = inChild([&] {
      const auto project = openProject(file, OpenMode::Write, "test");
      importMany(*project, count, die);
      return 0;
    });
    REQUIRE(status == -SIGKILL);
    const auto kept = static_cast<std::uint64_t>(die / 10 * 10);
    CHECK(openProject(file, OpenMode::ReadOnly, "test")->documentCount() == kept);
    const auto project = openProject(file, OpenMode::Write, "test");
    CHECK(project->documentCount() == kept);
    CHECK(project->accounting().interruptedImport == (kept > 0));
    importMany(*project, count);
    CHECK(contentsOf(*project) == contentsOf(*uninterrupted));
    CHECK_FALSE(project->accounting().interruptedImport);
    CHECK(project->accounting().given == count);
    CHECK(project->accounting().read == count);
    std::vector<std::string> actions;
    for (const Event& event : project->events(1, 10)) actions.push_back(event.action);
    CHECK(actions == (kept > 0
                          ? std::vector<std::string>{"make project", "import interrupted", "import"}
                          : std::vector<std::string>{"make project", "import"}));
    Progress progress;
    CHECK(project->verify(progress).empty());
    CHECK(project->count(word("again"), progress).hits == count);
  }
}

TEST_CASE("an import that is left without finishing keeps what was flushed and is closed later") {
  Folder folder;
  const auto project = makeProject(folder);
  {
    const auto session = project->beginImport("Ana");
    session->add(newText("a", "R1: one"));
    session->flush();
    session->add(newText("b", "R1: two"));
  }
  CHECK(project->documentCount() == 1);
  CHECK(project->accounting().interruptedImport);
  {
    const auto session = project->beginImport("Ana");
    CHECK(session->add(newText("a", "R1: one")) == Added::Unchanged);
    CHECK(errorOf(folder, [&] { project->beginImport("Ana"); }) ==
          "Refused: @/study.retold: an import is going on already | wait until it has finished");
    session->finish(true);
  }
  CHECK(project->accounting().interruptedImport);
  CHECK(project->events(1, 10).back().action == "import stopped");
}

TEST_CASE("a change in the midst of an import commits what the import holds back") {
  Folder folder;
  const auto project = makeProject(folder);
  const auto session = project->beginImport("Ana");
  session->add(newText("a", "R1: one"));
  put(*project, Memo{MemoId::create(), {}, "x", "Ana", {1}}, "write memo");
  session->add(newText("b", "R1: two"));
  session->finish(false);
  CHECK(project->documentCount() == 2);
  Progress progress;
  CHECK(project->verify(progress).empty());
}

TEST_CASE("a stale index is not written, and not searched, until it is made anew") {
  Folder folder;
  const auto project = makeProject(folder);
  importTexts(*project, {{"a", "R1: sold again"}, {"b", "R1: never"}});
  tamper(folder.path("study.retold"), "UPDATE project SET tokenizer = 'icu 50'");
  CHECK(project->info().indexIsStale);
  CHECK(textOf(*project, "a").content == "R1: sold again");
  Progress progress;
  const std::string said =
      "StaleIndex: @/study.retold: the index was made by other word rules (icu 50; this program "
      "has " +
      Tokenizer::identity() + ") | make it anew with: retold verify @/study.retold --rebuild";
  CHECK(errorOf(folder, [&] { project->beginImport("Ana"); }) == said);
  CHECK(errorOf(folder, [&] { project->search(word("sold"), {}, 9); }) == said);
  CHECK(errorOf(folder, [&] { project->count(word("sold"), progress); }) == said);
  CHECK(errorOf(folder, [&] { project->vocabulary(); }) == said);
  CHECK(errorOf(folder, [&] { project->eachTokenStream({}, {}); }) == said);
  put(*project, codingOf(*project, "a", "sold"), "tag passage");
  project->rebuildIndex(progress);
  CHECK_FALSE(project->info().indexIsStale);
  CHECK(project->search(word("sold"), {}, 9).documents.size() == 1);
  CHECK(project->verify(progress).empty());
  importTexts(*project, {{"a", "R1: sold once"}});
  CHECK(project->search(word("again"), {}, 9).documents.empty());
  CHECK(project->verify(progress).empty());
}

TEST_CASE("a rebuild that is stopped leaves the index stale, and the next one completes it") {
  class Stop final : public Progress {
   public:
    bool cancelled() const override { return true; }
  };
  Folder folder;
  const auto project = makeProject(folder);
  importTexts(*project, {{"a", "R1: sold again"}});
  Stop stop;
  CHECK(errorOf(folder, [&] { project->rebuildIndex(stop); }) ==
        "Cancelled: the index is not complete | go on with: retold verify @/study.retold "
        "--rebuild");
  CHECK(project->info().indexIsStale);
  Progress progress;
  project->rebuildIndex(progress);
  CHECK(project->search(word("sold"), {}, 9).documents.size() == 1);
  CHECK(project->verify(progress).empty());
}

TEST_CASE("an older file is copied before it is changed, once for each version") {
  Folder folder;
  const std::string file = folder.path("old.db");
  const std::array<const char*, 1> first{"CREATE TABLE a(x); INSERT INTO a VALUES (1)"};
  const std::array<const char*, 3> all{first[0], "CREATE TABLE b(x)", "INSERT INTO b VALUES (2)"};
  {
    const Database database(file, FileAccess::Create);
    migrate(database, first);
    CHECK_FALSE(fs::exists(file + ".before-1"));
    migrate(database, all);
    CHECK(database.integer("PRAGMA user_version") == 3);
    CHECK(database.integer("SELECT x FROM b") == 2);
  }
  const Database copy(file + ".before-3", FileAccess::Read);
  CHECK(copy.integer("PRAGMA user_version") == 1);
  CHECK(copy.integer("SELECT x FROM a") == 1);
  {
    const Database database(file, FileAccess::Write);
    migrate(database, all);
    CHECK_FALSE(fs::exists(file + ".before-3-2"));
  }
}

TEST_CASE("a step that fails leaves the file at the version before it") {
  Folder folder;
  const Database database(folder.path("old.db"), FileAccess::Create);
  const std::array<const char*, 2> steps{"CREATE TABLE a(x)",
                                         "CREATE TABLE b(x); CREATE TABLE a(x)"};
  CHECK_THROWS_AS(migrate(database, steps), Error);
  CHECK(database.integer("PRAGMA user_version") == 1);
  CHECK(database.integer("SELECT count(*) FROM sqlite_schema") == 1);
}
