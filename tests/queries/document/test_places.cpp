#include <catch2/catch.hpp>

#include "queries/document/places.h"

namespace retold {
namespace {

Text spoken() {
  Text text;
  text.content = "A: one\nB: two\n\nA: three\n";
  text.turns.resize(3);
  text.turns[0].span = {0, 6};
  text.turns[1].span = {7, 13};
  text.turns[2].span = {15, 23};
  text.turns[0].startMilliseconds = 10'000;
  text.turns[1].startMilliseconds = 70'000;
  text.turns[2].startMilliseconds = 3'600'000;
  return text;
}

TEST_CASE("a number is a turn, also in the digits of other scripts") {
  const Text text = spoken();
  CHECK(findPlace(text, "1") == 0);
  CHECK(findPlace(text, " 3 ") == 15);
  CHECK(findPlace(text, "turn 2") == 7);
  CHECK(findPlace(text, "٢") == 7);
  CHECK(findPlace(text, "२") == 7);
  const std::string none =
      GENERATE("0", "4", "", "x", "-", "two", "2 x", "turn", "1 2 3 4", "99999999999999999999");
  CAPTURE(none);
  CHECK_FALSE(findPlace(text, none));
}

TEST_CASE("a time is the turn that is spoken then") {
  const Text text = spoken();
  CHECK(findPlace(text, "0:00") == 0);
  CHECK(findPlace(text, "1:09") == 0);
  CHECK(findPlace(text, "1:10") == 7);
  CHECK(findPlace(text, "00:59:59") == 7);
  CHECK(findPlace(text, "1:00:00") == 15);
  CHECK(findPlace(text, "9:00:00") == 15);
  CHECK_FALSE(findPlace(Text(), "1:10"));
}

TEST_CASE("a page, a row and a line are found where the text has such") {
  Text text = spoken();
  CHECK(findPlace(text, "l 2") == 7);
  CHECK(findPlace(text, "line 4") == 15);
  CHECK_FALSE(findPlace(text, "line 5"));
  CHECK_FALSE(findPlace(text, "p. 1"));
  text.pageStarts = {0, 9};
  CHECK(findPlace(text, "p. 2") == 9);
  CHECK(findPlace(text, "Page 1") == 0);
  text.pageStarts.clear();
  text.turns[1].page = 12;
  CHECK(findPlace(text, "row 12") == 7);
  CHECK_FALSE(findPlace(text, "row 11"));
}

}  // namespace
}  // namespace retold
