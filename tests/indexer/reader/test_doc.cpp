#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/reader/readers.h"
#include "tests/indexer/reader/office_files.h"
#include "tests/indexer/reader/ole_files.h"

using namespace retold;

namespace {

using Strings = std::vector<std::string>;

std::filesystem::path corpora() { return std::filesystem::path(RETOLD_SHARED_DIR) / "corpora"; }

Reading readShared(const std::string& file) {
  return readBytes(&readDoc, bytesOf(corpora() / file), {}, "a.doc");
}

/// Files that LibreOffice 7.4 made of the rtf and fodt files beside them.
Reading readOwn(const std::string& name) {
  const auto folder = std::filesystem::path(RETOLD_SOURCE_DIR) / "tests/data/doc";
  return readBytes(&readDoc, bytesOf(folder / name), {}, "a.doc");
}

std::string whyNot(const std::string& bytes, const ReadOptions& options = {}) {
  const Reading reading = readBytes(&readDoc, bytes, options, "a.doc");
  CHECK(reading.documents.empty());
  return reading.result.unreadable.value_or("");
}

/// A piece of a text of Word 97: its characters as they lie in the file, and what changes them.
struct TestPiece {
  std::string bytes;
  bool wide = false;
  std::uint16_t modifier = 0;
};

/// The streams of a Word 97 document without formats of its own.
std::string wordOf(const std::vector<TestPiece>& pieces, const std::string& modifiers = "",
                   std::uint16_t flags = 0) {
  std::string main(0x400, '\0'), places, details;
  std::uint32_t position = 0;
  for (const TestPiece& piece : pieces) {
    places += littleEndian(position, 4);
    position += static_cast<std::uint32_t>(piece.bytes.size() / (piece.wide ? 2 : 1));
    const std::size_t at = main.size();
    details += littleEndian(0, 2) + littleEndian(piece.wide ? at : (at * 2 | 0x40000000), 4) +
               littleEndian(piece.modifier, 2);
    main += piece.bytes;
  }
  places += littleEndian(position, 4);
  std::string clx;
  if (!modifiers.empty()) clx = "\1" + littleEndian(modifiers.size(), 2) + modifiers;
  clx += "\2" + littleEndian(places.size() + details.size(), 4) + places + details;
  putAt(main, 0, littleEndian(0xA5EC, 2) + littleEndian(0xC1, 2));
  putAt(main, 0x0A, littleEndian(flags, 2));
  putAt(main, 0x4C, littleEndian(position, 4));
  putAt(main, 0x98, littleEndian(93, 2));
  putAt(main, 0x1A2, littleEndian(0, 4) + littleEndian(clx.size(), 4));
  return oleOf({{"WordDocument", main}, {"0Table", clx}});
}

/// A Word 6 document in one piece, without formats.
std::string word6Of(const std::string& text, std::uint16_t language) {
  std::string main(0x400, '\0');
  main += text;
  putAt(main, 0, littleEndian(0xA5DC, 2) + littleEndian(101, 2));
  putAt(main, 6, littleEndian(language, 2));
  putAt(main, 0x18, littleEndian(0x400, 4) + littleEndian(main.size(), 4));
  putAt(main, 0x34, littleEndian(text.size(), 4));
  return oleOf({{"WordDocument", main}});
}

}  // namespace

TEST_CASE("a Word 97 document is read with its notes, lists, table, changes and hidden words") {
  const Reading reading = readOwn("all.doc");
  CHECK(reading.text() ==
        "Interview with a woman\nwho returned\n\n"
        "She said[1] that it happened[comment 1] again.\n\n"
        "Visible end.\n\nOld added text.\n\n"
        "1. First\n\n1.a Under first\n\n2. Second\n\n- A point\n\nSee the page.\n\n"
        "Age\t19\n\nCountry\tMoldova\n\n"
        "After the table\n\n☐ ☒да?.\n\n"
        "[1] This note explains.\n\nComment 1: Check this.\n");
  CHECK(reading.notes() ==
        Strings{"headers and footers were left out", "2 tracked changes: the final text was read",
                "3 words of hidden text were left out", "1 comment stands at the end of the text",
                "notes stand at the end of the text"});
}

TEST_CASE("the form fields of a Word 97 document are answers") {
  const Reading reading = readOwn("form.doc");
  CHECK(reading.text() ==
        "Trafficked before?\n\n☒ Yes ☐ No\n\nCountry: Moldova\n\nName: withheld\n");
  REQUIRE(reading.documents[0].turns.size() > 1);
  CHECK(reading.documents[0].turns[0].question);
}

