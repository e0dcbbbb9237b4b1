#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace retold {

/// The code points of valid UTF-8.
std::u32string signsOf(std::string_view text);

/// Letters to put in, take out or change (Levenshtein 1966). Any thread.
std::size_t editDistance(std::u32string_view a, std::u32string_view b);

}  // namespace retold
