#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/text/vocabulary.h"
#include "indexer/text/word_variation.h"

namespace retold {

/// Finds which tokens of a vocabulary a term's word may be. All results are ascending; all words
/// given are folded. Reads the whole vocabulary once, when it is first needed for more than single
/// look-ups. Keeps a reference to the vocabulary, which must not grow meanwhile. One thread.
class WordFinder {
 public:
  using Ids = std::vector<std::uint32_t>;

  explicit WordFinder(const Vocabulary& vocabulary);
  ~WordFinder();

  std::optional<std::uint32_t> find(std::string_view word) const;
  Ids withPrefix(std::string_view word) const;

  /// `word` with letters attached to its beginning, its end or both; where `prefix`, to the
  /// beginning of words that begin with it. Words of fewer than kShortestAttached code points:
  /// none.
  Ids attached(std::string_view word, const WordVariation& variation, bool prefix);

  /// `pattern` holds * for any letters, also none. None where all but the stars is shorter than
  /// kShortestStarred code points.
  Ids matching(std::string_view pattern);

  /// Tokens of the same stem (Porter 1980 and the algorithms that Snowball, 2001, holds for other
  /// languages), without `word` itself.
  Ids inflected(std::string_view word, const std::string& algorithm);

  /// Tokens that begin with the same letter and in which a letter is wrong, missing, doubled or
  /// swapped with its neighbour; two such in words of kLongWord letters or more. Without `word`
  /// itself, and none for words of fewer than kShortestMisspelt letters or written in scripts
  /// without spaces.
  Ids misspelt(std::string_view word);

  static constexpr std::size_t kShortestAttached = 3;
  static constexpr std::size_t kShortestStarred = 2;
  static constexpr std::size_t kShortestMisspelt = 4;
  static constexpr std::size_t kLongWord = 9;

 private:
  Ids lookForMisspelt(std::string_view word);
  struct Loaded;
  Loaded& loaded();

  const Vocabulary& vocabulary_;
  std::unique_ptr<Loaded> loaded_;
  std::unordered_map<std::string, Ids> misspelt_;
};

/// True when Snowball has an algorithm of this name ("russian").
bool isStemmingAlgorithm(const std::string& name);

/// The names, for messages: "arabic, basque, …".
std::string stemmingAlgorithms();

}  // namespace retold
