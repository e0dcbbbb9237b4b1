#include "indexer/import/file_walk.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "model/error.h"
#include "tests/indexer/import/folder.h"

using namespace retold;
using retold::test::FileFolder;

namespace {

using Names = std::vector<std::string>;

/// "name", "name: excluded, why" or "name: unreadable, why".
Names namesOf(const FileWalk& walk) {
  Names names;
  for (const FoundFile& file : walk.files) {
    const bool excluded = file.fate == FoundFile::Fate::Excluded;
    names.push_back(file.fate == FoundFile::Fate::ToRead
                        ? file.name
                        : file.name + (excluded ? ": excluded, " : ": unreadable, ") + file.reason);
  }
  return names;
}

Names find(const std::vector<std::filesystem::path>& roots) { return namesOf(findFiles(roots)); }

}  // namespace

TEST_CASE("files are named by their path within the folder and ordered by name") {
  const FileFolder folder;
  for (const auto* name : {"b.txt", "a/z.txt", "a/b/c.md", "A.txt"}) folder.write(name, "x");
  CHECK(find({folder.path()}) == Names{"A.txt", "a/b/c.md", "a/z.txt", "b.txt"});
  CHECK(find({folder.path() / ""}) == Names{"A.txt", "a/b/c.md", "a/z.txt", "b.txt"});
  CHECK(find({folder / "a/z.txt"}) == Names{"z.txt"});
}

TEST_CASE("the names of roots go in front where two roots give one name") {
  const FileFolder folder;
  for (const auto* name : {"north/1.txt", "south/1.txt", "south/2.txt", "west/3.txt"}) {
    folder.write(name, "x");
  }
  CHECK(find({folder / "south", folder / "north", folder / "west"}) ==
        Names{"3.txt", "north/1.txt", "south/1.txt", "south/2.txt"});
  CHECK(find({folder / "north/1.txt", folder / "south/1.txt"}) ==
        Names{"north/1.txt", "south/1.txt"});
}

TEST_CASE("roots with the same name are told apart by the folders above") {
  const FileFolder folder;
  folder.write("north/day/1.txt", "x");
  folder.write("south/day/1.txt", "x");
  CHECK(find({folder / "north/day", folder / "south/day"}) ==
        Names{"north/day/1.txt", "south/day/1.txt"});
}

TEST_CASE("what lies within another root is found once") {
  const FileFolder folder;
  folder.write("a/1.txt", "x");
  CHECK(find({folder / "a", folder.path(), folder.path(), folder / "a/1.txt"}) == Names{"a/1.txt"});
}

TEST_CASE("hidden files and what systems leave behind are excluded with the reason") {
  const FileFolder folder;
  for (const auto* name : {".hidden.txt", ".git/config", "~$note.docx", ".DS_Store", "Thumbs.db",
                           "._a.txt", "a.txt"}) {
    folder.write(name, "x");
  }
  CHECK(find({folder.path()}) ==
        Names{".DS_Store: excluded, a file of the operating system",
              "._a.txt: excluded, a file of the operating system",
              ".git/: excluded, a hidden folder (its name begins with a dot)",
              ".hidden.txt: excluded, a hidden file (its name begins with a dot)",
              "Thumbs.db: excluded, a file of the operating system", "a.txt",
              "~$note.docx: excluded, a lock file of an office program"});
  CHECK(find({folder / ".hidden.txt"}) == Names{".hidden.txt"});
}

TEST_CASE("a loop of folders through links ends and is told") {
  const FileFolder folder;
  folder.write("a/1.txt", "x");
  std::filesystem::create_directory_symlink("..", folder / "a/up");
  std::filesystem::create_directory_symlink(".", folder / "a/self");
  const FileWalk walk = findFiles({folder.path()});
  CHECK(namesOf(walk) == Names{"a/1.txt"});
  REQUIRE(walk.diagnostics.size() == 2);
  CHECK(toText(walk.diagnostics[1]) == (folder / "a/up").string() +
                                           ": note: this is the same folder as " +
                                           folder.path().string() + "; it was read once");
}

TEST_CASE("a folder behind a link keeps its own name where it has one") {
  const FileFolder folder;
  folder.write("real/1.txt", "x");
  std::filesystem::create_directory_symlink("real", folder / "a-link");
  CHECK(find({folder.path()}) == Names{"real/1.txt"});
  const FileFolder outside;
  outside.write("2.txt", "x");
  std::filesystem::create_directory_symlink(outside.path(), folder / "other");
  CHECK(find({folder.path()}) == Names{"other/2.txt", "real/1.txt"});
}

TEST_CASE("links that lead nowhere, pipes and devices are accounted for") {
  const FileFolder folder;
  std::filesystem::create_symlink("nowhere.txt", folder / "dangling.txt");
  std::filesystem::create_symlink("/dev/null", folder / "device.txt");
  REQUIRE(mkfifo((folder / "pipe.txt").c_str(), 0600) == 0);
  CHECK(find({folder.path()}) ==
        Names{"dangling.txt: unreadable, it is a link to nowhere.txt: there is no such file or "
              "folder",
              "device.txt: unreadable, it is a link to a pipe, a socket or a device",
              "pipe.txt: unreadable, it is a pipe, a socket or a device, not a file"});
}

TEST_CASE("a path that is not there is an error before anything is done") {
  const FileFolder folder;
  try {
    findFiles({folder.path(), "no such/interviews"});
    FAIL("nothing was thrown");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::NotFound);
    CHECK(std::string(error.what()) == "no such/interviews: there is no such file or folder");
    CHECK(error.hint() ==
          "check the spelling; a path that does not begin with / is looked for in the folder in "
          "which the program was started");
  }
}

TEST_CASE("names stay as they are, and bytes that are no UTF-8 are written in figures") {
  const FileFolder folder;
  folder.write("two\nlines.txt", "x");
  folder.write("tab\there.txt", "x");
  folder.write("caf\xE9.txt", "x");
  folder.write("caf\\xE9.txt", "x");
  const FileWalk walk = findFiles({folder.path()});
  CHECK(namesOf(walk) ==
        Names{"caf\\xE9.txt", "caf\\xE9.txt (2)", "tab\there.txt", "two\nlines.txt"});
  std::size_t notes = 0;
  for (const FoundFile& file : walk.files) notes += file.notes.size();
  CHECK(notes == 1);
  CHECK(readableName("\xFF-\xC3\xA9-\xC3") == "\\xFF-\xC3\xA9-\\xC3");
}

TEST_CASE("projects and what stands beside them are passed over") {
  const FileFolder folder;
  std::string head(100, '\0');
  head.replace(0, 15, "SQLite format 3");
  head.replace(68, 4, "Rtld");
  folder.write("study.retold", head);
  folder.write("study.retold-wal", "x");
  folder.write("study.retold-lock", "x");
  folder.write("other-lock", "x");
  std::string foreign = head;
  foreign.replace(68, 4, "Othr");
  folder.write("other.db", foreign);
  CHECK(find({folder.path()}) == Names{"other-lock", "other.db"});
}
