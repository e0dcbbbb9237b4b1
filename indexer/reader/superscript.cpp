#include "indexer/reader/superscript.h"

#include <algorithm>
#include <array>

namespace retold {

std::string raised(std::string_view text) {
  constexpr std::array<std::string_view, 10> kDigits{"⁰", "¹", "²", "³", "⁴",
                                                     "⁵", "⁶", "⁷", "⁸", "⁹"};
  const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
  const bool number = std::ranges::any_of(text, isDigit) && std::ranges::all_of(text, [&](char c) {
                        return isDigit(c) || c == ' ' || c == ',' || c == '\n';
                      });
  if (!number) return std::string(text);
  std::string result;
  for (const char c : text) {
    if (isDigit(c)) {
      result += kDigits[static_cast<std::size_t>(c - '0')];
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace retold
