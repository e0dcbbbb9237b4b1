#include "indexer/text/edit_distance.h"

#include <catch2/catch.hpp>

using namespace retold;

TEST_CASE("letters to put in, take out or change are counted, whatever the script") {
  CHECK(editDistance(U"", U"") == 0);
  CHECK(editDistance(U"", U"sold") == 4);
  CHECK(editDistance(U"kitten", U"sitting") == 3);
  CHECK(editDistance(signsOf("продали"), signsOf("продала")) == 1);
}
