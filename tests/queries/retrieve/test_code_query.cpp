#include "queries/retrieve/code_query.h"

#include <catch2/catch.hpp>

#include "model/codebook.h"

namespace retold {
namespace {

Codebook smallCodebook() {
  Codebook codebook;
  for (const auto& [name, label] :
       {std::pair("pattern/sold-again", "Sold again"), std::pair("risk/economic/debt", "Debt")}) {
    Code code;
    code.id = CodeId(*parseUuid("0f8fad5b-d9cb-469f-a165-7086772895" +
                                std::to_string(10 + codebook.codes.size())));
    code.name = name;
    code.label = label;
    codebook.codes.push_back(code);
  }
  return codebook;
}

/// "column: message"
std::string faultOf(std::string_view text) {
  const ParsedCodeQuery parsed = parseCodeQuery(text, smallCodebook());
  CHECK_FALSE(parsed.query);
  if (!parsed.fault) return "no fault";
  CHECK(parsed.fault->severity == Severity::Error);
  CHECK(parsed.fault->line == 1);
  return std::to_string(parsed.fault->column) + ": " + parsed.fault->message;
}

CodeQuery queryOf(std::string_view text) {
  const ParsedCodeQuery parsed = parseCodeQuery(text, smallCodebook());
  INFO(text << ": " << (parsed.fault ? toText(*parsed.fault) : ""));
  REQUIRE(parsed.query);
  return *parsed.query;
}

TEST_CASE("a code query's faults are named with their column and what was expected") {
  CHECK(faultOf("") == "1: the query is empty; expected a code");
  CHECK(faultOf("   ") == "1: the query is empty; expected a code");
  CHECK(faultOf("* AND") == "3: nothing stands behind AND; expected a code");
  CHECK(faultOf("OR *") == "1: nothing stands before this; expected a code");
  CHECK(faultOf("(*") == "1: this ( is not closed; expected a ) behind it");
  CHECK(faultOf("()") == "1: nothing stands behind (; expected a code");
  CHECK(faultOf("* )") == "3: this ) closes nothing; expected a ( before it");
  CHECK(faultOf("* NEAR *") ==
        "3: NEAR has no number of words; expected one behind a slash, as in NEAR/20");
  CHECK(faultOf("* FOLLOWED/99999999999 *") ==
        "3: FOLLOWED/99999999999 reaches too far; expected a number from 0 to 10000");
  CHECK(faultOf("* WITHIN/3 *") == "3: WITHIN takes no number");
  CHECK(faultOf("speaker: *") == "1: speaker: has no name; expected one right behind it");
  CHECK(faultOf("attribute:sex *") ==
        "1: attribute:sex has no value; expected = and a value, as in "
        "attribute:country=Moldova");
  CHECK(faultOf("\"sold again") ==
        "1: this quotation mark is not closed; expected another one behind it");
  CHECK(faultOf("* *") ==
        "3: no operator stands between this and what is before it; expected AND, OR, NOT, "
        "OVERLAPS, WITHIN, ENCLOSES, NEAR/n or FOLLOWED/n (a name with spaces needs quotation "
        "marks)");
  CHECK(faultOf("\xff") ==
        "1: what stands here is no text in UTF-8; expected letters that can be read");
  CHECK(faultOf(std::string(200, '(')).find("more than 100 groups") != std::string::npos);
  CHECK(faultOf("* OR debts") ==
        "6: there is no code \"debts\"; the nearest: risk/economic/debt; a code is named by its "
        "whole "
        "name, or by its last part or label where only one has it");
}

TEST_CASE("OR binds weaker than AND and NOT, and these weaker than the other relations") {
  const CodeQuery query = queryOf("* OR * AND * NEAR/5 * NOT *");
  REQUIRE(query.kind == CodeQuery::Kind::Or);
  const CodeQuery& right = query.children[1];
  REQUIRE(right.kind == CodeQuery::Kind::Not);
  REQUIRE(right.children[0].kind == CodeQuery::Kind::And);
  const CodeQuery& near = right.children[0].children[1];
  CHECK(near.kind == CodeQuery::Kind::Near);
  CHECK(near.distance == 5);
}

TEST_CASE("a code is named by its path, its last part or its label in quotation marks") {
  const CodeQuery path = queryOf("pattern/sold-again");
  CHECK(path.kind == CodeQuery::Kind::Code);
  CHECK_FALSE(path.alone);
  CHECK(queryOf("sold-again").code == path.code);
  CHECK(queryOf("\"Sold again\"").code == path.code);
  CHECK(queryOf("=sold-again").alone);
}

TEST_CASE("a filter holds for the one thing behind it, or for anything tagged") {
  const CodeQuery query = queryOf("speaker:interviewer sold-again OR important:");
  REQUIRE(query.kind == CodeQuery::Kind::Or);
  CHECK(query.children[0].kind == CodeQuery::Kind::Speaker);
  CHECK(query.children[0].name == "interviewer");
  CHECK(query.children[0].children[0].kind == CodeQuery::Kind::Code);
  CHECK(query.children[1].kind == CodeQuery::Kind::Important);
  CHECK(query.children[1].children[0].kind == CodeQuery::Kind::Any);
  const CodeQuery attribute = queryOf("attribute:\"country of origin\"=\"North Macedonia\" (*)");
  CHECK(attribute.name == "country of origin");
  CHECK(attribute.value == "North Macedonia");
}

}  // namespace
}  // namespace retold
