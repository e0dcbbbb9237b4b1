#include "indexer/text/word_edges.h"

#include <catch2/catch.hpp>

using namespace retold;

TEST_CASE("words of scripts without spaces have the edges that a dictionary gives them") {
  using Edges = std::vector<std::uint64_t>;
  CHECK(wordEdges("") == Edges{0});
  CHECK(wordEdges("so it") == Edges{0, 2, 3, 5});
  // "to eat rice": two words of three letters with their marks.
  CHECK(wordEdges("กินข้าว") == Edges{0, 9, 21});
  CHECK(isSpaceless(U'ก'));
  CHECK(isSpaceless(U'卖'));
  CHECK_FALSE(isSpaceless(U'a'));
  CHECK_FALSE(isSpaceless(U'ب'));
}
