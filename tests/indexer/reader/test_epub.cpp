#include <catch2/catch.hpp>

#include "indexer/reader/readers.h"
#include "tests/indexer/reader/office_files.h"

using namespace retold;

namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kContainer =
    "<container><rootfiles>\n<rootfile full-path='OPS/book.opf'/></rootfiles></container>";
constexpr const char* kBook =
    "<package><manifest>\n<item id='a' href='one%20a.xhtml'/><item id='b' href='text/two.xhtml#x'/>"
    "</manifest><spine>\n<itemref idref='b'/> <itemref idref='a'/></spine></package>";

}  // namespace

TEST_CASE("the chapters of an e-book are read in their order") {
  const Reading reading = readBytes(
      &readEpub,
      zipOf({{"mimetype", "application/epub+zip"},
             {"META-INF/container.xml", kContainer},
             {"OPS/book.opf", kBook},
             {"OPS/one a.xhtml", "<html><head><title/></head><body><p>Second</p></body></html>"},
             {"OPS/text/two.xhtml", "<html><body><h1>First</h1></body></html>"},
             {"OPS/other.xhtml", "<p>not in the book</p>"}}));
  CHECK(reading.text() == "First\n\nSecond\n");
  CHECK(reading.result.diagnostics.empty());
}

TEST_CASE("an e-book without a chapter tells it") {
  const Reading reading = readBytes(&readEpub,
                                    zipOf({{"META-INF/container.xml", kContainer},
                                           {"OPS/book.opf", kBook},
                                           {"OPS/text/two.xhtml", "<p>First chapter</p>"}}),
                                    {}, "a.epub");
  CHECK(reading.text() == "First chapter\n");
  REQUIRE(reading.result.diagnostics.size() == 1);
  CHECK(toText(reading.result.diagnostics[0]) ==
        "a.epub: warning: the e-book is damaged (1 chapter is missing); 2 words could be read and "
        "others may be missing");
}

TEST_CASE("an e-book without its list of chapters is read by name") {
  CHECK(readBytes(&readEpub, zipOf({{"b.xhtml", "<p>two</p>"}, {"a.html", "<p>one</p>"}})).text() ==
        "one\n\ntwo\n");
}

TEST_CASE("a locked e-book is named as such, one with locked fonts is read") {
  const auto book = [](const std::string& encrypted) {
    return readBytes(&readEpub,
                     zipOf({{"META-INF/encryption.xml",
                             "<encryption><CipherReference URI='" + encrypted + "'/></encryption>"},
                            {"a.xhtml", "<p>words</p>"}}));
  };
  CHECK(book("a.xhtml").result.unreadable ==
        "the e-book is locked by its seller (DRM) and cannot be read; ask for a copy without it");
  CHECK(book("font.otf").text() == "words\n");
}

TEST_CASE("an e-book of the zoo is read, and damage to it is no harm") {
  for (const auto& path : sharedFiles("corpora/format_zoo", ".epub")) {
    const Reading reading = readBytes(&readEpub, bytesOf(path));
    REQUIRE(reading.documents.size() == 1);
    CHECK(reading.text().find("This is the text for chapter One\n") != std::string::npos);
    CHECK(reading.text().find("- Second item\n") != std::string::npos);
    CHECK(reading.result.diagnostics.empty());
    readDamaged(&readEpub, path, 9);
  }
}
