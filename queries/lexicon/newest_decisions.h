#pragma once

#include <string_view>
#include <vector>

#include "model/coding.h"

namespace retold {

/// Of `decisions` (oldest first) on a question the ones that count: each coder's newest on each
/// case, document or match. Oldest first.
std::vector<Decision> newestDecisions(const std::vector<Decision>& decisions,
                                      std::string_view question);

}  // namespace retold
