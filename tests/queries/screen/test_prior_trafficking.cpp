#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "indexer/text/phrase.h"
#include "indexer/text/turns.h"
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

/// The texts that the English lexicon makes candidates, or does not. One screener serves them all.
std::string textsThatAre(bool candidates, const std::vector<std::string>& contents) {
  Tokenizer words;
  MemoryVocabulary vocabulary;
  std::vector<Text> texts;
  std::vector<TokenStream> streams;
  for (const std::string& content : contents) {
    Text text;
    text.content = content;
    text.turns = findTurns(content);
    streams.push_back(streamOf(words, vocabulary, content, text.turns));
    texts.push_back(std::move(text));
  }
  const Screener screener(loadLexicons("prior-trafficking"), vocabulary);
  std::string found;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    auto matches = screener.scan(streams[i], texts[i]);
    if (rankDocument({}, {}, std::move(matches), screener.lexicons()).candidate == candidates)
      found += contents[i];
  }
  return found;
}

}  // namespace

TEST_CASE("the English lexicon finds these ways to tell of another trafficking") {
  const auto texts = textsOf("en-disclosures.txt");
  REQUIRE(texts.size() >= 45);
  CHECK(textsThatAre(false, texts) == "");
}

TEST_CASE("the English lexicon passes over what tells of no other trafficking of the person") {
  const auto texts = textsOf("en-no-disclosures.txt");
  REQUIRE(texts.size() >= 38);
  CHECK(textsThatAre(true, texts) == "");
}
