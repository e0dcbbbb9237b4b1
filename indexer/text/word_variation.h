#pragma once

#include <string>
#include <vector>

namespace retold {

/// How far a word of a text may differ from a term's word.
enum class Strictness {
  Strict,    ///< letters and marks as in the term; only capitals may differ
  AsMarked,  ///< folded, and misspelt where the term's word is marked with ?
  Tolerant   ///< folded, and misspelt wherever the term's word has six letters or more
};

/// How words of a language are varied when they are looked up in a vocabulary.
struct WordVariation {
  std::vector<std::string> attachedBefore;  ///< letters, folded, that may stand before any word
  std::vector<std::string> attachedAfter;   ///< the same behind it
  std::string stemming;  ///< a Snowball algorithm for words marked with +; "" none
  Strictness strictness = Strictness::AsMarked;
  friend bool operator==(const WordVariation&, const WordVariation&) = default;
};

}  // namespace retold
