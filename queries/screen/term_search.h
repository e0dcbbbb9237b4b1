#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "indexer/text/tokenizer.h"
#include "queries/screen/term_parts.h"
#include "queries/screen/term_program.h"

namespace retold {

/// Finds where terms may stand in one text after the other, by the structure of the token stream
/// alone. Looks only where one of the rare words stands that a term cannot do without, and goes on
/// only where the tokens round it hold what else the term needs. What it finds is read by TermHits.
/// Keeps what it needs between texts, and learns from the first of them which words are rare: that
/// changes how long it takes, never what it finds. One thread. Keeps a reference to the program.
class TermSearch {
 public:
  /// `terms`: the nodes to look for, each once.
  TermSearch(const TermProgram& program, std::span<const TermProgram::Node> terms);
  ~TermSearch();

  struct Place {
    std::uint32_t first = 0;
    std::uint32_t last = 0;  ///< inclusive
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  struct Found {
    TermProgram::Node node = TermProgram::kNothing;
    /// Ascending, each once; where TermHits finds it, and where it would if the words were read to
    /// fit. Of a term with a regular expression: of each hit at least one word, as the text has to
    /// be read; the whole text where no word goes with it.
    std::vector<Place> places;
  };

  /// The terms that may stand in a text. Valid until the next call.
  const std::vector<Found>& in(const TokenStream& tokens);

  /// How many words a hit of a term spans at most, those of its regular expressions not counted.
  std::uint64_t widthOf(TermProgram::Node term) const { return widths_[term]; }

 private:
  using Node = TermProgram::Node;
  class Planner;

  /// Some token of `set` has to stand at most so many positions before or behind an anchor.
  struct Check {
    std::uint32_t set;
    std::uint32_t before;
    std::uint32_t after;
  };
  /// What to try where an anchor stands: a term with these of checks_.
  struct Trigger {
    Node term;
    std::uint32_t firstCheck;
    std::uint32_t lastCheck;  ///< exclusive
  };
  /// By token number: the forms of phrases that have the token at their rarest position.
  struct Index {
    std::vector<std::uint32_t> starts;
    std::vector<TermProgram::Entry> entries;
    std::span<const TermProgram::Entry> of(std::uint32_t number) const;
  };

  void plan();
  void fillMasks();
  void count(const TokenStream& tokens);
  void maskBlocks(const TokenStream& tokens);
  void tryAnchors(const TokenStream& tokens);
  /// False when no token of the set stands in the blocks of tokens that the check reaches over.
  bool mayPass(const Check& check, const TokenStream& tokens, std::size_t token) const;
  bool passes(const Trigger& trigger, const TokenStream& tokens, std::size_t token) const;
  bool passes(const Check& check, const TokenStream& tokens, std::size_t token) const;
  void keep(Node term, std::uint32_t position);
  void markRegions(const TokenStream& tokens);
  void collectStarts(const TokenStream& tokens);
  const std::vector<Place>& placesOf(Node node, const TokenStream& tokens);
  void placesOfAny(Node node, const TokenStream& tokens, std::vector<Place>& places);
  void placesOfGap(Node node, const TokenStream& tokens, std::vector<Place>& places);

  const TermProgram& program_;
  std::vector<Node> terms_;
  std::vector<std::uint64_t> widths_;  ///< by node

  // How to look, made anew when more is known of how often words stand.
  std::vector<double> frequencies_;             ///< by token number
  std::vector<Node> always_;                    ///< regular expressions that no word goes with
  std::vector<std::vector<Trigger>> triggers_;  ///< by phrase
  std::vector<Check> checks_;
  static constexpr std::size_t kBlock = 32;  ///< tokens
  std::vector<std::uint64_t> masks_;         ///< by token number: of the groups of sets it is in
  std::vector<std::uint64_t> groupOf_;       ///< by set: a bit, shared with sets about as rare
  std::vector<std::vector<std::uint64_t>> sets_;  ///< of token numbers, a bit each
  Index anchors_;                                 ///< of phrases with triggers
  Index phrases_;                                 ///< of all
  std::vector<std::uint8_t> leftFirst_;           ///< by gap: its left side is the rarer one

  std::uint64_t texts_ = 0;
  std::vector<std::uint32_t> counts_;  ///< by token number, of the first texts

  // Of the text at hand; a stamp tells what belongs to it.
  std::uint32_t stamp_ = 0;
  std::vector<std::uint64_t> blocks_;                         ///< masks of each block of tokens
  std::vector<Place> reach_;                                  ///< of terms round their anchors
  std::vector<std::pair<std::size_t, std::size_t>> regions_;  ///< of tokens, half-open
  std::vector<std::uint32_t> startStamp_, placeStamp_, termStamp_;
  std::vector<std::vector<Place>> starts_, places_;  ///< by node
  std::vector<Node> kept_;                           ///< terms that passed their checks
  std::vector<Found> found_;
};

}  // namespace retold
