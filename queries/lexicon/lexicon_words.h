#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/text/vocabulary.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// The words of concepts and patterns, and which tokens of a vocabulary they fit.
struct LexiconWords {
  std::unordered_set<std::uint32_t> fitting;
  /// Words without a star, folded, sorted: those that may be misspelt.
  std::vector<std::string> written;
};
LexiconWords wordsOf(const std::vector<Lexicon>& lexicons, const Vocabulary& vocabulary);

}  // namespace retold
