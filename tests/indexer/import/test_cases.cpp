#include "indexer/import/cases.h"

#include <catch2/catch.hpp>

#include "indexer/import/importer.h"
#include "indexer/store/backends.h"
#include "model/error.h"
#include "tests/indexer/import/folder.h"

using namespace retold;
using retold::test::FileFolder;

namespace {

struct Study {
  FileFolder folder;
  std::unique_ptr<Storage> project = createProject((folder / "study.retold").string(), {}, "Ana");

  Study() {
    for (const auto* name : {"in/1.txt", "in/2.txt", "in/sub/1.txt", "in/sub/3.txt"}) {
      folder.write(name, std::string("Text of ") + name + ".\n");
    }
    ImportRequest request;
    request.paths = {folder / "in"};
    request.coder = "Ana";
    Progress progress;
    importPaths(*project, request, progress);
  }

  CasesReport read(std::string_view table) {
    return importCases(*project, folder.write("cases.csv", table), "Ana");
  }
  CasesReport read(std::string_view table, std::string_view mapping, bool dryRun = false) {
    CasesRequest request;
    request.file = folder.write("cases.csv", table);
    request.mapping = readTableMapping(mapping, "map.csv").mapping;
    request.coder = "Ana";
    request.dryRun = dryRun;
    return importCases(*project, request);
  }
  void define(std::string name, AttributeUnit unit, AttributeType type,
              std::vector<std::string> values = {}) {
    ChangeSet set;
    set.coder = "Ana";
    set.changes.push_back(
        {ChangeKind::Put,
         AttributeDefinition{newUuid(), std::move(name), "", unit, type, std::move(values), ""}});
    project->apply(set);
  }
  std::string caseOf(std::string_view document) const {
    const auto found = project->documentNamed(document);
    if (!found->caseId) return "";
    for (const Case& each : project->cases()) {
      if (each.id == *found->caseId) return each.name;
    }
    return "unknown";
  }
};

std::vector<std::string> messages(const CasesReport& report) {
  std::vector<std::string> all;
  for (const Diagnostic& diagnostic : report.diagnostics) all.push_back(toText(diagnostic));
  return all;
}

using Messages = std::vector<std::string>;
using Attributes = std::map<std::string, AttributeValue>;

}  // namespace

TEST_CASE("a table of cases puts documents into cases with their attributes") {
  Study study;
  const CasesReport report =
      study.read("case,document,country,age\nC-1,2.txt,XK,22\nC-1,sub/3.txt,XK,\nC-2,1.txt,AL,\n");
  CHECK(messages(report).empty());
  CHECK(report.rows == 3);
  CHECK(report.cases == 2);
  CHECK(report.documents == 3);
  CHECK(study.caseOf("2.txt") == "C-1");
  CHECK(study.caseOf("sub/3.txt") == "C-1");
  CHECK(study.caseOf("1.txt") == "C-2");
  CHECK(study.caseOf("sub/1.txt").empty());
  CHECK(study.project->caseNamed("C-1")->attributes ==
        Attributes{{"country", {ValueState::Given, "XK"}}, {"age", {ValueState::Given, "22"}}});
}

TEST_CASE("the reasons why a value is not there are told apart") {
  Study study;
  study.read("case,a,b,c,d,e,f\nC-1,Not Asked,n/a,not applicable,withheld,missing,\n");
  const Attributes attributes = study.project->caseNamed("C-1")->attributes;
  CHECK(attributes.at("a").state == ValueState::NotAsked);
  CHECK(attributes.at("b").state == ValueState::NotApplicable);
  CHECK(attributes.at("c").state == ValueState::NotApplicable);
  CHECK(attributes.at("d").state == ValueState::Withheld);
  CHECK(attributes.at("e").state == ValueState::Missing);
  CHECK(attributes.at("f").state == ValueState::Missing);
}

