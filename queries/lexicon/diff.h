#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "indexer/store/storage.h"
#include "model/completeness.h"
#include "model/match.h"
#include "model/progress.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// A passage that two lexicons do not treat alike.
struct PassageChange {
  enum class Kind { Gained, Lost, OtherStatus };
  Kind kind = Kind::Gained;
  std::string document;
  DocumentId id;
  TextId text;
  std::string quote;
  Match match;         ///< the new one; of a lost passage the old one
  MatchStatus before;  ///< of OtherStatus: what the old lexicon said of it
};

/// A document that is a candidate with one lexicon and not with the other.
struct CandidateChange {
  bool gained = true;
  std::string document;
  DocumentId id;
  double before = 0;  ///< score
  double after = 0;
};

/// What changes when one lexicon takes the place of another.
struct LexiconDiff {
  std::vector<PassageChange> passages;      ///< by document name, then position
  std::vector<CandidateChange> candidates;  ///< by document name
  std::uint64_t matchesBefore = 0, matchesAfter = 0;
  std::uint64_t candidatesBefore = 0, candidatesAfter = 0;
  std::uint64_t lookedAt = 0;  ///< documents that were screened
  Completeness completeness;
};

/// Screens the project with both. A passage is the same where matches of one category overlap,
/// whatever their terms are. Nothing is stored. Throws as screenProject().
LexiconDiff diffLexicons(const Storage& storage, std::vector<Lexicon> before,
                         std::vector<Lexicon> after, Progress& progress);

/// The same for two texts of one lexicon, both free of faults, by looking only at the documents in
/// which a term stands that differs between them: in no other can what is found differ. Numbers of
/// matches and candidates are those of the documents looked at, by this lexicon alone. `only`: the
/// documents wanted; null = all. Error(Cancelled).
LexiconDiff changesBetween(const Storage& storage, const Lexicon& before, const Lexicon& after,
                           const std::unordered_set<DocumentId>* only, Progress& progress);

std::string_view toText(PassageChange::Kind kind);  ///< "gained" | "lost" | "other status"

}  // namespace retold
