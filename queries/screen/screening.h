#pragma once

#include <string>
#include <vector>

#include "indexer/store/storage.h"
#include "model/completeness.h"
#include "model/match.h"
#include "model/progress.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// What a run over the whole project found.
struct Screening {
  std::vector<Lexicon> lexicons;
  std::vector<Candidate> documents;  ///< every document that the user did not leave out once: by
                                     ///< score descending, then by name
  std::vector<std::string> names;    ///< of `documents`, same order
  Completeness completeness;
  std::uint64_t candidates = 0;
  std::uint64_t interviews = 0;    ///< the candidates, a document and its translations taken as one
  std::uint64_t translations = 0;  ///< documents of the project that are translations of others
  std::uint64_t matches = 0;
};

/// Screens every document of the project with all lexicons together. Derived, never stored. Throws
/// Error(Cancelled).
Screening screenProject(const Storage& storage, std::vector<Lexicon> lexicons, Progress& progress);

}  // namespace retold
