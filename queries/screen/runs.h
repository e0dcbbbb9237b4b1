#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/store/storage.h"
#include "model/screening_run.h"
#include "queries/screen/choices.h"
#include "queries/screen/screening.h"

namespace retold {

/// A screening as a run: what went in and what was found. Not yet kept.
ScreeningRun runOf(const Screening& screening, const ScreeningChoices& choices,
                   const std::string& coder);

struct KeptRun {
  std::uint64_t number = 0;
  bool isNew = false;  ///< false: a run with the same inputs that found the same was kept before
};

/// Keeps a run with the texts of its lexicons, unless one like it is kept. `lexicons` are those
/// that ran. Throws as Storage::keepRun.
KeptRun keepRun(Storage& storage, const ScreeningRun& run, const std::vector<Lexicon>& lexicons);

/// A kept run; none where there is no such run, or it is damaged: a run can be made again, and must
/// not keep anybody from screening. `verify` names what is damaged.
std::optional<ScreeningRun> readableRun(const Storage& storage, std::uint64_t number);

/// The run of this number with what it found; Error(NotFound) that says which there are.
ScreeningRun requireRun(const Storage& storage, std::uint64_t number);

/// Something that went into two runs and differs.
struct InputDifference {
  std::string what;  ///< "cut-off", "lexicon prior-trafficking (ro)"
  std::string before;
  std::string after;  ///< "not run" where a lexicon ran in one only
  friend bool operator==(const InputDifference&, const InputDifference&) = default;
};

struct CandidateDifference {
  bool gained = false;
  DocumentId document;
  std::string name;
  double before = 0;  ///< score
  double after = 0;
};

/// A match that one of two runs found and the other did not: another place, category or status.
struct PassageDifference {
  bool gained = false;
  DocumentId document;
  std::string name;
  TextId text;
  ByteSpan span;
  std::string lexicon;  ///< id
  std::string category;
  MatchStatus status = MatchStatus::Asserted;
  std::string quote;  ///< empty where the text is no longer there
};

/// How one run differs from an earlier one.
struct RunComparison {
  std::vector<InputDifference> inputs;
  std::vector<CandidateDifference> candidates;  ///< gained first, then by score and name
  std::vector<PassageDifference> passages;      ///< by document name, place, category, lost first
  std::uint64_t newTexts = 0;  ///< documents read from another text: their passages are compared by
                               ///< the words that stand there
};

RunComparison compareRuns(const Storage& storage, const ScreeningRun& before,
                          const ScreeningRun& after);

}  // namespace retold
