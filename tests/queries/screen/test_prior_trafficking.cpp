#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "queries/screen/rank.h"
#include "queries/screen/screener.h"

using namespace retold;

namespace {

/// The lines of a data file; "|" parts the turns of a talk.
std::vector<std::string> textsOf(const std::string& name) {
  std::ifstream file(std::string(RETOLD_SOURCE_DIR) + "/tests/data/lexicons/" + name);
  std::vector<std::string> texts;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    for (std::size_t at = 0; (at = line.find('|', at)) != std::string::npos;)
      line.replace(at, 1, "\n\n");
    if (line.starts_with("Interviewer:")) line += "\n\nInterviewer: And then?\n\nAnna: I slept.";
    texts.push_back(line + "\n");
  }
  return texts;
}

bool isCandidate(const std::vector<Lexicon>& lexicons, const std::string& text) {
  return rankDocument({}, {}, scanText(lexicons, text), lexicons).candidate;
}

}  // namespace

TEST_CASE("the English lexicon finds these ways to tell of another trafficking") {
  const auto lexicons = loadLexicons("prior-trafficking");
  const auto texts = textsOf("en-disclosures.txt");
  REQUIRE(texts.size() >= 45);
  for (const std::string& text : texts) {
    INFO(text);
    CHECK(isCandidate(lexicons, text));
  }
}

TEST_CASE("the English lexicon passes over what tells of no other trafficking of the person") {
  const auto lexicons = loadLexicons("prior-trafficking");
  const auto texts = textsOf("en-no-disclosures.txt");
  REQUIRE(texts.size() >= 38);
  for (const std::string& text : texts) {
    INFO(text);
    CHECK_FALSE(isCandidate(lexicons, text));
  }
}