TEST_CASE("reading again updates, and leaves what the table does not name") {
  Study study;
  study.read("case,document,country,age\nC-1,2.txt,XK,22\n");
  const CasesReport again = study.read("case,age,sex\nC-1,23,\n");
  CHECK(again.cases == 1);
  CHECK(study.project->caseNamed("C-1")->attributes ==
        Attributes{{"age", {ValueState::Given, "23"}},
                   {"country", {ValueState::Given, "XK"}},
                   {"sex", {ValueState::Missing, ""}}});
  CHECK(study.caseOf("2.txt") == "C-1");
  const std::string head = study.project->chainHead();
  CHECK(study.read("case,age\nC-1,\n").cases == 0);
  CHECK(study.project->chainHead() == head);
}

TEST_CASE("a document can be moved to another case") {
  Study study;
  study.read("case,document\nC-1,2.txt\n");
  study.read("case,document\nC-2,2.txt\n");
  CHECK(study.caseOf("2.txt") == "C-2");
}

TEST_CASE("rows that cannot be placed are reported by line and the others are read") {
  Study study;
  const CasesReport report = study.read(
      "case,document,age\n,2.txt,1\nC-1,9.txt,2\nC-2,2.txt,3\nC-3,2.txt,4\nC-2,,5\nC-4,,6,7\n");
  CHECK(messages(report) ==
        Messages{"cases.csv:2:1: warning: the row names no case; it was left out",
                 "cases.csv:3:5: warning: the project has no document \"9.txt\"; expected its name "
                 "as `retold status --files` shows it",
                 "cases.csv:5:5: warning: \"2.txt\" belongs to the case \"C-2\" by an earlier row; "
                 "it was left there, and not put into \"C-3\"",
                 "cases.csv:6:6: warning: case \"C-2\": an earlier row gives another value of "
                 "\"age\", \"3\"; it was kept, and \"5\" left out",
                 "cases.csv:7: warning: the row has 4 fields and the header 3; what is too much "
                 "was left out"});
  CHECK(report.rows == 6);
  CHECK(report.cases == 4);
  CHECK(report.documents == 1);
}

TEST_CASE("a header without a case column is an error that changes nothing") {
  Study study;
  const std::string head = study.project->chainHead();
  CHECK(messages(study.read("code,age\n1,2\n")) ==
        Messages{"cases.csv:1: error: the header has no column \"case\"; expected one with the "
                 "code of each case"});
  CHECK(messages(study.read("")) ==
        Messages{"cases.csv: error: the table is empty; expected a header row with a column "
                 "\"case\""});
  CHECK(study.project->chainHead() == head);
}

TEST_CASE("columns without a name and with a second same name are left out") {
  Study study;
  const CasesReport report = study.read("Case,,age,age\nC-1,x,1,2\n");
  CHECK(
      messages(report) ==
      Messages{"cases.csv:1:6: warning: column 2 has no name; it was left out",
               "cases.csv:1:11: warning: there are two columns \"age\"; the second was left out"});
  CHECK(study.project->caseNamed("C-1")->attributes ==
        Attributes{{"age", {ValueState::Given, "1"}}});
}

TEST_CASE("a table that is not there or no text is an error that names it") {
  Study study;
  const auto message = [&](const std::filesystem::path& file) -> std::string {
    try {
      importCases(*study.project, file, "Ana");
    } catch (const Error& error) {
      return error.what();
    }
    return "read";
  };
  CHECK(message(study.folder / "none.csv") ==
        (study.folder / "none.csv").string() + ": there is no such file or folder");
  CHECK(message(study.folder.path()) ==
        study.folder.path().string() + " cannot be read: it is a folder, not a file");
}

TEST_CASE("columns of episodes and assistance make episodes and assistance") {
  Study study;
  const CasesReport report = study.read(
      "case,episode 1 destination,Episode_2_destination,assistance 1 agency,assistance 1 episode\n"
      "C-1,Italy,Spain,NGO,2\nC-2,Italy,,,\n");
  CHECK(messages(report).empty());
  CHECK(report.put.newCases == 2);
  CHECK(report.put.episodes == 3);
  CHECK(report.put.assistance == 1);
  const Case person = *study.project->caseNamed("C-1");
  CHECK(person.attributes.empty());
  const std::vector<Episode> episodes = study.project->episodes(person.id);
  REQUIRE(episodes.size() == 2);
  CHECK(episodes[0].number == 1);
  CHECK(episodes[1].attributes == Attributes{{"destination", {ValueState::Given, "Spain"}}});
  const std::vector<Assistance> assistance = study.project->assistance(person.id);
  REQUIRE(assistance.size() == 1);
  CHECK(assistance[0].episode == 2u);
  CHECK(assistance[0].attributes == Attributes{{"agency", {ValueState::Given, "NGO"}}});
}

