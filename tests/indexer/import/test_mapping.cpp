#include "indexer/import/mapping.h"

#include <catch2/catch.hpp>
#include <random>

#include "indexer/import/column_names.h"
#include "model/error.h"
#include "tests/indexer/import/folder.h"

using namespace retold;
using retold::test::FileFolder;

namespace {

std::vector<std::string> messages(const MappingReport& report) {
  std::vector<std::string> all;
  for (const Diagnostic& diagnostic : report.diagnostics) all.push_back(toText(diagnostic));
  return all;
}

using Messages = std::vector<std::string>;
using Rows = std::vector<std::vector<std::string>>;

}  // namespace

TEST_CASE("a mapping file says what each column means") {
  const MappingReport report = readTableMapping(
      "Column;meaning;remarks;type;values\n"
      "Code;case;;;\n"
      "Dest_2;episode 2 destination;look at it;choice;1=Italy; 2 = Albania;99=not asked\n"
      ";;;;\n"
      "Old;Ignore\n",
      "map.csv");
  // The delimiter is a semicolon, so that only the first pair stands in the column of values.
  CHECK(messages(report) == Messages{});
  REQUIRE(report.mapping.columns.size() == 3);
  CHECK(report.mapping.columns[1].column == "Dest_2");
  CHECK(report.mapping.columns[1].values.size() == 1);

  const MappingReport commas = readTableMapping(
      "column,meaning,type,values\nDest 2,episode 2 destination,choice,1=Italy; 2 = Albania;99=not "
      "asked\n",
      "map.csv");
  REQUIRE(commas.mapping.columns.size() == 1);
  const TableMapping::Column& column = commas.mapping.columns[0];
  CHECK(column.values == std::vector<std::pair<std::string, std::string>>{
                             {"1", "Italy"}, {"2", "Albania"}, {"99", "not asked"}});
  CHECK(mappedValue(column, " 2 ") == "Albania");
  CHECK(mappedValue(column, "3") == "3");
  CHECK(columnOf(commas.mapping, "DEST_2") == &column);
  CHECK(columnOf(commas.mapping, "dest") == nullptr);
}

TEST_CASE("what is wrong with a mapping is named by line and column, and it cannot be used") {
  const MappingReport report = readTableMapping(
      "column,meaning,type,values\ncase,person,,\nage,attribute age,years,\n,case,,\n"
      "sex,attribute sex,,1\nSEX,attribute age,,1=a; 1=b\nx,attribute Age\n",
      "map.csv");
  CHECK(
      messages(report) ==
      Messages{"map.csv:2:6: error: \"person\" is no meaning; expected text, document, case, "
               "speaker, start, end, ignore, episode, assistance, or an attribute: \"attribute "
               "NAME\", \"episode 2 NAME\", \"assistance 1 NAME\", \"document NAME\"",
               "map.csv:3:19: error: \"years\" is no type; expected text, number, date, day-first "
               "date, month-first date, choice or choices, or nothing",
               "map.csv:4:1: error: the row names no column; expected the name that stands in "
               "the table's header",
               "map.csv:5:20: error: \"1\" has no \"=\"; expected what stands in the column, "
               "\"=\", and what it means, such as 1=yes; 2=no; 99=not asked",
               "map.csv:6:1: error: the column \"SEX\" is there already, in line 5; expected "
               "each column once",
               "map.csv:6:20: error: the value \"1\" is there twice; expected it once",
               "map.csv:7:3: error: the meaning \"attribute Age\" is there already, in line 6; "
               "expected each meaning once (\"ignore\" for a column that is not wanted)"});
  CHECK_FALSE(report.usable());
}

TEST_CASE("a mapping without its columns or without rows is an error") {
  CHECK(messages(readTableMapping("", "m")) ==
        Messages{"m: error: the mapping is empty; expected a header row with the columns column "
                 "and meaning (and type and values)"});
  CHECK(messages(readTableMapping("column,what\na,case\n", "m")) ==
        Messages{"m:1: error: the header has no column \"meaning\"; expected the columns column "
                 "and meaning (and type and values)"});
  CHECK(messages(readTableMapping("column,meaning\n", "m")) ==
        Messages{"m: error: the mapping has no rows; expected one for each column of the table"});
}

TEST_CASE("a mapping is read from a file, and a file that is not there is an error") {
  FileFolder folder;
  const auto report = readTableMapping(folder.write("map.csv", "column,meaning\nCode,case\n"));
  CHECK(report.mapping.columns.size() == 1);
  CHECK_THROWS_AS(readTableMapping(folder / "none.csv"), Error);
}

