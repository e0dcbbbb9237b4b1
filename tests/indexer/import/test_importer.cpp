#include "indexer/import/importer.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "indexer/import/cases.h"
#include "indexer/store/backends.h"
#include "model/error.h"
#include "tests/indexer/import/folder.h"

using namespace retold;
using retold::test::FileFolder;

namespace {

/// Files to import and a project beside them.
struct Study {
  FileFolder files;
  FileFolder home;
  std::unique_ptr<Storage> project = createProject((home / "study.retold").string(), {}, "Ana");

  ImportReport import(unsigned threads = 2) {
    Progress progress;
    return import(threads, progress);
  }
  ImportReport import(unsigned threads, Progress& progress) {
    ImportRequest request;
    request.paths = {files.path()};
    request.coder = "Ana";
    request.threads = threads;
    return importPaths(*project, request, progress);
  }
  std::vector<std::string> documents() const {
    std::vector<std::string> names;
    for (const Document& document : project->documents({}, 1000)) names.push_back(document.name);
    return names;
  }
  Text textOf(std::string_view name) const {
    return *project->text(project->documentNamed(name)->text);
  }
  std::string reasonOf(std::string_view name) const {
    for (const FileRecord& record : project->files()) {
      if (record.name == name) return record.reason;
    }
    return "no record";
  }
};

/// found, added, unchanged, newTexts, duplicates, unreadable, excluded
std::vector<std::uint64_t> numbers(const ImportReport& report) {
  return {report.found,      report.added,      report.unchanged, report.newTexts,
          report.duplicates, report.unreadable, report.excluded};
}

using Numbers = std::vector<std::uint64_t>;
using Names = std::vector<std::string>;

std::string sentence(std::mt19937& random) {
  constexpr std::array words{"she",  "was",   "sold", "again", "to",  "a",     "man",
                             "from", "there", "они",  "снова", "پھر", "ถูกขาย", "被卖"};
  std::string text;
  for (int i = 0; i < 30; ++i) text += std::string(words[random() % words.size()]) + " ";
  return text + ".\n";
}

/// Stops after so many looks.
class Stopping : public Progress {
 public:
  explicit Stopping(int looks) : looks_(looks) {}
  bool cancelled() const override { return looks_-- <= 0; }

 private:
  mutable int looks_;
};

class Failing : public Progress {
 public:
  void report(std::string_view, std::uint64_t done, std::uint64_t) override {
    if (done == 5) throw Error(ErrorKind::DiskFull, "the disk is full");
  }
};

}  // namespace

TEST_CASE("every file of a folder is accounted for") {
  Study study;
  study.files.write("a.txt", "Interviewer: Who?\nR07: The same man, again.\n");
  study.files.write("b.md", "# Note\n\nShe came back.\n");
  study.files.write("copy.txt", "# Note\n\nShe came back.\n");
  study.files.write("t.csv", "id,text\n1,She was sold twice.\n2,\n3,He came home.\n");
  study.files.write("empty.txt", "");
  study.files.write("white.txt", " \n\t\n");
  study.files.write(".hidden", "x");
  study.files.write("no_extension", "Plain text.\n");
  const ImportReport report = study.import();
  CHECK(numbers(report) == Numbers{10, 5, 0, 0, 1, 3, 1});
  CHECK(study.documents() == Names{"a.txt", "b.md", "no_extension", "t.csv#1", "t.csv#3"});
  CHECK(report.now.given == 10);
  CHECK(report.now.read == 5);
  CHECK(report.now.duplicate == 1);
  CHECK(report.now.unreadable == 3);
  CHECK(report.now.excluded == 1);
  CHECK_FALSE(report.cancelled);
  CHECK(study.reasonOf("empty.txt") == "the file is empty");
  CHECK(study.reasonOf("white.txt") == "the file holds nothing but white space");
  CHECK(study.reasonOf("t.csv#2") == "it holds no text");
  CHECK(study.textOf("a.txt").turns.size() == 2);
  CHECK(study.textOf("t.csv#1").content == "She was sold twice.");
}

