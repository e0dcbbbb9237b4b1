#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "indexer/store/storage.h"
#include "model/completeness.h"
#include "model/progress.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// What one term of one language did in a project.
struct LedgerRow {
  std::string lexicon;
  std::string language;
  std::string category;
  std::string term;
  std::string gloss;
  std::uint32_t line = 0;       ///< of the lexicon's file; 0 where the term is not there any more
  std::uint64_t hits = 0;       ///< matches, as a screening reports them
  std::uint64_t documents = 0;  ///< with a hit
  std::uint64_t confirmed = 0;  ///< decisions
  std::uint64_t rejected = 0;
  std::uint64_t onlyByThis = 0;  ///< candidates that would be none without this term
  bool gone = false;             ///< was decided on, but no lexicon has it now
};

struct Ledger {
  std::vector<LedgerRow>
      rows;  ///< most hits first; those never hit last, as the lexicons have them
  std::uint64_t neverHit = 0;
  std::uint64_t decisions = 0;   ///< confirmed or rejected, on matches and documents
  std::uint64_t notCounted = 0;  ///< of these: on documents in which the lexicons find nothing
  Completeness completeness;
};

/// Screens the project and sets every term beside what was decided. Each coder's newest decision on
/// a match counts for the match's term; one on a document counts for the term of its best match,
/// unless that coder decided on matches of it. `only`: the documents that count; null = all. Throws
/// as screenProject().
Ledger ledgerOf(const Storage& storage, std::vector<Lexicon> lexicons, std::string_view question,
                Progress& progress, const std::unordered_set<DocumentId>* only = nullptr);

}  // namespace retold
