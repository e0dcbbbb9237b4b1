#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/span.h"

namespace retold {

/// One word of a query as typed, not folded.
struct QueryWord {
  std::string text;
  bool prefix = false;  ///< written with a trailing *
  bool exact = false;   ///< no folding: letter for letter
  /// Of lexicons only: `text` holds * for any letters; its inflected forms fit; its misspellings
  /// do.
  bool wildcard = false;
  bool inflected = false;
  bool misspelt = false;
  friend bool operator==(const QueryWord&, const QueryWord&) = default;
};

/// A query as a tree. And, Or and Not work on documents; Phrase and Near on words within one turn.
/// Speaker limits the hits of its child to turns of that speaker; Attribute limits to documents
/// which, or whose case, has that value ("episode.destination": an episode of it). Built by
/// `parseQuery`; run by `Storage::search`.
struct Query {
  enum class Kind { Phrase, Near, And, Or, Not, Speaker, Attribute, All };

  Kind kind = Kind::All;
  std::vector<QueryWord> words;  ///< Phrase: one word or more, one after the other
  std::uint32_t distance = 0;    ///< Near: at most this many words between the children's hits
  std::vector<Query>
      children;       ///< Near (phrases only), And, Or: two or more; Not, Speaker, Attribute: one
  std::string name;   ///< Speaker: label or role ("interviewer"); Attribute: its name
  std::string value;  ///< Attribute: its value
  ByteSpan source;    ///< where it stands in the query as typed

  friend bool operator==(const Query&, const Query&) = default;
};

}  // namespace retold
