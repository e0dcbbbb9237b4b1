#include "model/partial_date.h"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

using namespace retold;

namespace {

/// What a written date is read as; "none" where it is none.
std::string read(std::string_view text, std::optional<bool> dayFirst = {}) {
  const auto date = parsePartialDate(text, dayFirst);
  return date ? toText(*date) : "none";
}

using Pair = std::pair<std::string_view, std::string_view>;

void checkAll(const std::vector<Pair>& pairs) {
  for (const auto& [written, expected] : pairs) {
    INFO(written);
    CHECK(read(written) == expected);
  }
}

/// The next day, counted by hand.
Day next(Day day) {
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (day.year % 4 == 0 && day.year % 100 != 0) || day.year % 400 == 0;
  const int length = day.month == 2 && leap ? 29 : lengths[day.month - 1];
  if (day.day < length) return {day.year, day.month, static_cast<std::uint8_t>(day.day + 1)};
  if (day.month < 12) return {day.year, static_cast<std::uint8_t>(day.month + 1), 1};
  return {day.year + 1, 1, 1};
}

std::string iso(Day day) { return toText(PartialDate{day, day, false, ""}); }

}  // namespace

TEST_CASE("days are counted from 1970 on, over leap years and centuries") {
  CHECK(daysSinceEpoch({1970, 1, 1}) == 0);
  CHECK(daysSinceEpoch({1969, 12, 31}) == -1);
  CHECK(daysSinceEpoch({2000, 3, 1}) == 11017);
  std::int64_t days = daysSinceEpoch({1895, 1, 1});
  for (Day day{1895, 1, 1}; day.year < 2105; day = next(day)) {
    if (daysSinceEpoch(day) != days++) FAIL(iso(day));
  }
}

TEST_CASE("ISO dates and years, months and days in digits are read") {
  checkAll({{"2003", "2003-01-01..2003-12-31"},
            {"2003-05", "2003-05-01..2003-05-31"},
            {"2004-02", "2004-02-01..2004-02-29"},
            {"2003-05-12", "2003-05-12"},
            {"2003/05/12", "2003-05-12"},
            {"20030512", "2003-05-12"},
            {"2003-05-12T00:00:00Z", "2003-05-12"},
            {"2003-05-12 09:30", "2003-05-12"},
            {"12.05.2003", "2003-05-12"},
            {"12. 5. 2003.", "2003-05-12"},
            {"03/2003", "2003-03-01..2003-03-31"},
            {"3.2003", "2003-03-01..2003-03-31"},
            {"  2003\t", "2003-01-01..2003-12-31"}});
}

TEST_CASE(
    "a day and a month that cannot be told apart are no date unless it is said which comes first") {
  CHECK(read("03/04/2003") == "none");
  CHECK(read("03-04-2003") == "none");
  CHECK(read("03/04/2003", true) == "2003-04-03");
  CHECK(read("03/04/2003", false) == "2003-03-04");
  CHECK(read("13/04/2003") == "2003-04-13");
  CHECK(read("04/13/2003") == "2003-04-13");
  CHECK(read("13/04/2003", false) == "2003-04-13");
  CHECK(read("05/05/2003") == "2003-05-05");
  CHECK(read("13/13/2003", true) == "none");
}

TEST_CASE("months are known by name in the languages of case files") {
  checkAll({{"May 2003", "2003-05-01..2003-05-31"},
            {"12 May 2003", "2003-05-12"},
            {"May 12th, 2003", "2003-05-12"},
            {"12-May-2003", "2003-05-12"},
            {"1er août 2003", "2003-08-01"},
            {"12 de mayo de 2003", "2003-05-12"},
            {"12. März 2003", "2003-03-12"},
            {"12 maggio 2003", "2003-05-12"},
            {"15 de outubro de 2003", "2003-10-15"},
            {"3 sept. 2003", "2003-09-03"},
            {"ianuarie 2003", "2003-01-01..2003-01-31"},
            {"мая 2003 г.", "2003-05-01..2003-05-31"},
            {"12 травня 2003 року", "2003-05-12"},
            {"у травні 2003", "2003-05-01..2003-05-31"},
            {"5 ноември 2003", "2003-11-05"},
            {"decembra 2003", "2003-12-01..2003-12-31"},
            {"децембра 2003", "2003-12-01..2003-12-31"},
            {"svibanj 2003.", "2003-05-01..2003-05-31"},
            {"nëntor 2003", "2003-11-01..2003-11-30"},
            {"15 Mayıs 2003", "2003-05-15"},
            {"ŞUBAT 2003", "2003-02-01..2003-02-28"},
            {"2003年5月12日", "2003-05-12"}});
}

