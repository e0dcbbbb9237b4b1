#include <catch2/catch.hpp>

#include "queries/tag/tagging.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

namespace retold {
namespace {

using test::TestProject;

constexpr std::string_view kHeader = "document\taction\tcode\tquote\treason\n";

/// The diagnostics, one a line.
std::string textOf(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += toText(diagnostic) + '\n';
  return text;
}

/// A project with two documents.
class Study : public TestProject {
 public:
  Study() {
    add("anna.txt",
        "INT: What then?\nA: They sold me\nagain. I had nothing to eat.\n"
        "A: At home we had nothing to eat either.\n");
    add("berta.txt", "B: Nothing happened.\n");
  }

  DecisionsReport apply(const std::string& rows, const std::vector<Lexicon>& lexicons = {}) {
    return applyDecisions(storage(), std::string(kHeader) + rows, "d.tsv", "Ana", lexicons);
  }

  /// What applying one row complains of.
  std::string fault(const std::string& row) {
    const DecisionsReport report = apply(row);
    CHECK(report.rows == 1);
    CHECK(report.confirmed + report.rejected + report.unsure + report.coded == 0);
    return textOf(report.diagnostics);
  }
};

TEST_CASE("a table of decisions is applied, one event for each row") {
  Study study;
  const std::size_t before = study.storage().events(0, 999).size();
  const DecisionsReport report = study.apply(
      "anna.txt\tconfirm\t\tThey sold me again\ttold of herself\n"
      "berta.txt\treject\t\t\t\n"
      "berta.txt\tUnsure\t\t\tasked again\n"
      "anna.txt\tcode\tpoverty\tsold me\\nagain. I had\tno food\n");
  CHECK(textOf(report.diagnostics).empty());
  CHECK(report.rows == 4);
  CHECK(report.confirmed == 1);
  CHECK(report.rejected == 1);
  CHECK(report.unsure == 1);
  CHECK(report.coded == 1);
  CHECK(study.storage().events(0, 999).size() == before + 4);

  const std::vector<Decision> decisions = study.storage().decisions();
  REQUIRE(decisions.size() == 3);
  CHECK(decisions[0].quotes == std::vector<std::string>{"They sold me\nagain"});
  CHECK(decisions[0].reason == "told of herself");
  CHECK(decisions[0].question == "prior-trafficking");
  const std::vector<Coding> codings = study.storage().codings({});
  REQUIRE(codings.size() == 1);
  CHECK(codings[0].quote == "sold me\nagain. I had");
  CHECK(codings[0].memo == "no food");
  CHECK(codings[0].coder == "Ana");
}

TEST_CASE("applied twice, a table changes nothing and says so") {
  Study study;
  const std::string rows =
      "anna.txt\tconfirm\t\tThey sold me again\t\nanna.txt\tconfirm\t\t\t\n"
      "anna.txt\tcode\tpoverty\tsold me again\t\n";
  study.apply(rows);
  const std::string head = study.storage().chainHead();
  const DecisionsReport again = study.apply(rows);
  CHECK(again.rows == 3);
  CHECK(again.confirmed + again.coded == 0);
  CHECK(textOf(again.diagnostics) ==
        "d.tsv: note: 3 rows were in the project already and were not applied again\n");
  CHECK(study.storage().chainHead() == head);
}

TEST_CASE("a change of mind counts, also back to what was said first") {
  Study study;
  const DecisionsReport report =
      study.apply("anna.txt\tconfirm\t\t\t\nanna.txt\treject\t\t\t\nanna.txt\tconfirm\t\t\t\n");
  CHECK(report.confirmed == 2);
  CHECK(report.rejected == 1);
  CHECK(study.storage().decisions().back().verdict == Verdict::Confirm);
}

TEST_CASE(
    "a table may be separated by commas, begin with a byte order mark and end lines as "
    "Windows does") {
  Study study;
  const DecisionsReport report =
      applyDecisions(study.storage(),
                     "\xEF\xBB\xBF"
                     "Action,Document,Quote,Code\r\ncode,anna.txt,\"sold me\nagain\",debt\r\n",
                     "d.csv", "Ana", {});
  CHECK(textOf(report.diagnostics).empty());
  CHECK(report.coded == 1);
}

TEST_CASE("a fault of a row is told with its line and column and what was expected") {
  Study study;
  CHECK(study.fault("dora.txt\tconfirm\n") ==
        "d.tsv:2:1: error: there is no document \"dora.txt\" in the project; expected the name of "
        "an imported one\n");
  CHECK(study.fault("\tconfirm\n") ==
        "d.tsv:2:1: error: no document stands here; expected the name of an imported one\n");
  CHECK(study.fault("anna.txt\tmaybe\n") ==
        "d.tsv:2:10: error: the action is \"maybe\"; expected confirm, reject, unsure, cannot-read "
        "or code\n");
  CHECK(study.fault("anna.txt\t\n") ==
        "d.tsv:2:10: error: no action stands here; expected confirm, reject, unsure, cannot-read "
        "or code\n");
  CHECK(study.fault("anna.txt\tcode\tpovertie\tsold\n") ==
        "d.tsv:2:15: error: there is no code \"povertie\"; the nearest: risk/economic/poverty\n");
  CHECK(study.fault("anna.txt\tcode\tsupport\tsold\n") ==
        "d.tsv:2:15: error: several codes are called \"support\": protective/family/support and "
        "protective/social/support\n");
  CHECK(study.fault("anna.txt\tcode\trisk/old/poverty\tThey sold me\n") ==
        "d.tsv:2: error: the code risk/old/poverty is retired\n");
  CHECK(study.fault("anna.txt\tcode\t\tsold\n") ==
        "d.tsv:2:15: error: no code stands here; the action code needs one of the codebook\n");
  CHECK(study.fault("anna.txt\tcode\tdebt\t\n") ==
        "d.tsv:2:20: error: no quote stands here; the action code needs the words to tag, as they "
        "stand in the text\n");
  CHECK(study.fault("anna.txt\tconfirm\tdebt\t\n") ==
        "d.tsv:2:18: error: a code stands in a row that judges the document; expected an empty "
        "cell, and the tag in a row of its own with the action code\n");
  CHECK(study.fault("anna.txt\tconfirm\t\t\t\tmore\n") ==
        "d.tsv:2:21: error: this row has 6 fields; expected 5, as in the first row\n");
}

TEST_CASE("a quote that stands nowhere or in several places is told with lines") {
  Study study;
  CHECK(study.fault("anna.txt\tcode\tdebt\tthey drank nothing\n") ==
        "d.tsv:2:20: error: the quote \"they drank nothing\" does not stand in anna.txt; expected "
        "words as they stand in the text\n");
  CHECK(study.fault("anna.txt\tconfirm\t\tThey sold me twice to him\n") ==
        "d.tsv:2:19: error: the quote \"They sold me twice to him\" does not stand in anna.txt; "
        "its beginning \"They sold me\" stands in line 2; expected words as they stand in the "
        "text\n");
  CHECK(study.fault("anna.txt\tcode\tdebt\tnothing to eat\n") ==
        "d.tsv:2:20: error: the quote \"nothing to eat\" stands 2 times in anna.txt, in lines 3 "
        "and 4; expected a longer quote that stands there once\n");
}

TEST_CASE("rows with faults do not stop the others") {
  Study study;
  const DecisionsReport report =
      study.apply("anna.txt\tmaybe\n\nanna.txt\tconfirm\nno.txt\tconfirm\nberta.txt\treject\n");
  CHECK(report.rows == 4);
  CHECK(report.confirmed == 1);
  CHECK(report.rejected == 1);
  CHECK(textOf(report.diagnostics) ==
        "d.tsv:2:10: error: the action is \"maybe\"; expected confirm, reject, unsure, cannot-read "
        "or code\n"
        "d.tsv:5:1: error: there is no document \"no.txt\" in the project; expected the name of an "
        "imported one\n");
}

TEST_CASE("a table without the needed columns is not applied") {
  Study study;
  const auto applied = [&](std::string_view table) {
    const DecisionsReport report = applyDecisions(study.storage(), table, "d.tsv", "Ana", {});
    CHECK(report.confirmed == 0);
    return textOf(report.diagnostics);
  };
  CHECK(applied("") ==
        "d.tsv: error: the table is empty; expected a first row with document, action, code, quote "
        "and reason\n");
  CHECK(applied("document\tquote\nanna.txt\tx\n") ==
        "d.tsv:1: error: the column \"action\" is missing; expected a first row with document, "
        "action, code, quote and reason\n");
  CHECK(applied("document\taction\tDocument\nanna.txt\tconfirm\tx\n") ==
        "d.tsv:1:17: error: the column \"document\" stands here a second time; expected it once\n");
  CHECK(applied("document\taction\nanna\xFF\tconfirm\n") ==
        "d.tsv:2:5: error: this is no text in UTF-8; save the table as UTF-8\n");
}

TEST_CASE("a column that is not known is named and passed over") {
  Study study;
  const DecisionsReport report = applyDecisions(
      study.storage(), "document\tnote\taction\nanna.txt\tx\tconfirm\n", "d.tsv", "Ana", {});
  CHECK(report.confirmed == 1);
  CHECK(textOf(report.diagnostics) ==
        "d.tsv:1:10: warning: the column \"note\" is not known and is not read; known are "
        "document, action, code, quote, reason, reader and certainty\n");
}

TEST_CASE("how sure the file is stands in a column of its own, of what is confirmed only") {
  Study study;
  const DecisionsReport report = applyDecisions(study.storage(),
                                                "document\taction\tcertainty\tcode\tquote\n"
                                                "anna.txt\tconfirm\tFeared-Again\t\t\n"
                                                "anna.txt\treject\tknown\t\t\n"
                                                "anna.txt\tconfirm\tsure\t\t\n"
                                                "anna.txt\tcode\tknown\tdebt\ta debt\n",
                                                "d.tsv", "Ana", {});
  CHECK(report.confirmed == 1);
  CHECK(report.rejected == 0);
  CHECK(report.coded == 0);
  CHECK(textOf(report.diagnostics) ==
        "d.tsv:3:17: error: a certainty stands in a row that does not confirm; expected an empty "
        "cell, or the action confirm\n"
        "d.tsv:4:18: error: the certainty is \"sure\"; expected concern, known, feared-again or an "
        "empty cell\n"
        "d.tsv:5:15: error: a certainty stands in a row that tags a passage; expected an empty "
        "cell, or the action confirm\n");
  const std::vector<Decision> decisions = study.storage().decisions();
  REQUIRE(decisions.size() == 1);
  CHECK(decisions.front().certainty == Certainty::FearedAgain);
}

TEST_CASE("a row that says anew how sure the file is is applied, and once only") {
  Study study;
  const auto apply = [&](const std::string& certainty) {
    return applyDecisions(study.storage(),
                          "document\taction\tcertainty\nanna.txt\tconfirm\t" + certainty + "\n",
                          "d.tsv", "Ana", {})
        .confirmed;
  };
  CHECK(apply("") == 1);
  CHECK(apply("known") == 1);
  CHECK(apply("known") == 0);
  CHECK(study.storage().decisions().size() == 2);
}

TEST_CASE("a row that confirms again keeps how sure the file is, and is applied once only") {
  Study study;
  const std::string table =
      "document\taction\tcertainty\tquote\n"
      "anna.txt\tconfirm\tknown\tThey sold me again\n"
      "anna.txt\tconfirm\t\tnothing to eat either\n";
  const auto apply = [&] { return applyDecisions(study.storage(), table, "d.tsv", "Ana", {}); };
  CHECK(apply().confirmed == 2);
  CHECK(study.storage().decisions().back().certainty == Certainty::Known);
  CHECK(apply().confirmed == 0);
  const DecisionsReport plain = study.apply("anna.txt\tconfirm\t\tnothing to eat either\t\n");
  CHECK(plain.confirmed == 0);
  CHECK(study.storage().decisions().size() == 2);
}

TEST_CASE("a quote that has words of a match in it is traced to the lexicon") {
  Study study;
  const std::vector<Lexicon> lexicons{
      test::lexiconOf("pattern resale, weight 1:\n  \"sold me again\"\n  \"to eat either\"\n")};
  study.apply(
      "anna.txt\tconfirm\t\tThey sold me\t\nanna.txt\tcode\tdebt\tINT: What then?\t\n"
      "anna.txt\tcode\tdebt\tThey sold me again. I\t\n",
      lexicons);
  REQUIRE(study.storage().decisions().size() == 1);
  const std::optional<LexiconTrace> trace = study.storage().decisions().front().trace;
  REQUIRE(trace);
  CHECK(trace->quote == "sold me\nagain");
  CHECK(trace->term == "\"sold me again\"");
  CHECK(study.storage().lexiconText(trace->lexiconDigest) == lexicons.front().text);
  const std::vector<Coding> codings = study.storage().codings({});
  REQUIRE(codings.size() == 2);
  CHECK_FALSE(codings[0].trace);
  CHECK(codings[1].trace == trace);
}

}  // namespace
}  // namespace retold
