#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace retold {

/// What a file is that begins like a known binary format, as a sentence for the user that says what
/// to do; none when it begins like no such format.
std::optional<std::string> knownBinary(std::string_view bytes);

/// Why bytes of an eight-bit encoding are no text (zero bytes, control characters); none when they
/// may be.
std::optional<std::string> notTextByControls(std::string_view bytes);

}  // namespace retold
