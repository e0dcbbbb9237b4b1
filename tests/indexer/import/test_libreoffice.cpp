#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "indexer/import/libreoffice.h"
#include "indexer/import/readers.h"
#include "indexer/system.h"

using namespace retold;

namespace {

bool installed() { return !findProgram("soffice").empty() || !findProgram("libreoffice").empty(); }

std::string perfect() {
  FileTrouble trouble;
  const auto file = readFile(
      std::filesystem::path(RETOLD_SHARED_DIR) / "corpora/format_zoo/tika/testWordPerfect_42.doc",
      1 << 20, trouble);
  REQUIRE(file.has_value());
  return file->bytes;
}

}  // namespace

TEST_CASE("what only LibreOffice reads is named with what to do, unless the user asks for it") {
  bool gave = false;
  ReadOptions options;
  CHECK(readByLibreOffice("a.WPD", "words", options, [&](ReadDocument&&) { gave = true; })
            .unreadable ==
        ".wpd files are not read by Retold itself: open it in the program that made it and save it "
        "as docx or xlsx, or import with --libreoffice where LibreOffice is installed");
  CHECK_FALSE(gave);
  options.libreOffice = true;
  const ReadResult result = readByLibreOffice("a.wpd", "words", options, [&](ReadDocument&& given) {
    gave = true;
    CHECK(given.contained == "words");
    CHECK(given.containedFormat == kForLibreOffice);
  });
  CHECK(gave);
  CHECK_FALSE(result.unreadable.has_value());
}

TEST_CASE("LibreOffice turns an old document into docx, where it is installed") {
  const TurnedFile turned = turnByLibreOffice("a.doc", perfect(), {}, {});
  if (!installed()) {
    CHECK(turned.trouble ==
          "Retold does not read files of its kind itself, and LibreOffice, which could turn it "
          "into one that is read, is not installed: install the Debian packages "
          "libreoffice-writer and libreoffice-calc and import the file again");
    return;
  }
  CHECK(turned.trouble == "");
  CHECK(turned.format == "docx");
  CHECK(turned.bytes.starts_with("PK"));
  CHECK(turned.note.starts_with("LibreOffice "));
  CHECK(turned.note.ends_with(" turned it into docx"));
}

TEST_CASE("the work of LibreOffice is stopped when the user says so") {
  const TurnedFile turned = turnByLibreOffice("a.doc", perfect(), {}, [] { return true; });
  CHECK(turned.bytes.empty());
  CHECK_FALSE(turned.trouble.empty());
}

TEST_CASE("a private folder is deleted with all that is in it") {
  std::filesystem::path path;
  {
    const PrivateFolder folder;
    path = folder.path();
    CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms::all) ==
          std::filesystem::perms::owner_all);
    std::filesystem::create_directory(path / "inner");
    writeFileAtomically(path / "inner" / "a.txt", "words");
  }
  CHECK_FALSE(std::filesystem::exists(path));
}
