#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/text/tokenizer.h"
#include "indexer/text/vocabulary.h"
#include "indexer/text/word_finder.h"
#include "indexer/text/word_variation.h"
#include "model/document.h"
#include "model/match.h"
#include "model/query.h"

namespace retold {

/// Words that follow one another, resolved against a vocabulary: search and lexicons find with it,
/// so that both find the same places. Forms: as typed, hyphens joined and split (`termForms`),
/// script twins.
struct PhrasePattern {
  struct Form {
    /// For each consecutive position the token numbers that fit there, ascending, not empty.
    std::vector<std::vector<std::uint32_t>> positions;
    /// For each position the words that it stands for, as indices into `words`: the first and the
    /// last (two where neighbours are joined). One word may stand at several positions.
    std::vector<std::pair<std::size_t, std::size_t>> covers;
    How best = How::Exact;  ///< the best that a hit of this form can be: Exact, Folded (joined or
                            ///< split), Twin, Inflected, Prefix, Misspelt
  };
  std::vector<QueryWord> words;  ///< as typed, punctuation at either end left out; words that hold
                                 ///< no token are not among them
  std::vector<Form> forms;       ///< none = no text of the vocabulary can match
};

/// Resolves `words`, one phrase. Words that hold no token (punctuation) are skipped; when none is
/// left the pattern has no form. `twins` false leaves script twins out: for terms of a language
/// that is written in one script (the English prefix "sold*" is not meant to find "солдат").
PhrasePattern compilePhrase(Tokenizer& tokenizer, const Vocabulary& vocabulary,
                            std::span<const QueryWord> words, bool twins = true);

/// The same for a lexicon's words, which may vary: stars, attached letters, inflection and
/// misspellings.
PhrasePattern compilePhrase(Tokenizer& tokenizer, WordFinder& finder,
                            std::span<const QueryWord> words, bool twins,
                            const WordVariation& variation);

/// One place where a phrase stands.
struct PhraseHit {
  std::uint32_t firstPosition = 0;
  std::uint32_t lastPosition = 0;  ///< inclusive
  ByteSpan span;                   ///< hull of the words
  std::vector<ByteSpan> words;
  How how = How::Exact;
  friend bool operator==(const PhraseHit&, const PhraseHit&) = default;
};

/// All hits of `pattern` in position order, each place once with its best `how`. Never across the
/// begin of a turn. Words follow one another in the text: of "re-trafficked again", "re again" is
/// no hit. Hits within one compound that do not overlap are places of their own ("ha-ha").
/// `content` is the text that the stream's spans point into: it decides Exact, Case or Folded, and
/// whether an exact word fits. When it is empty, `how` is the form's best and exact words are taken
/// to fit (for counting without reading texts). Any thread.
std::vector<PhraseHit> findPhrase(const PhrasePattern& pattern, const TokenStream& stream,
                                  std::string_view content);

/// Tokenises a text that no project holds. `turns` give the turn starts (none: one turn).
TokenStream streamOf(Tokenizer& tokenizer, MemoryVocabulary& vocabulary, std::string_view content,
                     const std::vector<Turn>& turns);

/// Index of the turn that `position` belongs to.
std::uint32_t turnOf(const TokenStream& stream, std::uint32_t position);

}  // namespace retold
