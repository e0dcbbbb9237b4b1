#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/storage.h"
#include "indexer/text/phrase.h"

namespace retold {

/// One document as a query sees it. What it gives may be loaded on demand and is valid until the
/// object dies.
class SearchedText {
 public:
  virtual ~SearchedText() = default;
  virtual const TokenStream& tokens() = 0;
  /// Empty where nobody asks what made a word match and no word is exact.
  virtual std::string_view content() = 0;
  /// With the user's corrections.
  virtual const std::vector<Turn>& turns() = 0;
  /// The document, its case, or an episode or assistance event of it has this attribute with this
  /// value; both are folded.
  virtual bool hasAttribute(std::string_view name, std::string_view value) = 0;
};

/// A query resolved against one vocabulary.
struct CompiledQuery {
  Query::Kind kind = Query::Kind::All;
  PhrasePattern pattern;                ///< Phrase
  std::uint32_t distance = 0;           ///< Near
  std::string name;                     ///< Speaker, Attribute: folded
  std::string value;                    ///< Attribute: folded
  std::vector<CompiledQuery> children;  ///< of And: those that need no text come first
  bool exact = false;                   ///< a word of it is exact: to judge it takes the content
};

CompiledQuery compileQuery(const Query& query, Tokenizer& words, const Vocabulary& vocabulary);

/// The hits of a document that fits, in order of position, each place once with its best `how`;
/// none when the document does not fit. Speaker and role names compare folded. A Near hit holds one
/// hit of each child, none overlapping another, in one turn; for every hit of a child the narrowest
/// such group is given (of equally narrow ones that with the earlier hit of the first child, then
/// of the second, ...).
std::optional<std::vector<DocumentHits::Hit>> evaluate(const CompiledQuery& query,
                                                       SearchedText& text);

/// What the index is asked before `evaluate`: it may let through documents that do not fit, and
/// never holds back one that does.
struct Narrowing {
  enum class Kind { Everything, Nothing, Expression };
  Kind kind = Kind::Everything;
  std::string expression;  ///< of FTS5
};
Narrowing narrow(const CompiledQuery& query, const Vocabulary& vocabulary);

/// The same for the texts in which one of these phrases stands.
Narrowing narrowToAny(std::span<const PhrasePattern> anyOf, const Vocabulary& vocabulary);

/// An FTS5 expression for the texts that hold at least one of these tokens. `anyOf` is not empty.
std::string anyOfExpression(std::span<const std::uint32_t> anyOf, const Vocabulary& vocabulary);

}  // namespace retold