TEST_CASE("several values of one cell are mapped each") {
  const TableMapping::Column column{
      "kinds", "assistance 1 kinds", "choices", {{"1", "medical"}, {"2", "legal"}}};
  CHECK(mappedValue(column, "2;1; 3") == "legal; medical; 3");
  CHECK(mappedValue(column, "") == "");
}

TEST_CASE("a column can say which comes first in its dates") {
  const TableMapping::Column dayFirst{"d", "attribute d", "Day-first date", {}};
  const TableMapping::Column monthFirst{"d", "attribute d", "month-first date", {}};
  CHECK(mappedValue(dayFirst, "03/04/2003") == "2003-04-03");
  CHECK(mappedValue(monthFirst, "03/04/2003") == "2003-03-04");
  CHECK(mappedValue(dayFirst, "spring 2003") == "spring 2003");
  CHECK(mappedValue(dayFirst, "soon") == "soon");
}

TEST_CASE("where an attribute belongs is written as its prefix") {
  const auto check = [](std::string_view text, const AttributePlace& place) {
    INFO(text);
    CHECK(parseAttributePlace(text) == place);
  };
  check("country", {AttributeUnit::Case, 0, "country"});
  check("episode 2 country of exit", {AttributeUnit::Episode, 2, "country of exit"});
  check("Episode_2_destination", {AttributeUnit::Episode, 2, "destination"});
  check("episode destination", {AttributeUnit::Episode, 0, "destination"});
  check("assistance 1 agency", {AttributeUnit::Assistance, 1, "agency"});
  check("document kind", {AttributeUnit::Document, 0, "kind"});
  check("attribute document kind", {AttributeUnit::Case, 0, "document kind"});
  check("episodes", {AttributeUnit::Case, 0, "episodes"});
  check("episode", {AttributeUnit::Case, 0, "episode"});
  check("episode 2nd exit", {AttributeUnit::Episode, 0, "2nd exit"});
}

TEST_CASE("a place that is written is read as the same place") {
  std::mt19937 random(3);
  static const char* const words[] = {"episode", "assistance", "document",  "attribute", "case",
                                      "2",       "kind",       "exit date", "_",         "0"};
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (auto count = 1 + random() % 4; count > 0; --count) {
      text += std::string(text.empty() ? "" : " ") + words[random() % std::size(words)];
    }
    const AttributePlace place = parseAttributePlace(text);
    INFO(text << " -> " << toText(place));
    CHECK(parseAttributePlace(toText(place)) == place);
  }
}

TEST_CASE("a place that is written is no other meaning") {
  for (const std::string name : {"attribute", "Attribute", "case", "episode", "text", "ignore",
                                 "country", "attribute x", "document kind"}) {
    const AttributePlace place{AttributeUnit::Case, 0, name};
    INFO(name << " -> " << toText(place));
    CHECK(parseAttributePlace(toText(place)) == place);
    const auto meaning = parseMeaning(toText(place));
    CHECK(
        (!meaning || (meaning->kind == ColumnMeaning::Kind::Attribute && meaning->place == place)));
  }
  CHECK(toText(AttributePlace{AttributeUnit::Case, 0, "attribute"}) == "attribute attribute");
  CHECK(toText(AttributePlace{AttributeUnit::Case, 0, "country"}) == "country");
}

TEST_CASE("whatever a header says, its suggested mapping is read back with that column") {
  std::mt19937 random(3);
  static const char* const words[] = {"episode", "assistance", "document",  "attribute", "case",
                                      "2",       "kind",       "exit date", "_",         "0",
                                      "-",       "x",          "number",    "code"};
  static const char* const between[] = {" ", "_", "", "-"};
  for (int i = 0; i < 3000; ++i) {
    std::string header;
    for (auto count = 1 + random() % 3; count > 0; --count) {
      if (!header.empty()) header += between[random() % std::size(between)];
      header += words[random() % std::size(words)];
    }
    const std::string text = suggestMapping({{header}, {"a"}, {"b"}, {"a"}});
    INFO(text);
    const MappingReport report = readTableMapping(text, "map.csv");
    REQUIRE(report.usable());
    REQUIRE(report.mapping.columns.size() == 1);
    const TableMapping::Column& column = report.mapping.columns.front();
    CHECK(columnOf(report.mapping, header) == &column);
    const auto meaning = parseMeaning(column.meaning);
    REQUIRE(meaning);
    if (meaning->kind != ColumnMeaning::Kind::Attribute) continue;
    const bool isNumbered = meaning->place.unit != AttributeUnit::Case;
    CHECK((isNumbered ||
           headerKey(meaning->place.name) == headerKey(parseAttributePlace(header).name)));
  }
  CHECK(suggestMapping({{"attribute", "_"}, {"a", "b"}, {"a", "c"}, {"b", "c"}}) ==
        "column,meaning,type,values,note\r\n"
        "attribute,attribute attribute,,,\r\n"
        "_,ignore,,,\"the name is signs only: give the column a name, such as attribute "
        "country\"\r\n");
}

