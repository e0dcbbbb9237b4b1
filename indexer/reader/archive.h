#pragma once

#include <string>
#include <string_view>

#include "indexer/reader/readers.h"

namespace retold {

/// The names of an archive's files as they are shown: bytes that are no UTF-8 are taken for the
/// encoding that zip programs of Windows and DOS used (by what fits all names together), "\" for
/// "/", and nothing that leads out of the archive ("/", "..", "C:") is kept.
std::string archiveNameEncoding(std::string_view allNames);
std::string readableMemberName(std::string_view raw, const std::string& encoding);

}  // namespace retold
