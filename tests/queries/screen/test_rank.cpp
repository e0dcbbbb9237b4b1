#include <catch2/catch.hpp>

#include "queries/screen/rank.h"
#include "tests/queries/screen/lexicon_text.h"

using namespace retold;
using retold::test::lexiconOf;

namespace {

Match match(std::string category, double weight, std::uint64_t begin,
            MatchStatus status = MatchStatus::Asserted, How how = How::Exact) {
  Match made;
  made.lexicon = "test";
  made.language = "en";
  made.category = std::move(category);
  made.term = "sold ~4 again";
  made.weight = weight;
  made.span = {begin, begin + 5};
  made.status = status;
  made.how = how;
  return made;
}

std::vector<Lexicon> lexicons() { return {lexiconOf("pattern p: x\n  a\n")}; }

double scoreOf(std::vector<Match> matches) {
  return rankDocument({}, {}, std::move(matches), lexicons()).score;
}

}  // namespace

TEST_CASE("a document without a match scores nothing and is no candidate") {
  const Candidate none = rankDocument({}, {}, {}, lexicons());
  CHECK(none.score == 0);
  CHECK_FALSE(none.candidate);
}

TEST_CASE("further matches of one category count a fifth as much as the one before") {
  CHECK(scoreOf({match("p", 1, 0)}) == 1);
  CHECK(scoreOf({match("p", 1, 0), match("p", 1, 9)}) == 1.2);
  CHECK(scoreOf({match("p", 1, 0), match("p", 2, 9)}) == 2.2);
  CHECK(scoreOf({match("p", 1, 0), match("q", 1, 9)}) == 2);
}

TEST_CASE("weak signs count together only where they stand together, in one lexicon's language") {
  Match far = match("q", 0.7, 5000);
  far.position = 900;
  CHECK(scoreOf({match("p", 0.7, 0), far}) == 0.7);
  far.position = 150;
  CHECK(scoreOf({match("p", 0.7, 0), far}) == 1.4);
  far.lexiconDigest = "another";
  CHECK(scoreOf({match("p", 0.7, 0), far}) == 0.7);
}

TEST_CASE("what reaches the cut-off elsewhere raises the score a little, once for its category") {
  Match far = match("q", 1, 5000);
  far.position = 900;
  Match farther = far;
  farther.position = 1900;
  CHECK(scoreOf({match("p", 1.2, 0), far}) == Approx(1.25));
  CHECK(scoreOf({match("p", 1.2, 0), far, farther}) == Approx(1.25));
}

TEST_CASE("a match that is not asserted, or misspelt, counts less") {
  CHECK(scoreOf({match("p", 1, 0, MatchStatus::Denied)}) == Approx(0.1));
  CHECK(scoreOf({match("p", 1, 0, MatchStatus::Feared)}) == Approx(0.15));
  CHECK(scoreOf({match("p", 1, 0, MatchStatus::OtherPerson)}) == Approx(0.15));
  CHECK(scoreOf({match("p", 1, 0, MatchStatus::Question)}) == Approx(0.1));
  CHECK(scoreOf({match("p", 1, 0, MatchStatus::Boilerplate)}) == Approx(0.05));
  CHECK(scoreOf({match("p", 1, 0, MatchStatus::Asserted, How::Folded)}) == Approx(1));
  CHECK(scoreOf({match("p", 1, 0, MatchStatus::Asserted, How::Misspelt)}) == Approx(0.9));
}

TEST_CASE("the best evidence is shown first, then the earlier place") {
  const Candidate ranked = rankDocument(
      {}, {}, {match("p", 1, 0, MatchStatus::Denied), match("p", 1, 10), match("q", 1, 20)},
      lexicons());
  REQUIRE(ranked.matches.size() == 3);
  CHECK(ranked.matches[0].span.begin == 10);
  CHECK(ranked.matches[1].span.begin == 20);
  CHECK(ranked.matches[2].span.begin == 0);
}

TEST_CASE("a document is a candidate when its score reaches the smallest threshold") {
  std::vector<Lexicon> two{lexiconOf("pattern p: x\n  a\n", "threshold: 3\n"),
                           lexiconOf("pattern p: x\n  a\n", "threshold: 1.5\n")};
  CHECK_FALSE(rankDocument({}, {}, {match("p", 1.4, 0)}, two).candidate);
  CHECK(rankDocument({}, {}, {match("p", 1.5, 0)}, two).candidate);
  // 0.7 + 0.2 + 0.6 is a little less than 1.5 in binary.
  CHECK(rankDocument({}, {}, {match("p", 0.7, 0), match("q", 0.2, 9), match("r", 0.6, 20)}, two)
            .candidate);
}

TEST_CASE("adding a match never lowers the score") {
  std::vector<Match> matches;
  double before = 0;
  for (int i = 0; i < 60; ++i) {
    matches.push_back(match(i % 3 == 0 ? "p" : "q", 0.1 + (i * 7 % 11) / 4.0,
                            static_cast<std::uint64_t>(i) * 10, static_cast<MatchStatus>(i * 5 % 6),
                            static_cast<How>(i * 3 % 9)));
    matches.back().position = static_cast<std::uint32_t>(i * 37 % 500);
    const double score = scoreOf(matches);
    CHECK(score >= before);
    before = score;
  }
}

TEST_CASE("the explanation's lines add up to the score") {
  Match denied = match("p", 1, 120, MatchStatus::Denied);
  denied.why = "\"never\" stands 2 words before";
  const Candidate candidate = rankDocument({}, {}, {match("p", 2, 10), denied}, lexicons());
  const auto lines = explainScore(candidate, lexicons());
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].text == "p, asserted: sold ~4 again, byte 10");
  CHECK(lines[0].points == 2);
  CHECK(lines[1].text == "p, denied (\"never\" stands 2 words before): sold ~4 again, byte 120");
  CHECK(lines[1].points == Approx(0.1));
  CHECK(lines[0].points + lines[1].points == Approx(candidate.score));
}

TEST_CASE("what is not asserted counts as one category") {
  CHECK(scoreOf({match("p", 1, 0, MatchStatus::OtherPerson),
                 match("q", 1, 9, MatchStatus::OtherPerson)}) == Approx(0.18));
}
