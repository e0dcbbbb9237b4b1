#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "indexer/text/tokenizer.h"
#include "model/query.h"

namespace retold {

/// One part of a phrase that can stand by itself: a word, or a part of a compound.
struct PhrasePart {
  std::string text;      ///< as typed
  std::size_t word = 0;  ///< index of the word that it comes from
  bool last = false;     ///< the last part of its word
};

/// A phrase cut into parts, and what its parts become when neighbours are joined by a hyphen.
class PhraseParts {
 public:
  PhraseParts(Tokenizer& tokenizer, std::span<const QueryWord> words);

  const std::vector<PhrasePart>& parts() const { return parts_; }
  const std::vector<QueryWord>& words() const { return words_; }

  /// A run of parts that stands at one position.
  struct Group {
    std::size_t first = 0;
    std::size_t last = 0;
    std::string folded;
  };
  /// The groups as typed: one for each position of the tokenizer.
  const std::vector<Group>& typed() const { return typed_; }
  /// All groups that begin with part `first`, the longest first. Neither a prefix word nor an exact
  /// word is joined to what follows.
  std::vector<Group> groupsAt(std::size_t first);

  /// Visits every way to cut the phrase into groups, as typed first, until `visit` returns false.
  /// Groups that `possible` refuses are not tried.
  void eachForm(const std::function<bool(const Group&)>& possible,
                const std::function<bool(const std::vector<Group>&, bool asTyped)>& visit);

 private:
  void addWord(const QueryWord& word);
  void addWildcard(const QueryWord& word);
  bool mayJoin(std::size_t left) const;

  Tokenizer& tokenizer_;
  std::vector<QueryWord> words_;
  std::vector<PhrasePart> parts_;
  std::vector<Group> typed_;
};

}  // namespace retold
