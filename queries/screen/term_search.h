#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "indexer/text/tokenizer.h"
#include "queries/screen/term_program.h"

namespace retold {

/// Finds where terms may stand in one text after the other, by the structure of the token stream
/// alone and by looking only round the rare words that a term cannot do without. What it finds is
/// read by TermHits. Keeps what it needs between texts; one thread. Keeps a reference to the
/// program.
class TermSearch {
 public:
  /// `terms`: the nodes to look for.
  TermSearch(const TermProgram& program, std::span<const TermProgram::Node> terms);
  ~TermSearch();

  struct Place {
    std::uint32_t first = 0;
    std::uint32_t last = 0;  ///< inclusive
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  struct Found {
    TermProgram::Node node = TermProgram::kNothing;
    /// Ascending, each once; a superset of where TermHits finds it. Of a term with a regular
    /// expression the whole text, as its words have to be read.
    std::vector<Place> places;
  };

  /// The terms that may stand in a text. Valid until the next call.
  const std::vector<Found>& in(const TokenStream& tokens);

 private:
  using Node = TermProgram::Node;
  void chooseAnchors(std::span<const Node> terms);
  void markRegions(const TokenStream& tokens);
  void collectStarts(const TokenStream& tokens);
  const std::vector<Place>& placesOf(Node node, const TokenStream& tokens);
  void placesOfAny(Node node, const TokenStream& tokens, std::vector<Place>& places);
  void placesOfGap(Node node, const TokenStream& tokens, std::vector<Place>& places);

  const TermProgram& program_;
  std::vector<Node> always_;           ///< regular expressions that no word goes with
  std::vector<std::uint32_t> radius_;  ///< by token number: how far a term may reach; 0 = no anchor
  std::vector<std::vector<Node>> triggers_;  ///< by phrase: the terms that have it as an anchor
  std::vector<std::uint8_t> leftFirst_;      ///< by gap: its left side is the rarer one

  // Of the text at hand; a stamp tells what belongs to it.
  std::uint32_t stamp_ = 0;
  std::vector<std::pair<std::size_t, std::size_t>> regions_;  ///< of tokens, half-open
  std::vector<std::uint32_t> startStamp_, placeStamp_, termStamp_;
  std::vector<std::vector<Place>> starts_, places_;  ///< by node
  std::vector<Node> touched_;
  std::vector<Found> found_;
};

}  // namespace retold
