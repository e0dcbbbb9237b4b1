#include "indexer/text/marks.h"

#include <catch2/catch.hpp>

using namespace retold;

TEST_CASE("a paragraph is written with marks when a few of its letters have some") {
  const std::string text = "Toi bi ban lai.\n\nTôi bị bán lại lần nữa.\n\ncafé";
  CHECK_FALSE(carriesMarks(text, {0, 3}));
  CHECK(carriesMarks(text, {20, 25}));
  CHECK_FALSE(carriesMarks(text, {text.size() - 2, text.size()}));
  CHECK_FALSE(carriesMarks("", {0, 0}));
}
