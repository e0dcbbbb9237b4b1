#pragma once

#include <string>
#include <utility>
#include <vector>

namespace retold {

/// An archive in memory of these files, by name, as libarchive packs it. `format` and `filter` are
/// libarchive's numbers (ARCHIVE_FORMAT_…, ARCHIVE_FILTER_…).
std::string archiveOf(const std::vector<std::pair<std::string, std::string>>& files, int format,
                      int filter);

}  // namespace retold
