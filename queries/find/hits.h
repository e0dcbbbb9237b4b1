#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_set>
#include <vector>

#include "indexer/store/storage.h"
#include "model/notes.h"
#include "model/progress.h"
#include "model/query.h"

namespace retold {

/// At most so many hits are listed at a time; a result set holds no more either.
inline constexpr std::size_t kMostListed = 100'000;

/// Many hits in little memory: what a concordance is made of before its words are looked up.
struct HitList {
  struct Place {
    DocumentId document;
    TextId text;
  };
  struct Hit {
    std::uint32_t document = 0;  ///< place in `documents`
    ByteSpan span;               ///< empty: the document as a whole, found without a word in it
  };
  std::vector<Place> documents;  ///< by name
  std::vector<Hit> hits;         ///< by document, then begin

  FoundPlace place(std::size_t hit) const;
  /// Puts the hits of `later`, whose documents come after those that are here, behind these.
  void append(HitList later);
};

/// Some of the hits of a query.
struct FoundHits {
  HitList list;
  SearchCount count;           ///< of what is in `list`; with the completeness of the search
  std::optional<Cursor> next;  ///< where findHits() goes on; none: this was all
};

/// The hits from `from` on, document by document, until there are `most` or somewhat more:
/// documents are never divided. `within`: only these documents (null = all). Error(Cancelled).
FoundHits findHits(const Storage& storage, const Query& query,
                   const std::unordered_set<DocumentId>* within, const Cursor& from,
                   std::size_t most, Progress& progress);

/// How many hits there are in all. Error(Cancelled).
SearchCount countHits(const Storage& storage, const Query& query,
                      const std::unordered_set<DocumentId>* within, Progress& progress);

/// `wanted` of all the query's hits, drawn at random (random_part.h) in the order of documents;
/// all where there are no more. Documents without a hit of their own are not drawn.
/// Error(Cancelled).
FoundHits drawHits(const Storage& storage, const Query& query,
                   const std::unordered_set<DocumentId>* within, std::uint64_t wanted,
                   std::uint64_t seed, Progress& progress);

}  // namespace retold
