#include <catch2/catch.hpp>

#include "indexer/reader/cell_format.h"
#include "indexer/reader/readers.h"
#include "indexer/reader/sheet.h"
#include "tests/indexer/reader/office_files.h"

using namespace retold;

namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;
using Notes = std::vector<std::string>;

/// A workbook with these sheets' XML ("<sheetData>…"), named A, B, …
std::string xlsxOf(const std::vector<std::string>& sheets, const Parts& more = {},
                   std::string_view properties = "", std::string_view state = "") {
  std::string list, relations;
  Parts parts;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string id = "rId" + std::to_string(i + 1);
    const std::string part = "worksheets/sheet" + std::to_string(i + 1) + ".xml";
    list += std::string("<sheet name=\"") + static_cast<char>('A' + i) +
            "\" sheetId=\"1\" r:id=\"" + id + "\"" + (i == 1 ? std::string(state) : "") + "/>";
    relations += "<Relationship Id=\"" + id + "\" Type=\"x/worksheet\" Target=\"" + part + "\"/>";
    parts.emplace_back("xl/" + part, "<worksheet>" + sheets[i] + "</worksheet>");
  }
  for (const auto& [name, content] : more) {
    if (name.find('/') == std::string::npos) {
      relations += "<Relationship Id=\"s" + name + "\" Type=\"x/" + name.substr(0, name.find('.')) +
                   "\" Target=\"" + name + "\"/>";
      parts.emplace_back("xl/" + name, content);
    } else {
      parts.emplace_back(name, content);
    }
  }
  parts.emplace_back("_rels/.rels",
                     "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" "
                     "Target=\"xl/workbook.xml\"/></Relationships>");
  parts.emplace_back("xl/workbook.xml", "<workbook>" + std::string(properties) + "<sheets>" + list +
                                            "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels",
                     "<Relationships>" + relations + "</Relationships>");
  return zipOf(parts);
}

std::string rows(std::string_view content) {
  return "<sheetData>" + std::string(content) + "</sheetData>";
}

std::string csvOf(const Reading& reading, std::size_t index = 0) {
  REQUIRE(reading.documents.size() > index);
  REQUIRE(reading.documents[index].contained);
  CHECK(reading.documents[index].containedFormat == "csv");
  return *reading.documents[index].contained;
}

std::string odsTable(std::string_view content, std::string_view name = "A") {
  return "<table:table table:name=\"" + std::string(name) + "\">" + std::string(content) +
         "</table:table>";
}

}  // namespace

TEST_CASE("what a number format makes of a number is read from its code") {
  CHECK(parseCellFormat("General") == CellFormat{});
  CHECK(parseCellFormat("0.00") == CellFormat{});
  CHECK(parseCellFormat("\"day \"0") == CellFormat{});
  CHECK(parseCellFormat("[Red]0;[Blue]yyyy") == CellFormat{});
  CHECK(parseCellFormat("dd/mm/yyyy;@") == CellFormat{.year = true, .month = true, .day = true});
  CHECK(parseCellFormat("[$-409]mmm\\-yy") == CellFormat{.year = true, .month = true});
  CHECK(parseCellFormat("YYYY") == CellFormat{.year = true});
  CHECK(parseCellFormat("h:mm AM/PM").time);
  CHECK_FALSE(parseCellFormat("h:mm:ss").month);
  CHECK_FALSE(parseCellFormat("mm:ss.0").month);
  CHECK(parseCellFormat("mm:ss.0").thousandths);
  CHECK(parseCellFormat("[h]:mm") == CellFormat{.time = true, .elapsed = true});
  CHECK(parseCellFormat("d.m.yy h:mm") ==
        CellFormat{.year = true, .month = true, .day = true, .time = true});
  CHECK(parseCellFormat("00000").zeros == 5);
  CHECK(parseCellFormat("0.0%").percent);
}

