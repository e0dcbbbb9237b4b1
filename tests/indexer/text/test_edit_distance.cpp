#include "indexer/text/edit_distance.h"

#include <catch2/catch.hpp>

using namespace retold;

TEST_CASE("letters to put in, take out or change are counted, whatever the script") {
  CHECK(editDistance(U"", U"") == 0);
  CHECK(editDistance(U"", U"sold") == 4);
  CHECK(editDistance(U"kitten", U"sitting") == 3);
  CHECK(editDistance(signsOf("продали"), signsOf("продала")) == 1);
  CHECK(editDistance(U"sold", U"slod") == 1);
  CHECK(editDistance(U"ca", U"abc") == 3);  // a swap's letters are not edited again
}
