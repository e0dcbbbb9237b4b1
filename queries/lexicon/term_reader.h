#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/tokenizer.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// Something at a byte of a line: a fault there, or the name of a concept that a term refers to.
struct PlacedText {
  std::size_t at = 0;
  std::string text;
};

/// One term line as read. With a fault the expression is incomplete and must not be used.
struct TermReading {
  Term term;
  std::vector<PlacedText> faults;
  std::vector<PlacedText> concepts;  ///< names after @, in the order of the line
  /// Where the | stands of a choice without parentheses beside a gap, the first of each: the choice
  /// binds first, which "a | b >1 c" does not look like.
  std::vector<std::size_t> bareChoices;
};

/// How many words a gap or a cue may reach at most.
inline constexpr std::uint32_t kFarthest = 100;

/// Reads a term line (docs/lexicon-format.md, "Terms"). `line` is valid UTF-8 without line end;
/// `words` says what holds a word.
TermReading readTerm(std::string_view line, Tokenizer& words);

/// The same for an exact-phrases lexicon, where the line is a phrase as it stands.
TermReading readExactPhrase(std::string_view line, Tokenizer& words);

}  // namespace retold