TEST_CASE("numbers of cells are written plainly and dates as ISO 8601") {
  const auto text = [](std::string_view value, std::string_view code, bool from1904 = false) {
    return cellText(value, parseCellFormat(code), from1904);
  };
  CHECK(text("1.0E+5", "General") == "100000");
  CHECK(text("12.0", "General") == "12");
  CHECK(text("0.30000000000000004", "General") == "0.3");
  CHECK(text("1E-7", "General") == "0.0000001");
  CHECK(text("-0", "General") == "0");
  CHECK(text("12345678901234567", "General") == "12345678901234567");
  CHECK(text("7", "0000") == "0007");
  CHECK(text("0.125", "0.0%") == "12.5%");
  CHECK(text("words", "dd/mm/yyyy") == "words");
  CHECK(text("37716", "dd/mm/yyyy") == "2003-04-05");
  CHECK(text("36254", "dd/mm/yyyy", true) == "2003-04-05");
  CHECK(text("37712", "mmm yyyy") == "2003-04");
  CHECK(text("37622", "yyyy") == "2003");
  CHECK(text("37716.5625", "dd/mm/yyyy hh:mm") == "2003-04-05T13:30:00");
  CHECK(text("37716", "dd/mm/yyyy hh:mm") == "2003-04-05");
  CHECK(text("37716.999999", "dd/mm/yyyy hh:mm") == "2003-04-06");
  CHECK(text("0.5625", "h:mm") == "13:30:00");
  CHECK(text("1.5", "[h]:mm") == "36:00:00");
  CHECK(text("0.0000144675925925926", "mm:ss.000") == "00:00:01.250");
  CHECK(text("1", "d/m/yyyy") == "1900-01-01");
  CHECK(text("59", "d/m/yyyy") == "1900-02-28");
  CHECK(text("60", "d/m/yyyy") == "1900-02-29");
  CHECK(text("61", "d/m/yyyy") == "1900-03-01");
  CHECK(text("0", "d/m/yyyy", true) == "1904-01-01");
  CHECK(text("-3", "d/m/yyyy") == "-3");
  CHECK(text("99999999", "d/m/yyyy") == "99999999");
  CHECK(cellText("37716", builtInCellFormat(14), false) == "2003-04-05");
  CHECK(cellText("37716", builtInCellFormat(17), false) == "2003-04");
  CHECK(cellText("37716", builtInCellFormat(2), false) == "37716");
}

TEST_CASE("cells of every kind are read from an xlsx") {
  const std::string strings =
      "<sst><si><t>text</t></si><si><r><t>rich </t></r><r><rPr/><t xml:space=\"preserve\">text"
      "</t></r><rPh><t>reading</t></rPh></si><si><t>line_x000D_\nend</t></si></sst>";
  const std::string styles =
      "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts>"
      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
  const std::string sheet = rows(
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
      "<c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"b\"><v>1</v></c></row>"
      "<row r=\"3\"><c r=\"B3\" s=\"1\"><v>37716</v></c><c><f>A1&amp;B1</f><v>5.0</v></c>"
      "<c t=\"e\"><v>#N/A</v></c></row>"
      "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>a;b</t></is></c>"
      "<c r=\"D4\" t=\"str\"><f>x</f><v>said \"x\"</v></c><c r=\"E4\" s=\"1\"/></row>");
  const Reading reading = readBytes(
      &readXlsx, xlsxOf({sheet}, {{"sharedStrings.xml", strings}, {"styles.xml", styles}}));
  CHECK(csvOf(reading) ==
        "text,rich text,\"line\nend\",TRUE\r\n,2003-04-05,5,#N/A\r\n\"a;b\",,,\"said "
        "\"\"x\"\"\"\r\n");
  CHECK(reading.documents[0].member.empty());
  CHECK(reading.notes().empty());
}

