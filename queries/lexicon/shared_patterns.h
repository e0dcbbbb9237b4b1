#pragma once

#include "queries/lexicon/lexicon.h"

namespace retold {

/// Adds the patterns of `shared` to those of `lexicon`, without what is built on concepts that
/// `lexicon` does not have. A pattern that `lexicon` has by name stays as it is. Gaps are widened
/// in languages written without spaces, where they count characters.
void bringIn(Lexicon shared, Lexicon& lexicon);

}  // namespace retold
