#include "queries/cases/time_line.h"

#include <catch2/catch.hpp>
#include <random>

using namespace retold;
using Order = TimeLine::Order;

namespace {

Episode episode(std::uint32_t number, const std::string& entry, const std::string& exit) {
  Episode made;
  made.number = number;
  if (!entry.empty()) made.attributes["entry date"] = {ValueState::Given, entry};
  if (!exit.empty()) made.attributes["Exit_date"] = {ValueState::Given, exit};
  return made;
}

TimeLine lineOf(std::vector<Episode> episodes) {
  CaseFile file;
  file.episodes = std::move(episodes);
  return timeLine(file, {});
}

Order orderOf(const std::string& entry1, const std::string& exit1, const std::string& entry2,
              const std::string& exit2) {
  return lineOf({episode(1, entry1, exit1), episode(2, entry2, exit2)}).pairs.at(0).order;
}

}  // namespace

TEST_CASE("an episode surely was between its latest beginning and its earliest end") {
  const TimeLine line = lineOf({episode(1, "spring 2003", "2005")});
  REQUIRE(line.bars.size() == 1);
  const TimeLine::Bar& bar = line.bars[0];
  CHECK(bar.earliest == Day{2003, 3, 1});
  CHECK(bar.surelyFrom == Day{2003, 5, 31});
  CHECK(bar.surelyTo == Day{2005, 1, 1});
  CHECK(bar.latest == Day{2005, 12, 31});
  CHECK(line.first == Day{2003, 3, 1});
  CHECK(line.last == Day{2005, 12, 31});
}

TEST_CASE("an episode of one year surely was on no day of it") {
  const TimeLine::Bar bar = lineOf({episode(1, "2003", "2003")}).bars.at(0);
  CHECK_FALSE(bar.surelyFrom);
  CHECK_FALSE(bar.impossible);
}

TEST_CASE("an end that is not known is open") {
  const TimeLine::Bar begun = lineOf({episode(1, "2003", "")}).bars.at(0);
  CHECK(begun.earliest == Day{2003, 1, 1});
  CHECK_FALSE(begun.latest);
  const TimeLine::Bar ended = lineOf({episode(1, "before 2001", "May 2001")}).bars.at(0);
  CHECK_FALSE(ended.earliest);
  CHECK(ended.latest == Day{2001, 5, 31});
}

TEST_CASE("an episode that ends before it begins is impossible") {
  const TimeLine line = lineOf({episode(1, "2005", "2003"), episode(2, "2006", "2007")});
  CHECK(line.bars[0].impossible);
  CHECK(line.pairs.at(0).order == Order::NoDates);
}

TEST_CASE("the order of two episodes is as certain as their dates") {
  CHECK(orderOf("2001", "2002", "2003", "2004") == Order::Apart);
  CHECK(orderOf("2001", "2002", "2002", "2004") == Order::MayOverlap);
  CHECK(orderOf("2001", "", "2002", "") == Order::MayOverlap);
  CHECK(orderOf("2001", "2005", "2002", "2004") == Order::Overlap);
  CHECK(orderOf("2001", "2002", "2001", "2004") == Order::Either);
  CHECK(orderOf("2001", "2002", "", "2004") == Order::Either);
  CHECK(orderOf("2003", "2004", "2001", "2002") == Order::Contradiction);
  CHECK(orderOf("2003", "2004", "", "2002") == Order::Contradiction);
  CHECK(orderOf("2003", "2004", "", "") == Order::NoDates);
}

