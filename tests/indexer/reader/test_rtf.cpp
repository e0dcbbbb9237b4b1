#include <catch2/catch.hpp>

#include "indexer/reader/readers.h"
#include "tests/indexer/reader/office_files.h"

using namespace retold;

namespace {

Reading readBody(const std::string& body) {
  return readBytes(
      &readRtf,
      "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 "
      "Arial Cyr;}{\\f2\\fcharset128 MS Mincho;}{\\f3\\fcharset2 Wingdings;}"
      "{\\f4\\fcharset238 Arial CE;}{\\f5\\fcharset2 Symbol;}}" +
          body + "}");
}

std::string textOf(const std::string& body) { return readBody(body).text(); }

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("paragraphs, lines, tabs and line ends of an RTF file") {
  CHECK(textOf("\\pard One\r\n two\\line three\\tab four\\par\nFive\\\nSix\\par") ==
        "One two\nthree\tfour\n\nFive\n\nSix\n");
  CHECK(textOf("a\\{b\\}c\\\\d\\~e\\-f\\_g\\emdash h\\'93i\\rdblquote") ==
        "a{b}c\\d\u00a0e\u00adf\u2011g\u2014h\u201ci\u201d\n");
}

TEST_CASE("each font of an RTF file has its code page") {
  CHECK(textOf("\\f0\\'e9 {\\f1\\'e4\\'e0} {\\f4\\'f8\\'ec} \\'e8") == "é да řě è\n");
  // A second byte may be a letter of ASCII, or stand as it is.
  CHECK(textOf("{\\f2\\'82\\'a0\\'83A\\'83\\'41}") == "あアア\n");
  CHECK(textOf("\\loch\\f0\\dbch\\af2\\dbch \\'82\\'a0\\loch  x") == "あ x\n");
}

TEST_CASE("the code page of the document counts where no font has one") {
  CHECK(readBytes(&readRtf, "{\\rtf1\\ansi\\ansicpg1251\\deff0{\\fonttbl{\\f0 Arial;}}\\'e4\\'e0}")
            .text() == "да\n");
  CHECK(readBytes(&readRtf,
                  "{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0\\fcharset0 A;}}\\f0\\'e4\\'e0}")
            .text() == "да\n");
  CHECK(readBytes(&readRtf,
                  "{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 "
                  "B;}}\\f0\\'e4\\f1\\'e4}")
            .text() == "äд\n");
  CHECK(readBytes(&readRtf, "{\\rtf1\\mac\\'8e}").text() == "é\n");
  CHECK(readBytes(&readRtf, "{\\rtf1\\ansi\\ansicpg1251 \\'e4}").documents[0].encoding ==
        Encoding{"windows-1251", 1.0, false});
  ReadOptions options;
  options.decode.encoding = "windows-1251";
  CHECK(readBytes(&readRtf, "{\\rtf1\\ansi\\'e4}", options).text() == "д\n");
}

TEST_CASE("RTF that holds UTF-8, as it should not, is read as such") {
  CHECK(readBytes(&readRtf, "{\\rtf1\\ansi да, снова}").text() == "да, снова\n");
}

TEST_CASE("characters of RTF by number, and what stands there for old readers") {
  CHECK(textOf("\\uc1\\u1076?\\u1072\\'3f!") == "да!\n");
  CHECK(textOf("\\uc0\\u1076\\u1072 x") == "даx\n");
  CHECK(textOf("{\\uc2\\u1076??}\\u1072?") == "да\n");
  CHECK(textOf("\\u-10179?\\u-8704?") == "😀\n");
  CHECK(textOf("\\u8226 \\par next") == "\u2022\n\nnext\n");
  const Reading half = readBody("a\\u-10240? b\\u-9216? c");
  CHECK(half.text() == "a\ufffd b\ufffd c\n");
  CHECK(half.documents[0].unreadable == 2);
}

TEST_CASE("boxes of forms in symbol fonts are boxes, Greek is Greek") {
  CHECK(textOf("{\\f3\\'fe} Yes {\\f3\\'a8} No {\\f3\\u-3842 ?}") == "☑ Yes ☐ No ☑\n");
  CHECK(textOf("{\\f5 a}") == "α\n");
}

TEST_CASE("headers, footers, hidden and deleted words of RTF are left out and noted") {
  const Reading reading = readBody(
      "{\\header Page {\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}\\par}{\\footer\\par}Seen"
      "{\\v  not seen}{\\deleted  struck}{\\revised  added}.");
  CHECK(reading.text() == "Seen added.\n");
  CHECK(reading.notes() == Strings{"headers and footers were left out",
                                   "2 words of hidden text were left out",
                                   "2 tracked changes: the final text was read"});
}

TEST_CASE("footnotes and comments of RTF stand at the end with their marks") {
  const Reading reading = readBody(
      "Word{\\super\\chftn{\\footnote\\pard {\\super\\chftn} The note.\\par second}} more"
      "{\\*\\atnid X}{\\*\\atnauthor Ana}\\chatn{\\*\\annotation{\\*\\atndate 1}Why?}.\\par");
  CHECK(reading.text() ==
        "Word[1] more[comment 1].\n\n[1] The note.\n\nsecond\n\nComment 1 (Ana): Why?\n");
  CHECK(reading.notes() ==
        Strings{"1 comment stands at the end of the text", "notes stand at the end of the text"});
}

TEST_CASE("the raised number of a note does not join its word") {
  CHECK(textOf("came{\\super 4} on the 1{\\super st}") == "came⁴ on the 1st\n");
}

TEST_CASE("fields of RTF give what they show") {
  CHECK(textOf("{\\field{\\*\\fldinst HYPERLINK \"http://x\"}{\\fldrslt the link}}") ==
        "the link\n");
  CHECK(textOf("{\\field{\\*\\fldinst SYMBOL 254 \\\\f \"Wingdings\" \\\\s 10}{\\fldrslt}}") ==
        "☑\n");
  CHECK(
      textOf(
          "Again: {\\field{\\*\\fldinst FORMCHECKBOX {\\*\\formfield{\\fftype1\\ffres1{\\*\\ffname "
          "C}}}}{\\fldrslt}}") == "Again:\n\n☒\n");
  CHECK(textOf("City: {\\field{\\*\\fldinst FORMDROPDOWN{\\*\\formfield{\\fftype2\\ffres1{\\*\\ffl "
               "Oslo}{\\*\\ffl Rome}}}}{\\fldrslt}}") == "City: Rome\n");
}

TEST_CASE("what RTF readers do not know is passed over, what is written twice is read once") {
  CHECK(textOf("a{\\*\\unknown secret}{\\pict\\bin3 }}x 0123}b") == "ab\n");
  CHECK(textOf("{\\upr{old}{\\*\\ud{new}}}") == "new\n");
  CHECK(textOf("{\\object{\\*\\objdata 0102}{\\result shown}}") == "shown\n");
  CHECK(textOf("Text {\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt In a box.\\par}}{\\shprslt"
               "{\\*\\do\\dptxbx{\\dptxbxtext In a box.\\par}}}}goes on.\\par After.") ==
        "Text goes on.\n\nIn a box.\n\nAfter.\n");
  CHECK(textOf("{\\info{\\title Secret}{\\author A}}{\\stylesheet{\\s1 Heading;}}Shown") ==
        "Shown\n");
}

TEST_CASE("items of RTF lists keep their numbers, bullets are dashes") {
  CHECK(textOf("{\\listtext\\'b7\\tab}one\\par{\\pntext\\pard 2.\\tab}two\\par") ==
        "- one\n\n2. two\n");
}

TEST_CASE("rows of RTF tables are lines, also of tables within tables") {
  CHECK(textOf("\\trowd\\pard\\intbl A\\cell B\\cell\\row\\trowd C\\cell\\cell D\\cell\\row\\pard "
               "E\\par") == "A\tB\n\nC\t\tD\n\nE\n");
  const auto path = sharedFiles("corpora/format_zoo/pandoc", ".rtf");
  for (const auto& file : path) {
    if (file.filename() != "rtf_table_nested.rtf") continue;
    const std::string text = readBytes(&readRtf, bytesOf(file)).text();
    CHECK(text ==
          "Level two before\n\nDeep A\tDeep B\n\nDeep C\tDeep D\n\nLevel two after\n\nOuter "
          "after\n\nOutside table\n");
  }
}

TEST_CASE("what stands behind the end of an RTF file is not lost in silence") {
  const Reading reading =
      readBytes(&readRtf, "{\\rtf1 First.\\par } Second\\par third.}", {}, "a.rtf");
  CHECK(reading.text() == "First.\n");
  REQUIRE(reading.result.diagnostics.size() == 1);
  CHECK(toText(reading.result.diagnostics[0]) ==
        "a.rtf: warning: the file goes on behind its end: 2 words and commands were left out. Open "
        "it in a word processor: where something is missing there too, look for another copy");
  CHECK(readBytes(&readRtf, std::string("{\\rtf1 Yes.}}\r\n\0\0", 17)).result.diagnostics.empty());
}

TEST_CASE("bytes of RTF without their digits say nothing, however many there are") {
  std::string body;
  for (int i = 0; i < 1'000'000; ++i) body += "\\'";
  CHECK(textOf("a " + body + "zz b") == "a zz b\n");
}

TEST_CASE("an RTF file that breaks off is read so far and told") {
  const Reading reading = readBytes(&readRtf, "{\\rtf1 {\\b She said", {}, "a.rtf");
  CHECK(reading.text() == "She said\n");
  REQUIRE(reading.result.diagnostics.size() == 1);
  CHECK(toText(reading.result.diagnostics[0]) ==
        "a.rtf: warning: the file breaks off: 2 groups are not closed; what stands before its end "
        "was read");
}

TEST_CASE("what is no RTF, empty or absurdly nested is refused with the reason") {
  CHECK(readBytes(&readRtf, "").result.unreadable == "the file is empty");
  CHECK(readBytes(&readRtf, "Hello").result.unreadable ==
        "it does not begin as Rich Text Format does (\"{\\rtf\"); open it in the program that made "
        "it and save it again as .rtf or .docx");
  CHECK(readBytes(&readRtf, "{\\rtf1{\\fonttbl{\\f0 A;}}}").result.unreadable ==
        "the file holds no text");
  CHECK(readBytes(&readRtf, "{\\rtf1" + std::string(100'000, '{') + "x").result.unreadable ==
        "its groups are nested more than 512 deep, which no transcript needs; open it and save it "
        "again, or set another limit by the option --depth");
}

TEST_CASE("RTF made from texts gives their words, and damage is no harm") {
  for (const auto& path : sharedFiles("corpora/format_zoo", ".rtf")) {
    INFO(path.filename());
    readDamaged(&readRtf, path, 3);
  }
  for (const auto& path : sharedFiles("corpora/format_zoo_derived/containers/rtf", ".rtf")) {
    INFO(path.filename());
    const Reading reading = readBytes(&readRtf, bytesOf(path));
    REQUIRE(reading.documents.size() == 1);
    CHECK(reading.result.diagnostics.empty());
  }
}
