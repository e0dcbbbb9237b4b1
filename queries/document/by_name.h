#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/store/storage.h"
#include "model/progress.h"

namespace retold {

/// Which documents are looked for.
struct NameWish {
  std::string part;                  ///< of the name; empty = every name
  std::size_t most = 200;            ///< so many are given
  std::optional<DocumentId> except;  ///< left out
  std::optional<CaseId> outside;     ///< documents of this case are left out
  bool freeFirst = false;            ///< those that belong to no case come first
};

struct NamedDocuments {
  std::vector<Document> documents;
  std::uint64_t found = 0;  ///< all there are, also beyond NameWish::most
};

/// Documents whose name holds the part, in whichever case of letters; by name. Reads every name, by
/// pages: for a job. Error(Cancelled).
NamedDocuments documentsByName(const Storage& storage, const NameWish& wish, Progress& progress);

}  // namespace retold
