#include <catch2/catch.hpp>
#include <cmath>

#include "queries/lexicon/confirmed_passages.h"
#include "queries/lexicon/suggestions.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

using namespace retold;
using retold::test::lexiconOf;
using retold::test::TestProject;

namespace {

void confirm(TestProject& project, const std::string& document, const std::string& quote,
             Verdict verdict = Verdict::Confirm) {
  Judgement judgement;
  judgement.subjectId = project.text(document).document;
  judgement.verdict = verdict;
  judgement.quotes = {quote};
  decide(project.storage(), judgement, "Ana");
}

/// Tells of a kiln where somebody was sold, and `count` texts that do not.
void fill(TestProject& project, int confirmed, int others) {
  for (int i = 0; i < confirmed; ++i) {
    const std::string name = "a" + std::to_string(i) + ".txt";
    project.add(name, "The day was long. At the brick kiln they sold me again. The night came " +
                          std::to_string(i) + " and the rain with it and the wind.");
    confirm(project, name, "sold me again");
  }
  for (int i = 0; i < others; ++i)
    project.add("b" + std::to_string(i) + ".txt",
                "The bus came and the people went home to eat, and the house was warm " +
                    std::to_string(i) + ". The brick was red.");
}

std::string suggested(TestProject& project, std::string_view sections, std::uint32_t near = 5) {
  Progress progress;
  const TermSuggestions found = suggestTerms(project.storage(), {lexiconOf(sections)},
                                             {near, 30, "prior-trafficking"}, progress);
  std::string lines;
  for (const SuggestedTerm& each : found.terms)
    lines += each.words + " " + std::to_string(each.near) + " " + std::to_string(each.elsewhere) +
             " " + std::to_string(each.passages) + (each.common ? " common" : "") + "\n";
  for (const SuggestedSpelling& each : found.spellings)
    lines += each.word + " ~ " + each.like + " " + std::to_string(each.distance) + ": " +
             std::to_string(each.count) + " in " + std::to_string(each.documents) + "\n";
  return lines;
}

}  // namespace

TEST_CASE("the log-likelihood is that of the published formula") {
  // Worked by hand: E1 = E2 = 15; 2 (20 ln(20/15) + 10 ln(10/15)).
  CHECK(logLikelihood(20, 10, 1000, 1000) == Approx(3.3980).epsilon(0.0001));
  // E1 = 100 · 12 / 1100, E2 = 1000 · 12 / 1100.
  CHECK(logLikelihood(10, 2, 100, 1000) == Approx(37.5257).epsilon(0.00001));
  CHECK(logLikelihood(10, 100, 100, 1000) == Approx(0).margin(1e-9));
  CHECK(logLikelihood(0, 0, 100, 1000) == 0);
  CHECK(logLikelihood(5, 5, 0, 1000) == 0);
  CHECK(logLikelihood(5, 0, 10, 10) == Approx(2 * 5 * std::log(2)).epsilon(0.0001));
}

TEST_CASE("words near confirmed passages are suggested, those of the lexicon are not") {
  TestProject project;
  fill(project, 6, 20);
  const std::string found = suggested(project, "pattern p: x\n  sold ~3 again\n");
  CHECK(found.find("kiln 6 0 6\n") != std::string::npos);
  CHECK(found.find("brick kiln 6 0 6\n") != std::string::npos);
  CHECK(found.find("kiln they 6 0 6\n") != std::string::npos);
  CHECK(found.find("\nsold 6") == std::string::npos);
  CHECK(found.find("sold me 6") != std::string::npos);  // "me" is none of its words
  CHECK(found.find("bus") == std::string::npos);
  CHECK(found.find("rain") == std::string::npos);  // out of reach
  CHECK(suggested(project, "pattern p: x\n  kil*\n  \"brick they\"\n  at | the\n").find("kiln") ==
        std::string::npos);
}

TEST_CASE("with fewer than five confirmed passages no words near them are suggested") {
  TestProject project;
  fill(project, 4, 10);
  CHECK(suggested(project, "pattern p: x\n  sold\n") == "");
  Progress progress;
  const TermSuggestions few =
      suggestTerms(project.storage(), {lexiconOf("pattern p: x\n  sold\n")}, {}, progress);
  CHECK(few.passages == 4);
  CHECK_FALSE(few.enoughPassages());
  fill(project, 0, 0);
  confirm(project, "b0.txt", "The brick was red");
  CHECK(suggestTerms(project.storage(), {lexiconOf("pattern p: x\n  sold\n")}, {}, progress)
            .enoughPassages());
}

TEST_CASE("common words of a language come after the others") {
  TestProject project;
  for (int i = 0; i < 6; ++i) {
    const std::string name = "a" + std::to_string(i) + ".txt";
    project.add(name, "kiln mud kiln mud they sold me. " + std::string(i % 2 ? "warm" : "cold") +
                          " and on and on and on and on we went far away over many hills on day " +
                          std::to_string(i));
    confirm(project, name, "sold");
  }
  const std::string found = suggested(project, "pattern p: x\n  sold\n", 5);
  // All documents have "kiln": it is common here, however often it stands near.
  CHECK(found.find("kiln 12 0 6 common\n") != std::string::npos);
}

TEST_CASE("only what the newest decision confirms counts, and overlapping passages are one") {
  TestProject project;
  fill(project, 6, 10);
  confirm(project, "a0.txt", "they sold me");
  CHECK(confirmedPassages(project.storage(), "prior-trafficking").size() == 6);
  Progress progress;
  const auto count = [&] {
    return suggestTerms(project.storage(), {lexiconOf("pattern p: x\n  sold\n")}, {}, progress)
        .passages;
  };
  CHECK(count() == 6);
  confirm(project, "a0.txt", "they sold me", Verdict::Reject);
  CHECK(count() == 5);
  CHECK(confirmedPassages(project.storage(), "another question").empty());
}

TEST_CASE("misspellings of the lexicon's words are suggested with their counts") {
  TestProject project;
  project.add("a.txt", "I was traficked, and again traficked. Traffciked too. Trafficked.");
  project.add("b.txt", "Traficked. The trafickking. Cold and told and solt.");
  CHECK(suggested(project, "concept c: x\n  trafficked\npattern p: x\n  @c ~3 sold\n") ==
        "traficked ~ trafficked 1: 3 in 2\ntraffciked ~ trafficked 1: 1 in 1\n");
  CHECK(suggested(project, "pattern p: x\n  trafficked?\n  sold\n") == "");
  CHECK(suggested(project, "pattern p: x\n  traf*\n  sold\n") == "");
}
