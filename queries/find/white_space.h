#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace retold {

/// The bytes of the white space character (Unicode White_Space) at `at`; 0 where another stands
/// there or the text ends. `text` is valid UTF-8.
std::size_t whiteSpaceAt(std::string_view text, std::size_t at);

/// `text` with every run of white space as one space.
std::string withSingleSpaces(std::string_view text);

/// `text` without white space at its ends.
std::string_view trimmed(std::string_view text);

}  // namespace retold
