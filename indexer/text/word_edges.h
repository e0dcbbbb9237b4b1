#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace retold {

/// Letters of Thai, Lao, Khmer, Burmese, Han and Kana: written without spaces between words.
bool isSpaceless(char32_t letter);

/// So many words as positions in such a script, where a word has two or three characters, each a
/// position.
constexpr std::uint32_t spacelessPositions(std::uint32_t words) { return words * 5 / 2; }

/// Where words begin and end by ICU's dictionaries, in bytes, ascending, with 0 and the end. In
/// scripts without spaces these shift with what stands around a word, so they may rank and display,
/// never decide what is found. `text` is valid UTF-8; what is longer than 2 GB gives only its ends.
/// Any thread.
std::vector<std::uint64_t> wordEdges(std::string_view text);

}  // namespace retold
