#include "indexer/import/ocr.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "indexer/import/readers.h"
#include "indexer/store/backends.h"
#include "indexer/system.h"
#include "model/error.h"
#include "tests/indexer/import/folder.h"
#include "tests/indexer/reader/pdf_files.h"

using namespace retold;
using retold::test::FileFolder;

namespace {

bool hasTesseract() {
  if (!findProgram("tesseract").empty()) return true;
  WARN("Tesseract is not installed: this test does nothing");
  return false;
}

std::string tsvWord(int page, int block, int paragraph, int line, int word, double confidence,
                    const std::string& text) {
  return "5\t" + std::to_string(page) + "\t" + std::to_string(block) + "\t" +
         std::to_string(paragraph) + "\t" + std::to_string(line) + "\t" + std::to_string(word) +
         "\t10\t20\t30\t40\t" + std::to_string(confidence) + "\t" + text + "\n";
}

/// A white picture with a word in it, drawn from 5 by 7 dots per letter, as a PGM file.
std::string pictureOfHello() {
  const std::vector<std::string> dots{
      "1...1.11111.1.....1......111.", "1...1.1.....1.....1.....1...1",
      "1...1.1.....1.....1.....1...1", "11111.1111..1.....1.....1...1",
      "1...1.1.....1.....1.....1...1", "1...1.1.....1.....1.....1...1",
      "1...1.11111.11111.11111..111."};
  constexpr int kDot = 10;
  constexpr int kMargin = 100;
  const int width = 29 * kDot + 2 * kMargin;
  const int height = 7 * kDot + 2 * kMargin;
  std::string picture = "P5\n" + std::to_string(width) + " " + std::to_string(height) + "\n255\n";
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const int row = (y - kMargin) / kDot;
      const int column = (x - kMargin) / kDot;
      const bool inside = y >= kMargin && x >= kMargin && row < 7 && column < 29;
      picture +=
          inside && dots[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] == '1'
              ? '\0'
              : '\xff';
    }
  }
  return picture;
}

/// Text of three pages, the second of which is a picture.
ReadDocument threePages() {
  ReadDocument document;
  document.text = "One.\n\nThree.\n";
  document.pageStarts = {0, 6, 6};
  document.pagesWithoutText = 1;
  return document;
}

}  // namespace

TEST_CASE("words of Tesseract's table become lines and paragraphs, with their mean confidence") {
  const std::string tsv =
      "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\t"
      "height\tconf\ttext\n"
      "1\t1\t0\t0\t0\t0\t0\t0\t3300\t2550\t-1\t\n" +
      tsvWord(1, 1, 1, 1, 1, 90, "She") + tsvWord(1, 1, 1, 1, 2, 50, "w") +
      tsvWord(1, 1, 1, 2, 1, 90, "sold") + tsvWord(1, 1, 2, 1, 1, 90, "Then") +
      tsvWord(1, 2, 1, 1, 1, 90, " ") + tsvWord(3, 1, 1, 1, 1, 100, "End");
  const std::vector<RecognisedPage> pages = pagesOfTsv(tsv);
  REQUIRE(pages.size() == 3);
  CHECK(pages[0].text == "She w\nsold\n\nThen\n");
  CHECK(pages[0].letters == 12);
  CHECK(pages[0].confidence == Approx((11 * 0.9 + 0.5) / 12));
  CHECK(pages[1] == RecognisedPage{});
  CHECK(pages[2].text == "End\n");
}

TEST_CASE("what is no table of Tesseract's gives no pages") {
  for (const char* tsv : {"", "nonsense\n", "5\t1\t1\n", "5\tx\t1\t1\t1\t1\t0\t0\t0\t0\t90\tword\n",
                          "5\t0\t1\t1\t1\t1\t0\t0\t0\t0\t90\tword\n",
                          "5\t4000000000\t1\t1\t1\t1\t0\t0\t0\t0\t90\tword\n",
                          "5\t1\t1\t1\t1\t1\t0\t0\t0\t0\tnan\tword\n"}) {
    CHECK(pagesOfTsv(tsv).empty());
  }
}

TEST_CASE("the page that a member means is the number at its end") {
  CHECK(pageOfMember("!page 12") == 12);
  CHECK(pageOfMember("!page 0") == 1);
  CHECK(pageOfMember("!page x") == 1);
  CHECK(pageOfMember("") == 1);
}

