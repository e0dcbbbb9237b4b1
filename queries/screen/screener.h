#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/text/phrase.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/vocabulary.h"
#include "model/document.h"
#include "model/match.h"
#include "queries/lexicon/lexicon.h"
#include "queries/screen/term_search.h"

namespace retold {

/// Finds the terms of lexicons in texts. Compiled once against a vocabulary; scan() is const and
/// may run in several threads. A match never begins or ends inside a word, and what a word is the
/// tokenizer says. Matches stay within one turn, but for an answered question, whose match spans
/// both turns.
class Screener {
 public:
  Screener(std::vector<Lexicon> lexicons, const Vocabulary& vocabulary);
  ~Screener();
  Screener(Screener&&) noexcept;

  /// Numbers of tokens of which a text must hold at least one to have a match, for
  /// `Storage::eachTokenStream`. Empty when no such set exists (a pattern with a free regular
  /// expression): then every text is scanned.
  std::span<const std::uint32_t> anchors() const;

  /// Phrases of which a text must hold at least one to have a match, for
  /// `Storage::eachTokenStreamWith`: narrower than anchors(). None when no such set exists or it is
  /// too large to be asked for.
  const std::optional<std::vector<PhrasePattern>>& anchorPhrases() const;

  /// Matches ordered by position, then category, then term. `tokens` are those of `text`.
  std::vector<Match> scan(const TokenStream& tokens, const Text& text) const;

  const std::vector<Lexicon>& lexicons() const;

 private:
  friend class Scanner;
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

/// Scans one text after the other, faster than Screener::scan as it keeps what it needs between
/// them. One thread; keeps a reference to the screener.
class Scanner {
 public:
  explicit Scanner(const Screener& screener);
  ~Scanner();

  /// False when the text of these tokens can have no match, without reading its content: for
  /// passing over most texts cheaply.
  bool mayMatch(const TokenStream& tokens);

  /// As Screener::scan. Call mayMatch with the same tokens before.
  std::vector<Match> scan(const TokenStream& tokens, const Text& text);

 private:
  /// The exclusions and cues of a lexicon.
  TermHits& contextOf(std::size_t lexicon, const TermProgram& context);

  const Screener::Compiled& compiled_;
  TermSearch search_;
  TermHits hits_;
  std::vector<std::unique_ptr<TermHits>> contexts_;  ///< by lexicon, made when needed
  const std::vector<TermSearch::Found>* found_ = nullptr;
};

/// The same for a text that no project holds.
std::vector<Match> scanText(const std::vector<Lexicon>& lexicons, std::string_view content);

}  // namespace retold
