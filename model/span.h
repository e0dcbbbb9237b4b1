#pragma once

#include <compare>
#include <cstdint>

namespace retold {

/// A half-open stretch [begin, end) of a stored text, counted in UTF-8 bytes, both ends on code
/// point boundaries. The only position type that is ever stored.
struct ByteSpan {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  constexpr std::uint64_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(ByteSpan other) const { return begin <= other.begin && other.end <= end; }
  /// True when the two share at least one byte.
  constexpr bool overlaps(ByteSpan other) const { return begin < other.end && other.begin < end; }
  friend constexpr auto operator<=>(const ByteSpan&, const ByteSpan&) = default;
};

/// The same, counted in UTF-16 code units, as Qt counts. Made and read only by `OffsetMap`.
struct Utf16Span {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  friend constexpr auto operator<=>(const Utf16Span&, const Utf16Span&) = default;
};

/// The same, counted in Unicode code points, as REFI-QDA counts. Made and read only by `OffsetMap`.
struct CodepointSpan {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  friend constexpr auto operator<=>(const CodepointSpan&, const CodepointSpan&) = default;
};

/// The smallest span that holds both.
constexpr ByteSpan hull(ByteSpan a, ByteSpan b) {
  return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace retold
