#include "queries/screen/choices.h"

#include <catch2/catch.hpp>

#include "tests/queries/project.h"

using namespace retold;
using retold::test::errorOf;

namespace {

Lexicon lexicon(std::string id, std::string language, double threshold) {
  Lexicon made;
  made.id = std::move(id);
  made.language = std::move(language);
  made.threshold = threshold;
  return made;
}

std::vector<Lexicon> three() {
  return {lexicon("a", "en", 1), lexicon("a", "en-NG", 0.9), lexicon("a", "ro", 0.8)};
}

std::string languagesOf(const std::vector<Lexicon>& lexicons) {
  std::string text;
  for (const Lexicon& each : lexicons) text += each.language + ' ';
  return text;
}

}  // namespace

TEST_CASE("without choices the lexicons run as they are, and the smallest threshold holds") {
  const std::vector<Lexicon> lexicons = chosen(three(), {});
  CHECK(languagesOf(lexicons) == "en en-NG ro ");
  CHECK(cutOffOf(lexicons) == 0.8);
  CHECK(lexicons[0].variation.strictness == Strictness::AsMarked);
}

TEST_CASE("a language stands for its regions too, and nothing else is run") {
  CHECK(languagesOf(chosen(three(), {{"en"}, {}, {}})) == "en en-NG ");
  CHECK(languagesOf(chosen(three(), {{"ro", "en-NG"}, {}, {}})) == "en-NG ro ");
  CHECK(cutOffOf(chosen(three(), {{"en"}, {}, {}})) == 0.9);
  CHECK(errorOf([] {
          chosen(three(), {{"ro", "e"}, {}, {}});
        }) == "none of the lexicons is in \"e\" | they are in: en, en-NG, ro");
}

TEST_CASE("cut-off and strictness of a run hold for every lexicon") {
  const std::vector<Lexicon> lexicons = chosen(three(), {{}, 0.25, Strictness::Tolerant});
  for (const Lexicon& each : lexicons) {
    CHECK(each.threshold == 0.25);
    CHECK(each.variation.strictness == Strictness::Tolerant);
  }
  CHECK(cutOffOf(lexicons) == 0.25);
}

TEST_CASE("each strictness has its word") {
  for (const Strictness each : {Strictness::Strict, Strictness::AsMarked, Strictness::Tolerant})
    CHECK(parseStrictness(toText(each)) == each);
  CHECK_FALSE(parseStrictness("lax"));
}
