#include "queries/screen/options.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/queries/screen/lexicon_text.h"

using namespace retold;
using retold::test::found;

namespace {

const std::string kTerms =
    "pattern again: x\n  sold ~3 again\n  \"trafficked before\" | \"vândută din nou\" | "
    "\"била продадена\" | \"بيعت من قبل\"\n"
    "cue affirm: x\n  yes | da | да | نعم\n"
    "cue deny: x\n  no | nu | не | لا\n";

std::string in(const std::string& content) { return found(kTerms, content); }

/// "Yes+ No-": the options of a line.
std::string options(const std::string& line) {
  std::string result;
  for (const FormOption& option : optionsIn(line, {0, line.size()})) {
    result += result.empty() ? "" : " | ";
    result += line.substr(option.words.begin, option.words.size()) + (option.ticked ? "+" : "-");
  }
  return result;
}

const std::string kAsserted = "again exact asserted\n";

}  // namespace

TEST_CASE("boxes stand before their words where a line begins with one, else behind them") {
  CHECK(options("☒ Yes ☐ No") == "Yes+ | No-");
  CHECK(options("☒Yes ☐No") == "Yes+ | No-");
  CHECK(options("Yes ☒ No ☐") == "Yes+ | No-");
  CHECK(options(" - [x] Da\n - [ ] Nu") == "Da+ | Nu-");
  CHECK(options("( ) Oui (X) Non") == "Oui- | Non+");
  CHECK(options("✓ نعم □ لا") == "نعم+ | لا-");
  CHECK(options("Yes / No") == "");
  CHECK(options("") == "");
  CHECK(options("☐") == "-");
}

TEST_CASE("of the boxes in a question's line only the ticked one answers") {
  CHECK(in("Trafficked before? ☒ Yes ☐ No\n") ==
        "[Trafficked before? ☒ Yes] again case asserted\n");
  CHECK(in("Trafficked before? ☐ Yes ☒ No\n") ==
        "[Trafficked before] again case denied (the question is answered \"No\")\n");
  CHECK(in("Trafficked before? Yes ☐ No ☒\n") ==
        "[Trafficked before] again case denied (the question is answered \"No\")\n");
  CHECK(in("Trafficked before: [ ] Yes [x] No [ ] Don't know\n") ==
        "[Trafficked before] again case denied (the question is answered \"No\")\n");
  CHECK(in("Trafficked before ☐ Yes ☒ No\n") ==
        "[Trafficked before] again case denied (the question is answered \"No\")\n");
}

TEST_CASE("no box ticked, or both, leave a question open") {
  CHECK(in("Trafficked before? ☐ Yes ☐ No\n") ==
        "[Trafficked before] again case question (no box is ticked that says yes or no)\n");
  CHECK(in("Trafficked before? ☒ Yes ☒ No\n") ==
        "[Trafficked before] again case question (both yes and no are ticked)\n");
  CHECK(in("Trafficked before? ☐ Yes ☐ No ☒ Don't know\n") ==
        "[Trafficked before] again case question (no box is ticked that says yes or no)\n");
}

TEST_CASE("boxes in the paragraphs behind a question answer it, in any language") {
  CHECK(in("Have you been trafficked before?\n\n☐ Yes ☒ No\n\nName?\n\nAnna\n") ==
        "[trafficked before] again exact denied (the question is answered \"No\")\n");
  CHECK(in("Have you been trafficked before?\n\n☐ No\n\n☒ Yes\n\nName?\n\nAnna\n") ==
        "[trafficked before?\n\n☐ No\n\n☒ Yes] again exact asserted\n");
  CHECK(in("Ați fost vândută din nou?\n\n☐ Da ☒ Nu\n") ==
        "[vândută din nou] again exact denied (the question is answered \"Nu\")\n");
  CHECK(in("Дали е била продадена?\n\nДа ☒ Не ☐\n") ==
        "[била продадена?\n\nДа] again exact asserted\n");
  CHECK(in("هل بيعت من قبل؟\n\n☐ نعم ☒ لا\n") ==
        "[بيعت من قبل] again exact denied (the question is answered \"لا\")\n");
}

TEST_CASE("what stands behind an empty box nobody said") {
  CHECK(in("☐ trafficked before\n☒ held by relatives\n") ==
        "[trafficked before] again exact question (its box is not ticked)\n");
  CHECK(in("☒ trafficked before\n☐ held by relatives\n") == "[trafficked before] " + kAsserted);
  CHECK(in("trafficked before ☐\n") ==
        "[trafficked before] again exact question (its box is not ticked)\n");
}

TEST_CASE("boxes far behind a match are none of its answers") {
  CHECK(in("She was trafficked before. It was cold, and she walked home for three days and more.\n"
           "Consent: ☒ Yes ☐ No\n") == "[trafficked before] " + kAsserted);
  CHECK(in("Were you trafficked before?\n\nIn Prizren.\n\nConsent\n\n☐ Yes ☒ No\n") ==
        "[trafficked before] again exact question (it stands in a question)\n");
}

TEST_CASE("empty brackets in what a person says are a gap, not a box") {
  CHECK(in("He sold me again ( ) and I left.\n") == "[sold me again] again gap asserted\n");
  CHECK(in("R: ( ) he sold me again.\n\nI: Go on.\n") == "[sold me again] again gap asserted\n");
  CHECK(in("He sold me again ( ) and then ( ) we left.\n") ==
        "[sold me again] again gap asserted\n");
  CHECK(in("I: Were you trafficked before?\n\nR: Yes ( ) by him.\n\nI: And then?\n") ==
        "[trafficked before?\n\nR: Yes ( ) by him] again exact asserted\n");
  CHECK(options("Yes ( ) twice") == "");
  CHECK(options("Yes [x] twice") == "Yes+");
}

TEST_CASE("a text without line ends and full stops is judged in time that grows with its length") {
  std::string content = "I:";
  for (int i = 0; i < 20000; ++i) content += " they said that he sold her again and went on";
  CHECK(in(content + "\n").size() > 20000);
}
