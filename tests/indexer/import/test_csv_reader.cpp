#include "indexer/import/csv_reader.h"

#include <catch2/catch.hpp>
#include <random>

using namespace retold;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rowsOf(std::string_view text) {
  CsvReader reader(text, "a.csv");
  Rows rows;
  while (auto record = reader.next()) rows.push_back(std::move(record->fields));
  return rows;
}

std::vector<std::string> troubles(std::string_view text) {
  CsvReader reader(text, "a.csv");
  while (reader.next()) {
  }
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : reader.diagnostics()) {
    messages.push_back(toText(diagnostic));
  }
  return messages;
}

}  // namespace

TEST_CASE("records are read with quotes, line ends within fields and doubled quotes") {
  CHECK(rowsOf("a,b\n1,\"x, y\"\n2,\"l1\nl2\"\n3,\"say \"\"hi\"\"\"\n") ==
        Rows{{"a", "b"}, {"1", "x, y"}, {"2", "l1\nl2"}, {"3", "say \"hi\""}});
}

TEST_CASE("the delimiter is the one that the header line has most of") {
  CHECK(rowsOf("a;b;c\n1,5;2;3\n") == Rows{{"a", "b", "c"}, {"1,5", "2", "3"}});
  CHECK(rowsOf("a\tb\nx,y\tz\n") == Rows{{"a", "b"}, {"x,y", "z"}});
  CHECK(rowsOf("\"a;b;c\",d\n1,2\n") == Rows{{"a;b;c", "d"}, {"1", "2"}});
  CHECK(rowsOf("only\nx\n") == Rows{{"only"}, {"x"}});
}

TEST_CASE("empty fields are kept and empty lines are skipped") {
  CHECK(rowsOf("\n\na,b\n\n,\n\n1,\n") == Rows{{"a", "b"}, {"", ""}, {"1", ""}});
  CHECK(rowsOf("").empty());
  CHECK(rowsOf("\n\n").empty());
}

TEST_CASE("line ends of other systems are no part of a field") {
  CHECK(rowsOf("a,b\r\n1,\"x\"\r\n2,y\r\n") == Rows{{"a", "b"}, {"1", "x"}, {"2", "y"}});
}

TEST_CASE("each record knows its line and how it stands in the text") {
  CsvReader reader("a,b\n1,\"x\ny\"\n\n2,z", "a.csv");
  CHECK(reader.next()->line == 1);
  const auto second = reader.next();
  CHECK(second->line == 2);
  CHECK(second->source == "1,\"x\ny\"");
  const auto third = reader.next();
  CHECK(third->line == 5);
  CHECK(third->source == "2,z");
}

TEST_CASE("a stray quote is reported with its place and the field kept as it stands") {
  CHECK(rowsOf("a,b\nsaid \"no\",x\n") == Rows{{"a", "b"}, {"said \"no\"", "x"}});
  CHECK(troubles("a,b\nté \"no\",x\n") ==
        std::vector<std::string>{
            "a.csv:2:4: warning: a quote stands inside a field that is not quoted; the field was "
            "kept as it stands. Expected the whole field in quotes, with each quote inside written "
            "twice"});
  CHECK(rowsOf("a,b\n\"Yes\" she said,x\n") == Rows{{"a", "b"}, {"\"Yes\" she said", "x"}});
  CHECK(troubles("a,b\n\"Yes\" she said,x\n") ==
        std::vector<std::string>{
            "a.csv:2:6: warning: text stands behind the closing quote of a field; the field was "
            "kept as it stands. Expected a delimiter or the end of the line (a quote inside a "
            "quoted field is written twice)"});
}

TEST_CASE("a long line with a stray quote in each field is read in no time") {
  std::string text = "a,b\n";
  for (int i = 0; i < 300'000; ++i) text += "é\"x,";
  CsvReader reader(text, "a.csv");
  while (reader.next()) {
  }
  REQUIRE(reader.diagnostics().size() == CsvReader::kMostTroubles);
  CHECK(reader.diagnostics()[0].column == 2);
  CHECK(reader.diagnostics().back().column == 4 * (CsvReader::kMostTroubles - 1) + 2);
}

TEST_CASE("a field that is not closed is reported where it was opened and kept") {
  CHECK(rowsOf("a,b\n1,\"open\n2,x\n") == Rows{{"a", "b"}, {"1", "open\n2,x\n"}});
  CHECK(troubles("a,b\n1,\"open\n2,x\n") ==
        std::vector<std::string>{
            "a.csv:2:3: warning: a quoted field is not closed; everything to the end of the file "
            "was taken as its content. Expected a closing quote"});
}

TEST_CASE("what is written is read again as it was") {
  std::mt19937 random(20);
  const std::string letters = "ab,;\t\"\n \r";
  for (int round = 0; round < 3000; ++round) {
    Rows rows;
    std::string text;
    const std::size_t width = 1 + random() % 4;
    for (std::size_t row = 0; row < 3; ++row) {
      auto& fields = rows.emplace_back();
      for (std::size_t i = 0; i < width; ++i) {
        std::string& field = fields.emplace_back();
        for (std::size_t n = random() % 6; n > 0; --n) field += letters[random() % letters.size()];
      }
      if (row == 0) {
        for (std::size_t i = 0; i < width; ++i) fields[i] = std::string(1, char('h' + i));
      }
      text += csvRecord(fields);
    }
    INFO(text);
    REQUIRE(rowsOf(text) == rows);
    REQUIRE(troubles(text).empty());
  }
}

TEST_CASE("a field is quoted only where it has to be") {
  CHECK(csvField("plain; text") == "plain; text");
  CHECK(csvField("a,b") == "\"a,b\"");
  CHECK(csvField("say \"x\"") == "\"say \"\"x\"\"\"");
  CHECK(csvField(" edge") == "\" edge\"");
  CHECK(csvField("a\nb") == "\"a\nb\"");
  CHECK(csvRecord({"", ""}) == ",\r\n");
  CHECK(csvRecord({""}) == "\"\"\r\n");
}

TEST_CASE("any text is read to its end") {
  std::mt19937 random(21);
  const std::string letters = "a,\"\n\r;";
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::size_t n = random() % 30; n > 0; --n) text += letters[random() % letters.size()];
    CsvReader reader(text, "a.csv");
    std::size_t fields = 0;
    while (const auto record = reader.next()) {
      REQUIRE_FALSE(record->fields.empty());
      fields += record->fields.size();
    }
    REQUIRE(fields <= text.size() + 1);
  }
}
