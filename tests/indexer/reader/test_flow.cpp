#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include "indexer/reader/flow.h"
#include "indexer/reader/list_number.h"
#include "indexer/reader/package.h"
#include "indexer/reader/symbols.h"
#include "indexer/reader/transcript_table.h"
#include "indexer/reader/xml.h"
#include "tests/indexer/reader/office_files.h"

using namespace retold;

namespace {

/// The line with "|" where it is cut behind a question and "/" where before one.
std::string cut(std::string line) {
  const std::vector<FormCut> cuts = formCuts(line);
  for (auto each = cuts.rbegin(); each != cuts.rend(); ++each) {
    line.insert(each->at, each->question ? "|" : "/");
  }
  return line;
}

std::vector<FlowRow> rowsOf(const std::vector<std::vector<std::string>>& texts) {
  std::vector<FlowRow> rows;
  for (const auto& line : texts) {
    FlowRow& row = rows.emplace_back();
    for (const std::string& text : line) row.cells.push_back({FlowBlock{"", text, {}}});
  }
  return rows;
}

std::string label(std::uint32_t value, ListStyle style) { return listNumber(value, style); }

}  // namespace

TEST_CASE("a line of a form is cut between a question and its marks") {
  CHECK(cut("Trafficked before? ☒ Yes ☐ No") == "Trafficked before? |☒ Yes ☐ No");
  CHECK(cut("Trafficked before? Yes ☒ No ☐") == "Trafficked before?| Yes ☒ No ☐");
  CHECK(cut("Sold before: [x] yes [ ] no") == "Sold before: |[x] yes [ ] no");
  CHECK(cut("Previously trafficked ☐ Yes ☒ No") == "Previously trafficked |☐ Yes ☒ No");
  CHECK(cut("هل بيعت من قبل؟ ☒ نعم ☐ لا") == "هل بيعت من قبل؟ |☒ نعم ☐ لا");
  CHECK(cut("Married? ☒ Yes ☐ No\tChildren? ☐ Yes ☒ No") ==
        "Married? |☒ Yes ☐ No\t/Children? |☐ Yes ☒ No");
}

TEST_CASE("a line without a question before its marks is not cut") {
  CHECK(cut("☒ Yes ☐ No") == "☒ Yes ☐ No");
  CHECK(cut("Yes ☒ No ☐") == "Yes ☒ No ☐");
  CHECK(cut("I agree ☒ to take part") == "I agree ☒ to take part");
  CHECK(cut("Were you sold before?") == "Were you sold before?");
  CHECK(cut("") == "");
}

TEST_CASE("tables of speech are told from other tables") {
  const auto columns = [](const std::vector<std::vector<std::string>>& texts) {
    return transcriptColumns(rowsOf(texts));
  };
  const auto speech = columns({{"INT:", "Where did you go after that?"},
                               {"Ana:", "I went back to the bar."},
                               {"INT:", "And who took you there?"},
                               {"Ana:", "The same man as before."}});
  REQUIRE(speech);
  CHECK(speech->speaker == 0);
  CHECK(speech->speech == 1);
  CHECK(speech->firstRow == 0);
  const auto numbered = columns({{"1", "A", "00:01", "Where did you go after that?"},
                                 {"2", "B", "00:07", "I went back to the bar."},
                                 {"3", "A", "00:09", "And who took you there?"},
                                 {"4", "B", "00:12", "The same man as before."}});
  REQUIRE(numbered);
  CHECK(numbered->number == 0);
  CHECK(numbered->speaker == 1);
  CHECK(numbered->time == 2);
  CHECK(numbered->speech == 3);
  // Names that do not recur, fields, answers behind questions, a column of notes.
  CHECK_FALSE(columns({{"Albania", "a country on the Adriatic sea"},
                       {"Moldova", "a country between two rivers"},
                       {"Ukraine", "a country on the Black Sea"}}));
  CHECK_FALSE(columns({{"Name", "Ana Maria and her sister"},
                       {"Age", "nineteen at the time of entry"},
                       {"Name", "somebody else with a name"}}));
  CHECK_FALSE(columns({{"Where did you go after that?", "Yes"},
                       {"And who took you there then?", "No"},
                       {"Were you paid for the work?", "Yes"}}));
  CHECK_FALSE(columns({{"A", "Where did you go after that?", "calm, looks at the window"},
                       {"B", "I went back to the bar.", "cries"},
                       {"A", "And who took you there?", "a long pause"}}));
  CHECK_FALSE(columns({{"A", "one line of speech only"}}));
}