TEST_CASE("a second import reads only what is new or changed") {
  Study study;
  study.files.write("a.txt", "Once.\n");
  study.files.write("b.txt", "Twice.\n");
  study.files.write("empty.txt", "");
  CHECK(numbers(study.import()) == Numbers{3, 2, 0, 0, 0, 1, 0});
  CHECK(numbers(study.import()) == Numbers{3, 0, 2, 0, 0, 1, 0});
  study.files.write("a.txt", "Once, and again.\n");
  study.files.write("empty.txt", "No more.\n");
  const ImportReport report = study.import();
  CHECK(numbers(report) == Numbers{3, 1, 1, 1, 0, 0, 0});
  CHECK(study.textOf("a.txt").content == "Once, and again.\n");
  REQUIRE(report.diagnostics.size() == 1);
  CHECK(toText(report.diagnostics[0]) ==
        "a.txt: note: the file is not as it was when it was imported: the document got a new text, "
        "and codings stay on the old one. If it is another interview with the same file name, "
        "import the folder above, so that the folders' names tell the two apart");
}

TEST_CASE("the result does not depend on the number of threads") {
  Study one, many;
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    std::string text;
    for (std::size_t n = 1 + random() % 8; n > 0; --n) text += sentence(random);
    const std::string name = "f" + std::to_string(i % 7) + "/" + std::to_string(i) + ".txt";
    one.files.write(name, text);
    many.files.write(name, text);
  }
  std::string table = "id,text\n";
  for (int i = 0; i < 500; ++i) {
    table += std::to_string(i) + "," + sentence(random).substr(0, 60) + "\n";
  }
  const std::size_t broken = table.find('\n');
  REQUIRE(broken != std::string::npos);
  one.files.write("f3/table.csv", table);
  many.files.write("f3/table.csv", table);
  const ImportReport first = one.import(1), second = many.import(5);
  CHECK(numbers(first) == numbers(second));
  CHECK(one.documents() == many.documents());
  CHECK(first.diagnostics == second.diagnostics);
  for (const std::string& name : one.documents()) {
    REQUIRE(one.textOf(name).content == many.textOf(name).content);
    REQUIRE(one.textOf(name).turns == many.textOf(name).turns);
  }
}

