#include <catch2/catch.hpp>

#include "indexer/text/vocabulary.h"

using namespace retold;

TEST_CASE("a word keeps its number, and a number its word") {
  MemoryVocabulary vocabulary;
  CHECK(vocabulary.add("sold") == 0);
  CHECK(vocabulary.add("again") == 1);
  CHECK(vocabulary.add("sold") == 0);
  CHECK(vocabulary.find("again") == 1U);
  CHECK_FALSE(vocabulary.find("agai"));
  CHECK(vocabulary.token(1) == "again");
}

TEST_CASE("words that begin alike are found, the beginning itself too, in the order of numbers") {
  MemoryVocabulary vocabulary;
  for (const char* word : {"trafficker", "sold", "traffic", "trafficked", "traf"})
    vocabulary.add(word);
  using Ids = std::vector<std::uint32_t>;
  CHECK(vocabulary.withPrefix("traffic") == Ids{0, 2, 3});
  CHECK(vocabulary.withPrefix("x").empty());
  CHECK(vocabulary.withPrefix("") == Ids{0, 1, 2, 3, 4});
  vocabulary.add("traffics");
  CHECK(vocabulary.withPrefix("traffic") == Ids{0, 2, 3, 5});
}