TEST_CASE("recognised text stands at its page, and the pages after it move") {
  if (!hasTesseract()) return;
  PageRecognition recognition;
  CHECK(recognition.empty());
  recognition.read(2, pictureOfHello(), {}, {});
  ReadDocument document = threePages();
  recognition.putInto(document);
  CHECK(document.text == "One.\n\nHELLO\n\nThree.\n");
  CHECK(document.pageStarts == std::vector<std::uint64_t>{0, 6, 13});
  CHECK(document.pagesWithoutText == 0);
  REQUIRE(document.ocrConfidence);
  CHECK(*document.ocrConfidence > 0.1);
  REQUIRE(document.notes.size() == 1);
  CHECK(document.notes[0] == "text recognised from the picture of a page, confidence " +
                                 std::to_string(std::lround(*document.ocrConfidence * 100)) +
                                 " %: compare what you quote with the original");
}

TEST_CASE("a picture that Tesseract cannot read leaves the text as it was, with a note") {
  if (!hasTesseract()) return;
  PageRecognition recognition;
  recognition.read(2, "this is no picture", {}, {});
  ReadDocument document = threePages();
  recognition.putInto(document);
  CHECK(document.text == threePages().text);
  CHECK(document.pageStarts == threePages().pageStarts);
  CHECK(document.pagesWithoutText == 1);
  CHECK_FALSE(document.ocrConfidence);
  CHECK(document.notes == std::vector<std::string>{
                              "Tesseract could not read the picture: it is damaged, of a kind that "
                              "Tesseract does not know, or too large"});
}

TEST_CASE("a language that Tesseract does not have is refused with the package to install") {
  if (!hasTesseract()) return;
  CHECK_NOTHROW(checkRecognitionLanguages("eng"));
  try {
    checkRecognitionLanguages("eng+xx_yy");
    FAIL("nothing was thrown");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::NotFound);
    CHECK(std::string(error.what()) ==
          "Tesseract cannot recognise the language \"xx_yy\": it is not installed, or there is no "
          "such language");
    CHECK(error.hint() ==
          "Install the Debian package tesseract-ocr-xx-yy, or name other languages with "
          "--ocr-languages (as Tesseract names them: eng+ron).");
  }
}

TEST_CASE("a picture is read only where the user asks for it") {
  std::vector<ReadDocument> documents;
  const ReadSink sink = [&](ReadDocument&& document) { documents.push_back(std::move(document)); };
  CHECK(readPicture("a.png", "bytes", {}, sink).unreadable ==
        "it is a picture: import it again with --ocr, which recognises its text where Tesseract is "
        "installed (Debian package tesseract-ocr)");
  CHECK(documents.empty());
  ReadOptions options;
  options.ocr = true;
  CHECK_FALSE(readPicture("a.png", "bytes", options, sink).unreadable);
  REQUIRE(documents.size() == 2);
  CHECK(documents[0].containedFormat == kPagePicture);
  CHECK(documents[1].pageStarts == std::vector<std::uint64_t>{0});
}

TEST_CASE("an import recognises pictures where it is asked, also later") {
  if (!hasTesseract()) return;
  const FileFolder files;
  const FileFolder home;
  const auto project = createProject((home / "study.retold").string(), {}, "Ana");
  files.write("scan.png", pictureOfHello());
  files.write("half.pdf", pdfOf({shown(60, 100, "Text of page 1."), drawnSquare()}));
  ImportRequest request;
  request.paths = {files.path()};
  request.coder = "Ana";
  Progress progress;
  const ImportReport without = importPaths(*project, request, progress);
  CHECK(without.added == 1);
  CHECK(without.unreadable == 1);
  request.read.ocr = true;
  const ImportReport with = importPaths(*project, request, progress);
  CHECK(with.added == 1);
  CHECK(with.unreadable == 0);
  const Text text = *project->text(project->documentNamed("scan.png")->text);
  CHECK(text.content == "HELLO\n");
  CHECK(text.options == "ocr=eng");
  CHECK(text.reader == "picture 1");
  REQUIRE(text.ocrConfidence);
  CHECK(*text.ocrConfidence > 0.1);
}
