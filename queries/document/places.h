#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/document.h"

namespace retold {

/// Where a reader wants to go in a text: "12" is the twelfth turn, "p 3" page 3 (or row 3) of the
/// original, "l 40" the fortieth line, "12:31" and "1:02:03" the turn that is spoken at that time
/// (the first one with a time where all come later). Digits of any script; "page" and "line" too.
/// The byte where that begins; none where the text has no such place. Any thread.
std::optional<std::uint64_t> findPlace(const Text& text, std::string_view typed);

}  // namespace retold
