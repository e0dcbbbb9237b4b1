#include "model/partial_date.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "model/date_words.h"

namespace retold {

namespace {

// Howard Hinnant, "chrono-compatible low-level date algorithms" (days_from_civil).
constexpr std::int64_t kDaysOfEra = 146097;

Day dayOf(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - kDaysOfEra + 1) / kDaysOfEra;
  const auto dayOfEra = days - era * kDaysOfEra;
  const auto yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const auto dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const auto shifted = (5 * dayOfYear + 2) / 153;  // months from March
  Day day;
  day.day = static_cast<std::uint8_t>(dayOfYear - (153 * shifted + 2) / 5 + 1);
  day.month = static_cast<std::uint8_t>(shifted < 10 ? shifted + 3 : shifted - 9);
  day.year = static_cast<std::int32_t>(yearOfEra + era * 400 + (day.month <= 2 ? 1 : 0));
  return day;
}

bool isLeap(std::int32_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

std::uint8_t lastDay(std::int32_t year, int month) {
  constexpr std::array<std::uint8_t, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && isLeap(year) ? 29 : lengths.at(static_cast<std::size_t>(month) - 1);
}

Day makeDay(std::int32_t year, int month, int day) {
  return {year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

/// Days from `first` to `last`, both of which are there.
struct Stretch {
  Day first;
  Day last;
};

/// Months first..last of `year`; a `last` over 12 lies in the next year.
Stretch monthsOf(std::int32_t year, int first, int last) {
  const std::int32_t lastYear = year + (last - 1) / 12;
  const int lastMonth = (last - 1) % 12 + 1;
  return {makeDay(year, first, 1), makeDay(lastYear, lastMonth, lastDay(lastYear, lastMonth))};
}

std::optional<Stretch> oneDay(std::int32_t year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > lastDay(year, month)) return std::nullopt;
  return Stretch{makeDay(year, month, day), makeDay(year, month, day)};
}

std::optional<Stretch> oneMonth(std::int32_t year, int month) {
  if (month < 1 || month > 12) return std::nullopt;
  return monthsOf(year, month, month);
}

/// A piece of a date. Its sign in patterns: 'Y' a year, 'N' one or two digits, 'D' a decade, 'B'
/// eight digits, 'M' a month, 'S' a season, 'Q' "quarter"; 'p' early, mid, late; 'b' before, 'a'
/// after, 'u' until, 's' since; '&' between what belongs to a range; '_' "between"; 'o' the
/// present; punctuation stands for itself, ':' for "..".
struct Piece {
  char sign = 0;
  int value = 0;  ///< number, first month, or 0, 1, 2 for early, mid, late
  int last = 0;   ///< last month
};

using Pieces = std::span<const Piece>;

/// Reads one date from its pieces; `borrowed` is the end of a range that gives what the beginning
/// leaves out ("12-15 May 2003", "May-June 2003").
class Reading {
 public:
  explicit Reading(std::optional<bool> dayFirst) : dayFirst_(dayFirst) {}

  /// Earliest and latest day; an open end has none.
  struct Interval {
    std::optional<Day> earliest;
    std::optional<Day> latest;
  };
  std::optional<Interval> interval(Pieces pieces) const;

 private:
  std::optional<Interval> bounded(Pieces pieces) const;
  std::optional<Interval> range(Pieces pieces) const;
  std::optional<Stretch> beginning(Pieces pieces, Stretch end) const;
  std::optional<Stretch> single(Pieces pieces) const;
  std::optional<Stretch> whole(Pieces pieces) const;
  std::optional<Stretch> numeric(std::string_view form, Pieces pieces) const;
  std::optional<Stretch> named(std::string_view form, Pieces pieces) const;
  std::optional<Stretch> dayAndMonth(int first, int second, std::int32_t year) const;

  std::optional<bool> dayFirst_;
};

std::string formOf(Pieces pieces) {
  std::string form;
  for (const Piece& piece : pieces) form += piece.sign;
  return form;
}

/// "03/04/2003": the number over 12 is the day; two that are equal are no question.
std::optional<Stretch> Reading::dayAndMonth(int first, int second, std::int32_t year) const {
  if (first > 12 || first == second) return oneDay(year, second, first);
  if (second > 12) return oneDay(year, first, second);
  if (!dayFirst_) return std::nullopt;
  return *dayFirst_ ? oneDay(year, second, first) : oneDay(year, first, second);
}

std::optional<Stretch> Reading::numeric(std::string_view form, Pieces p) const {
  if (form == "Y") return monthsOf(p[0].value, 1, 12);
  if (form == "D") return Stretch{makeDay(p[0].value, 1, 1), makeDay(p[0].value + 9, 12, 31)};
  if (form == "B") {
    return oneDay(p[0].value / 10000, p[0].value / 100 % 100, p[0].value % 100);
  }
  if (form == "Y-N" || form == "Y.N") return oneMonth(p[0].value, p[2].value);
  // "2001/02" may be a winter, a school year or February.
  if (form == "Y/N" && p[2].value != (p[0].value + 1) % 100) {
    return oneMonth(p[0].value, p[2].value);
  }
  if (form == "Y-N-N" || form == "Y/N/N" || form == "Y.N.N") {
    return oneDay(p[0].value, p[2].value, p[4].value);
  }
  if (form == "N.N.Y") return oneDay(p[4].value, p[2].value, p[0].value);
  if (form == "N/N/Y" || form == "N-N-Y") {
    return dayAndMonth(p[0].value, p[2].value, p[4].value);
  }
  if (form == "N/Y" || form == "N.Y" || form == "N-Y") return oneMonth(p[2].value, p[0].value);
  return std::nullopt;
}

/// Dates with the name of a month or a season. Signs between the parts say nothing here.
std::optional<Stretch> Reading::named(std::string_view form, Pieces p) const {
  const auto months = [](const Piece& month, const Piece& year) {
    return monthsOf(year.value, month.value, month.last);
  };
  const auto day = [](const Piece& year, const Piece& month,
                      const Piece& number) -> std::optional<Stretch> {
    if (month.value == month.last) return oneDay(year.value, month.value, number.value);
    const auto first = oneDay(year.value, month.value, number.value);
    const auto last = oneDay(year.value, month.last, number.value);
    return first && last ? std::optional(Stretch{first->first, last->last}) : std::nullopt;
  };
  if (form == "MY" || form == "SY") return months(p[0], p[1]);
  if (form == "YM" || form == "YS") return months(p[1], p[0]);
  if (form == "NMY") return day(p[2], p[1], p[0]);
  if (form == "MNY") return day(p[2], p[0], p[1]);
  if (form == "YMN") return day(p[0], p[1], p[2]);
  // "winter 2003/2004", "winter 2003-04"
  if (form == "SYY" && p[0].last > 12 && p[2].value == p[1].value + 1) return months(p[0], p[1]);
  if (form == "SYN" && p[0].last > 12 && p[2].value == (p[1].value + 1) % 100) {
    return months(p[0], p[1]);
  }
  const auto quarter = [](int number, std::int32_t year) -> std::optional<Stretch> {
    if (number < 1 || number > 4) return std::nullopt;
    return monthsOf(year, 3 * number - 2, 3 * number);
  };
  if (form == "QNY") return quarter(p[1].value, p[2].value);
  if (form == "NQY") return quarter(p[0].value, p[2].value);
  if (form == "YQN") return quarter(p[2].value, p[0].value);
  return std::nullopt;
}

/// A day, month, season, year or decade that is named in full.
std::optional<Stretch> Reading::whole(Pieces pieces) const {
  while (!pieces.empty() && pieces.back().sign == '.') pieces = pieces.first(pieces.size() - 1);
  const std::string form = formOf(pieces);
  if (auto read = numeric(form, pieces)) return read;
  std::vector<Piece> words;
  for (const Piece& piece : pieces) {
    if (std::string_view("-/.").find(piece.sign) == std::string_view::npos) words.push_back(piece);
  }
  const bool hasName = form.find_first_of("MSQ") != std::string::npos;
  return hasName ? named(formOf(words), words) : std::nullopt;
}

/// The first, second or last third: four months of a year, a month of a season, ten days (or what
/// is left of the month).
Stretch third(Stretch whole, int which) {
  const int months =
      (whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1;
  if (months == 120) {  // 1990-1993, 1994-1996, 1997-1999
    constexpr std::array<std::pair<int, int>, 3> parts{{{0, 3}, {4, 6}, {7, 9}}};
    const auto [from, to] = parts.at(static_cast<std::size_t>(which));
    return {makeDay(whole.first.year + from, 1, 1), makeDay(whole.first.year + to, 12, 31)};
  }
  if (months % 3 == 0) {
    const int first = whole.first.month + which * months / 3;
    const std::int32_t year = whole.first.year + (first - 1) / 12;
    const int month = (first - 1) % 12 + 1;
    return monthsOf(year, month, month + months / 3 - 1);
  }
  const std::int64_t first = daysSinceEpoch(whole.first);
  const std::int64_t length = daysSinceEpoch(whole.last) - first + 1;
  const std::int64_t step = length <= 31 ? 10 : length / 3;
  return {dayOf(first + which * step),
          which == 2 ? whole.last : dayOf(first + (which + 1) * step - 1)};
}

std::optional<Stretch> Reading::single(Pieces pieces) const {
  if (pieces.empty()) return std::nullopt;
  if (pieces.front().sign != 'p') return whole(pieces);
  const int which = pieces.front().value;
  pieces = pieces.subspan(1);
  if (!pieces.empty() && pieces.front().sign == '-') pieces = pieces.subspan(1);
  if (pieces.empty() || pieces.front().sign == 'p') return std::nullopt;
  const auto read = whole(pieces);
  if (!read || read->first == read->last) return std::nullopt;
  return third(*read, which);
}

/// What stands before the sign of a range, with what it leaves to the end: "12" of "12-15 May
/// 2003", "May" of "May-June 2003", "12 May" of "12 May to 3 June 2003".
std::optional<Stretch> Reading::beginning(Pieces pieces, Stretch end) const {
  if (auto read = single(pieces)) return read;
  std::vector<Piece> full(pieces.begin(), pieces.end());
  const bool endIsDay = end.first == end.last;
  const std::string form = formOf(pieces);
  if (form == "N" && endIsDay) {
    return oneDay(end.first.year, end.first.month, pieces[0].value);
  }
  full.push_back({'Y', end.first.year, 0});
  return form.find('Y') == std::string::npos ? single(full) : std::nullopt;
}

std::optional<Reading::Interval> Reading::range(Pieces pieces) const {
  for (std::size_t at = 1; at + 1 < pieces.size(); ++at) {
    if (std::string_view("&-:/").find(pieces[at].sign) == std::string_view::npos) continue;
    const Pieces left = pieces.first(at);
    const Pieces right = pieces.subspan(at + 1);
    if (formOf(right) == "o") {
      if (const auto from = single(left)) return Interval{from->first, std::nullopt};
      continue;
    }
    std::optional<Stretch> end = single(right);
    std::vector<Piece> withMonth;  // "May 12-15, 2003": the month stands before the first day only
    if (!end && formOf(left) == "MN" && formOf(right) == "NY") {
      withMonth = {left[0], right[0], right[1]};
      end = single(withMonth);
    }
    if (!end) continue;
    const auto from = beginning(left, *end);
    if (from && from->first <= end->first && from->last <= end->last) {
      return Interval{from->first, end->last};
    }
  }
  return std::nullopt;
}

/// "before 2001", "since May 2003", "..2003", "2003-".
std::optional<Reading::Interval> Reading::bounded(Pieces pieces) const {
  const auto open = [this](Pieces rest, char bound) -> std::optional<Interval> {
    const auto read = interval(rest);
    if (!read || !read->earliest || !read->latest) return std::nullopt;
    if (bound == 'b') return Interval{{}, dayOf(daysSinceEpoch(*read->earliest) - 1)};
    if (bound == 'a') return Interval{dayOf(daysSinceEpoch(*read->latest) + 1), {}};
    if (bound == 'u') return Interval{{}, read->latest};
    return Interval{read->earliest, {}};
  };
  const char first = pieces.front().sign;
  if (std::string_view("baus").find(first) != std::string_view::npos) {
    Pieces rest = pieces.subspan(1);
    if (rest.front().sign == '-') rest = rest.subspan(1);  // "pre-2001"
    // "from 2001 to 2003", "from 2001-2003"; but "since winter 2003-2004" names one time.
    if (first == 's' && !single(rest)) {
      if (const auto read = range(rest)) return read;
    }
    // "after 2001 until 2003": the second word bounds it too, which is more than is read here.
    const bool joined = formOf(rest).find('&') != std::string::npos;
    if (joined && (first == 'a' || first == 'b')) return std::nullopt;
    return open(rest, first);
  }
  if (first == ':') return open(pieces.subspan(1), 'u');
  const char last = pieces.back().sign;
  if (last == ':' || last == '-') return open(pieces.first(pieces.size() - 1), 's');
  return std::nullopt;
}

std::optional<Reading::Interval> Reading::interval(Pieces pieces) const {
  if (pieces.empty()) return std::nullopt;
  if (const auto read = single(pieces)) return Interval{read->first, read->last};
  if (pieces.size() < 2) return std::nullopt;
  if (pieces.front().sign == '_') return range(pieces.subspan(1));
  if (const auto read = bounded(pieces)) return read;
  return range(pieces);
}

// From written text to pieces

/// Reads the letters and digits of a written date.
class Splitting {
 public:
  explicit Splitting(std::string_view text) : text_(text) {}

  /// None where a word is none of a date's.
  std::optional<std::vector<Piece>> pieces();
  bool approximate() const { return approximate_; }

 private:
  bool readNumber();
  bool readWord();
  void take(const DateWord& word);
  void sign(char c);

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Piece> pieces_;
  bool approximate_ = false;
};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
/// Bytes of plain text that words are made of; what is not ASCII is a letter there.
bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0;
}

bool Splitting::readNumber() {
  constexpr int kLeastYear = 1000;
  constexpr int kMostYear = 2199;
  const std::size_t begin = at_;
  int value = 0;
  while (at_ < text_.size() && isDigit(text_[at_])) {
    if (at_ - begin < 8) value = value * 10 + (text_[at_] - '0');
    ++at_;
  }
  const std::size_t digits = at_ - begin;
  const bool isYear = digits == 4 && value >= kLeastYear && value <= kMostYear;
  if (digits == 8) {
    pieces_.push_back({'B', value, 0});
    return value / 10000 >= kLeastYear && value / 10000 <= kMostYear;
  }
  if (digits > 2 && !isYear) return false;
  pieces_.push_back({isYear ? 'Y' : 'N', value, 0});
  // What is written onto a number: "1990s", "12th", "1er".
  const std::size_t end = at_;
  while (at_ < text_.size() && text_[at_] == '\'') ++at_;
  const std::size_t suffix = at_;
  while (at_ < text_.size() && isLetter(text_[at_])) ++at_;
  const std::string_view word = text_.substr(suffix, at_ - suffix);
  if (word.empty()) {
    at_ = end;
  } else if (isYear && value % 10 == 0 && isDecadeEnding(word)) {
    pieces_.back().sign = 'D';
  } else if (isYear || !isOrdinalEnding(word)) {
    at_ = end;  // a word by itself: "12May2003", "2003г"
  }
  return true;
}

void Splitting::take(const DateWord& word) {
  switch (word.meaning) {
    case DateMeaning::Month:
      pieces_.push_back({'M', word.first, word.last});
      return;
    case DateMeaning::Season:
      pieces_.push_back({'S', word.first, word.last});
      return;
    case DateMeaning::Part:
      pieces_.push_back({'p', word.first, 0});
      return;
    case DateMeaning::About:
      approximate_ = true;
      return;
    case DateMeaning::Filler:
      return;
    default:
      break;
  }
  constexpr std::string_view signs = "Qbaus_&o-";
  char sign = signs.at(static_cast<std::size_t>(word.meaning) -
                       static_cast<std::size_t>(DateMeaning::Quarter));
  // "2003 until 2004" is a range, "until 2004" a bound; "prior to", "jusqu'à" and "antes do" say
  // nothing by their second word.
  const bool begun = !pieces_.empty() &&
                     std::string_view("baus_p").find(pieces_.back().sign) == std::string_view::npos;
  if (sign == 'u' && begun) sign = '&';
  if ((sign == '&' || sign == 's' || sign == 'u') && !begun && !pieces_.empty()) return;
  if (sign == '&' && !begun) return;
  if (sign == 's' && begun) return;
  pieces_.push_back({sign, 0, 0});
}

bool Splitting::readWord() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && isLetter(text_[at_])) ++at_;
  const auto found = findDateWord(text_.substr(begin, at_ - begin));
  if (found) take(*found);
  return found.has_value();
}

void Splitting::sign(char c) {
  if (!pieces_.empty() && c == '.' && pieces_.back().sign == '.') {
    pieces_.back().sign = ':';
    return;
  }
  if (c == '.') {
    // The dot of an abbreviation says nothing; at the beginning it may be the first of "..2003".
    const bool counts = pieces_.empty() ? at_ < text_.size() && text_[at_] == '.'
                                        : std::string_view("NYM").find(pieces_.back().sign) !=
                                              std::string_view::npos;
    if (!counts) return;
  }
  pieces_.push_back({c, 0, 0});
}

std::optional<std::vector<Piece>> Splitting::pieces() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (isDigit(c)) {
      if (!readNumber()) return std::nullopt;
    } else if (isLetter(c)) {
      if (!readWord()) return std::nullopt;
    } else {
      ++at_;
      if (std::string_view("-/.").find(c) != std::string_view::npos) {
        sign(c);
      } else if (c == '?' || c == '~') {
        approximate_ = true;
      } else if (c == '<') {
        pieces_.push_back({'b', 0, 0});
      } else if (c == '>') {
        pieces_.push_back({'a', 0, 0});
      } else if (std::string_view(" ,()[]'").find(c) == std::string_view::npos) {
        return std::nullopt;
      }
    }
  }
  return std::move(pieces_);
}