TEST_CASE("a row can be an episode, and what the project defines finds its place") {
  Study study;
  study.define("destination", AttributeUnit::Episode, AttributeType::Text);
  const CasesReport report = study.read(
      "case,document,episode,Destination,document kind,sex\nC-1,2.txt,1,Italy,form,f\n"
      "C-1,,2,Spain,,f\nC-1,,3,,,\nC-1,,x,Malta,,\nC-1,,,Malta,form,\n");
  CHECK(messages(report) ==
        Messages{"cases.csv:5:6: warning: \"x\" is no number of an episode; expected 1, 2, 3 and "
                 "so on. What the row says of the episode was left out",
                 "cases.csv:6:6: warning: the row has no number of an episode; expected 1, 2, 3 "
                 "and so on. What it says of the episode was left out",
                 "cases.csv:6:13: warning: the row names no document; what it says of one, "
                 "\"document kind\", was left out"});
  const Case person = *study.project->caseNamed("C-1");
  CHECK(person.attributes == Attributes{{"sex", {ValueState::Given, "f"}}});
  const std::vector<Episode> episodes = study.project->episodes(person.id);
  REQUIRE(episodes.size() == 3);
  CHECK(episodes[1].attributes == Attributes{{"destination", {ValueState::Given, "Spain"}}});
  CHECK(episodes[2].attributes.empty());
  const auto facts = study.project->documentFacts(study.project->documentNamed("2.txt")->id);
  REQUIRE(facts);
  CHECK(facts->attributes == Attributes{{"kind", {ValueState::Given, "form"}}});
}

TEST_CASE("a mapping says what the columns of a table of cases hold, and what they may hold") {
  Study study;
  const auto* mapping =
      "column,meaning,type,values\nCode,case\nGeschlecht,attribute sex,choice,1=male; 2=female; "
      "99=not asked\nRaus,episode 1 exit date,day-first date\nName,ignore\n";
  const CasesReport report = study.read(
      "List of 2003,,,,\nCode,Name,Geschlecht,Raus,Rest\nC-1,Ruth,2,03/04/2003,x\nC-2,Ann,99,,\n"
      "C-3,Jo,3,soon,\n",
      mapping);
  CHECK(messages(report) ==
        Messages{"cases.csv:2: note: the mapping does not name these columns, and they were left "
                 "out: \"Rest\"",
                 "cases.csv:5:8: warning: case \"C-3\", \"sex\": \"3\" is none of the values of "
                 "\"sex\"; expected \"male\", \"female\"; it was kept as written",
                 "cases.csv:5:10: warning: case \"C-3\", \"episode 1 exit date\": \"soon\" is no "
                 "date that can be read; expected, for example, 2003-04-30, April 2003, spring "
                 "2003, 2003 or before 2001, with all four digits of the year; it was kept as "
                 "written"});
  CHECK(study.project->caseNamed("C-1")->attributes ==
        Attributes{{"sex", {ValueState::Given, "female"}}});
  CHECK(study.project->caseNamed("C-2")->attributes ==
        Attributes{{"sex", {ValueState::NotAsked, ""}}});
  CHECK(study.project->caseNamed("C-3")->attributes ==
        Attributes{{"sex", {ValueState::Given, "3"}}});
  const auto episodes = study.project->episodes(study.project->caseNamed("C-1")->id);
  CHECK(episodes[0].attributes == Attributes{{"exit date", {ValueState::Given, "2003-04-03"}}});
  const auto definitions = study.project->attributeDefinitions();
  REQUIRE(definitions.size() == 2);
  CHECK(definitions[0].values == std::vector<std::string>{"male", "female"});
  CHECK(definitions[1].type == AttributeType::Date);
}

