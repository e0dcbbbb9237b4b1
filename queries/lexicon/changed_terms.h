#pragma once

#include <optional>
#include <vector>

#include "queries/lexicon/lexicon.h"

namespace retold {

/// A term that only one of two lexicons has in its place.
struct ChangedTerm {
  const Term* term;
  bool before;  ///< it is of the lexicon before; else of the one after
};

/// The terms by which two texts of one lexicon differ: a text in which none of them stands gives
/// the same matches with both. None where more than terms differ (headers such as stemming or
/// threshold), so that every text may. The pointers look into the lexicons.
std::optional<std::vector<ChangedTerm>> changedTerms(const Lexicon& before, const Lexicon& after);

}  // namespace retold