/// `plain` without a time of day at its end: "2003-05-12t00:00:00z".
std::string_view withoutTime(std::string_view plain) {
  const std::size_t colon = plain.find(':');
  if (colon == std::string_view::npos || colon < 3) return plain;
  if (!isDigit(plain[colon - 1])) return plain;
  const std::size_t hour = isDigit(plain[colon - 2]) ? colon - 2 : colon - 1;
  if (hour == 0 || (plain[hour - 1] != 't' && plain[hour - 1] != ' ')) return plain;
  const std::string_view rest = plain.substr(colon);
  if (rest.find_first_not_of("0123456789:.+-z") != std::string_view::npos) return plain;
  return plain.substr(0, hour - 1);
}

std::string iso(Day day) {
  const auto padded = [](std::int64_t number, std::size_t width) {
    std::string digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
  };
  return padded(day.year, 4) + "-" + padded(day.month, 2) + "-" + padded(day.day, 2);
}

/// Months that are full from `from` to `to`; negative where `to` is earlier.
std::int32_t wholeMonths(Day from, Day to) {
  if (to < from) return -wholeMonths(to, from);
  return (to.year - from.year) * 12 + (to.month - from.month) - (to.day < from.day ? 1 : 0);
}

}  // namespace

std::int64_t daysSinceEpoch(Day day) {
  const std::int64_t year = day.year - (day.month <= 2 ? 1 : 0);
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t yearOfEra = year - era * 400;
  const std::int64_t dayOfYear =
      (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
  const std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return era * kDaysOfEra + dayOfEra - 719468;
}

std::optional<PartialDate> parsePartialDate(std::string_view text, std::optional<bool> dayFirst) {
  constexpr std::size_t kLongestDate = 200;  // bytes; more is a story
  if (text.size() > kLongestDate) return std::nullopt;
  const std::string plain = plainDateText(text);
  Splitting splitting(withoutTime(plain));
  const auto pieces = splitting.pieces();
  if (!pieces) return std::nullopt;
  const auto read = Reading(dayFirst).interval(*pieces);
  if (!read) return std::nullopt;
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  const std::size_t end = text.find_last_not_of(" \t\r\n") + 1;
  return PartialDate{read->earliest, read->latest, splitting.approximate(),
                     std::string(text.substr(begin, end - begin))};
}

std::string toText(const PartialDate& date) {
  std::string text = date.approximate ? "~" : "";
  if (date.earliest) text += iso(*date.earliest);
  if (date.earliest == date.latest && date.earliest) return text;
  text += "..";
  if (date.latest) text += iso(*date.latest);
  return text;
}

MonthRange monthsBetween(const PartialDate& from, const PartialDate& to) {
  MonthRange range;
  if (from.latest && to.earliest) range.fewest = wholeMonths(*from.latest, *to.earliest);
  if (from.earliest && to.latest) range.most = wholeMonths(*from.earliest, *to.latest);
  return range;
}

}  // namespace retold
