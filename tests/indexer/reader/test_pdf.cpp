#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "indexer/import/ocr.h"
#include "indexer/reader/readers.h"
#include "tests/indexer/reader/office_files.h"
#include "tests/indexer/reader/pdf_files.h"

using namespace retold;

namespace {

Reading readPages(const std::vector<std::string>& contents, const ReadOptions& options = {}) {
  return readBytes(&readPdf, pdfOf(contents), options, "a.pdf");
}

std::string textOf(const std::vector<std::string>& contents) { return readPages(contents).text(); }

std::string whyNot(std::string_view bytes, const ReadOptions& options = {}) {
  const Reading reading = readBytes(&readPdf, bytes, options, "a.pdf");
  CHECK(reading.documents.empty());
  return reading.result.unreadable.value_or("");
}

std::filesystem::path corpora() { return std::filesystem::path(RETOLD_SHARED_DIR) / "corpora"; }

std::filesystem::path sourceOf(const std::filesystem::path& pdf) {
  const std::string name = pdf.stem().string();
  if (name.starts_with("udhr_")) return corpora() / "udhr/txt" / (name.substr(5) + ".txt");
  return corpora() / "wpa_slave_narratives/interviews" / (name + ".txt");
}

std::vector<std::string> wordsOf(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text + " ") {
    if (c != ' ' && c != '\n' && c != '\t') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  return words;
}

/// How many words of `source` come in `text` in the same order: the longest common subsequence.
double inOrder(const std::vector<std::string>& source, const std::vector<std::string>& text) {
  std::vector<std::size_t> row(text.size() + 1, 0);
  for (const std::string& word : source) {
    std::size_t diagonal = 0;
    for (std::size_t j = 1; j <= text.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = word == text[j - 1] ? diagonal + 1 : std::max(above, row[j - 1]);
      diagonal = above;
    }
  }
  return static_cast<double>(row.back()) / static_cast<double>(source.size());
}

}  // namespace

TEST_CASE("the lines of a paragraph of a PDF stay lines, and a wider gap parts paragraphs") {
  const std::string page =
      shownLines(60, 100, {"She was taken to the city by a man whom", "her cousin knew."}) +
      shownLines(60, 148, {"Then she was sold to another one, who had", "a house there."});
  CHECK(textOf({page}) ==
        "She was taken to the city by a man whom\nher cousin knew.\n\n"
        "Then she was sold to another one, who had\na house there.\n");
}

TEST_CASE("an indented line of a PDF begins a paragraph") {
  const std::string page =
      shownLines(60, 100, {"The first one goes on to the margin here", "and ends"}) +
      shown(84, 124, "The second is indented and reaches it") +
      shownLines(60, 136, {"and it goes on to the margin as the first", "did."});
  CHECK(textOf({page}) ==
        "The first one goes on to the margin here\nand ends\n\n"
        "The second is indented and reaches it\n"
        "and it goes on to the margin as the first\ndid.\n");
}

TEST_CASE("a line of a PDF that ends early at a sentence's end closes its paragraph") {
  CHECK(textOf({shownLines(60, 100,
                           {"He said so and she believed what he said.", "Then they left.",
                            "Nobody knew where they went after that"})}) ==
        "He said so and she believed what he said.\nThen they left.\n\n"
        "Nobody knew where they went after that\n");
}

TEST_CASE("a speaker's label begins a paragraph of a PDF") {
  CHECK(textOf({shownLines(60, 100,
                           {"INT: Did you go back to the village after", "that?", "R07: Yes."})}) ==
        "INT: Did you go back to the village after\nthat?\n\nR07: Yes.\n");
}

TEST_CASE("a word parted at a line's end keeps its hyphen and the line end, also across columns") {
  const std::string left = shownLines(60, 100,
                                      {"She was traf-", "ficked twice by", "the same men and",
                                       "women, over the", "border, by way of", "two other coun-"});
  const std::string right = shownLines(200, 100,
                                       {"tries, and she", "never saw her", "family again for",
                                        "eleven years, as", "she told us then", "in this room."});
  CHECK(textOf({left + right}) ==
        "She was traf-\nficked twice by\nthe same men and\nwomen, over the\nborder, by way of\n"
        "two other coun-\ntries, and she\nnever saw her\nfamily again for\neleven years, as\n"
        "she told us then\nin this room.\n");
}

