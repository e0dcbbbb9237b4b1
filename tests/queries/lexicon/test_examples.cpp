#include <catch2/catch.hpp>

#include "model/error.h"
#include "queries/lexicon/examples.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

using namespace retold;
using retold::test::errorOf;
using retold::test::lexiconOf;

namespace {

Lexicon sold() {
  return lexiconOf(
      "pattern sold-again, weight 1: x\n  sold ~3 again\n"
      "pattern before, weight 0.4: x\n  before\ncue not, before 3: x\n  never\n");
}

std::string faultsOf(std::string_view text) {
  std::string faults;
  for (const Diagnostic& each : readExamples(text, "a.examples", sold()).diagnostics)
    faults += toText(each) + "\n";
  return faults;
}

std::string outcomes(std::string_view text) {
  const Lexicon lexicon = sold();
  const ExampleReading reading = readExamples(text, "a.examples", lexicon);
  REQUIRE(reading.ok());
  std::string all;
  for (const ExampleResult& each : testExamples(lexicon, reading.examples))
    all += std::string(toText(each.outcome)) + "\n";
  return all;
}

}  // namespace

TEST_CASE("an example goes on in indented lines, and blank lines between them are kept") {
  const auto reading = readExamples(
      "\xEF\xBB\xBF# comment\r\n"
      "+ one\r\n"
      "  two\r\n"
      "\n"
      "# in between\n"
      "\tthree\n"
      "\n"
      "\n"
      "-? four\n"
      "+before\n"
      "  five",
      "a.examples", sold());
  REQUIRE(reading.ok());
  REQUIRE(reading.examples.size() == 3);
  CHECK(reading.examples[0].text == "one\ntwo\n\nthree");
  CHECK(reading.examples[0].candidate);
  CHECK_FALSE(reading.examples[0].knownToFail);
  CHECK(reading.examples[0].line == 2);
  CHECK(reading.examples[1].text == "four");
  CHECK_FALSE(reading.examples[1].candidate);
  CHECK(reading.examples[1].knownToFail);
  CHECK(reading.examples[2].text == "five");
  CHECK(reading.examples[2].category == "before");
  CHECK(reading.examples[2].line == 10);
}

TEST_CASE("faults of examples are named by line and column") {
  CHECK(faultsOf("  a\n") ==
        "a.examples:1:1: error: this line continues nothing; expected + or - before the first line "
        "of a text\n");
  CHECK(faultsOf("a\n") ==
        "a.examples:1:1: error: this is no example; expected + or - before a text, white space "
        "before a further line of it, or # before a comment\n");
  CHECK(faultsOf("\n+?sold a\n") ==
        "a.examples:2:3: error: test has no category \"sold\"; expected one that it has, or white "
        "space behind the +\n");
  CHECK(faultsOf("-before a\n") ==
        "a.examples:1:2: error: expected white space behind the -; only behind + may a category "
        "stand\n");
  CHECK(faultsOf("+ \n- b\n") == "a.examples:1:1: error: this example has no text\n");
  CHECK(faultsOf("+ a\n- \xFF\n") ==
        "a.examples:2:3: error: this is not UTF-8; expected a file saved as UTF-8\n");
  CHECK(faultsOf("") == "");
}

TEST_CASE("an example is as expected when the document becomes a candidate as its sign says") {
  CHECK(outcomes("+ They sold me again.\n- I was never sold again.\n") ==
        "as expected\nas expected\n");
  CHECK(outcomes("+ Before.\n- They sold her again.\n") == "wrong\nwrong\n");
  CHECK(outcomes("+? Before.\n-? They sold her again.\n") == "known to fail\nknown to fail\n");
  CHECK(outcomes("+? They sold me again.\n-? I went home.\n") ==
        "no longer fails\nno longer fails\n");
}

TEST_CASE("a category must have an asserted match") {
  CHECK(outcomes("+sold-again They sold me again.\n+before They sold me again.\n") ==
        "as expected\nwrong\n");
  CHECK(outcomes("+sold-again I was never sold again. Before, before, before, before, before.\n") ==
        "wrong\n");
}

TEST_CASE("turns of an example are those that an import finds") {
  const Lexicon asked = lexiconOf(
      "pattern p, answered yes: x\n  sold ~3 again\ncue affirm: x\n  yes\ncue deny: x\n  no\n");
  const auto reading = readExamples(
      "+ Interviewer: Were you sold again?\n  Anna: Yes.\n"
      "- Interviewer: Were you sold again?\n  Anna: No.\n"
      "- They sold me again.\n",
      "a.examples", asked);
  for (const ExampleResult& each : testExamples(asked, reading.examples))
    CHECK(each.outcome == ExampleOutcome::AsExpected);
}

TEST_CASE("a lexicon's examples stand beside its file") {
  const std::string folder = std::string(RETOLD_SOURCE_DIR) + "/tests/data/";
  const auto sets = loadExamples(folder + "cli/sold.lexicon");
  REQUIRE(sets.size() == 1);
  CHECK(sets[0].there);
  CHECK(sets[0].file == folder + "cli/sold.examples");
  CHECK(sets[0].examples.size() == 8);
  const auto none = loadExamples(folder + "lexicons/small.lexicon");
  REQUIRE(none.size() == 1);
  CHECK_FALSE(none[0].there);
  CHECK(none[0].file == folder + "lexicons/small.examples");
}
