#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace retold {

/// Milliseconds since 1970-01-01T00:00:00Z.
struct Timestamp {
  std::int64_t milliseconds = 0;
  friend auto operator<=>(const Timestamp&, const Timestamp&) = default;
};

/// The system's clock.
Timestamp now();

/// ISO 8601 in UTC with milliseconds: "2026-11-22T09:30:00.125Z".
std::string toText(Timestamp time);

/// Reads the form of toText(), with or without milliseconds. Anything else: none.
std::optional<Timestamp> parseTimestamp(std::string_view text);

}  // namespace retold