TEST_CASE("each sheet of an xlsx with a value is given under its name") {
  const std::string cell = rows("<row><c t=\"str\"><v>x</v></c></row>");
  const Reading reading =
      readBytes(&readXlsx, xlsxOf({cell, cell, rows("")}, {}, "", " state=\"hidden\""));
  REQUIRE(reading.documents.size() == 2);
  CHECK(reading.documents[0].member == "!A");
  CHECK(reading.documents[1].member == "!B");
  CHECK(reading.documents[1].notes == Notes{"the sheet is hidden in the spreadsheet; it was read"});
}

TEST_CASE("hidden rows and columns and comments of an xlsx are told") {
  const Reading reading = readBytes(
      &readXlsx, xlsxOf({"<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols>" +
                         rows("<row hidden=\"1\"><c><v>1</v></c></row><row><c><v>2</v></c></row>"
                              "<row><c><f>NOW()</f></c></row>")},
                        {{"xl/worksheets/_rels/sheet1.xml.rels",
                          "<Relationships><Relationship Id=\"c\" Type=\"x/comments\" "
                          "Target=\"../comments1.xml\"/></Relationships>"}}));
  CHECK(csvOf(reading) == "1\r\n2\r\n");
  CHECK(reading.notes() ==
        Notes{"1 hidden row was read", "2 hidden columns were read",
              "comments on cells were left out",
              "1 formula has no stored result: open the file in a spreadsheet program, save it and "
              "import it again"});
}

TEST_CASE("an xlsx that counts its days from 1904 is read so") {
  const std::string styles = "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
  CHECK(csvOf(readBytes(&readXlsx,
                        xlsxOf({rows("<row><c><v>36254</v></c></row>")}, {{"styles.xml", styles}},
                               "<workbookPr date1904=\"1\"/>"))) == "2003-04-05\r\n");
}

TEST_CASE("a cell in the last corner of a sheet makes no giant table") {
  const Reading xlsx = readBytes(
      &readXlsx, xlsxOf({rows("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\">"
                              "<c r=\"XFD1048576\"><v>2</v></c></row>")}));
  const std::string last = std::string(16383, ',') + "2\r\n";
  CHECK(csvOf(xlsx) == "1" + std::string(16383, ',') + "\r\n" + last);
  const Reading ods = readBytes(
      &readOds,
      odsOf(odsTable(
          "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\"/>"
          "<table:table-cell table:number-columns-repeated=\"16383\"/></table:table-row>"
          "<table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell "
          "table:number-columns-repeated=\"16384\"/></table:table-row><table:table-row>"
          "<table:table-cell table:number-columns-repeated=\"16383\"/><table:table-cell "
          "office:value-type=\"float\" office:value=\"2\"/></table:table-row>")));
  CHECK(csvOf(ods) == csvOf(xlsx));
}

TEST_CASE("a value repeated without end is refused with the limit and its option") {
  const std::string bytes = odsOf(odsTable(
      "<table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell "
      "table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>xxxxxxxx"
      "</text:p></table:table-cell></table:table-row>"));
  ReadOptions options;
  options.limits.text = 1 << 20;
  CHECK(readBytes(&readOds, bytes, options).result.unreadable ==
        "a sheet of the spreadsheet holds more than 4 MiB (four times the largest text); a file "
        "that is meant to be so large is read with --largest-text");
}

TEST_CASE("a row that is said to come no time is read once") {
  const Reading ods = readBytes(
      &readOds,
      odsOf(odsTable("<table:table-row table:number-rows-repeated=\"0\"><table:table-cell "
                     "office:value-type=\"string\"><text:p>once</text:p>"
                     "</table:table-cell></table:table-row>")));
  CHECK(csvOf(ods) == "once\r\n");
}