TEST_CASE("a month that two languages use for two months covers both") {
  CHECK(read("listopad 2003") == "2003-10-01..2003-11-30");
  CHECK(read("листопад 2003") == "2003-11-01..2003-11-30");
}

TEST_CASE("marks of letters may be composed or not") {
  CHECK(read("fe\u0301vrier 2003") == "2003-02-01..2003-02-28");
  CHECK(read("ма\u0438\u0306 2003") == "2003-05-01..2003-05-31");
}

TEST_CASE("digits of every script are read") {
  checkAll({{"٢٠٠٣", "2003-01-01..2003-12-31"},
            {"۱۲.۰۵.۲۰۰۳", "2003-05-12"},
            {"१२ May २००३", "2003-05-12"},
            {"２００３", "2003-01-01..2003-12-31"}});
}

TEST_CASE("seasons, thirds, quarters and decades are intervals") {
  checkAll({{"spring 2003", "2003-03-01..2003-05-31"},
            {"Summer of 2003", "2003-06-01..2003-08-31"},
            {"fall 2003", "2003-09-01..2003-11-30"},
            {"winter 2003", "2003-12-01..2004-02-29"},
            {"winter 2003/2004", "2003-12-01..2004-02-29"},
            {"winter 2003-04", "2003-12-01..2004-02-29"},
            {"vara din 2003", "2003-06-01..2003-08-31"},
            {"весной 2003 года", "2003-03-01..2003-05-31"},
            {"early 2003", "2003-01-01..2003-04-30"},
            {"mid-2003", "2003-05-01..2003-08-31"},
            {"end of 2003", "2003-09-01..2003-12-31"},
            {"fin 2003", "2003-09-01..2003-12-31"},
            {"early May 2003", "2003-05-01..2003-05-10"},
            {"mid-May 2003", "2003-05-11..2003-05-20"},
            {"late February 2003", "2003-02-21..2003-02-28"},
            {"late winter 2003", "2004-02-01..2004-02-29"},
            {"1990s", "1990-01-01..1999-12-31"},
            {"early 1990s", "1990-01-01..1993-12-31"},
            {"Mitte der 1990er", "1994-01-01..1996-12-31"},
            {"late 1990s", "1997-01-01..1999-12-31"},
            {"Q2 2003", "2003-04-01..2003-06-30"},
            {"4th quarter of 2003", "2003-10-01..2003-12-31"}});
}

TEST_CASE("what is before, after, until or since a date has an open end") {
  checkAll({{"before 2001", "..2000-12-31"},
            {"<2001", "..2000-12-31"},
            {"pre-2001", "..2000-12-31"},
            {"prior to May 2001", "..2001-04-30"},
            {"înainte de mai 2001", "..2001-04-30"},
            {"after May 2001", "2001-06-01.."},
            {"until 2003", "..2003-12-31"},
            {"by the end of 2003", "..2003-12-31"},
            {"jusqu'à mai 2003", "..2003-05-31"},
            {"since spring 2003", "2003-03-01.."},
            {"с мая 2003", "2003-05-01.."},
            {"2003-", "2003-01-01.."},
            {"2003 onwards", "2003-01-01.."},
            {"2003 to present", "2003-01-01.."}});
}

