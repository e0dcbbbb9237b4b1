#include "cli/words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace retold {

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view several) {
  return grouped(number) + ' ' + std::string(number == 1 ? one : several);
}

std::string listed(std::span<const std::string_view> words, std::string_view conjunction) {
  std::string text;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (at > 0) text += at + 1 == words.size() ? ' ' + std::string(conjunction) + ' ' : ", ";
    text += words[at];
  }
  return text;
}

namespace {

/// Letters put in, left out, changed or swapped with their neighbour (optimal string alignment).
std::size_t typingErrors(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before, above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = above;
    above = row;
  }
  return above[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view typed, std::span<const std::string_view> words) {
  std::string_view best;
  std::size_t fewest = typed.size() / 3 + 2;
  for (const std::string_view word : words) {
    const std::size_t errors = typingErrors(typed, word);
    if (errors < fewest) {
      fewest = errors;
      best = word;
    }
  }
  return best;
}

std::string searchedLine(const Completeness& completeness) {
  std::string line = grouped(completeness.searched) + " of " +
                     counted(completeness.documents, "document", "documents") + " searched";
  if (completeness.unreadable > 0) {
    line += "; " + counted(completeness.unreadable, "file", "files") +
            (completeness.unreadable == 1 ? " could not be read and was not searched"
                                          : " could not be read and were not searched");
  }
  if (completeness.excluded > 0)
    line += "; " + counted(completeness.excluded, "document", "documents") + " left out";
  return line;
}

std::string rounded(double value) {
  std::array<char, 64> text;
  const int size = std::snprintf(text.data(), text.size(), "%.1f", value);
  return {text.data(), static_cast<std::size_t>(size)};
}

std::string percent(double share) {
  if (share > 0 && share < 0.005) return "under 1 %";
  if (share < 1 && share > 0.995) return "over 99 %";
  return std::to_string(std::lround(100 * share)) + " %";
}

double share(double value) {
  constexpr double thousand = 1000;
  return std::round(value * thousand) / thousand;
}

std::string shortest(double value) {
  std::array<char, 64> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

}  // namespace retold
