#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace retold {

/// How a passage of one text stands in another text of the same document.
enum class Standing {
  Exact,    ///< letter for letter, in one place, and in one place of the old text
  Context,  ///< letter for letter; which place is meant was told by the words around it
  Changed,  ///< other words, signs or white space: the place that is most alike
  Gone,     ///< nothing alike is found
};

std::string_view toText(Standing standing);  ///< "exact" | "context" | "changed" | "gone"

/// Where a passage stands in the other text.
struct MovedPassage {
  Standing standing = Standing::Gone;
  ByteSpan span;             ///< in the other text, whole grapheme clusters; empty when Gone
  std::uint64_t places = 0;  ///< in how many places the very words stand there
  std::uint64_t place = 0;   ///< Context: which of them `span` is, from 1
  std::uint64_t tied = 0;    ///< how many places fit as well as this one, itself included
  double similarity = 0;     ///< 0..1: 1 - word edit distance / words of the longer passage
  double around = 0;         ///< 0..1: the share of the words around the passage that stand there
  friend bool operator==(const MovedPassage&, const MovedPassage&) = default;
};

/// Finds passages of one text in another one. It proposes, it moves nothing. Keeps views: the texts
/// must outlive it. One thread.
///
/// Words are compared folded. A changed passage is looked for by approximate matching (Sellers
/// 1980: edit distance with free ends) over words, where a word put in, left out or replaced costs
/// 1 and one that is spelled a little differently a half. Passages of more than 2,000 words are
/// found by their first and last hundred.
class PassageFinder {
 public:
  PassageFinder(std::string_view from, std::string_view to);
  ~PassageFinder();
  PassageFinder(PassageFinder&&) noexcept;
  PassageFinder& operator=(PassageFinder&&) noexcept;

  /// `passage` is a span of the old text.
  MovedPassage find(ByteSpan passage);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A stretch of words that two passages share, or that one of them has.
struct WordDifference {
  enum class Kind { Same, Removed, Added };
  Kind kind = Kind::Same;
  std::string words;  ///< as written, with the signs that follow them, one blank between
  friend bool operator==(const WordDifference&, const WordDifference&) = default;
};

/// What to leave out of `before` and to put in to get `after`, word by word; what is removed comes
/// before what is added. Passages of more than 2,000 words are compared as wholes.
std::vector<WordDifference> wordDifferences(std::string_view before, std::string_view after);

/// "we had [-nothing-] {+little+} to eat", as wdiff writes it.
std::string toText(const std::vector<WordDifference>& differences);

}  // namespace retold