TEST_CASE("every other date of the file is a point") {
  CaseFile file;
  file.person.attributes["return date"] = {ValueState::Given, "2004"};
  file.person.attributes["left"] = {ValueState::Given, "2003"};
  file.person.attributes["birth date"] = {ValueState::NotAsked, ""};
  Assistance assistance;
  assistance.number = 2;
  assistance.attributes["assistance date"] = {ValueState::Given, "after May 2004"};
  file.assistance.push_back(assistance);
  CaseFile::Paper paper;
  paper.document.name = "a.txt";
  paper.facts = DocumentFacts{};
  paper.facts->attributes["interview date"] = {ValueState::Given, "2006-02-01"};
  file.documents.push_back(paper);
  const TimeLine line =
      timeLine(file, {{newUuid(), "left", "", AttributeUnit::Case, AttributeType::Date, {}, ""}});
  REQUIRE(line.bars.size() == 4);
  CHECK(line.bars[0].unit == AttributeUnit::Assistance);
  CHECK(line.bars[0].number == 2);
  CHECK(line.bars[0].name == "assistance date");
  CHECK(line.bars[0].earliest == Day{2004, 6, 1});
  CHECK_FALSE(line.bars[0].latest);
  CHECK(line.bars[1].name == "left");
  CHECK(line.bars[2].name == "return date");
  CHECK(line.bars[3].name == "a.txt: interview date");
  CHECK(line.bars[3].isPoint);
  CHECK(line.last == Day{2006, 2, 1});
}

namespace {

/// Days of one month; an end that is none of them is open.
constexpr int kDays = 6;

std::optional<PartialDate> between(int from, int to) {
  if (from < 1 && to > kDays) return std::nullopt;
  PartialDate date;
  if (from >= 1) date.earliest = Day{2003, 1, static_cast<std::uint8_t>(from)};
  if (to <= kDays) date.latest = Day{2003, 1, static_cast<std::uint8_t>(to)};
  return date;
}

bool holds(const std::optional<PartialDate>& date, int day) {
  const Day real{2003, 1, static_cast<std::uint8_t>(day)};
  // Days 20 and more, or before the first, stand for what is beyond all dates that are named.
  if (!date) return true;
  if (day < 1) return !date->earliest;
  return (!date->earliest || *date->earliest <= real) && (!date->latest || real <= *date->latest);
}

}  // namespace

TEST_CASE("the order of two episodes is what trying every day says") {
  std::mt19937 random(11);
  const auto date = [&] {
    const int a = static_cast<int>(random() % (kDays + 2));
    const int b = static_cast<int>(random() % (kDays + 2));
    return between(std::min(a, b), std::max(a, b));
  };
  int counts[6] = {};
  for (int round = 0; round < 3000; ++round) {
    TimeLine::Bar one, two;
    one.begin = date();
    one.end = date();
    two.begin = date();
    two.end = date();
    if ((!one.begin && !one.end) || (!two.begin && !two.end)) continue;
    bool any = false, kept = false, reversed = false, apart = false, together = false;
    // 0, -1 and 7, 8 are days beyond; two of each, so that one may come before another.
    for (int b1 = -1; b1 <= 8; ++b1) {
      for (int e1 = b1; e1 <= 8; ++e1) {
        if (!holds(one.begin, b1) || !holds(one.end, e1)) continue;
        for (int b2 = -1; b2 <= 8; ++b2) {
          for (int e2 = b2; e2 <= 8; ++e2) {
            if (!holds(two.begin, b2) || !holds(two.end, e2)) continue;
            any = true;
            (b1 <= b2 ? kept : reversed) = true;
            (b2 > e1 ? apart : together) = true;
          }
        }
      }
    }
    if (!any) continue;  // impossible: told elsewhere
    Order expected = Order::MayOverlap;
    if (!kept) {
      expected = Order::Contradiction;
    } else if (reversed) {
      expected = Order::Either;
    } else if (!together) {
      expected = Order::Apart;
    } else if (!apart) {
      expected = Order::Overlap;
    }
    ++counts[static_cast<int>(expected)];
    CHECK(retold::orderOf(one, two) == expected);
  }
  for (const Order order :
       {Order::Apart, Order::MayOverlap, Order::Overlap, Order::Either, Order::Contradiction}) {
    CHECK(counts[static_cast<int>(order)] > 20);
  }
}
