#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace retold {

/// The turns of one text as a compact blob (docs/file-format.md gives every byte).
std::string encodeTurns(const std::vector<Turn>& turns);

/// None when the blob is damaged or of a version that is not known. Any bytes may be given.
std::optional<std::vector<Turn>> decodeTurns(std::string_view bytes);

}  // namespace retold
