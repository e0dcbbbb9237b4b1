#include <catch2/catch.hpp>

#include "indexer/import/mapping.h"
#include "indexer/import/readers.h"

using namespace retold;

namespace {

struct Table {
  std::vector<ReadDocument> documents;
  ReadResult result;

  std::vector<std::string> messages() const {
    std::vector<std::string> all;
    for (const Diagnostic& diagnostic : result.diagnostics) all.push_back(toText(diagnostic));
    return all;
  }
};

Table read(std::string_view bytes) {
  Table table;
  table.result = readTable("t.csv", bytes, {}, [&](ReadDocument&& document) {
    table.documents.push_back(std::move(document));
  });
  return table;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs membersAndTexts(const Table& table) {
  Pairs pairs;
  for (const ReadDocument& document : table.documents) {
    pairs.emplace_back(document.member, document.text);
  }
  return pairs;
}

}  // namespace

TEST_CASE("each row of a table is a document named by its id") {
  const Table table = read("id,text,country\nK-1,She was sold.,X\nK-2,\"Two\nlines\",Y\n");
  CHECK(membersAndTexts(table) == Pairs{{"#K-1", "She was sold."}, {"#K-2", "Two\nlines"}});
  CHECK(table.documents[1].original == "id,text,country\nK-2,\"Two\nlines\",Y\n");
  CHECK_FALSE(table.result.unreadable);
  CHECK(table.messages().empty());
}

TEST_CASE("columns are known by name in several languages, whatever their case") {
  CHECK(membersAndTexts(read("Transcript;Document_ID\nИ снова.;7\n")) == Pairs{{"#7", "И снова."}});
  CHECK(membersAndTexts(read("Номер,Текст\n7,И снова.\n")) == Pairs{{"#7", "И снова."}});
  CHECK(membersAndTexts(read("编号,内容\n7,又一次。\n")) == Pairs{{"#7", "又一次。"}});
}

TEST_CASE("rows without an id are named by their number") {
  CHECK(membersAndTexts(read("text\nfirst\n\nthird\n")) ==
        Pairs{{"#row 1", "first"}, {"#row 2", "third"}});
  CHECK(membersAndTexts(read("id,text\n,first\n")) == Pairs{{"#row 1", "first"}});
}

TEST_CASE("an id that comes again names its row and is reported") {
  const Table table = read("id,text\n7,first\n7,second\n");
  CHECK(membersAndTexts(table) == Pairs{{"#7", "first"}, {"#row 2", "second"}});
  CHECK(table.messages() ==
        std::vector<std::string>{"t.csv:3: warning: the id \"7\" was used by an earlier row; this "
                                 "row is named t.csv#row 2"});
}

TEST_CASE("where no column is named text the one with the longest texts is taken and said so") {
  const Table table = read("code,what she told us\n7,They took her passport and her money away.\n");
  CHECK(membersAndTexts(table) == Pairs{{"#row 1", "They took her passport and her money away."}});
  CHECK(table.messages() ==
        std::vector<std::string>{"t.csv:1: note: no column is named text; the column \"what she "
                                 "told us\" has the longest texts and was taken"});
}

TEST_CASE("a table without a column of sentences is one text, a row on a line") {
  const Table table = read("code,age,\n7,\"22\nor 23\",\n,,\n,30,\n");
  REQUIRE(table.documents.size() == 1);
  const ReadDocument& document = table.documents[0];
  CHECK(document.member == "");
  CHECK(document.text == "code\tage\n7\t22 or 23\n\t30\n");
  REQUIRE(document.turns.size() == 3);
  CHECK(document.turns[1].span == ByteSpan{9, 19});
  CHECK(document.turns[2].span == ByteSpan{21, 23});
  CHECK(document.turns[2].page == 4);
  CHECK(document.notes ==
        std::vector<std::string>{
            "the table has no column of transcripts (one named text, transcript, content or body, "
            "or one of whole sentences); it was read as one text, a row on a line. If a column "
            "does hold transcripts, say which by --mapping"});
  CHECK(table.result.diagnostics.empty());
  CHECK(!table.result.unreadable);
}

TEST_CASE("a mapping without a column of transcripts, and a table without rows, are unreadable") {
  ReadOptions options;
  options.mapping.columns.push_back({"code", "case", "", {}});
  const ReadResult result = readTable("t.csv", "code,age\n7,22\n", options, [](ReadDocument&&) {});
  CHECK(result.unreadable ==
        "the mapping names no column of transcripts; expected a row whose meaning is text");
  CHECK(read("id,text\n").result.unreadable == "the table has a header and no rows");
  CHECK(read("").result.unreadable == "the file is empty");
  CHECK(read(" \n\n").result.unreadable == "the file holds nothing but white space");
}

TEST_CASE("a case column names the case and the other columns are its attributes") {
  const Table table = read("id,text,case,country,age\n7,Again.,C-1,XK,22\n8,Alone.,,XK,\n");
  REQUIRE(table.documents.size() == 2);
  CHECK(table.documents[0].caseName == "C-1");
  CHECK(table.documents[0].attributes == Pairs{{"country", "XK"}, {"age", "22"}});
  CHECK(table.documents[1].caseName.empty());
  CHECK(table.documents[1].attributes.empty());
}

TEST_CASE("rows with a speaker and the same id are the turns of one document") {
  const Table table = read(
      "id,speaker,start,text\n7,Anna,00:01,Who?\n8,Ben,1:00:02.5,Me.\n7,R07,0:03,\"He, again.\"\n");
  CHECK(membersAndTexts(table) ==
        Pairs{{"#7", "Anna: Who?\nR07: He, again.\n"}, {"#8", "Ben: Me.\n"}});
  const std::vector<Turn>& turns = table.documents[0].turns;
  REQUIRE(turns.size() == 2);
  CHECK(turns[1].speaker == "R07");
  CHECK(turns[1].span == ByteSpan{11, 26});
  CHECK(turns[1].body == ByteSpan{16, 26});
  CHECK(turns[1].startMilliseconds == 3000);
  CHECK(turns[1].page == 3u);
  CHECK(table.documents[1].turns[0].startMilliseconds == 3602500);
  CHECK(table.documents[0].original ==
        "id,speaker,start,text\n7,Anna,00:01,Who?\n7,R07,0:03,\"He, again.\"\n");
}

TEST_CASE("a table of turns without an id is one document") {
  const Table table = read("speaker,text\nAnna,Who?\n,(silence)\nR07,Me.\n");
  CHECK(membersAndTexts(table) == Pairs{{"", "Anna: Who?\n(silence)\nR07: Me.\n"}});
}

TEST_CASE("a speaker column does not join rows whose ids all differ") {
  CHECK(membersAndTexts(read("id,speaker,text\n7,Anna,Who?\n8,Ben,Me.\n")) ==
        Pairs{{"#7", "Who?"}, {"#8", "Me."}});
}

TEST_CASE("a row of another width is reported and read as far as it goes") {
  const Table table = read("id,text,country\n7,Again.\n8,Once.,XK,more\n");
  CHECK(membersAndTexts(table) == Pairs{{"#7", "Again."}, {"#8", "Once."}});
  CHECK(table.messages() ==
        std::vector<std::string>{
            "t.csv:2: warning: the row has 2 fields and the header 3; what is missing was taken as "
            "empty, what is too much left out",
            "t.csv:3: warning: the row has 4 fields and the header 3; what is missing was taken as "
            "empty, what is too much left out"});
}

TEST_CASE("a format is found by its extension, whatever its case") {
  CHECK(findImportFormat("a/b.TXT")->name == "txt");
  CHECK(findImportFormat("b.markdown")->name == "md");
  CHECK(findImportFormat("b.tsv")->name == "csv");
  CHECK(findImportFormat("b.unknown") == nullptr);
  CHECK(findImportFormat("txt") == nullptr);
  CHECK(findImportFormat(".txt") == nullptr);
  CHECK(findImportFormat("b.") == nullptr);
}

namespace {

Table readMapped(std::string_view bytes, std::string_view mapping) {
  Table table;
  ReadOptions options;
  options.mapping = readTableMapping(mapping, "map.csv").mapping;
  table.result = readTable("t.csv", bytes, options, [&](ReadDocument&& document) {
    table.documents.push_back(std::move(document));
  });
  return table;
}

}  // namespace

TEST_CASE("a mapping says what the columns of a table of transcripts hold") {
  const Table table = readMapped(
      "Survey 2003,,,,,,\nwho,said,nr,von,bis,land,kind\nA,Where?,7,0:01,0:02.5,1,x\n"
      "B,Home.,7,0:03,,1,x\nB,Again.,8,,,9,y\n",
      "column,meaning,type,values\nnr,document\nwho,speaker\nsaid,text\nvon,start\nbis,end\n"
      "land,document country,choice,1=Italy; 9=not asked\n");
  CHECK(membersAndTexts(table) == Pairs{{"#7", "A: Where?\nB: Home.\n"}, {"#8", "B: Again.\n"}});
  REQUIRE(table.documents[0].turns.size() == 2);
  CHECK(table.documents[0].turns[0].startMilliseconds == 1000);
  CHECK(table.documents[0].turns[0].endMilliseconds == 2500);
  CHECK_FALSE(table.documents[0].turns[1].endMilliseconds);
  CHECK(table.documents[0].turns[1].page == 2u);
  CHECK(table.documents[0].attributes == Pairs{{"document country", "Italy"}});
  CHECK(table.documents[1].attributes == Pairs{{"document country", "not asked"}});
  CHECK(table.messages() ==
        std::vector<std::string>{"t.csv:2: note: the mapping does not name these columns, and they "
                                 "were left out: \"kind\""});
}

TEST_CASE("a mapping that fits no column of a table is passed over, and that is said") {
  const Table table = readMapped("id,text\n7,Again.\n", "column,meaning\nwhat,text\n");
  CHECK(membersAndTexts(table) == Pairs{{"#7", "Again."}});
  CHECK(table.messages() ==
        std::vector<std::string>{"t.csv:1: note: the table has none of the mapping's columns; it "
                                 "was read by the names of its own"});
}

TEST_CASE("columns of episodes, assistance and documents keep where they belong") {
  const Table table = read(
      "id,text,case,episode,episode scope,episode_2_exit date,document kind,attribute document "
      "no\n7,Again.,C-1,1,internal,2003,form,5\n8,Alone.,,1,internal,2003,form,5\n"
      "9,Back.,C-2,,internal,,form,\n");
  REQUIRE(table.documents.size() == 3);
  CHECK(table.documents[0].attributes == Pairs{{"episode 1 scope", "internal"},
                                               {"episode 2 exit date", "2003"},
                                               {"document kind", "form"},
                                               {"attribute document no", "5"}});
  CHECK(table.documents[1].attributes == Pairs{{"document kind", "form"}});
  CHECK(table.messages() ==
        std::vector<std::string>{
            "t.csv:4:14: warning: the row has no number of an episode; expected 1, 2, 3 and so on "
            "in a column that means \"episode\". The value \"internal\" was left out"});
}

TEST_CASE("a column of persons' names names no document, and that is said") {
  const Table table = read("name,text,case\nMaria Popescu,Again.,C-1\nAna,Alone.,C-2\n");
  CHECK(membersAndTexts(table) == Pairs{{"#row 1", "Again."}, {"#row 2", "Alone."}});
  CHECK(table.documents[0].attributes.empty());
  CHECK(table.messages() ==
        std::vector<std::string>{
            "t.csv:1:1: warning: the column \"name\" seems to hold persons' names and was left "
            "out; if it is wanted, say in a mapping what it means, such as \"document\""});
  CHECK(membersAndTexts(read("name,text\nint-01.txt,Again.\nint-02.txt,Alone.\n")) ==
        Pairs{{"#int-01.txt", "Again."}, {"#int-02.txt", "Alone."}});
  CHECK(membersAndTexts(readMapped("name,text\nMaria Popescu,Again.\n",
                                   "column,meaning\nname,document\ntext,text\n")) ==
        Pairs{{"#Maria Popescu", "Again."}});
}

TEST_CASE("cases and documents that are named by persons' names are reported") {
  const Table table = read("file,text,participant\nMaria Popescu,Again.,Maria Popescu\n");
  CHECK(table.messages() ==
        std::vector<std::string>{
            "t.csv:1:1: warning: the column \"file\" names the documents by what read like "
            "persons' names; expected codes that say nothing of the person. Replace them by codes "
            "and import again, or leave the column out by a mapping",
            "t.csv:1:11: warning: the column \"participant\" names the cases by what read like "
            "persons' names; expected codes that say nothing of the person. Replace them by codes "
            "and import again, or leave the column out by a mapping"});
}

TEST_CASE("titles above the header of a table are passed over") {
  const Table table = read("Interviews of the second round,,\n\nid,text,case\n7,Again.,C-1\n");
  CHECK(membersAndTexts(table) == Pairs{{"#7", "Again."}});
  CHECK(table.documents[0].caseName == "C-1");
  CHECK(membersAndTexts(read("text\nfirst\nsecond\n")) ==
        Pairs{{"#row 1", "first"}, {"#row 2", "second"}});
  CHECK(membersAndTexts(read(",text\n0,first\n")) == Pairs{{"#row 1", "first"}});
}
