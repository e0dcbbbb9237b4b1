#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/diagnostic.h"

namespace retold {

class Storage;

struct CasesReport {
  std::uint64_t rows = 0;
  std::uint64_t cases = 0;              ///< new or updated
  std::uint64_t documents = 0;          ///< now belong to a case
  std::vector<Diagnostic> diagnostics;  ///< rows that could not be placed: line, column, why
};

/// Reads cases.csv: a header row with `case` and, optionally, `document` (name or bare file name;
/// several rows may name one case); every other column is an attribute. "not asked", "n/a" /
/// "not applicable", "withheld" and "missing" are told apart (case ignored); an empty cell is
/// missing, and replaces nothing. Values are put as one event by `coder`; re-reading updates, and
/// leaves what the file does not name. A table that is none is a diagnostic of severity Error.
/// Throws Error(NotFound | Io) for the file, and what Storage::apply throws.
CasesReport importCases(Storage& storage, const std::filesystem::path& file,
                        const std::string& coder);

}  // namespace retold
