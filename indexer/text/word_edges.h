#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace retold {

/// Letters of Thai, Lao, Khmer, Burmese, Han and Kana: written without spaces between words.
bool isSpaceless(char32_t letter);

/// Where words begin and end by ICU's dictionaries, in bytes, ascending, with 0 and the end. In
/// scripts without spaces these shift with what stands around a word, so they may rank and display,
/// never decide what is found. `text` is valid UTF-8; what is longer than 2 GB gives only its ends.
/// Any thread.
std::vector<std::uint64_t> wordEdges(std::string_view text);

}  // namespace retold
