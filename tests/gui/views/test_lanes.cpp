#include <catch2/catch.hpp>
#include <random>

#include "gui/views/lanes.h"

using namespace retold;

TEST_CASE("stripes that overlap or nearly touch have lanes of their own") {
  CHECK(assignLanes({}).count == 0);
  const Lanes lanes = assignLanes({{0, 100}, {50, 60}, {100, 120}, {400, 500}});
  CHECK(lanes.of == std::vector<int>{0, 1, 2, 0});
  CHECK(lanes.count == 3);
}

TEST_CASE("of two stripes that begin together the longer one stands nearer to the text") {
  CHECK(assignLanes({{10, 20}, {10, 500}}).of == std::vector<int>{1, 0});
}

TEST_CASE("no two stripes of one lane overlap, and no lane stays empty, in random texts") {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    std::vector<ByteSpan> spans(1 + random() % 40);
    for (ByteSpan& span : spans) {
      span.begin = random() % 2000;
      span.end = span.begin + 1 + random() % 300;
    }
    const Lanes lanes = assignLanes(spans);
    std::vector<bool> used(static_cast<std::size_t>(lanes.count));
    for (std::size_t i = 0; i < spans.size(); ++i) {
      REQUIRE(lanes.of[i] < lanes.count);
      used[static_cast<std::size_t>(lanes.of[i])] = true;
      for (std::size_t j = 0; j < i; ++j) {
        if (lanes.of[i] == lanes.of[j]) REQUIRE_FALSE(spans[i].overlaps(spans[j]));
      }
    }
    REQUIRE(std::find(used.begin(), used.end(), false) == used.end());
    REQUIRE(assignLanes(spans).of == lanes.of);
  }
}
