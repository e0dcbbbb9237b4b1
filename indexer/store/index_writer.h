#pragma once

#include "indexer/store/index_tokenizer.h"
#include "indexer/store/sqlite.h"
#include "indexer/store/storage.h"
#include "indexer/store/token_numbers.h"

namespace retold {

/// Tokens that are no parts of compounds.
std::uint64_t wordsIn(const NewText::Tokens& tokens);

/// Writes what is derived from texts: FTS5's rows, the token tables, the vocabulary. Within the
/// caller's transactions; after a rollback it must not be used again.
class IndexWriter {
 public:
  IndexWriter(const Database& database, IndexTokenizer& replay);

  /// Indexes the text of row `text`, which is not indexed. May wait until flush().
  void add(std::int64_t text, NewText::Tokens&& tokens);
  /// Writes what waits; before every commit.
  void flush();
  /// Takes an indexed text out again, token for token as it was put in. Gives those tokens, without
  /// their places.
  NewText::Tokens remove(std::int64_t text);
  /// The tokens of a text that waits; null where it does not.
  const NewText::Tokens* waiting(std::int64_t text) const;
  /// The vocabulary's numbers of tokens that are about to be added; not while anything waits.
  std::vector<std::uint32_t> numbersOf(const NewText::Tokens& tokens);

 private:
  void write(std::int64_t text, const NewText::Tokens& tokens);
  void number(const NewText::Tokens& tokens, std::vector<std::uint32_t>& ids);
  void numberByFrequency();
  std::uint32_t numberOf(std::string_view token);
  void loadVocabulary();

  const Database& database_;
  IndexTokenizer& replay_;
  TokenNumbers numbers_;
  std::uint32_t last_ = 0;   ///< highest number of the vocabulary
  std::size_t lookUps_ = 0;  ///< of single tokens in the table
  bool complete_ = false;    ///< `numbers_` holds the whole vocabulary
  std::vector<std::uint32_t> ids_;
  std::vector<std::pair<std::int64_t, NewText::Tokens>> waiting_;
  std::size_t waitingBytes_ = 0;
  Statement findToken_, insertToken_, insertTokens_, insertWords_, deleteWords_, deleteTokens_,
      findTokens_;
};

}  // namespace retold