TEST_CASE("a mapping that does not fit the table is an error that changes nothing") {
  Study study;
  const std::string head = study.project->chainHead();
  CHECK(messages(study.read("a,b\n1,2\n", "column,meaning\nCode,case\n")) ==
        Messages{"cases.csv:1: error: the table has no column \"Code\", which the mapping names "
                 "for the case; expected it in the header"});
  CHECK(messages(study.read("a,b\n1,2\n", "column,meaning\na,attribute a\n")) ==
        Messages{"cases.csv:1: error: the mapping says of no column that it means \"case\"; "
                 "expected one with the code of each case"});
  CHECK(
      messages(study.read("Code,b\nC-1,2\n", "column,meaning\nCode,case\nc,attribute c\n", true)) ==
      Messages{"cases.csv:1: note: the mapping does not name these columns, and they were left "
               "out: \"b\"",
               "cases.csv:1: warning: the mapping names a column \"c\", and the table has none; "
               "expected it in the header"});
  CHECK(study.project->chainHead() == head);
}

TEST_CASE("a dry run says what a run then does, and changes nothing") {
  Study study;
  study.read("case,age,episode 1 scope\nC-1,22,internal\nC-2,30,\n");
  const std::string head = study.project->chainHead();
  const auto* table =
      "case,document,age,episode 1 "
      "scope\nC-1,2.txt,23,international\nC-2,,30,\nC-3,9.txt,,\n,,1,\n";
  const CasesReport preview = study.read(table, "", true);
  CHECK(study.project->chainHead() == head);
  CHECK(preview.put.newCases == 1);
  CHECK(preview.put.cases == 2);
  CHECK(preview.put.unchanged == 1);
  CHECK(preview.put.episodes == 1);
  CHECK(preview.unplaced == 1);
  REQUIRE(preview.put.changes.size() == 2);
  CHECK(preview.put.changes[0].owner == "C-1");
  CHECK(toText(preview.put.changes[0].place) == "age");
  CHECK(preview.put.changes[0].before.text == "22");
  CHECK(preview.put.changes[0].after.text == "23");
  CHECK(toText(preview.put.changes[1].place) == "episode 1 scope");
  CHECK(messages(preview) ==
        Messages{"cases.csv:4:5: warning: the project has no document \"9.txt\"; expected its name "
                 "as `retold status --files` shows it",
                 "cases.csv:5:1: warning: the row names no case; it was left out"});
  const CasesReport run = study.read(table, "");
  CHECK(messages(run) == messages(preview));
  CHECK(run.put.cases == preview.put.cases);
  CHECK(run.put.changes.size() == preview.put.changes.size());
  CHECK(study.project->caseNamed("C-1")->attributes.at("age").text == "23");
}

TEST_CASE("everything that a table says is one event, which can be undone") {
  Study study;
  study.read("case,age\nC-1,22\n");
  const std::size_t events = study.project->events(1, 100).size();
  study.read(
      "case,document,age,episode 1 scope,assistance 1 agency,document kind\n"
      "C-1,2.txt,23,internal,NGO,form\nC-2,1.txt,9,internal,NGO,form\n");
  CHECK(study.project->events(1, 100).size() == events + 1);
  REQUIRE(study.project->undo("Ana"));
  CHECK(study.project->caseNamed("C-1")->attributes.at("age").text == "22");
  CHECK(study.project->episodes(study.project->caseNamed("C-1")->id).empty());
  CHECK_FALSE(study.project->caseNamed("C-2"));
  CHECK(study.caseOf("2.txt").empty());
}

TEST_CASE("reading a table again changes nothing, and an empty cell replaces nothing") {
  Study study;
  const auto* table =
      "case,document,age,episode 1 scope,assistance 1 agency,assistance 1 episode,document kind\n"
      "C-1,2.txt,23,internal,not asked,1,form\nC-2,1.txt,n.a.,,,,\n";
  study.read(table);
  const std::string head = study.project->chainHead();
  const CasesReport again = study.read(table);
  CHECK(again.put.unchanged == 2);
  CHECK(again.cases == 0);
  study.read(
      "case,document,age,episode 1 scope,assistance 1 agency,document kind\nC-1,2.txt,,,,\n");
  CHECK(study.project->chainHead() == head);
}

