#include "queries/lexicon/term_check.h"

#include <catch2/catch.hpp>

#include "tests/queries/screen/lexicon_text.h"

using namespace retold;

namespace {

std::string check(std::string_view owner, std::string_view expression) {
  static const Lexicon lexicon = test::lexiconOf(
      "concept again: x\n  again\nconcept sold: x\n  sold\n  @again ~2 back\n"
      "pattern p: x\n  @sold\n");
  std::string lines;
  for (const TermFault& each : checkTerm(lexicon, owner, expression).faults)
    lines += std::to_string(each.column) + ": " + each.message + "\n";
  return lines;
}

}  // namespace

TEST_CASE("a term that is typed is checked as one of its lexicon") {
  CHECK(check("", "@sold ~4 @again = sold again") == "");
  CHECK(check("", "sold ~ again") ==
        "6: expected a number of words from 0 to 100 right behind ~, as in ~8\n");
  CHECK(check("", "vândut |") == "9: expected a term here\n");
}

TEST_CASE("a term that would be read as a note is told, and what to do") {
  CHECK(check("", " #metoo") ==
        "2: a line that begins with # is a note and not searched for; expected quotation marks "
        "round the term\n");
  CHECK(check("", "\"#metoo\"") == "");
}

TEST_CASE("a concept that is not there is named by its column") {
  CHECK(check("", "mă @soldd") ==
        "4: two terms stand side by side; expected | for a choice, ~n or >n for a gap, or "
        "quotation marks round a phrase\n");
  CHECK(check("", "mă ~2 @soldd") ==
        "7: there is no concept \"soldd\"; expected one of: again, sold\n");
}

TEST_CASE("a concept that leads back to the term's own is named before it goes in a circle") {
  CHECK(check("again", "once ~2 @sold") ==
        "9: @sold leads back to the concept \"again\" that this term stands in; expected a term "
        "without it\n");
  CHECK(check("sold", "@sold") ==
        "1: @sold leads back to the concept \"sold\" that this term stands in; expected a term "
        "without it\n");
  CHECK(check("sold", "once ~2 @again") == "");
}
