#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "indexer/store/storage.h"
#include "model/match.h"
#include "model/screening_run.h"

namespace retold {

/// A match as a list of candidates needs it: where, and of what kind. What it means and why it
/// counts as it does is found anew when its document is read: explain().
struct RankedMatch {
  ByteSpan span;
  std::uint32_t lexicon = 0;   ///< index into Ranking::lexicons()
  std::uint32_t category = 0;  ///< index into Ranking::categories()
  MatchStatus status = MatchStatus::Asserted;
};

/// A document in which a screening found something.
struct RankedDocument {
  DocumentId document;
  TextId text;  ///< that was screened
  std::optional<CaseId> caseId;
  double score = 0;
  bool candidate = false;
  std::uint32_t first = 0;  ///< of its matches
  std::uint32_t matches = 0;
};

/// What a screening found, small enough to be held for a project of any size: about 100 bytes for
/// each document with a match and 32 for each match. Immutable but for the order and the cut-off.
class Ranking {
 public:
  Ranking() = default;
  /// Of a run with what it found. Documents that are no longer there, or were left out since, are
  /// not in it. Error(Cancelled).
  Ranking(const Storage& storage, const ScreeningRun& run, Progress& progress);

  /// By score descending, then by name.
  const std::vector<RankedDocument>& documents() const { return documents_; }
  const std::vector<RunLexicon>& lexicons() const { return lexicons_; }
  const std::vector<std::string>& categories() const { return categories_; }
  /// Best evidence first.
  std::span<const RankedMatch> matchesOf(const RankedDocument& document) const;
  /// Index into documents(); none where nothing was found in it.
  std::optional<std::size_t> placeOf(DocumentId id) const;
  std::uint64_t candidates() const { return candidates_; }
  std::uint64_t matches() const { return matches_.size(); }
  /// Documents of the project, without those that the user left out, and those left out.
  std::uint64_t documentsThere() const { return there_; }
  std::uint64_t documentsLeftOut() const { return leftOut_; }

  /// With positions and kinds of its matches; what is not kept of them is empty. Only the span
  /// counts as a word.
  Candidate candidateAt(std::size_t place) const;

  /// Makes candidates of the documents whose score reaches it.
  void setCutOff(double cutOff);
  /// Puts the documents of `first` first, in this order; the others keep theirs behind them.
  void putFirst(const std::vector<DocumentId>& first);

 private:
  void addMatches(const ScreeningRun& run, const RunDocument& found, RankedDocument& document);
  void sortAndIndex(const std::vector<std::uint32_t>& byName);
  void index();

  std::vector<RankedDocument> documents_;
  std::vector<RankedMatch> matches_;
  std::vector<RunLexicon> lexicons_;
  std::vector<std::string> categories_;
  std::vector<std::uint32_t> byId_;  ///< places, by DocumentId
  std::uint64_t candidates_ = 0;
  std::uint64_t there_ = 0;
  std::uint64_t leftOut_ = 0;
};

}  // namespace retold
