#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace retold {

// Names that people give and type: of codes, cases, result sets, lexicons, attributes. One rule for
// all: a name is one line of UTF-8 text, not empty, without control characters and without white
// space at its ends.

/// What keeps `name` from being a name: "it holds a line end"; none where nothing does. Any bytes.
std::optional<std::string> faultInName(std::string_view name);

/// `text` (valid UTF-8) as a name: a space in place of each control character or line end, and
/// nothing but them or white space at its ends. May be empty.
std::string asName(std::string_view text);

/// Error(Refused) where `name` is none: "a case cannot be called "K 1": it holds a line end".
/// `what` is what has the name, "a case".
void checkName(std::string_view what, std::string_view name);

}  // namespace retold