TEST_CASE("list numbers are counted as word processors count them") {
  CHECK(label(4, ListStyle::LowerRoman) == "iv");
  CHECK(label(1994, ListStyle::UpperRoman) == "MCMXCIV");
  CHECK(label(4000, ListStyle::UpperRoman) == "4000");
  CHECK(label(26, ListStyle::LowerLetter) == "z");
  CHECK(label(28, ListStyle::LowerLetter) == "bb");
  CHECK(label(4'000'000'000, ListStyle::UpperLetter) == "4000000000");
  CHECK(label(7, ListStyle::DecimalZero) == "07");
  CHECK(label(2, ListStyle::UpperCyrillic) == "Б");
  CHECK(label(0, ListStyle::LowerRoman) == "0");
  CHECK(bulletText("□") == "☐");
  CHECK(bulletText("•") == "-");
}

TEST_CASE("symbol fonts show boxes, ticks and Greek letters") {
  CHECK(symbolText("Wingdings", "\uF06F\uF0FE\uF0FC") == "☐☑✓");
  CHECK(symbolText("Wingdings 2", "\uF052") == "☑");
  CHECK(symbolText("Symbol", "ab") == "αβ");
  CHECK(symbolText("Wingdings", "\uF0C1") == "\uF0C1");
  CHECK_FALSE(isSymbolFont("Calibri"));
}

TEST_CASE("parts of a package are found whatever their case and slashes") {
  const std::string zip = zipOf({{"Word\\Document.XML", "a"}, {"/b.xml", "b"}, {"B.xml", "c"}});
  const Package package(zip, "file", {}, [](std::string_view) { return true; });
  REQUIRE(package.find("word/document.xml"));
  CHECK(*package.find("/word/document.xml") == "a");
  CHECK(*package.find("b.xml") == "b");
  CHECK(package.damage().empty());
  CHECK(partName("word/document.xml", "../media/a.xml") == "media/a.xml");
  CHECK(partName("word/document.xml", "/word/../x.xml") == "x.xml");
  CHECK(partName("a/b", "../../../../c") == "c");
}

TEST_CASE("XML is read in the encoding that it has, not in the one that it claims") {
  const auto text = [](std::string bytes) {
    return textBelow(parseXml(std::move(bytes), "the document", {}).root());
  };
  CHECK(text("<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>и</a>") == "и");
  CHECK(text("<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>\xE8</a>") == "и");
  CHECK(text("<?xml version=\"1.0\" encoding=\"nothing\"?><a>\xE8 x</a>") == "\uFFFD x");
  CHECK(text(std::string("\xFF\xFE<\0a\0>\0\x38\x04<\0/\0a\0>\0", 18)) == "и");
  CHECK(text("") == "");
}

TEST_CASE("pieces of XML are found by their names") {
  const std::string xml =
      "<!-- <row/> --><x:row a=\"1>2\"/><rows/><row>a</row><y:row>b<c/></y:row><row>end";
  XmlPieces pieces(xml, "row");
  CHECK(pieces.next() == "<x:row a=\"1>2\"/>");
  CHECK(pieces.next() == "<row>a</row>");
  CHECK(pieces.next() == "<y:row>b<c/></y:row>");
  CHECK(pieces.next() == "<row>end");
  CHECK(pieces.next().empty());
}
