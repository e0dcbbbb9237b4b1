#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "indexer/store/storage.h"
#include "model/notes.h"
#include "model/progress.h"
#include "queries/find/hits.h"

namespace retold {

// Result sets: passages kept under a name. Errors as Storage::apply.

/// Keeps the places under a name, as one event. `query`: as typed, or how the set was made. Throws
/// Error(Refused) where the name is empty or there is a set of this name, and where there are no
/// places or more than kMostListed.
ResultSet saveResultSet(Storage& storage, std::string name, const std::string& query,
                        std::vector<FoundPlace> places, const std::string& coder);
void renameResultSet(Storage& storage, const ResultSet& set, std::string name,
                     const std::string& coder);
void removeResultSet(Storage& storage, const ResultSet& set, const std::string& coder);

/// The set of this name; Error(NotFound) that names those that there are, Error(NotAProject) where
/// it is damaged.
ResultSet resultSetNamed(const Storage& storage, std::string_view name);

/// What of some places stands today.
struct StandingPlaces {
  HitList list;                 ///< by document name, then position; each place once
  std::uint64_t olderText = 0;  ///< in a text that its document has no more: it was read anew
  std::uint64_t leftOut = 0;    ///< in documents that the user left out, or that are gone
  std::uint64_t notWithin = 0;  ///< in documents that are not `within`
  Completeness completeness;    ///< of the project
};
/// `within`: only these documents (null = all). Error(Cancelled).
StandingPlaces standingPlaces(const Storage& storage, std::span<const FoundPlace> places,
                              const std::unordered_set<DocumentId>* within, Progress& progress);

/// How two sets are put together. Two passages are the same place where they stand in the same text
/// and share at least one byte; the passage of the first set stands for both.
enum class SetOperation {
  Union,         ///< those of the first, and those of the second that overlap none of the first
  Intersection,  ///< those of the first that overlap one of the second
  Difference     ///< those of the first that overlap none of the second
};

/// In the order of `first`, then of `second`.
std::vector<FoundPlace> together(std::span<const FoundPlace> first, SetOperation operation,
                                 std::span<const FoundPlace> second);

/// How such a set was made, for ResultSet::query: "A" and "B" are the names in quotation marks:
/// "A" or "B"; "A" and "B"; "A" but not "B".
std::string howMade(std::string_view first, SetOperation operation, std::string_view second);

/// How a random part was made: "50 of 1234 of SOURCE, drawn at random with seed 4711".
std::string howDrawn(std::uint64_t drawn, std::uint64_t of, std::string_view source,
                     std::uint64_t seed);

/// `name` in quotation marks.
std::string setInWords(std::string_view name);

}  // namespace retold
