#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/import/case_values.h"
#include "indexer/import/importer.h"
#include "model/diagnostic.h"

namespace retold {

class Storage;

/// A table of cases, and how to read it.
struct CasesRequest {
  std::filesystem::path file;  ///< csv, or a spreadsheet with one sheet that holds a table
  TableMapping mapping;        ///< empty = by the columns' names
  std::string coder;
  bool dryRun = false;  ///< only say what would be; `storage` may be open read-only
};

struct CasesReport {
  std::uint64_t rows = 0;
  std::uint64_t unplaced = 0;           ///< rows of which nothing could be used
  CaseValues::Put put;                  ///< what was put, or would be
  std::uint64_t cases = 0;              ///< new or updated
  std::uint64_t documents = 0;          ///< now belong to a case
  std::vector<Diagnostic> diagnostics;  ///< what could not be placed, or was doubtful: line,
                                        ///< column, what, why, what was expected
};

/// Reads a table of cases: a header row and a row for each case, for each episode of a case, or for
/// each document.
///
/// With a mapping, its columns say what is what, and columns that it does not name are left out.
/// Without one, `case` (or client, participant, ... in several languages) holds the case's code and
/// `document` the name of a document (full or bare; several rows may name one case); "episode 2
/// destination" belongs to that episode, "assistance 1 agency" to that assistance; where there is a
/// column `episode` with its number, "episode destination" and what the project defines as an
/// attribute of episodes belong to the row's episode; "document kind" to the row's document; every
/// other column is an attribute of the case. Columns of persons' names are left out. The header is
/// the first of the first ten rows that has a column for the case.
///
/// Everything is put as one event; re-reading updates, and leaves what the file does not name. An
/// empty cell replaces nothing; see readAttributeValue() for what stands for no value. Types of a
/// mapping become definitions of attributes that the project does not have. A table that is none is
/// a diagnostic of severity Error, and nothing is put. Throws Error(NotFound | Io | Refused) for
/// the file, and what Storage::apply throws.
CasesReport importCases(Storage& storage, const CasesRequest& request);
/// A dry run. Throws as importCases().
CasesReport previewCases(const Storage& storage, const CasesRequest& request);

/// The same without a mapping.
CasesReport importCases(Storage& storage, const std::filesystem::path& file,
                        const std::string& coder);

}  // namespace retold
