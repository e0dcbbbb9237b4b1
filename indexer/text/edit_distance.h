#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace retold {

/// The code points of valid UTF-8.
std::u32string signsOf(std::string_view text);

/// Letters to put in, take out, change, or swap with their neighbour (optimal string alignment:
/// Levenshtein 1966 with Damerau's swap, 1964). Any thread.
std::size_t editDistance(std::u32string_view a, std::u32string_view b);

}  // namespace retold
