#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/storage.h"
#include "model/diagnostic.h"

namespace retold {

std::string_view toText(FactorKind kind);  ///< "" | "risk" | "protective" | "pattern"

/// "PRE; EXP".
std::string joinedList(const std::vector<std::string>& values);

/// The codebook as a table (csv, RFC 4180): code, label, kind, definition, include, exclude,
/// stages, levels, colour, parent, retired. importCodebook() reads it back.
std::string codebookCsv(const Codebook& codebook);

/// What an import of codes did.
struct CodebookReport {
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::vector<Diagnostic> diagnostics;  ///< rows that were left out: line, column, why
};

/// Brings in a table with the columns that codebookCsv() writes; "code" (or "name") is needed, what
/// other columns are missing stays as it is. Codes are known by their name; none is removed. One
/// event. Error(Refused) where it is no such table.
CodebookReport importCodebook(Storage& storage, std::string_view csv, std::string_view file,
                              const std::string& coder);

/// Adds the codes of a built-in codebook that the project does not have (by id or name). One event.
CodebookReport addBuiltinCodebook(Storage& storage, std::string_view id, const std::string& coder);

}  // namespace retold
