#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/screening_run.h"

namespace retold {

/// What a run found as one blob (docs/file-format.md gives every byte), not yet compressed. The
/// documents are ordered by id.
std::string encodeFound(const std::vector<RunDocument>& found);

/// None when the blob is damaged. Any bytes may be given.
std::optional<std::vector<RunDocument>> decodeFound(std::string_view bytes);

}  // namespace retold
