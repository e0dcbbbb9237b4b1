#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace retold {

/// The guessed languages of a text as one blob (docs/file-format.md gives every byte). The spans
/// are in order and disjoint; a confidence is kept in thousandths. What the user said is not in it.
std::string encodeLanguages(const std::vector<LanguageSpan>& languages);

/// None when the blob is damaged; an empty one holds nothing. Any bytes may be given.
std::optional<std::vector<LanguageSpan>> decodeLanguages(std::string_view bytes);

/// Where pages begin, ascending.
std::string encodePageStarts(const std::vector<std::uint64_t>& starts);
std::optional<std::vector<std::uint64_t>> decodePageStarts(std::string_view bytes);

}  // namespace retold
