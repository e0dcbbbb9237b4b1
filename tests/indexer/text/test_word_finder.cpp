#include "indexer/text/word_finder.h"

#include <catch2/catch.hpp>

using namespace retold;

namespace {

using Words = std::vector<std::string>;

MemoryVocabulary vocabularyOf(const Words& words) {
  MemoryVocabulary vocabulary;
  for (const std::string& word : words) vocabulary.add(word);
  return vocabulary;
}

Words named(const Vocabulary& vocabulary, const WordFinder::Ids& ids) {
  Words words;
  for (const std::uint32_t id : ids) words.push_back(vocabulary.token(id));
  return words;
}

}  // namespace

TEST_CASE("stars stand for any letters, also none") {
  const auto vocabulary = vocabularyOf(
      {"alinunuliwa", "kinunua", "kununua", "nunua", "resold", "sold", "soldier", "ki"});
  WordFinder finder(vocabulary);
  CHECK(named(vocabulary, finder.matching("*nunu*")) ==
        Words{"alinunuliwa", "kinunua", "kununua", "nunua"});
  CHECK(named(vocabulary, finder.matching("k*nunua")) == Words{"kinunua", "kununua"});
  CHECK(named(vocabulary, finder.matching("*sold")) == Words{"resold", "sold"});
  CHECK(named(vocabulary, finder.matching("sold*")) == Words{"sold", "soldier"});
  CHECK(named(vocabulary, finder.matching("*n*u*")) ==
        Words{"alinunuliwa", "kinunua", "kununua", "nunua"});
  CHECK(finder.matching("*k*").empty());  // one letter fits half of a language
  CHECK(finder.matching("*").empty());
}

TEST_CASE("letters may be attached to a word's beginning and end") {
  const auto vocabulary = vocabularyOf({"l'homme", "homme", "بالبيت", "بيتنا", "وبيتهم", "بيت"});
  WordFinder finder(vocabulary);
  WordVariation french;
  french.attachedBefore = {"l'", "d'"};
  CHECK(named(vocabulary, finder.attached("homme", french, false)) == Words{"l'homme"});
  CHECK(named(vocabulary, finder.attached("hom", french, true)) == Words{"l'homme"});
  WordVariation arabic;
  arabic.attachedBefore = {"و", "بال"};
  arabic.attachedAfter = {"نا", "هم"};
  CHECK(named(vocabulary, finder.attached("بيت", arabic, false)) ==
        Words{"بالبيت", "بيتنا", "وبيتهم"});
  CHECK(finder.attached("ho", french, true).empty());
}

TEST_CASE("a stem finds the forms of a word") {
  const auto vocabulary = vocabularyOf({"продал", "продала", "продали", "дом"});
  WordFinder finder(vocabulary);
  CHECK(named(vocabulary, finder.inflected("продали", "russian")) == Words{"продал", "продала"});
  CHECK(finder.inflected("продали", "none such").empty());
}

TEST_CASE("a misspelt word has the right first letter and a slip or two") {
  const auto vocabulary = vocabularyOf({"traficked", "trafficked", "traffcikde", "sold", "solt",
                                        "slod", "old", "grafficked", "snould"});
  WordFinder finder(vocabulary);
  CHECK(named(vocabulary, finder.misspelt("trafficked")) == Words{"traficked", "traffcikde"});
  CHECK(named(vocabulary, finder.misspelt("sold")) == Words{"solt", "slod"});
  CHECK(finder.misspelt("old").empty());
}

TEST_CASE("single look-ups give the same before and after the whole vocabulary was read") {
  const auto vocabulary = vocabularyOf({"sold", "soldier", "again"});
  WordFinder finder(vocabulary);
  const auto find = finder.find("sold");
  const auto prefix = finder.withPrefix("sol");
  finder.matching("*dier");
  CHECK(finder.find("sold") == find);
  CHECK(finder.withPrefix("sol") == prefix);
  CHECK_FALSE(finder.find("sol"));
}
