#pragma once

#include <filesystem>
#include <span>

#include "indexer/store/sqlite.h"

namespace retold {

/// "Rtld", in the header of every project file.
inline constexpr std::int64_t kApplicationId = 0x52746c64;

/// Bytes of a page of the file, chosen by measurement (docs/file-format.md).
inline constexpr int kPageSize = 32768;

/// The SQL that leads from one version of the schema to the next: the first from an empty file to
/// version 1. A step that was shipped is never edited; a change is a new step at the end.
std::span<const char* const> schemaSteps();

/// The version that this program writes.
int schemaVersion();

/// The version of the file. Error(NotAProject) for a database of another program,
/// Error(NewerProject) for one that has more than `known` steps behind it.
int checkSchema(const Database& database, int known = schemaVersion());

/// Brings the file to the newest version, each step in one transaction. Before the first step a
/// project that holds something is copied to `FILE.before-N`, N being the version that it gets; a
/// copy that is there already is kept, and the new one gets another number behind it.
void migrate(const Database& database, std::span<const char* const> steps = schemaSteps());

}  // namespace retold