TEST_CASE("meanings are read whatever their case, and what is none is none") {
  CHECK(parseMeaning("CASE")->kind == ColumnMeaning::Kind::Case);
  CHECK(parseMeaning("episode")->kind == ColumnMeaning::Kind::Episode);
  CHECK(parseMeaning("case status")->place == AttributePlace{AttributeUnit::Case, 0, "status"});
  CHECK(parseMeaning("episode 1 scope")->place ==
        AttributePlace{AttributeUnit::Episode, 1, "scope"});
  CHECK_FALSE(parseMeaning("country"));
  CHECK_FALSE(parseMeaning("attribute"));
  CHECK_FALSE(parseMeaning(""));
}

TEST_CASE("a suggested mapping is a mapping that can be used") {
  const Rows rows{{"Title of the study", "", "", "", "", "", "", "", "", ""},
                  {"Client ID", "Surname", "Sex", "File", "Destination (2nd)", "destination 2",
                   "Date of exit", "asked", "kinds", "note"},
                  {"C-1", "Popescu", "1", "a.txt", "x", "Italy", "2003-05-12", "n.a.", "a; b", "="},
                  {"C-2", "ionescu", "2", "b.txt", "", "Spain", "May 2003", "yes", "b", ""},
                  {"C-3", "", "2", "", "", "Italy", "2001", "yes", "a", "q"},
                  {"C-4", "Smith", "1", "", "", "Italy", "2001", "no", "a;b", "w"}};
  const std::string text = suggestMapping(rows);
  CHECK(text ==
        "column,meaning,type,values,note\r\n"
        "Client ID,case,,,\r\n"
        "Surname,ignore,,,\"seems to hold persons' names, which do not belong into a project\"\r\n"
        "Sex,attribute sex,choice,1=1; 2=2,\"codes? Then write what each means, such as 1=yes; "
        "otherwise make the type number\"\r\n"
        "File,document,,,\r\n"
        "Destination (2nd),attribute Destination (2nd),,,\r\n"
        "destination 2,episode 2 destination,choice,Italy=Italy; Spain=Spain,\r\n"
        "Date of exit,episode 1 exit date,date,,\r\n"
        "asked,attribute asked,,n.a.=missing; no=no; yes=yes,\"n.a. can mean not asked, not "
        "applicable or not answered: write which\"\r\n"
        "kinds,attribute kinds,choices,a=a; b=b,\r\n"
        "note,attribute note,,,\r\n");
  const MappingReport report = readTableMapping(text, "suggested");
  CHECK(messages(report).empty());
  CHECK(report.mapping.columns.size() == 10);
}

TEST_CASE("whatever a table holds, its suggested mapping can be read") {
  std::mt19937 random(5);
  static const char* const bits[] = {"case", "name", "1",  "2003",         "n.a.", "a;b",
                                     "x=y",  "\"",   "\n", "Anna",         "id",   "episode",
                                     "date", "",     "é",  "destination 2"};
  for (int i = 0; i < 400; ++i) {
    Rows rows(1 + random() % 8);
    for (auto& row : rows) {
      row.resize(random() % 6);
      for (auto& cell : row)
        cell = std::string(bits[random() % std::size(bits)]) + (random() % 3 ? "" : " 1");
    }
    const std::string text = suggestMapping(rows);
    INFO(text);
    const MappingReport report = readTableMapping(text, "suggested");
    for (const Diagnostic& each : report.diagnostics) {
      const bool harmless = each.message.find("there already") != std::string::npos ||
                            each.message.find("no rows") != std::string::npos;
      CHECK(harmless);
    }
  }
}

TEST_CASE("persons' names are told from codes and file names") {
  CHECK(readLikePersons({"Maria Popescu", "Ana Ionescu", ""}, false));
  CHECK(readLikePersons({"Мария Петрова", "Иван Иванов"}, false));
  CHECK(readLikePersons({"maria", "Ana"}, true));
  CHECK(readLikePersons({"王小明", "李华"}, true));
  CHECK_FALSE(readLikePersons({"Maria", "Ana"}, false));
  CHECK_FALSE(readLikePersons({"C-1", "C-2"}, true));
  CHECK_FALSE(readLikePersons({"anna.txt", "ben.txt"}, true));
  CHECK_FALSE(readLikePersons({"Interview 1", "Interview 2"}, false));
  CHECK_FALSE(readLikePersons({}, true));
  CHECK(namesPersons("Full_Name"));
  CHECK(namesPersons("Имя"));
  CHECK_FALSE(namesPersons("file name"));
}
