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
  CHECK(messages(report) ==
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
