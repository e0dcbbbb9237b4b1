#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/span.h"

namespace retold {

/// Reads the code point at `at` of valid UTF-8 and moves `at` behind it. `at` < text.size().
char32_t nextCodepoint(std::string_view text, std::size_t& at);

/// Appends `codepoint` as UTF-8.
void appendUtf8(std::string& text, char32_t codepoint);

/// The first byte that is not valid UTF-8 (surrogates and overlong forms are not); none when all
/// is.
std::optional<std::size_t> firstInvalidUtf8(std::string_view bytes);

/// `bytes` as valid UTF-8: each run of bytes that is not becomes one U+FFFD, and `bad` grows by
/// their number.
std::string replaceInvalidUtf8(std::string_view bytes, std::uint64_t& bad);

/// True where `at` is 0, text.size() or the first byte of a code point.
bool isCodepointBoundary(std::string_view text, std::uint64_t at);

/// The longest beginning of at most `most` bytes that ends on a code point.
std::string_view beginOf(std::string_view text, std::size_t most);

/// `span` widened to whole grapheme clusters (UAX #29), as our own tools tag. Any thread.
ByteSpan snapToGraphemes(std::string_view text, ByteSpan span);

/// Line and column, both from 1, the column in code points.
struct LineColumn {
  std::uint64_t line = 1;
  std::uint64_t column = 1;
};
LineColumn lineColumn(std::string_view text, std::uint64_t at);

}  // namespace retold
