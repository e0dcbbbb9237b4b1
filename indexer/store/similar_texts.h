#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/store/index_writer.h"
#include "indexer/store/sqlite.h"
#include "indexer/store/storage.h"
#include "indexer/text/tokenizer.h"

namespace retold {

/// The bands of a signature as the project keeps them, ascending: half of each number, as what
/// shares one by accident is compared and dropped.
std::vector<std::int32_t> storedBands(std::span<const std::uint32_t> signature);

/// Texts by the bands of their signatures, in memory. A band that very many texts share (a form's)
/// keeps the first of them only.
class BandTable {
 public:
  BandTable();
  void add(std::int32_t band, std::uint32_t text);
  /// Appends the texts that have this band.
  void find(std::int32_t band, std::vector<std::uint32_t>& texts) const;

 private:
  struct Slot {
    std::int32_t band = 0;
    std::uint32_t text = 0;  ///< 0 = empty
  };
  std::size_t start(std::int32_t band) const;
  void grow();
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

/// Finds for a new text the one whose words are nearly the same (Broder 1997): texts that share a
/// band of their MinHash signatures are candidates, and those that share most bands are compared
/// exactly. Within the caller's transactions, as the IndexWriter; after a rollback it must not be
/// used again.
class SimilarTexts {
 public:
  SimilarTexts(const Database& database, IndexWriter& index);

  struct Near {
    std::int64_t text = 0;  ///< its row
    double share = 0;       ///< Jaccard similarity of the shingles
  };
  /// The most similar current text, if it is at least 80 % the same. `signature` is not empty.
  std::optional<Near> nearest(std::span<const std::uint32_t> signature,
                              const NewText::Tokens& tokens);
  /// Makes the text of this row a candidate. May wait until flush().
  void add(std::int64_t text, std::span<const std::uint32_t> signature);
  /// Takes a text out; `tokens` are what it was added with.
  void remove(std::int64_t text, const NewText::Tokens& tokens);
  /// Writes what waits; before every commit.
  void flush();

 private:
  std::vector<std::uint32_t> candidates(const std::vector<std::int32_t>& bands);
  std::optional<double> similarity(std::int64_t text, const NewText::Tokens& tokens);
  void load();

  const Database& database_;
  IndexWriter& index_;
  BandTable table_;          ///< what was added here; everything once `complete_`
  bool complete_ = false;    ///< `table_` holds all bands of the project
  std::size_t lookUps_ = 0;  ///< of texts in the project's table
  std::vector<std::pair<std::int32_t, std::int64_t>> waiting_;
  std::vector<std::uint32_t> numbers_;  ///< of the text that is compared; empty = not made yet
  TokenStream other_;
  Statement find_, insert_, remove_, tokens_;
};

}  // namespace retold
