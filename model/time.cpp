#include "model/time.h"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace retold {

Timestamp now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

std::string toText(Timestamp time) {
  using namespace std::chrono;
  const sys_time<milliseconds> moment{milliseconds(time.milliseconds)};
  const auto day = floor<days>(moment);
  const year_month_day date(day);
  const hh_mm_ss clock(moment - day);
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()),
                unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                int(clock.minutes().count()), int(clock.seconds().count()),
                int(clock.subseconds().count()));
  return text;
}

namespace {

/// Digits [at, at + count) of `text` as a number, or none.
std::optional<int> number(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  const char* first = text.data() + at;
  const auto [end, error] = std::from_chars(first, first + count, value);
  if (error != std::errc{} || end != first + count || value < 0) return std::nullopt;
  return value;
}

bool hasShape(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00";
  if (text.size() != 20 && text.size() != 24) return false;
  for (std::size_t at = 0; at < shape.size(); ++at) {
    if (shape[at] != '0' && text[at] != shape[at]) return false;
  }
  return text.back() == 'Z' && (text.size() == 20 || text[19] == '.');
}

}  // namespace

std::optional<Timestamp> parseTimestamp(std::string_view text) {
  using namespace std::chrono;
  if (!hasShape(text)) return std::nullopt;
  const auto y = number(text, 0, 4), mo = number(text, 5, 2), d = number(text, 8, 2);
  const auto h = number(text, 11, 2), mi = number(text, 14, 2), s = number(text, 17, 2);
  const auto ms = text.size() == 24 ? number(text, 20, 3) : 0;
  if (!y || !mo || !d || !h || !mi || !s || !ms) return std::nullopt;
  const year_month_day date{year(*y), month(unsigned(*mo)), day(unsigned(*d))};
  if (!date.ok() || *h > 23 || *mi > 59 || *s > 60) return std::nullopt;
  const auto moment = sys_days(date) + hours(*h) + minutes(*mi) + seconds(*s) + milliseconds(*ms);
  return Timestamp{duration_cast<milliseconds>(moment.time_since_epoch()).count()};
}

}  // namespace retold
