#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/indexer/reader/office_files.h"

namespace retold {

/// The files of ../shared/corpora/format_zoo and format_zoo_derived, sorted; links left out.
std::vector<std::filesystem::path> zooFiles();

/// What the program would read of these bytes in a file of this name, in this process: its format
/// is chosen as importing does, sheets are read as tables, archives are opened but their members
/// not.
Reading readAsImported(std::string_view name, std::string_view bytes);

/// The text that a derived file was made from; "" where it is not known.
std::string sourceOf(const std::filesystem::path& derived);

}  // namespace retold
