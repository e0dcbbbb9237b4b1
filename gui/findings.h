#pragma once

#include <QString>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "gui/screening_wish.h"
#include "indexer/store/storage.h"
#include "model/progress.h"
#include "queries/screen/learner.h"
#include "queries/screen/renewed.h"
#include "queries/screen/screening.h"

namespace retold {

/// A screening with all that is said of it, as `retold screen` gives it.
struct Findings {
  Screening screening;  ///< in the learned order where there is a learner
  ScreeningWish wish;
  std::size_t lexiconsThere = 0;  ///< before the languages were restricted
  double ownCutOff = 0;           ///< what the lexicons say
  std::string coder;              ///< whose decisions `renewed` looks at
  std::unordered_map<DocumentId, Renewed> renewed;
  std::optional<Learner> learner;
  QString whyNotLearned;  ///< where it was wished and could not be
  ScreeningRun run;       ///< as it may be kept
};

/// Screens the project; keeps nothing. Error(NotFound) for a lexicon or language that is not there,
/// Error(Cancelled).
Findings screenAsWished(const Storage& storage, const ScreeningWish& wish, const std::string& coder,
                        std::string_view question, Progress& progress);

/// "cut-off 0.95, as the lexicons say"
QString cutOffInWords(const Findings& findings);

/// "only the lexicons in ro, sq were run: 2 of 34"; empty where all of them were.
QString restrictionInWords(const Findings& findings);

}  // namespace retold
