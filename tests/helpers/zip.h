#pragma once

#include <string>
#include <utility>
#include <vector>

namespace retold {

/// The bytes of a zip file with these parts, by name, stored as they are.
std::string zipOf(const std::vector<std::pair<std::string, std::string>>& parts);

}  // namespace retold
