#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/store/sqlite.h"
#include "indexer/store/storage.h"

namespace retold {

/// Compares FTS5's rows with the token tables: how often each token stands in how many texts.
/// FTS5's own integrity check knows nothing of texts that it does not hold.
class IndexTotals {
 public:
  explicit IndexTotals(const Database& database);

  /// Counts one text in. False when the stream is not what the text's tokens give.
  bool add(const TokenStream& stream, const NewText::Tokens& tokens);
  /// One line for each kind of difference.
  void compare(std::vector<Diagnostic>& found) const;

 private:
  struct Total {
    std::uint64_t texts = 0;
    std::uint64_t places = 0;
    std::uint64_t lastText = 0;
    friend bool operator==(const Total& a, const Total& b) {
      return a.texts == b.texts && a.places == b.places;
    }
  };
  const Database& database_;
  std::vector<std::string> tokens_;  ///< by number
  std::vector<Total> totals_;
  std::uint64_t texts_ = 0;
};

}  // namespace retold
