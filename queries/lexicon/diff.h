#pragma once

#include <string>
#include <string_view>
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
  std::string quote;
  Match match;         ///< the new one; of a lost passage the old one
  MatchStatus before;  ///< of OtherStatus: what the old lexicon said of it
};

/// A document that is a candidate with one lexicon and not with the other.
struct CandidateChange {
  bool gained = true;
  std::string document;
  double before = 0;  ///< score
  double after = 0;
};

/// What changes when one lexicon takes the place of another.
struct LexiconDiff {
  std::vector<PassageChange> passages;      ///< by document name, then position
  std::vector<CandidateChange> candidates;  ///< by document name
  std::uint64_t matchesBefore = 0, matchesAfter = 0;
  std::uint64_t candidatesBefore = 0, candidatesAfter = 0;
  Completeness completeness;
};

/// Screens the project with both. A passage is the same where matches of one category overlap,
/// whatever their terms are. Nothing is stored. Throws as screenProject().
LexiconDiff diffLexicons(const Storage& storage, std::vector<Lexicon> before,
                         std::vector<Lexicon> after, Progress& progress);

/// Lexicons by id, by file, or by the digest (SHA-256 in hex, or its first 8 digits or more) of a
/// text that the project keeps. Throws as loadLexicons().
std::vector<Lexicon> lexiconsFor(const Storage& storage, std::string_view idOrFileOrDigest);

std::string_view toText(PassageChange::Kind kind);  ///< "gained" | "lost" | "other status"

}  // namespace retold