TEST_CASE("text boxes, endnotes, comments and tables within tables of a Word 97 document") {
  const Reading reading = readOwn("box.doc");
  CHECK(reading.text() ==
        "Before the box, same paragraph.\n\nWords in the box\n\nNext paragraph[1].[comment 1]\n\n"
        "outer\n\nin 1\tin 2\n\nbehind\n\nright\n\nThe end.\n\n"
        "[1] An endnote.\n\nComment 1 (Ana): Who is this?\n");
}

TEST_CASE("pieces of a text in one byte and in two bytes a character") {
  CHECK(
      readBytes(&readDoc, wordOf({{"caf\xE9 \x93now\x94\r"}, {utf16(u"да, 𐌲\r"), true}})).text() ==
      "café “now”\n\nда, 𐌲\n");
  // Special characters, and half a character.
  CHECK(readBytes(&readDoc,
                  wordOf({{"a\x0B"
                           "b\x1E"
                           "c\x1F"
                           "d\x0C"
                           "e\r"},
                          {utf16(std::u16string{u'x', char16_t(0xD800), u'y', u'\r'}), true}}))
            .text() == "a\nb\u2011c\u00ADd\n\ne\n\nx\uFFFDy\n");
}

TEST_CASE("what a quick save deleted or hid in a piece stays out") {
  constexpr std::uint16_t deleted = 0x41 << 1 | 1 << 8, hidden = 0x5C << 1 | 1 << 8;
  constexpr std::uint16_t firstList = 1;
  const Reading reading = readBytes(&readDoc, wordOf({{"kept "},
                                                      {"gone ", false, deleted},
                                                      {"unseen one ", false, hidden},
                                                      {"listed ", false, firstList},
                                                      {"end\r"}},
                                                     littleEndian(0x083C, 2) + "\1"));
  CHECK(reading.text() == "kept end\n");
  CHECK(reading.notes() == Strings{"1 tracked change: the final text was read",
                                   "3 words of hidden text were left out"});
}

TEST_CASE("fields show their result, and one that never ends does not swallow the text") {
  CHECK(readBytes(&readDoc,
                  wordOf({{"See \x13 HYPERLINK \"x\" \x14the page\x15 now\x13 XE \"w\" \x15.\r"}}))
            .text() == "See the page now.\n");
  CHECK(readBytes(&readDoc, wordOf({{"See \x13 PAGE \x14the page\rand more\r"}})).text() ==
        "See  PAGE the page\n\nand more\n");
}

TEST_CASE("a Word 6 document has the code page of its language") {
  CHECK(readBytes(&readDoc, word6Of("\xE4\xE0, \xF1\xED\xEE\xE2\xE0\r", 0x0419)).text() ==
        "да, снова\n");
  CHECK(readBytes(&readDoc, word6Of("d\xE9j\xE0\r", 0x040C)).text() == "déjà\n");
  ReadOptions options;
  options.decode.encoding = "windows-1250";
  CHECK(readBytes(&readDoc, word6Of("\xF8\r", 0x0409), options).text() == "ř\n");
  CHECK(whyNot(word6Of("\x83\x41\r", 0x0411)) ==
        "it is an East Asian document of Word 6 or Word 95, which Retold does not read; open it in "
        "a word processor and save it as docx, or let LibreOffice do so by the option "
        "--libreoffice");
}

TEST_CASE("Word documents of the zoo") {
  CHECK(readShared("format_zoo/tika/testWORD6.doc").text() ==
        "The quick brown fox jumps over the lazy dog\n");
  const Reading various = readShared("format_zoo/tika/testWORD_various.doc");
  for (const char* words : {"Footnote appears here[1]\n", "1) Number bullet 1\n", "- Bullet 1\n",
                            "Row 1 Col 1\tRow 1 Col 2\tRow 1 Col 3\n", "ゾルゲと尾崎、淡々と最期\n",
                            "𐌲𐌿𐍄𐌹𐍃𐌺\n", "Here is a text box\n", "\n[1] This is a footnote.\n"}) {
    CAPTURE(words);
    CHECK(various.text().find(words) != std::string::npos);
  }
  CHECK(readShared("format_zoo/tika/testWORD.doc").text().find("Nested table") !=
        std::string::npos);
}

