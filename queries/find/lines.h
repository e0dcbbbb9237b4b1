#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/store/storage.h"
#include "model/progress.h"
#include "queries/find/concordance.h"
#include "queries/find/hits.h"

namespace retold {

/// One row of a concordance with all that is said beside it.
struct TableLine {
  ConcordanceLine line;  ///< of a document without a hit of its own: its name only
  std::string caseName;
  std::vector<std::string> values;  ///< of the attributes that were asked for
};

/// What a table shows beside its hits.
struct LineWish {
  std::size_t context = 6;              ///< words on either side
  std::vector<std::string> attributes;  ///< as DocumentColumns names them
};

/// The lines of these hits (places in the list), in their order. Each document is read once,
/// however its hits are mixed with others.
std::vector<TableLine> linesOf(const Storage& storage, const HitList& list,
                               std::span<const std::uint32_t> hits, const LineWish& wish);

/// What can be shown at once while somebody types: the first hits with the lines of some of them.
struct FirstHits {
  FoundHits found;
  std::vector<TableLine> lines;  ///< of the first hits
};
/// Error(Cancelled).
FirstHits firstHits(const Storage& storage, const Query& query,
                    const std::unordered_set<DocumentId>* within, const LineWish& wish,
                    Progress& progress);

/// The hits as a table (csv, RFC 4180), with the columns of `retold search --format csv`, in this
/// order. Error(Cancelled).
std::string concordanceTable(const Storage& storage, const HitList& list,
                             std::span<const std::uint32_t> order, std::size_t context,
                             Progress& progress);

}  // namespace retold
