#pragma once

#include <QString>
#include <QStringList>
#include <filesystem>
#include <optional>

#include "indexer/import/cases.h"
#include "indexer/import/importer.h"
#include "indexer/store/storage.h"
#include "model/progress.h"

namespace retold {

/// What is to be brought into a project.
struct ImportWish {
  ImportRequest files;                         ///< without paths: no files
  std::optional<std::filesystem::path> cases;  ///< a table of cases, read after the files
  bool indexAnew = false;                      ///< the word index is made of the texts first
};

/// What became of it.
struct ImportOutcome {
  std::optional<ImportReport> files;
  std::optional<CasesReport> cases;
  bool indexAnew = false;
};

/// Stopped by `progress`, it keeps what is in and reads no cases. Throws as importPaths(),
/// importCases() and Storage::rebuildIndex().
ImportOutcome importAsWished(Storage& storage, const ImportWish& wish, Progress& progress);

/// "12 files looked at = 9 new + 1 changed + …": the numbers add up. One line for each thing said.
QStringList accountInWords(const ImportOutcome& outcome);

/// What a table of cases would bring: "12 rows: 9 cases new or changed, 30 documents placed".
QString casesInWords(const CasesReport& report, bool dryRun);

/// "1,234 of 5,000 files · 210 a second · about 20 seconds left"; `total` 0 = not known yet.
QString progressInWords(std::uint64_t done, std::uint64_t total, double seconds);

/// "12 of 50 documents", of an index that is being made.
QString documentsInWords(std::uint64_t done, std::uint64_t total);

/// Of files that were chosen or dropped: a table by its name ("cases.csv", "people.xlsx").
bool mayBeCaseTable(const QString& path);

}  // namespace retold
