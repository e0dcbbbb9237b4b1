#pragma once

#include <string>
#include <string_view>

namespace retold {

/// Text that stands raised: a number becomes raised digits ("came⁴"), so that the mark of a note
/// does not join the word before it; all else ("1st") stays as it is.
std::string raised(std::string_view text);

}  // namespace retold
