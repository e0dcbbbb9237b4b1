#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cli/command.h"
#include "indexer/store/storage.h"
#include "queries/find/hits.h"

namespace retold {

/// How the hits of a search are shown.
struct HitLayout {
  std::size_t context = 0;  ///< words on either side
  std::uint64_t limit = 0;  ///< hits at most
  std::string_view format;  ///< "text", "csv" or "jsonl"
};

/// What was written, and whether that was all.
struct ShownHits {
  SearchCount count;
  std::uint64_t lines = 0;
  bool all = true;
};

/// Writes the hits of a query to console.out, document by document. Error(Cancelled).
ShownHits writeHits(const Storage& storage, const Query& query, const HitLayout& layout,
                    Console& console);

/// Writes the hits of a list; returns how many. Error(Cancelled).
std::uint64_t writeList(const Storage& storage, const HitList& list, const HitLayout& layout,
                        Console& console);

}  // namespace retold
