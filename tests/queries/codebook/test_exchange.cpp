#include "queries/codebook/exchange.h"

#include <catch2/catch.hpp>

#include "queries/codebook/editing.h"
#include "queries/lexicon/codebooks.h"
#include "tests/queries/project.h"

using namespace retold;
using namespace retold::test;

namespace {

std::string told(const CodebookReport& report) {
  std::string text = std::to_string(report.added) + " added, " + std::to_string(report.changed) +
                     " changed, " + std::to_string(report.unchanged) + " unchanged";
  for (const Diagnostic& each : report.diagnostics) text += "\n" + toText(each);
  return text;
}

}  // namespace

TEST_CASE("a codebook that was exported changes nothing when it is imported again") {
  TestProject project;
  Code code = project.code("risk/economic/debt");
  code.definition = "Money, \"owed\";\nto anybody";
  code.include = "Interest";
  code.stages = {"PRE", "REINT"};
  code.colour = "#123456";
  changeCode(project.storage(), code, "Ana");
  Code below;
  below.name = "risk/economic/debt/lender";
  below.label = "Lender";
  addCode(project.storage(), below, "Ana");
  const std::string table = codebookCsv(project.storage().codebook());
  CHECK(
      table.starts_with("code,label,kind,definition,include,exclude,stages,levels,colour,parent,"
                        "retired\r\n"));
  CHECK(table.find("risk/economic/debt,Debt,risk,\"Money, \"\"owed\"\";\nto anybody\",Interest,,"
                   "PRE; REINT,,#123456,,no\r\n") != std::string::npos);
  const std::string head = project.storage().chainHead();
  CHECK(told(importCodebook(project.storage(), table, "codes.csv", "Ana")) ==
        "0 added, 0 changed, 7 unchanged");
  CHECK(project.storage().chainHead() == head);
  TestProject other;
  CHECK(told(importCodebook(other.storage(), table, "codes.csv", "Ana")) ==
        "1 added, 1 changed, 5 unchanged");
  CHECK(codebookCsv(other.storage().codebook()) == table);
  CHECK(other.code("risk/economic/debt/lender").parent == other.code("risk/economic/debt").id);
  CHECK(other.storage().undo("Ana")->action == "import codebook");
  CHECK(other.storage().codebook().codes.size() == 6);
}

TEST_CASE("a table of names and labels is enough, and what it does not say stays") {
  TestProject project;
  CHECK(
      told(importCodebook(project.storage(), "Name;Label\nrisk/economic/debt;Owing\nours / new;\n",
                          "c.csv", "Ana")) == "1 added, 1 changed, 0 unchanged");
  CHECK(project.code("risk/economic/debt").label == "Owing");
  CHECK(project.code("risk/economic/debt").kind == FactorKind::Risk);
  CHECK(project.code("ours/new").label == "new");
}

TEST_CASE("rows that are no codes are named by line and column, and the others come in") {
  TestProject project;
  const std::string table =
      "code,label,kind,retired,colour\n"
      "a//b,Two,,\n"
      "a/b,Two,danger,\n"
      "a/c,Three,risk,perhaps\n"
      "a/d,Four,risk,no,#a0B1c2\n"
      "a/d,Again,risk,no\n"
      "a/e,Five,risk,no,red\n";
  CHECK(told(importCodebook(project.storage(), table, "c.csv", "Ana")) ==
        "1 added, 0 changed, 0 unchanged\n"
        "c.csv:2:1: warning: the name \"a//b\" has an empty part\n"
        "c.csv:3:9: warning: \"danger\" is no kind; expected risk, protective, pattern or nothing\n"
        "c.csv:4:16: warning: \"perhaps\" stands where yes or no is expected\n"
        "c.csv:6:1: warning: \"a/d\" stands in the table twice; the first counts\n"
        "c.csv:7:18: warning: \"red\" is no colour; expected #rrggbb or nothing");
  CHECK(project.code("a/d").label == "Four");
}

TEST_CASE("a table without codes is refused") {
  TestProject project;
  const std::string message =
      "c.csv: the table has no column \"code\" | its first line names the columns: code, label, "
      "kind, definition, include, exclude, stages, levels, colour, parent, retired";
  CHECK(errorOf([&] { importCodebook(project.storage(), "a,b\n1,2\n", "c.csv", "Ana"); }) ==
        message);
  CHECK(errorOf([&] { importCodebook(project.storage(), "", "c.csv", "Ana"); }) == message);
}

TEST_CASE("built-in codebooks are added once, beside what is there") {
  TestProject project;
  REQUIRE(builtinCodebooks().size() == 2);
  CHECK(builtinCodebooks()[1].id == "reintegration");
  CHECK(builtinCodebooks()[1].title == "Dimensions of reintegration");
  const std::size_t codes = builtinCodebooks()[1].codes;
  const CodebookReport report = addBuiltinCodebook(project.storage(), "reintegration", "Ana");
  CHECK(report.added == codes);
  CHECK(project.storage().codebook().codes.size() == 6 + codes);
  const Code housing = project.code("reintegration/social/housing");
  CHECK(housing.parent == project.code("reintegration/social").id);
  CHECK(housing.kind == FactorKind::None);
  CHECK(addBuiltinCodebook(project.storage(), "reintegration", "Ana").unchanged == codes);
  CHECK(project.storage().undo("Ana")->action == "add built-in codebook");
  CHECK(project.storage().codebook().codes.size() == 6);
  CHECK(addBuiltinCodebook(project.storage(), "retrafficking", "Ana").unchanged > 0);
}

TEST_CASE("a name or label of a table that is not one line is named, and definitions keep theirs") {
  TestProject project;
  const std::string table =
      "code,label,definition\n"
      "\"a/b\nc\",Two,x\n"
      "a/c,\"Two\nlines\",x\n"
      "a/\td\x07,Three,x\n"
      "a/e,Four,\"first line\nsecond line\"\n";
  CHECK(told(importCodebook(project.storage(), table, "c.csv", "Ana")) ==
        "1 added, 0 changed, 0 unchanged\n"
        "c.csv:2:1: warning: a code cannot be called \"a/b c\": it holds a line end\n"
        "c.csv:4:5: warning: the label of \"a/c\" cannot be used: it holds a line end\n"
        "c.csv:6:1: warning: a code cannot be called \"a/d\": it holds the control character "
        "U+0007");
  CHECK(project.code("a/e").definition == "first line\nsecond line");
}
