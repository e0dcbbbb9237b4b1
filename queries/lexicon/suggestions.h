#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/storage.h"
#include "model/completeness.h"
#include "model/progress.h"
#include "queries/find/concordance.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// Dunning's log-likelihood ratio (1993) as Rayson and Garside (2000) write it for two corpora:
/// a word stands `near` times among `nearWords` words and `elsewhere` times among `elsewhereWords`;
///     G2 = 2 (a ln(a / E1) + b ln(b / E2)),  E1 = c (a + b) / (c + d),  E2 = d (a + b) / (c + d)
/// with a, b, c, d in this order; a term with a or b = 0 is 0. 3.84 is exceeded by chance in 5 % of
/// words, 6.63 in 1 %, 15.13 in 0.01 %. 0 where one of the corpora is empty.
double logLikelihood(std::uint64_t near, std::uint64_t elsewhere, std::uint64_t nearWords,
                     std::uint64_t elsewhereWords);

/// Where a suggestion stands first, in the order of document names.
struct SuggestionExample {
  std::string document;
  ByteSpan span;
  Context context;
};

/// A word, or two side by side, unusually frequent near confirmed passages.
struct SuggestedTerm {
  std::string words;  ///< folded
  double g2 = 0;
  std::uint64_t near = 0;
  std::uint64_t elsewhere = 0;
  std::uint64_t passages = 0;  ///< near which it stands
  bool common = false;  ///< (all of it) stands in more than half of the documents of its language
  SuggestionExample example;
};

/// A word of the project that the lexicon does not find and that is nearly one of its words.
struct SuggestedSpelling {
  std::string word;  ///< folded
  std::string like;  ///< the lexicon's word, folded
  std::size_t distance = 0;
  std::uint64_t count = 0;
  std::uint64_t documents = 0;
  SuggestionExample example;
};

struct TermSuggestionOptions {
  std::uint32_t near = 10;  ///< words on either side of a passage that count as near
  std::size_t most = 30;    ///< words, and as many phrases and spellings
  std::string question = "prior-trafficking";
};

/// Nothing of this is ever added to a lexicon by itself.
struct TermSuggestions {
  std::vector<SuggestedTerm> terms;  ///< common ones last, else by G2; none with too few passages
  std::vector<SuggestedSpelling> spellings;  ///< by share of letters that differ, then count
  std::uint64_t passages = 0;                ///< confirmed; those that overlap are one
  std::uint64_t documents = 0;               ///< that hold them
  Completeness completeness;

  static constexpr std::uint64_t kFewestPassages = 5;
  bool enoughPassages() const { return passages >= kFewestPassages; }
};

/// Confirmed passages are the matches that somebody confirmed and the quotes and matches with which
/// somebody confirmed a document or case. A suggested term stands near at least two passages, with
/// G2 of at least 6.63, and is no word of the lexicons. A spelling is one of a word of six
/// letters or more, begins with the same letter, and has one letter wrong, missing, doubled or
/// swapped, from nine letters on two. Deterministic.
/// Throws Error(Cancelled).
TermSuggestions suggestTerms(const Storage& storage, const std::vector<Lexicon>& lexicons,
                             const TermSuggestionOptions& options, Progress& progress);

}  // namespace retold
