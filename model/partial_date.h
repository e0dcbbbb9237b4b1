#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace retold {

/// A day of the proleptic Gregorian calendar.
struct Day {
  std::int32_t year = 0;
  std::uint8_t month = 0;  ///< 1..12
  std::uint8_t day = 0;    ///< 1..31
  friend auto operator<=>(const Day&, const Day&) = default;
};

/// Days from 1970-01-01 to `day`.
std::int64_t daysSinceEpoch(Day day);

/// A date as people remember it: an interval of days, either end of which may be open.
/// "spring 2003" is 2003-03-01..2003-05-31, "before 2001" is ..2000-12-31, "03/2003" the month.
struct PartialDate {
  std::optional<Day> earliest;  ///< none = open
  std::optional<Day> latest;    ///< inclusive; none = open
  bool approximate = false;     ///< "about", "ca.", "circa"
  std::string written;          ///< as it was written

  friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

/// Reads ISO 8601 dates and what case files hold: "2003", "2003-05", "May 2003", "spring 2003",
/// "early 2003", "before 2001", "after May 2001", "2001-2003", "about 1999", "12.05.2003",
/// "1990s", "Q2 2003", "since 2003", "12-15 May 2003", with the words of the languages of
/// date_words.h and the digits of every script; a time of day behind a date is passed over. Day and
/// month of "03/04/2003" cannot be told apart: none, unless `dayFirst` says. None where it is no
/// date, or any word is not known; years have four digits (1000 to 2199, Gregorian).
///
/// Conventions: seasons are those of the northern half of the earth, and winter begins in the year
/// that is named (winter 2003 = 2003-12-01..2004-02-29). "early", "mid" and "late" are thirds: four
/// months of a year, a month of a season, days 1-10, 11-20 and 21 to the end of a month, years 0-3,
/// 4-6 and 7-9 of a decade; beginning and end are early and late. "before" and "after" exclude what
/// they name, "until", "by" and "since" include it. "about" widens nothing: it sets `approximate`.
std::optional<PartialDate> parsePartialDate(std::string_view text,
                                            std::optional<bool> dayFirst = std::nullopt);

/// "2003-03-01..2003-05-31", "..2000-12-31", "2003-05-12"; "~" in front where approximate.
std::string toText(const PartialDate& date);

/// Whole months from a day of `from` to a day of `to`: the fewest and the most that the two
/// intervals allow. An end that is open gives none. Negative where `to` may be earlier.
struct MonthRange {
  std::optional<std::int32_t> fewest;
  std::optional<std::int32_t> most;
  friend bool operator==(const MonthRange&, const MonthRange&) = default;
};
MonthRange monthsBetween(const PartialDate& from, const PartialDate& to);

}  // namespace retold