TEST_CASE("files that are no text are unreadable and say why") {
  Study study;
  study.files.write("picture.txt", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
  study.files.write("program.txt", std::string("\x7f"
                                               "ELF\x02\x01\x01\0\0\0",
                                               10));
  const auto huge = study.files.write("huge.txt", "");
  std::filesystem::resize_file(huge, 1ull << 30);
  std::filesystem::create_symlink("nowhere", study.files / "dangling.txt");
  const ImportReport report = study.import();
  CHECK(numbers(report) == Numbers{4, 0, 0, 0, 0, 4, 0});
  CHECK(study.reasonOf("huge.txt") ==
        "the file is too large: 1 GiB, and at most 64 MiB are read; divide it into several files");
  CHECK(study.reasonOf("dangling.txt") ==
        "it is a link to nowhere: there is no such file or folder");
  CHECK(study.reasonOf("picture.txt") != "no record");
  CHECK_FALSE(study.reasonOf("picture.txt").empty());
  CHECK_FALSE(study.reasonOf("program.txt").empty());
  // And a note that the picture has the name of a text.
  CHECK(report.diagnostics.size() == 5);
}

TEST_CASE("bytes that the encoding does not allow are counted, told and remembered") {
  Study study;
  study.files.write("a.txt", "Она вернулась домой, и снова её продали. \xFF Она \xFE ушла.\n");
  const ImportReport report = study.import();
  CHECK(report.added == 1);
  REQUIRE(report.diagnostics.size() == 1);
  CHECK(toText(report.diagnostics[0]) ==
        "a.txt: warning: 2 bytes are not allowed in UTF-8 and stand as \ufffd; if the text looks "
        "wrong, name its encoding and import it again");
  CHECK(study.textOf("a.txt").unreadable == 2);
  CHECK(study.project->original(study.project->documentNamed("a.txt")->text) ==
        "Она вернулась домой, и снова её продали. \xFF Она \xFE ушла.\n");
}

TEST_CASE("a named encoding is used, and a file that was read otherwise is read anew") {
  Study study;
  study.files.write("a.txt",
                    "Gr\xFC\xDF"
                    "e aus K\xF6ln.\n");
  study.import();
  ImportRequest request;
  request.paths = {study.files.path()};
  request.coder = "Ana";
  request.read.decode.encoding = "windows-1251";
  Progress progress;
  CHECK(importPaths(*study.project, request, progress).newTexts == 1);
  CHECK(study.textOf("a.txt").content == "GrьЯe aus Kцln.\n");
  CHECK(study.textOf("a.txt").options == "encoding=windows-1251");
  request.read.decode.encoding = "klingon-8";
  CHECK_THROWS_AS(importPaths(*study.project, request, progress), Error);
}

TEST_CASE("a stopped import keeps what is in and the next one brings the rest") {
  Study study;
  std::mt19937 random(3);
  for (int i = 0; i < 60; ++i) study.files.write(std::to_string(i) + ".txt", sentence(random));
  std::uint64_t in = 0;
  for (const int looks : {0, 9, 31}) {
    Stopping stopping(looks);
    const ImportReport report = study.import(3, stopping);
    CHECK(report.cancelled);
    CHECK(report.unchanged == in);
    in += report.added;
    CHECK(study.project->documentCount() == in);
  }
  CHECK(in > 0);
  const ImportReport rest = study.import(3);
  CHECK(rest.unchanged == in);
  CHECK(rest.added == 60 - in);
  CHECK(study.project->documentCount() == 60);
}

TEST_CASE("an error passes through with all threads ended, and the import can be resumed") {
  Study study;
  std::mt19937 random(4);
  for (int i = 0; i < 60; ++i) study.files.write(std::to_string(i) + ".txt", sentence(random));
  Failing failing;
  CHECK_THROWS_AS(study.import(4, failing), Error);
  const ImportReport report = study.import(4);
  CHECK(report.added + report.unchanged == 60);
  CHECK(study.project->documentCount() == 60);
}

TEST_CASE("texts larger than what may be in flight go in one by one") {
  Study study;
  std::string text;
  std::mt19937 random(5);
  while (text.size() < (10u << 20)) text += sentence(random);
  for (int i = 0; i < 3; ++i) {
    study.files.write(std::to_string(i) + ".txt", std::to_string(i) + " " + text);
  }
  CHECK(study.import(3).added == 3);
}

TEST_CASE("a table's case column makes cases with attributes, once") {
  Study study;
  study.files.write("t.csv",
                    "id,text,case,country,age\n1,She was sold.,C-1,XK,22\n"
                    "2,She came back.,C-1,AL,\n3,He left.,C-2,not asked,withheld\n");
  const ImportReport report = study.import();
  CHECK(report.now.cases == 2);
  const auto first = study.project->caseNamed("C-1");
  REQUIRE(first);
  CHECK(first->attributes ==
        std::map<std::string, AttributeValue>{{"country", {ValueState::Given, "XK"}},
                                              {"age", {ValueState::Given, "22"}}});
  CHECK(study.project->documentsOf(first->id).size() == 2);
  CHECK(study.project->caseNamed("C-2")->attributes.at("country").state == ValueState::NotAsked);
  REQUIRE(report.diagnostics.size() == 1);
  CHECK(toText(report.diagnostics[0]) ==
        "t.csv#2: warning: case \"C-1\": an earlier row gives another value of \"country\", "
        "\"XK\"; it was kept, and \"AL\" left out");
  const std::string head = study.project->chainHead();
  study.import();
  CHECK(study.project->events(1, 100).size() >= 3);
  CHECK(study.project->events(1, 100).back().action.find("case") == std::string::npos);
  CHECK(study.project->chainHead() != head);
}

TEST_CASE("files that the user leaves out are recorded with who and why") {
  Study study;
  study.files.write("a.txt", "She was sold again.\n");
  study.files.write("drafts/b.txt", "Not yet.\n");
  ImportRequest request;
  request.paths = {study.files.path()};
  request.coder = "Ana";
  request.exclude = {"drafts"};
  request.excludeReason = "not in the sample";
  Progress progress;
  const ImportReport report = importPaths(*study.project, request, progress);
  CHECK(numbers(report) == Numbers{2, 1, 0, 0, 0, 0, 1});
  CHECK(report.now.excluded == 1);
  CHECK(study.documents() == Names{"a.txt"});
  for (const FileRecord& record : study.project->files()) {
    if (record.name != "drafts/b.txt") continue;
    CHECK(record.fate == FileFate::Excluded);
    CHECK(record.by == "Ana");
    CHECK(record.reason == "not in the sample");
  }
  // Without the pattern it is read after all.
  CHECK(numbers(study.import()) == Numbers{2, 1, 1, 0, 0, 0, 0});
}

TEST_CASE("a file that is in the project stays there when it is left out later") {
  Study study;
  study.files.write("a.txt", "She was sold again.\n");
  study.import();
  ImportRequest request;
  request.paths = {study.files.path()};
  request.coder = "Ana";
  request.exclude = {"*.txt"};
  Progress progress;
  const ImportReport report = importPaths(*study.project, request, progress);
  CHECK(numbers(report) == Numbers{1, 0, 1, 0, 0, 0, 0});
  CHECK(study.documents() == Names{"a.txt"});
  REQUIRE(report.diagnostics.size() == 1);
  CHECK(toText(report.diagnostics[0]) ==
        "a.txt: warning: it is to be left out now, but an earlier import read it: it was not read "
        "again, and what is in the project stays; \"retold document PROJECT exclude\" leaves a "
        "document out");
}

TEST_CASE("a file whose twin has changed becomes a document of its own") {
  Study study;
  study.files.write("a.txt", "She was sold again.\n");
  study.files.write("b.txt", "She was sold again.\n");
  CHECK(numbers(study.import()) == Numbers{2, 1, 0, 0, 1, 0, 0});
  study.files.write("a.txt", "She was sold again, by a cousin.\n");
  study.import();
  study.import();
  CHECK(study.documents() == Names{"a.txt", "b.txt"});
  CHECK(study.textOf("b.txt").content == "She was sold again.\n");
}

TEST_CASE("equal names from two folders are two documents, and both are known again") {
  const FileFolder parent;
  parent.write("north/1.txt", "She was sold in the north.\n");
  parent.write("south/1.txt", "She was sold in the south.\n");
  Study study;
  const auto import = [&](const char* folder) {
    ImportRequest request;
    request.paths = {parent / folder};
    request.coder = "Ana";
    Progress progress;
    return numbers(importPaths(*study.project, request, progress));
  };
  CHECK(import("north") == Numbers{1, 1, 0, 0, 0, 0, 0});
  CHECK(import("south") == Numbers{1, 1, 0, 0, 0, 0, 0});
  CHECK(study.documents() == Names{"1.txt", "south/1.txt"});
  CHECK(import("south") == Numbers{1, 0, 1, 0, 0, 0, 0});
  CHECK(import("north") == Numbers{1, 0, 1, 0, 0, 0, 0});
}

TEST_CASE("what forms print is looked for when a project has grown by a fifth") {
  Study study;
  const auto form = [&study](int number) {
    study.files.write(std::to_string(number) + ".txt",
                      "Q1. Have you ever been trafficked before this time?\nAnswer: Case " +
                          std::to_string(number) + " says something of its own here.\n");
  };
  for (int i = 0; i < 4; ++i) form(i);
  study.import();
  CHECK(study.project->boilerplateSeen() == 0);
  for (int i = 4; i < 10; ++i) form(i);
  study.import();
  CHECK(study.project->boilerplateSeen() == 10);
  form(10);
  study.import();
  CHECK(study.project->boilerplateSeen() == 10);
  form(11);
  study.import();
  CHECK(study.project->boilerplateSeen() == 12);
}
