#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace retold {

/// A longer chain of hyphenated parts is several compounds, one after the other.
inline constexpr std::size_t kLongestCompound = 4;

/// Calls `visit(first, last)` for each run of the parts 0 ... count - 1 of a compound, in the order
/// of their tokens: by beginning, the longer before the shorter, so that the whole comes first.
template <class Visit>
void eachRun(std::size_t count, Visit visit) {
  for (std::size_t first = 0; first < count; ++first)
    for (std::size_t last = count; last-- > first;) visit(first, last);
}

/// What stands for a folded token of more than kLongestToken bytes.
std::string cutToken(std::string_view folded);

}  // namespace retold