TEST_CASE("a table that says missing takes no value away, and says so") {
  Study study;
  study.read("case,age,sex\nC-1,22,not asked\n");
  const CasesReport report = study.read("case,age,sex\nC-1,missing,Missing\n");
  CHECK(messages(report) ==
        Messages{"cases.csv:2:5: warning: case \"C-1\", \"age\": the table says missing, and the "
                 "project has \"22\"; it was kept. \"retold cases PROJECT set\" takes a value away",
                 "cases.csv:2:13: warning: case \"C-1\", \"sex\": the table says missing, and the "
                 "project has \"not asked\"; it was kept. \"retold cases PROJECT set\" takes a "
                 "value away"});
  CHECK(study.project->caseNamed("C-1")->attributes.at("age").text == "22");
}

TEST_CASE("what can mean several things is missing, keeps its text and is reported once") {
  Study study;
  const CasesReport report = study.read("case,asked\nC-1,yes\nC-2,n.a.\nC-3,NA\n");
  CHECK(messages(report) ==
        Messages{"cases.csv:3:5: warning: \"asked\" holds \"n.a.\" (2 times), which can mean not "
                 "asked, not applicable or not answered; it was read as missing. Say in a mapping "
                 "which it is: n.a.=not asked"});
  CHECK(study.project->caseNamed("C-2")->attributes.at("asked") ==
        AttributeValue{ValueState::Missing, "n.a."});
  study.read("case,asked\nC-2,yes\n");
  CHECK(study.project->caseNamed("C-2")->attributes.at("asked") ==
        AttributeValue{ValueState::Given, "yes"});
}

TEST_CASE("an attribute is the same one whatever its case and its spaces") {
  Study study;
  study.define("Age at entry", AttributeUnit::Case, AttributeType::Number);
  study.define("sex", AttributeUnit::Case, AttributeType::Choice, {"male", "female"});
  study.read("case,age_at_entry,Sex,Land\nC-1,9,FEMALE,XK\n");
  study.read("case,land\nC-1,AL\n");
  CHECK(study.project->caseNamed("C-1")->attributes ==
        Attributes{{"Age at entry", {ValueState::Given, "9"}},
                   {"Land", {ValueState::Given, "AL"}},
                   {"sex", {ValueState::Given, "female"}}});
}

TEST_CASE("a document's name that several documents end in is reported with their names") {
  FileFolder folder;
  const auto project = createProject((folder / "study.retold").string(), {}, "Ana");
  for (const auto* name : {"in/a/1.txt", "in/b/1.txt"})
    folder.write(name, std::string("Of ") + name);
  ImportRequest request;
  request.paths = {folder / "in"};
  request.coder = "Ana";
  Progress progress;
  importPaths(*project, request, progress);
  const CasesReport report =
      importCases(*project, folder.write("cases.csv", "case,document\nC-1,1.txt\n"), "Ana");
  REQUIRE(report.diagnostics.size() == 1);
  const std::string message = toText(report.diagnostics[0]);
  INFO(message);
  CHECK(message.starts_with("cases.csv:2:5: warning: "));
  CHECK(message.find("a/1.txt") != std::string::npos);
  CHECK(message.find("b/1.txt") != std::string::npos);
}

TEST_CASE("a row that is there twice is named, and rows of empty cells are no rows") {
  Study study;
  const CasesReport report = study.read("case,age\nC-1,22\n, \nC-1,22\n,\n");
  CHECK(report.rows == 2);
  CHECK(messages(report) ==
        Messages{"cases.csv:4: warning: the row is the same as line 2, of the case \"C-1\"; it "
                 "changes nothing"});
}

TEST_CASE("persons' names become no attributes, and as names of cases they are reported") {
  Study study;
  const CasesReport report =
      study.read("case,Full Name,age\nMaria Popescu,Maria Popescu,22\nAna Ionescu,Ana,23\n");
  CHECK(
      messages(report) ==
      Messages{"cases.csv: warning: the names of the cases read like persons' names; expected "
               "codes that say nothing of the person. Replace them by codes before you go on, "
               "and keep the list of both outside the project",
               "cases.csv:1:6: warning: the column \"Full Name\" seems to hold persons' names "
               "and was left out; if it is wanted, say so in a mapping: \"attribute Full Name\""});
  CHECK(study.project->caseNamed("Maria Popescu")->attributes.count("Full Name") == 0);
}