TEST_CASE("a range takes from its end what its beginning leaves out") {
  checkAll({{"2001-2003", "2001-01-01..2003-12-31"},
            {"2001–2003", "2001-01-01..2003-12-31"},
            {"from 2001 to 2003", "2001-01-01..2003-12-31"},
            {"from 2001-2003", "2001-01-01..2003-12-31"},
            {"von 12.05.2003 - 15.06.2003", "2003-05-12..2003-06-15"},
            {"since winter 2003-2004", "2003-12-01.."},
            {"since 2001-05-12", "2001-05-12.."},
            {"by late 2003 or early 2004", "..2004-04-30"},
            {"between May 2001 and June 2003", "2001-05-01..2003-06-30"},
            {"12-15 May 2003", "2003-05-12..2003-05-15"},
            {"May 12-15, 2003", "2003-05-12..2003-05-15"},
            {"12 May to 3 June 2003", "2003-05-12..2003-06-03"},
            {"May-June 2003", "2003-05-01..2003-06-30"},
            {"spring or summer 2003", "2003-03-01..2003-08-31"},
            {"12.05.2003-15.06.2003", "2003-05-12..2003-06-15"},
            {"1990s-2000s", "1990-01-01..2009-12-31"}});
}

TEST_CASE("about, circa and a question mark make a date approximate and no wider") {
  checkAll({{"about 1999", "~1999-01-01..1999-12-31"},
            {"ca. May 1999", "~1999-05-01..1999-05-31"},
            {"c. 1999", "~1999-01-01..1999-12-31"},
            {"1999?", "~1999-01-01..1999-12-31"},
            {"около 1999 г.", "~1999-01-01..1999-12-31"},
            {"environ 1999", "~1999-01-01..1999-12-31"}});
}

TEST_CASE("what is no date, or could be two, is none") {
  for (const auto* text : {"",
                           " ",
                           ".",
                           "..",
                           "-",
                           "to",
                           "42",
                           "May",
                           "5 May",
                           "2003-13",
                           "2003-02-30",
                           "29.02.2003",
                           "2003-2001",
                           "2001/02",
                           "05/98",
                           "12.05.03",
                           "unknown",
                           "not before 2003",
                           "2546",
                           "0999",
                           "before and after 2003",
                           "since",
                           "after 2001 until 2003",
                           "before 2001 or 2002",
                           "early",
                           "early early 2003",
                           "mid 12 May 2003",
                           "Q5 2003",
                           "2003 when she was 14",
                           "123456789",
                           "2003:05",
                           "Dec-Jan 2004",
                           "\xFF\xC3"}) {
    INFO(text);
    CHECK(read(text) == "none");
  }
  CHECK(read(std::string(300, ' ') + "2003") == "none");
}

TEST_CASE("a date keeps what was written") {
  CHECK(parsePartialDate(" Spring 2003 ")->written == "Spring 2003");
}

TEST_CASE("a date's text is read as the same interval") {
  std::mt19937 random(20031);
  const std::int64_t first = daysSinceEpoch({1900, 1, 1});
  std::vector<Day> days;
  for (Day day{1900, 1, 1}; day.year < 2100; day = next(day)) days.push_back(day);
  CHECK(daysSinceEpoch(days.back()) - first + 1 == static_cast<std::int64_t>(days.size()));
  for (int i = 0; i < 3000; ++i) {
    Day early = days[random() % days.size()];
    Day late = days[random() % days.size()];
    if (late < early) std::swap(early, late);
    PartialDate date{early, late, random() % 2 == 0, ""};
    if (i % 5 == 1) date.earliest.reset();
    if (i % 5 == 2) date.latest.reset();
    if (i % 5 == 3) date.latest = date.earliest;
    const std::string text = toText(date);
    INFO(text);
    date.written = text;
    CHECK(parsePartialDate(text) == date);
  }
}

