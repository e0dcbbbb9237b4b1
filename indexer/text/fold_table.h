#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace retold {

/// One row of the fold table: what a letter becomes beyond full case folding and taking marks off.
struct FoldRow {
  char32_t from;
  std::string_view to;  ///< UTF-8; a letter that stays as it is stands here to keep its mark
};

/// All rows, ascending by `from`.
std::span<const FoldRow> foldTable();

std::optional<std::string_view> foldRow(char32_t codepoint);

/// A stretch of marks [first, last] that folding takes off.
struct MarkRange {
  char32_t first;
  char32_t last;
};

/// Ascending, disjoint.
std::span<const MarkRange> foldedMarks();

bool isFoldedMark(char32_t codepoint);

}  // namespace retold
