#include "indexer/reader/list_number.h"

#include <array>
#include <utility>

#include "indexer/text/utf8.h"

namespace retold {

namespace {

constexpr std::uint32_t kMostLetters = 20;

std::string letters(std::uint32_t value, std::u32string_view alphabet) {
  const auto size = static_cast<std::uint32_t>(alphabet.size());
  const std::uint32_t repeats = (value - 1) / size + 1;
  if (value == 0 || repeats > kMostLetters) return std::to_string(value);
  std::string text;
  for (std::uint32_t i = 0; i < repeats; ++i) appendUtf8(text, alphabet[(value - 1) % size]);
  return text;
}

std::string roman(std::uint32_t value, bool upper) {
  constexpr std::array<std::pair<std::uint32_t, std::string_view>, 13> kParts{{{1000, "m"},
                                                                               {900, "cm"},
                                                                               {500, "d"},
                                                                               {400, "cd"},
                                                                               {100, "c"},
                                                                               {90, "xc"},
                                                                               {50, "l"},
                                                                               {40, "xl"},
                                                                               {10, "x"},
                                                                               {9, "ix"},
                                                                               {5, "v"},
                                                                               {4, "iv"},
                                                                               {1, "i"}}};
  if (value == 0 || value > 3999) return std::to_string(value);
  std::string text;
  for (const auto& [worth, sign] : kParts) {
    for (; value >= worth; value -= worth) text += sign;
  }
  if (upper) {
    for (char& c : text) c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

}  // namespace

ListStyle listStyleOfWord(std::string_view format) {
  constexpr std::array<std::pair<std::string_view, ListStyle>, 9> kFormats{
      {{"bullet", ListStyle::Bullet},
       {"none", ListStyle::None},
       {"decimalZero", ListStyle::DecimalZero},
       {"lowerLetter", ListStyle::LowerLetter},
       {"upperLetter", ListStyle::UpperLetter},
       {"lowerRoman", ListStyle::LowerRoman},
       {"upperRoman", ListStyle::UpperRoman},
       {"russianLower", ListStyle::LowerCyrillic},
       {"russianUpper", ListStyle::UpperCyrillic}}};
  for (const auto& [name, style] : kFormats) {
    if (name == format) return style;
  }
  return ListStyle::Decimal;
}

ListStyle listStyleOfOdf(std::string_view format) {
  if (format.empty()) return ListStyle::None;
  if (format == "a") return ListStyle::LowerLetter;
  if (format == "A") return ListStyle::UpperLetter;
  if (format == "i") return ListStyle::LowerRoman;
  if (format == "I") return ListStyle::UpperRoman;
  if (format.starts_with("а")) return ListStyle::LowerCyrillic;
  if (format.starts_with("А")) return ListStyle::UpperCyrillic;
  return ListStyle::Decimal;
}

std::string listNumber(std::uint32_t value, ListStyle style) {
  switch (style) {
    case ListStyle::None:
    case ListStyle::Bullet:
      return {};
    case ListStyle::DecimalZero:
      return (value < 10 ? "0" : "") + std::to_string(value);
    case ListStyle::LowerLetter:
      return letters(value, U"abcdefghijklmnopqrstuvwxyz");
    case ListStyle::UpperLetter:
      return letters(value, U"ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    case ListStyle::LowerCyrillic:
      return letters(value, U"абвгдежзиклмнопрстуфхцчшщыэюя");
    case ListStyle::UpperCyrillic:
      return letters(value, U"АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ");
    case ListStyle::LowerRoman:
      return roman(value, false);
    case ListStyle::UpperRoman:
      return roman(value, true);
    case ListStyle::Decimal:
      break;
  }
  return std::to_string(value);
}

std::string bulletText(std::string_view character) {
  for (const std::string_view mark : {"☐", "☑", "☒", "✓", "✔", "✗", "✘"}) {
    if (character == mark) return std::string(mark);
  }
  if (character == "□" || character == "❏" || character == "❑" || character == "❒") return "☐";
  return "-";
}

}  // namespace retold