TEST_CASE("a Word document behind a password is named") {
  const std::string expected =
      "the Word document is protected by a password; open it in the program that made it, save a "
      "copy without a password and import that";
  CHECK(whyNot(bytesOf(corpora() / "format_zoo/tika/testWORD_protected_passtika.doc")) == expected);
  CHECK(whyNot(wordOf({{"secret\r"}}, "", 0x0100)) == expected);
  CHECK(whyNot(oleOf({{"EncryptedPackage", "x"}, {"EncryptionInfo", "x"}})) == expected);
}

TEST_CASE("what is named .doc and is none is named, or given on") {
  const std::string perfect = bytesOf(corpora() / "format_zoo/tika/testWordPerfect_42.doc");
  CHECK(whyNot(perfect) ==
        "it is no Word document, perhaps one of an older program (WordPerfect, Works, Word for "
        "DOS), which Retold does not read itself: open it in a word processor and save it as docx, "
        "or import with --libreoffice where LibreOffice is installed");
  CHECK(whyNot("\xDB\xA5\x2D" + std::string(100, '\0')) ==
        "it is a document of Word 2, which Retold does not read itself: open it in a word "
        "processor and save it as docx, or import with --libreoffice where LibreOffice is "
        "installed");
  ReadOptions options;
  options.libreOffice = true;
  const Reading given = readBytes(&readDoc, perfect, options);
  REQUIRE(given.documents.size() == 1);
  CHECK(given.documents[0].contained == perfect);
  CHECK(given.documents[0].containedFormat == "libreoffice");

  const Reading text = readBytes(&readDoc, "Q: Where?\nA: At home.\n");
  CHECK(text.documents.at(0).containedFormat == "txt");
  CHECK(text.notes() == Strings{"its name is that of a Word document, but it is plain text"});
  CHECK(whyNot(oleOf({{"Workbook", "x"}})) ==
        "it is an office file, but no Word document: it has no part with the text of one; open it "
        "in the program that made it and save it in another format");
}

TEST_CASE("a damaged Word document gives what is left, or says that there is nothing") {
  CHECK(whyNot(oleOf({{"WordDocument", "x"}})) ==
        "the Word document is damaged: its text is missing from the file; look for another copy");
  // A file that promises more characters than it has.
  std::string bytes = wordOf({{std::string(4000, ' ') + "kept words\r"}});
  putAt(bytes, 512 + 0x4C, littleEndian(9999, 4));
  const Reading reading = readBytes(&readDoc, bytes, {}, "a.doc");
  CHECK(reading.text() == "kept words\n");
  CHECK(reading.notes() == Strings{"the file is damaged: some of its parts are missing or "
                                   "contradict each other"});
  REQUIRE(reading.result.diagnostics.size() == 1);
  CHECK(reading.result.diagnostics[0].message ==
        "the Word document is damaged (some of its parts are missing or contradict each other); 2 "
        "words could be read and others may be missing");
}

TEST_CASE("Word 97 documents keep the words of what they were made from") {
  const auto files = sharedFiles("corpora/format_zoo_derived/containers/doc", ".doc");
  REQUIRE(files.size() == 9);
  for (const auto& file : files) {
    CAPTURE(file.filename().string());
    const std::string name = file.stem().string();
    const auto source = name.starts_with("udhr_")
                            ? corpora() / "udhr/txt" / (name.substr(5) + ".txt")
                            : corpora() / "wpa_slave_narratives/interviews" / (name + ".txt");
    const Reading reading = readBytes(&readDoc, bytesOf(file));
    REQUIRE(reading.documents.size() == 1);
    CHECK(wordsKept(bytesOf(source), reading.text()) >= 0.999);
    CHECK(wordsKept(reading.text(), bytesOf(source)) >= 0.999);
  }
}

TEST_CASE("damaged Word documents are read to an end") {
  std::uint32_t seed = 1;
  for (const char* folder :
       {"corpora/format_zoo/tika", "corpora/format_zoo_derived/containers/doc"}) {
    for (const auto& file : sharedFiles(folder, ".doc")) readDamaged(&readDoc, file, seed++);
  }
  const auto own = std::filesystem::path(RETOLD_SOURCE_DIR) / "tests/data/doc";
  for (const char* name : {"all.doc", "box.doc", "form.doc"}) {
    for (int i = 0; i < 10; ++i) readDamaged(&readDoc, own / name, seed++);
  }
}
