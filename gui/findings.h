#pragma once

#include <QString>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "gui/screening_wish.h"
#include "indexer/store/storage.h"
#include "model/completeness.h"
#include "model/progress.h"
#include "queries/lexicon/lexicon.h"
#include "queries/screen/learner.h"
#include "queries/screen/ranking.h"
#include "queries/screen/renewed.h"
#include "queries/screen/runs.h"

namespace retold {

/// A screening with all that is said of it. Of the documents it holds what a list shows; why a
/// document was found is looked for when it is read: explain().
struct Findings {
  std::shared_ptr<const Ranking> ranking;  ///< in the learned order where there is a learner
  ScreeningRun run;                        ///< without what was found
  ScreeningWish wish;
  Completeness completeness;       ///< of the documents that are there now
  std::uint64_t newSince = 0;      ///< documents that came, or were read anew, after the run
  std::uint64_t interviews = 0;    ///< the candidates, a document and its translations taken as one
  std::uint64_t translations = 0;  ///< documents of the project that are translations of others

  bool isDetailed = false;          ///< what follows is known: it comes a moment later
  std::vector<Lexicon> lexicons;    ///< as they ran
  std::size_t lexiconsThere = 0;    ///< before the languages were restricted
  double ownCutOff = 0;             ///< what the lexicons say
  std::uint64_t otherVersions = 0;  ///< lexicons that have another text now than when they ran
  std::string coder;                ///< whose decisions `renewed` looks at
  std::unordered_map<DocumentId, Renewed> renewed;
  std::optional<Learner> learner;
  QString whyNotLearned;  ///< where it was wished and could not be
};

/// A new screening, and the run that it may be kept as (with what it found).
struct NewFindings {
  Findings findings;
  ScreeningRun run;
};

/// Screens the project; keeps nothing. Error(NotFound) for a lexicon or language that is not there,
/// Error(Cancelled).
NewFindings screenAsWished(const Storage& storage, const ScreeningWish& wish,
                           const std::string& coder, std::string_view question, Progress& progress);

/// What the newest kept run with these lexicons, languages and strictness found, or with whatever
/// it ran where nothing is wished; not detailed. None where there is no such run. Takes a part of a
/// second on any project.
std::optional<Findings> keptFindings(const Storage& storage, const ScreeningWish& wish,
                                     Progress& progress);
/// The same of one run, read with what it found.
Findings findingsOf(const Storage& storage, const ScreeningRun& run, Progress& progress);

/// The same of the run that `before` shows, in its order and with its cut-off.
Findings lookedUpAgain(const Storage& storage, const Findings& before, const ScreeningRun& run,
                       Progress& progress);

/// What a coder is told besides the list: lexicons, what is new since decisions.
Findings detailed(const Storage& storage, Findings findings, const std::string& coder,
                  std::string_view question, Progress& progress);

/// The same with other candidates: the documents whose score reaches the cut-off.
Findings withCutOff(Findings findings, double cutOff);

/// What was found in this text, with what it means and why it counts, as a screening finds it.
/// `found`: as the run keeps it. Error(Cancelled).
Candidate explain(const Storage& storage, const Findings& findings, const Candidate& found,
                  const Text& text, Progress& progress);

/// "cut-off 0.95, as the lexicons say"
QString cutOffInWords(const Findings& findings);

/// "only the lexicons in ro, sq were run: 2 of 34"; empty where all of them were.
QString restrictionInWords(const Findings& findings);

/// "3 documents are new since this screening: screen again (F5)"; empty where nothing changed.
QString agingInWords(const Findings& findings);

}  // namespace retold