TEST_CASE("columns of a PDF are read one after the other under a title that spans them") {
  const std::string title = shown(60, 60, "A title that stands over both of the columns", 10);
  const std::vector<std::string> lines{"one two three", "four five six", "seven eight ni",
                                       "ten eleven twe", "thirteen fourt"};
  const std::string text =
      textOf({title + shownLines(60, 100, lines) + shownLines(210, 106, lines)});
  CHECK(text ==
        "A title that stands over both of the columns\n\none two three\nfour five six\n"
        "seven eight ni\nten eleven twe\nthirteen fourt\none two three\nfour five six\n"
        "seven eight ni\nten eleven twe\nthirteen fourt\n");
}

TEST_CASE("labels in a column of their own stand before what is said, also half a line lower") {
  const std::vector<std::string> answer{"He said that there was work for me in the",
                                        "city, and so I went."};
  const std::string page =
      shownLines(140, 100, answer) + shown(60, 106, "R07:") + shownLines(140, 140, {"And then?"}) +
      shown(60, 140, "INT:") +
      shownLines(140, 168, {"Then they took my passport, and I stayed", "there."}) +
      shown(60, 174, "R07:");
  CHECK(textOf({page}) ==
        "R07:\tHe said that there was work for me in the\ncity, and so I went.\n\n"
        "INT:\tAnd then?\n\nR07:\tThen they took my passport, and I stayed\nthere.\n");
}

TEST_CASE("cells of a table of a PDF with several lines are read cell by cell, others row by row") {
  const std::string page =
      shownLines(60, 100, {"Have you ever been traf-", "ficked before this?"}) +
      shownLines(240, 100, {"Yes, in 2003 and again in 2005, when", "he came back."}) +
      shownLines(60, 136, {"Who recruited you?"}) + shownLines(240, 136, {"A neighbour."}) +
      shownLines(60, 160, {"Where?"}) + shownLines(240, 160, {"In the village."});
  CHECK(textOf({page}) ==
        "Have you ever been traf-\nficked before this?\n\n"
        "Yes, in 2003 and again in 2005, when\nhe came back.\n\n"
        "Who recruited you?\tA neighbour.\n\nWhere?\tIn the village.\n");
}

TEST_CASE("pages of a PDF begin where their first word stands, and paragraphs go on over them") {
  const Reading reading = readPages(
      {shownLines(60, 780, {"She told me that she had been taken over", "the border and"}) +
           shown(60, 804, "that nobody had asked for any papers, not"),
       shown(60, 100, "even once.") + shown(60, 140, "That was all.")});
  const std::string expected =
      "She told me that she had been taken over\nthe border and\n"
      "that nobody had asked for any papers, not\neven once.\n\nThat was all.\n";
  REQUIRE(reading.text() == expected);
  CHECK(reading.documents[0].pageStarts ==
        std::vector<std::uint64_t>{0, expected.find("even once")});
}

TEST_CASE("headers, footers and page numbers of a PDF are left out, answers that recur are not") {
  std::vector<std::string> pages;
  for (int i = 1; i <= 4; ++i) {
    pages.push_back(shown(60, 40, "Interview 7, confidential") +
                    shown(60, 400, "Page " + std::to_string(i) + " says this,") +
                    shown(60, 412, "Yes, before.") +
                    shown(280, 810, "- " + std::to_string(i) + " of 4 -"));
  }
  const Reading reading = readPages(pages);
  CHECK(reading.text() ==
        "Page 1 says this,\nYes, before.\n\nPage 2 says this,\nYes, before.\n\n"
        "Page 3 says this,\nYes, before.\n\nPage 4 says this,\nYes, before.\n");
  CHECK(reading.notes() ==
        std::vector<std::string>{
            "headers, footers and page numbers that recur on the pages were left out"});
}

TEST_CASE("numbers at the top of pages that do not count with the pages stay") {
  std::vector<std::string> pages;
  for (const int year : {1999, 2007, 2003}) {
    pages.push_back(shown(60, 40, "In " + std::to_string(year)) + shown(60, 400, "Something."));
  }
  CHECK(textOf(pages) ==
        "In 1999\n\nSomething.\n\nIn 2007\n\nSomething.\n\nIn 2003\n\nSomething.\n");
}

