#include "indexer/reader/cell_format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>

namespace retold {

namespace {

/// 9999-12-31 in the 1900 system.
constexpr double kLastDay = 2958465;
constexpr std::int64_t kMillisecondsADay = 86'400'000;

bool sameLetters(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
         });
}

/// The letters of the first section of a format that stand for parts of a date or time: quoted
/// text, escapes, colours and locales left out. Elapsed "[h]" stays, as "H".
std::string placeholders(std::string_view code) {
  std::string letters;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == ';') break;
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::size_t close = std::min(code.find(']', i), code.size());
      const std::string_view inside = code.substr(i + 1, close - i - 1);
      const bool elapsed =
          !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos;
      if (elapsed) letters += 'H';
      i = close;
    } else {
      letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return letters;
}

/// "m" is a minute next to hours or seconds, else a month.
bool isMinute(std::string_view letters, std::size_t begin, std::size_t end) {
  const auto isPart = [](char c) {
    return c == 'y' || c == 'm' || c == 'd' || c == 'h' || c == 's' || c == 'H';
  };
  for (std::size_t i = begin; i-- > 0;) {
    if (!isPart(letters[i])) continue;
    if (letters[i] == 'h' || letters[i] == 'H') return true;
    break;
  }
  for (std::size_t i = end; i < letters.size(); ++i) {
    if (isPart(letters[i])) return letters[i] == 's';
  }
  return false;
}

}  // namespace

CellFormat parseCellFormat(std::string_view code) {
  CellFormat format;
  if (sameLetters(code, "general")) return format;
  const std::string letters = placeholders(code);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    std::size_t end = i;
    while (end + 1 < letters.size() && letters[end + 1] == letters[i]) ++end;
    const char c = letters[i];
    if (c == 'y') format.year = true;
    if (c == 'd') format.day = true;
    if (c == 'h' || c == 's' || c == 'H') format.time = true;
    if (c == 'H') format.elapsed = true;
    if (c == 's' && letters.substr(end + 1, 2) == ".0") format.thousandths = true;
    if (c == 'm') (isMinute(letters, i, end + 1) ? format.time : format.month) = true;
    if (c == '%') format.percent = true;
    i = end;
  }
  const bool onlyZeros = letters.find_first_not_of('0') == std::string::npos;
  if (onlyZeros && letters.size() > 1) format.zeros = letters.size();
  return format;
}

CellFormat builtInCellFormat(unsigned id) {
  struct Row {
    unsigned first, last;
    std::string_view code;
  };
  constexpr std::array kRows{
      Row{9, 10, "0%"},       Row{14, 15, "d/m/yy"},    Row{16, 16, "d-mmm"},
      Row{17, 17, "mmm-yy"},  Row{18, 21, "h:mm:ss"},   Row{22, 22, "d/m/yy h:mm"},
      Row{27, 31, "yy/m/d"},  Row{32, 35, "h:mm:ss"},   Row{36, 36, "yy/m/d"},
      Row{45, 45, "h:mm:ss"}, Row{46, 46, "[h]:mm:ss"}, Row{47, 47, "h:mm:ss.0"},
      Row{50, 58, "yy/m/d"},
  };
  for (const Row& row : kRows) {
    if (id >= row.first && id <= row.last) return parseCellFormat(row.code);
  }
  return {};
}

namespace {

std::string plainNumber(double value) {
  std::array<char, 64> digits;
  std::snprintf(digits.data(), digits.size(), "%.15g", value);
  double rounded = value;
  std::from_chars(digits.data(), digits.data() + digits.size(), rounded);
  // Fixed notation of the largest double has 309 digits.
  std::array<char, 512> text;
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), rounded, std::chars_format::fixed);
  if (error != std::errc{}) return digits.data();
  const std::string plain(text.data(), end);
  return plain == "-0" ? "0" : plain;
}

std::string timeText(std::int64_t milliseconds, bool thousandths) {
  const std::int64_t seconds = milliseconds / 1000;
  std::array<char, 64> text;
  std::snprintf(text.data(), text.size(), "%02lld:%02lld:%02lld",
                static_cast<long long>(seconds / 3600), static_cast<long long>(seconds / 60 % 60),
                static_cast<long long>(seconds % 60));
  std::string shown = text.data();
  if (thousandths && milliseconds % 1000 != 0) {
    std::snprintf(text.data(), text.size(), ".%03lld", static_cast<long long>(milliseconds % 1000));
    shown += text.data();
  }
  return shown;
}

std::string dateText(std::int64_t day, const CellFormat& format, bool from1904) {
  using namespace std::chrono;
  if (!from1904 && day == 60) return "1900-02-29";  // as spreadsheets count it
  const sys_days base = from1904   ? sys_days(year(1904) / 1 / 1)
                        : day < 60 ? sys_days(year(1899) / 12 / 31)
                                   : sys_days(year(1899) / 12 / 30);
  const year_month_day date(base + days(day));
  std::array<char, 64> text;
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  std::string shown = text.data();
  if (!format.day && format.year) shown.resize(format.month ? 7 : 4);
  return shown;
}

std::string momentText(double value, const CellFormat& format, bool from1904) {
  const std::int64_t step = format.thousandths ? 1 : 1000;
  const std::int64_t total =
      std::llround(value * static_cast<double>(kMillisecondsADay) / static_cast<double>(step)) *
      step;
  if (!format.isDate()) {
    return timeText(format.elapsed ? total : total % kMillisecondsADay, format.thousandths);
  }
  const std::int64_t day = total / kMillisecondsADay, rest = total % kMillisecondsADay;
  std::string shown = dateText(day, format, from1904);
  if (format.time && rest != 0) shown += 'T' + timeText(rest, format.thousandths);
  return shown;
}

std::string withZeros(std::string text, std::size_t zeros) {
  const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (digits && text.size() < zeros) text.insert(0, zeros - text.size(), '0');
  return text;
}

}  // namespace

std::string cellText(std::string_view value, const CellFormat& format, bool from1904) {
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size() || !std::isfinite(number)) {
    return std::string(value);
  }
  const bool moment = format.isDate() || format.time;
  const double first = format.isDate() && !from1904 ? 1 : 0;
  if (moment && number >= first && number < kLastDay + 1) {
    return momentText(number, format, from1904);
  }
  if (format.percent) return plainNumber(number * 100) + "%";
  // An identifier may have more digits than a number holds.
  const bool integer = value.find_first_not_of("0123456789") == std::string_view::npos;
  const std::string text = integer ? std::string(value) : plainNumber(number);
  return withZeros(text, format.zeros);
}

}  // namespace retold