TEST_CASE("one far cell does not make every row as wide") {
  SheetCsv csv({});
  for (int i = 0; i < 10'000; ++i) {
    csv.cell(0, "value");
    csv.endRow();
  }
  csv.cell(16'000, "x");
  csv.endRow();
  CHECK(csv.finish().size() < 100'000);
}

TEST_CASE("cells of every kind are read from an ods") {
  const std::string styles =
      "<number:date-style style:name=\"N1\"><number:month/><number:year/></number:date-style>"
      "<style:style style:name=\"ce1\" style:family=\"table-cell\" style:data-style-name=\"N1\"/>";
  const Reading reading = readBytes(
      &readOds,
      odsOf(odsTable(
                "<table:table-column table:visibility=\"collapse\"/><table:table-row>"
                "<table:table-cell office:value-type=\"string\"><text:p>one</text:p><text:p>two"
                "<text:line-break/>three</text:p></table:table-cell><table:table-cell "
                "office:value-type=\"float\" office:value=\"5\"><text:p>5,00 kg</text:p>"
                "</table:table-cell><table:table-cell office:value-type=\"float\" "
                "office:value=\"7\"><text:p>007</text:p></table:table-cell><table:table-cell "
                "office:value-type=\"percentage\" office:value=\"0.5\"><text:p>50%</text:p>"
                "</table:table-cell></table:table-row><table:table-row "
                "table:visibility=\"filter\"><table:table-cell office:value-type=\"date\" "
                "office:date-value=\"2003-04-05\"/><table:table-cell table:style-name=\"ce1\" "
                "office:value-type=\"date\" office:date-value=\"2003-04-01\"/><table:table-cell "
                "office:value-type=\"time\" office:time-value=\"PT13H05M00S\"/><table:table-cell "
                "office:value-type=\"boolean\" office:boolean-value=\"false\"/></table:table-row>"
                "<table:table-row><table:table-cell office:value-type=\"date\" "
                "office:date-value=\"2003-04-05T00:00:00\"><office:annotation><text:p>no</text:p>"
                "</office:annotation></table:table-cell><table:covered-table-cell/>"
                "<table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>") +
                odsTable("<table:table-row/>", "B"),
            styles));
  CHECK(csvOf(reading) ==
        "\"one\ntwo\nthree\",5,007,50%\r\n2003-04-05,2003-04,13:05:00,FALSE\r\n"
        "2003-04-05,,x,\r\n");
  CHECK(reading.documents.size() == 1);
  CHECK(reading.notes() == Notes{"1 hidden row was read", "1 hidden column was read",
                                 "comments on cells were left out"});
}

TEST_CASE("a spreadsheet without values, or that is none, is named as such") {
  CHECK(readBytes(&readXlsx, xlsxOf({rows("")})).result.unreadable ==
        "the spreadsheet holds no values");
  CHECK(readBytes(&readXlsx, xlsxOf({rows("<row><c><f>A1</f></c></row>")})).result.unreadable ==
        "the spreadsheet holds formulas without their results; open it in a spreadsheet program, "
        "save it and import it again");
  CHECK(readBytes(&readXlsx, zipOf({{"a", "b"}})).result.unreadable ==
        "the file is a zip package but no spreadsheet: it has no workbook");
  CHECK(readBytes(&readOds, odsOf("")).result.unreadable == "the spreadsheet holds no values");
}

TEST_CASE("a large sheet is read row by row") {
  std::string content;
  for (int i = 0; i < 20'000; ++i) {
    content += "<row><c><v>" + std::to_string(i) + "</v></c><c t=\"str\"><v>text</v></c></row>";
  }
  const std::string csv = csvOf(readBytes(&readXlsx, xlsxOf({rows(content)})));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 20'000);
  CHECK(csv.ends_with("19999,text\r\n"));
}

TEST_CASE("cut and damaged spreadsheets neither crash nor hang") {
  std::uint32_t seed = 2000;
  for (const auto& path : sharedFiles("corpora/format_zoo", ".xlsx")) {
    INFO(path.filename());
    readDamaged(&readXlsx, path, seed++);
  }
  for (const auto& path : sharedFiles("corpora/format_zoo", ".ods")) {
    readDamaged(&readOds, path, seed++);
  }
}
