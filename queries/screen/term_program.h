#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/text/phrase.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/vocabulary.h"
#include "model/document.h"
#include "model/match.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// One place where a term fits, in positions of a token stream.
struct TermHit {
  std::uint32_t first = 0;
  std::uint32_t last = 0;  ///< inclusive
  How how = How::Exact;
  std::vector<ByteSpan> words;  ///< in text order; empty when the text was not read
  bool folded = false;          ///< one of its words was found by ignoring marks
};

/// The terms of lexicons as one graph, resolved against a vocabulary: what several terms share (a
/// concept, a word) is one node, found once per text. Immutable after finish(); any thread.
class TermProgram {
 public:
  using Node = std::uint32_t;
  static constexpr Node kNothing = 0;  ///< the node that no text of the vocabulary can match

  explicit TermProgram(const Vocabulary& vocabulary);
  /// With what another program knows of the vocabulary.
  explicit TermProgram(std::shared_ptr<WordFinder> finder);
  const std::shared_ptr<WordFinder>& finder() const { return finder_; }
  ~TermProgram();

  /// The node of an expression; its @names are concepts of `lexicon`, which must be free of faults
  /// and must outlive the calls of add().
  Node add(const Lexicon& lexicon, const TermExpression& expression);
  /// The node that any of `terms` fits.
  Node addAny(const Lexicon& lexicon, const std::vector<Term>& terms);
  /// Prepares for searching; called once, after the last add().
  void finish();

  /// Token numbers of which a text needs one to match `node`; none when no such set exists.
  std::optional<std::vector<std::uint32_t>> anchors(Node node) const;

  /// Phrases of which a text needs one to match `node`; none when no such set exists.
  std::optional<std::vector<PhrasePattern>> anchorPhrases(Node node) const;

  /// True when a regular expression stands below `node`.
  bool readsContent(Node node) const;

  /// True when `node` is a phrase.
  bool isPhrase(Node node) const;

  std::size_t size() const { return parts_.size(); }

  struct Part;   // term_parts.h
  struct Entry;  // term_parts.h
  const Part& part(Node node) const;

 private:
  friend class TermHits;
  friend class TermSearch;

  Node addPhrase(const Lexicon& lexicon, const TermExpression& expression);
  Node addNumber(const TermExpression& expression);
  Node addPattern(const TermExpression& expression);
  Node addConcept(const Lexicon& lexicon, const std::string& name);
  Node addGap(const Lexicon& lexicon, const TermExpression& expression);
  Node anyOf(std::vector<Node> children);
  Node keep(const std::string& key, Part part);

  std::shared_ptr<WordFinder> finder_;
  Tokenizer tokenizer_;
  std::vector<std::unique_ptr<Part>> parts_;
  std::map<std::string, Node> known_;
  std::map<std::pair<const Lexicon*, std::string>, Node> concepts_;
  std::vector<std::uint32_t> entryStarts_;  ///< by token number, into entries_
  std::vector<Entry> entries_;
};

/// The hits of a program's nodes in one text after the other, each computed when it is first asked
/// for. One thread.
class TermHits {
 public:
  /// Positions of a token stream, both ends inclusive.
  struct Stretch {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };

  /// Keeps a reference to the program. Call begin() before anything else.
  explicit TermHits(const TermProgram& program);
  /// Begins with a text and looks at all of it.
  TermHits(const TermProgram& program, const TokenStream& tokens, const Text* text);
  ~TermHits();

  /// Forgets the text before. Without a text only the structure is looked at: a hit may be none
  /// once the text is read, but none is missed. Keeps references to both.
  void begin(const TokenStream& tokens, const Text* text);
  /// Looks within these stretches, which ascend, do not overlap and were not looked at before.
  /// Called before of() is asked for anything but regular expressions.
  void lookWithin(const std::vector<Stretch>& stretches);

  /// By first, then last position; each place once with its best `how`.
  const std::vector<TermHit>& of(TermProgram::Node node);

 private:
  void collect(std::size_t begin, std::size_t end);
  /// False when `node` cannot have a hit, as a word that it needs is not in the text.
  bool isPossible(TermProgram::Node node);
  void compute(TermProgram::Node node, std::vector<TermHit>& hits);
  void computePhrase(TermProgram::Node node, std::vector<TermHit>& hits);
  void computePattern(TermProgram::Node node, std::vector<TermHit>& hits);
  void computeGap(TermProgram::Node node, std::vector<TermHit>& hits);
  void readAt(TermProgram::Node node, std::uint32_t start, std::uint32_t last,
              std::vector<TermHit>& hits);

  struct Start {
    std::uint32_t first;
    std::uint32_t last;
    How best;
    std::uint32_t token;  ///< the anchor
  };
  enum class Possible : std::uint8_t { Unknown, No, Yes };
  struct State {
    std::uint32_t stamp = 0;  ///< of the text that the rest belongs to
    Possible possible = Possible::Unknown;
    bool isComputed = false;
    std::vector<Start> starts;
    std::vector<TermHit> hits;
  };
  State& stateOf(TermProgram::Node node);
  /// True when the node was met in the text or asked for.
  bool isKnown(TermProgram::Node node) const { return states_[node].stamp == stamp_; }
  bool readSingle(const TermProgram::Part& part, const Start& start, std::vector<TermHit>& hits);

  const TermProgram& program_;
  const TokenStream* tokens_ = nullptr;
  const Text* text_ = nullptr;
  std::uint32_t stamp_ = 0;
  std::vector<State> states_;  ///< by node
  std::optional<std::vector<Passage>> passages_;
  TokenStream slice_;
};

/// The position of the first token that begins at `byte` or behind it; none behind the last.
std::optional<std::uint32_t> positionFrom(const TokenStream& tokens, std::uint64_t byte);

/// The spans of the tokens at positions first to last, one for each position.
std::vector<ByteSpan> spansOf(const TokenStream& tokens, std::uint32_t first, std::uint32_t last);

}  // namespace retold