TEST_CASE("a PDF whose pages say only what recurs keeps it") {
  CHECK(textOf({shown(60, 40, "Yes."), shown(60, 40, "Yes."), shown(60, 40, "Yes.")}) ==
        "Yes.\n\nYes.\n\nYes.\n");
}

TEST_CASE("text across a page of a PDF is read upright") {
  const std::string turned =
      "BT /F1 10 Tf 0 1 -1 0 300 200 Tm (Written upwards) Tj ET\n"
      "BT /F1 10 Tf 0 1 -1 0 312 200 Tm (in two lines.) Tj ET\n";
  CHECK(textOf({turned}) == "Written upwards\nin two lines.\n");
}

TEST_CASE("a mark in a check box of a PDF is read as one") {
  const std::string page = shown(60, 100, "Trafficked before?") +
                           "BT /F2 10 Tf 1 0 0 1 180 742 Tm (4) Tj ET\n" + shown(195, 100, "yes");
  CHECK(textOf({page}) == "Trafficked before?\n\n\u2612 yes\n");
}

TEST_CASE("letters of which a PDF does not say what they are get a warning") {
  const std::string page = "BT /F3 10 Tf 1 0 0 1 60 742 Tm (abc) Tj ET\n";
  const Reading known = readBytes(
      &readPdf, pdfOf({page}, {{'a', "0445"}, {'b', "04300442"}, {'c', "0430"}}), {}, "a.pdf");
  CHECK(known.text() == "хата\n");
  CHECK(known.result.diagnostics.empty());
  const Reading unknown = readBytes(
      &readPdf, pdfOf({page}, {{'a', "E000"}, {'b', "E001"}, {'c', "0430"}}), {}, "a.pdf");
  REQUIRE(unknown.result.diagnostics.size() == 1);
  CHECK(unknown.result.diagnostics[0].message ==
        "the fonts of this PDF do not say which letters they show, for 2 of 3 letters: compare the "
        "text with the pages; text recognition may read it better");
}

TEST_CASE("a PDF of pictures is named as such, and an empty sheet is no picture") {
  CHECK(whyNot(pdfOf({drawnSquare(), "", drawnSquare()})) ==
        "its 2 pages are pictures without a text layer: import it again with --ocr, which "
        "recognises the text where Tesseract is installed (Debian package tesseract-ocr)");
  CHECK(whyNot(pdfOf({"", ""})) == "its 2 pages show no text and no picture");
}

TEST_CASE(
    "pages of a PDF without text are counted, and given as pictures where they are asked for") {
  const std::vector<std::string> pages{shown(60, 100, "Text."), drawnSquare(),
                                       shown(60, 100, "More.")};
  const Reading plain = readPages(pages);
  REQUIRE(plain.documents.size() == 1);
  CHECK(plain.documents[0].pagesWithoutText == 1);
  CHECK(plain.documents[0].pageStarts == std::vector<std::uint64_t>{0, 7, 7});
  ReadOptions options;
  options.ocr = true;
  const Reading asked = readPages(pages, options);
  REQUIRE(asked.documents.size() == 2);
  CHECK(asked.documents[0].member == "!page 2");
  CHECK(asked.documents[0].containedFormat == kPagePicture);
  CHECK(asked.documents[0].contained->starts_with("P5\n2479 3508\n255\n"));
  CHECK(asked.documents[1].text == "Text.\n\nMore.\n");
}

TEST_CASE("a number stamped on pictures of pages does not make them text") {
  CHECK(whyNot(
            pdfOf({drawnSquare() + shown(500, 820, "0001"), drawnSquare() + shown(500, 820, "0002"),
                   drawnSquare() + shown(500, 820, "0003")})) ==
        "its 3 pages are pictures without a text layer: import it again with --ocr, which "
        "recognises the text where Tesseract is installed (Debian package tesseract-ocr)");
}

