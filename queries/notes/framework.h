#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/store/storage.h"
#include "model/notes.h"
#include "model/progress.h"

namespace retold {

// The framework matrix (Ritchie & Spencer 1994): a row for each case, a column for each chosen
// code, and in each cell what the case says on that code, in one's own words, linked to the
// passages.

/// What the matrix is to show.
struct FrameworkQuestion {
  std::vector<CodeId> codes;  ///< the columns, in order; unknown ones are left out
  std::string coder;          ///< whose summaries
  bool everyCase = false;     ///< also cases that have neither a passage nor a summary
  bool onlyOwn = false;       ///< count no passage or summary of another coder
  /// Cases of these documents, and passages in them; null = all.
  std::shared_ptr<const std::unordered_set<DocumentId>> documents;
};

struct FrameworkCell {
  std::uint64_t passages = 0;      ///< tagged with the code or one below it, by anybody
  std::optional<Summary> summary;  ///< of the coder
  std::uint64_t others = 0;        ///< summaries of other coders
  /// There are passages, and the coder has not said yet what they come to.
  bool waits() const { return passages > 0 && (!summary || summary->text.empty()); }
};

struct Framework {
  struct Row {
    CaseId id;
    std::string name;
  };
  std::vector<Code> columns;
  std::vector<Row> rows;    ///< by name of the case
  std::uint64_t cases = 0;  ///< that the project holds

  /// Null where there is neither a passage nor a summary.
  const FrameworkCell* cell(std::size_t row, std::size_t column) const;
  FrameworkCell& cellToFill(std::size_t row, std::size_t column);
  std::uint64_t waiting() const;     ///< cells that wait for a summary
  std::uint64_t summarised() const;  ///< cells with a summary of the coder

 private:
  std::unordered_map<std::uint64_t, FrameworkCell> cells_;
};

/// Any project: run it as a job. Documents that were left out are passed over. Error(Cancelled).
Framework readFramework(const Storage& storage, const FrameworkQuestion& question,
                        Progress& progress);

/// A passage that a cell may rest on.
struct FrameworkPassage {
  Coding coding;
  std::string document;  ///< name
  std::string code;      ///< name; the cell's or one below it
  bool linked = false;   ///< the summary names it
  friend bool operator==(const FrameworkPassage&, const FrameworkPassage&) = default;
};

struct FrameworkCellFile {
  std::optional<Summary> summary;          ///< of the coder
  std::vector<Summary> others;             ///< by coder
  std::vector<FrameworkPassage> passages;  ///< by document name, then place
  std::uint64_t removed = 0;  ///< that the summary names and that are tagged so no more
};

/// All that belongs to one cell. `question` as for the matrix; its codes do not matter.
FrameworkCellFile readCell(const Storage& storage, CaseId person, CodeId code,
                           const FrameworkQuestion& question);

/// What the coder says of a case on a code, resting on these codings, in place of `before` (none =
/// there was no summary). One event; none where nothing is different. Without words and codings the
/// summary is taken away, and none is given back. Throws Error(Conflict) where it changed since it
/// was read, Error(Refused) where `before` is another coder's; and as Storage::apply.
std::optional<Summary> writeSummary(Storage& storage, const std::optional<Summary>& before,
                                    CaseId person, CodeId code, const std::string& text,
                                    const std::vector<CodingId>& codings, const std::string& coder);

}  // namespace retold