TEST_CASE("an interval holds every day that is written so, and no other") {
  static const char* const names[] = {"January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December"};
  static const char* const seasons[] = {"winter", "winter", "spring", "spring", "spring", "summer",
                                        "summer", "summer", "autumn", "autumn", "autumn", "winter"};
  const auto holds = [](const std::string& text, Day day) {
    const auto date = parsePartialDate(text);
    return date && *date->earliest <= day && day <= *date->latest;
  };
  for (Day day{1999, 1, 1}; day.year < 2005; day = next(day)) {
    const std::string year = std::to_string(day.year);
    const std::string month = std::string(names[day.month - 1]) + " " + year;
    const int third = std::min((day.day - 1) / 10, 2);
    static const char* const parts[] = {"early ", "mid ", "late "};
    INFO(iso(day));
    CHECK(holds(year, day));
    CHECK(holds(month, day));
    CHECK_FALSE(holds(month, {day.year, static_cast<std::uint8_t>(day.month % 12 + 1), day.day}));
    CHECK(holds(std::to_string(day.day) + " " + month, day));
    CHECK_FALSE(holds(std::to_string(day.day) + " " + month, next(day)));
    CHECK(holds(seasons[day.month - 1] + (" " + std::to_string(day.year - (day.month < 3))), day));
    for (int part = 0; part < 3; ++part) {
      CHECK(holds(parts[part] + month, day) == (part == third));
      CHECK(holds(parts[part] + year, day) == (part == (day.month - 1) / 4));
    }
    const auto before = parsePartialDate("before " + iso(next(day)));
    CHECK(before->latest == day);
    CHECK(parsePartialDate("after " + iso(day))->earliest == next(day));
  }
}

TEST_CASE("nothing that is typed breaks the reader") {
  std::mt19937 random(7);
  static const char* const bits[] = {
      "2003", "12", "5", "May", "spring", "early", "before",  "to",  "-",    "/",  ".", "..",
      " ",    "~",  "?", "s",   "q",      "since", "between", "and", "\xD1", "年", "'", "th"};
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto count = random() % 8; count > 0; --count)
      text += bits[random() % std::size(bits)] + std::string(random() % 2, ' ');
    const auto date = parsePartialDate(text);
    if (!date) continue;
    INFO(text);
    REQUIRE((date->earliest || date->latest));
    if (date->earliest && date->latest) REQUIRE(*date->earliest <= *date->latest);
    REQUIRE(read(toText(*date)) == toText(*date));
  }
}

TEST_CASE("the months between two dates are a range as wide as the dates") {
  const auto between = [](std::string_view from, std::string_view to) {
    return monthsBetween(*parsePartialDate(from), *parsePartialDate(to));
  };
  CHECK(between("2001-05-12", "2003-05-12") == MonthRange{24, 24});
  CHECK(between("2001-05-12", "2003-05-11") == MonthRange{23, 23});
  CHECK(between("2001", "2003") == MonthRange{12, 35});
  CHECK(between("spring 2003", "summer 2003") == MonthRange{0, 5});
  CHECK(between("2003", "2003") == MonthRange{-11, 11});
  CHECK(between("before 2001", "2003") == MonthRange{24, std::nullopt});
  CHECK(between("2001", "before 2003") == MonthRange{std::nullopt, 23});
}

TEST_CASE("the months between are the fewest and most of all pairs of days") {
  std::mt19937 random(11);
  std::vector<Day> days;
  for (Day day{2001, 1, 1}; day.year < 2003; day = next(day)) days.push_back(day);
  const auto months = [](Day from, Day to) {  // counted month by month
    const bool back = to < from;
    if (back) std::swap(from, to);
    int count = 0;
    for (;;) {
      const int year = from.year + (from.month + count) / 12;
      const int month = (from.month + count) % 12 + 1;
      if (Day{year, static_cast<std::uint8_t>(month), from.day} > to) break;
      ++count;
    }
    return back ? -count : count;
  };
  for (int i = 0; i < 60; ++i) {
    const std::size_t a = random() % (days.size() - 50), b = random() % (days.size() - 50);
    const std::size_t aEnd = a + random() % 45, bEnd = b + random() % 45;
    int fewest = 1000, most = -1000;
    for (std::size_t x = a; x <= aEnd; ++x) {
      for (std::size_t y = b; y <= bEnd; ++y) {
        fewest = std::min(fewest, months(days[x], days[y]));
        most = std::max(most, months(days[x], days[y]));
      }
    }
    CHECK(monthsBetween({days[a], days[aEnd], false, ""}, {days[b], days[bEnd], false, ""}) ==
          MonthRange{fewest, most});
  }
}