TEST_CASE("what is no PDF, or a damaged one, is refused with what to do") {
  CHECK(whyNot("") == "the file is empty");
  CHECK(whyNot("only text") ==
        "it is no PDF, whatever its name says: a PDF begins with %PDF; give it the ending of the "
        "program that it was made with");
  CHECK(whyNot("%PDF-1.4\nand nothing else") ==
        "the PDF is damaged so that none of its pages can be found: get it anew from where it "
        "came, or save it anew in the program that made it");
}

TEST_CASE("a PDF that loses its table of objects is read all the same") {
  std::string bytes = pdfOf({shown(60, 100, "Still there.")});
  bytes.resize(bytes.find("xref\n"));
  bytes += "trailer\n<</Root 1 0 R>>\n";
  const Reading reading = readBytes(&readPdf, bytes, {}, "a.pdf");
  CHECK(reading.text() == "Still there.\n");
  REQUIRE(reading.result.diagnostics.size() == 1);
  CHECK(reading.result.diagnostics[0].message ==
        "the end of the PDF is missing: what is there was read");
}

TEST_CASE("a PDF with too many pages or too much text is refused by number, limit and option") {
  const std::string bytes = pdfOf({shown(60, 100, "One."), shown(60, 100, "Two, and more.")});
  ReadOptions options;
  options.limits.members = 1;
  CHECK(whyNot(bytes, options) ==
        "it has 2 pages, and at most 1 are read; divide it, or raise the limit with "
        "--most-members");
  options = {};
  options.limits.text = 10;
  CHECK(whyNot(bytes, options) ==
        "the text is too large: its first 2 pages hold 20 bytes, and at most 10 are read; divide "
        "it, or raise the limit with --largest-text");
}

TEST_CASE("a protected PDF is named as such") {
  for (const char* name : {"format_zoo_derived/containers/pdf_special/user_password_is_secret.pdf",
                           "format_zoo/tika/testPassword4Spaces.pdf"}) {
    if (!std::filesystem::exists(corpora() / name)) continue;
    CHECK(whyNot(bytesOf(corpora() / name)) ==
          "it is protected by a password: open it in a PDF program, save it without the password, "
          "and import that file");
  }
}

TEST_CASE("a file attached to a PDF is not read, and the note says so") {
  const auto path = corpora() / "format_zoo/py-pdf/025-attachment__with-attachment.pdf";
  if (!std::filesystem::exists(path)) return;
  CHECK(readBytes(&readPdf, bytesOf(path)).notes() ==
        std::vector<std::string>{"1 file that is attached to the PDF was not read"});
}

TEST_CASE("a PDF on its side has the same text as the same one upright") {
  const auto folder = corpora() / "format_zoo_derived/containers";
  if (!std::filesystem::exists(folder / "pdf_special/rotated90.pdf")) return;
  CHECK(readBytes(&readPdf, bytesOf(folder / "pdf_special/rotated90.pdf")).text() ==
        readBytes(&readPdf, bytesOf(folder / "pdf/alabama_1_042_delia-garlic.pdf")).text());
}

TEST_CASE("Arabic and Latin words of a PDF come in reading order") {
  const auto path = corpora() / "format_zoo/py-pdf/015-arabic__habibi-rotated.pdf";
  if (!std::filesystem::exists(path)) return;
  const std::string line = "حَبيبي habibi حَبيبي\n";
  CHECK(readBytes(&readPdf, bytesOf(path)).text() == line + line + line + line);
}

TEST_CASE("a PDF keeps the words of what it was made from, and their order") {
  for (const auto& path : sharedFiles("corpora/format_zoo_derived/containers/pdf", ".pdf")) {
    if (path.stem() == "udhr_cmn_hans") continue;  // its fonts lack half of the letters
    INFO(path.filename());
    const std::string source = bytesOf(sourceOf(path));
    const std::string text = readBytes(&readPdf, bytesOf(path)).text();
    CHECK(wordsKept(source, text) >= 0.99);
    CHECK(inOrder(wordsOf(source), wordsOf(text)) >= 0.99);
  }
}

TEST_CASE("damaged PDFs are read or refused") {
  std::uint32_t seed = 0;
  for (const char* folder : {"corpora/format_zoo", "corpora/format_zoo_derived/containers"}) {
    for (const auto& path : sharedFiles(folder, ".pdf")) {
      INFO(path.filename());
      readDamaged(&readPdf, path, ++seed);
    }
  }
}
