#pragma once

#include "indexer/store/sqlite.h"
#include "indexer/store/storage.h"

namespace retold {

/// FTS5's tokenizer `retold`. It cuts no words itself: a text's tokens are prepared before (see
/// `tokenizeForStore`) and replayed from `tokens` while its row is inserted or deleted; a query's
/// string is one token, as it stands.
class IndexTokenizer {
 public:
  /// Registers with a connection that this object must outlive.
  void registerWith(const Database& database);

  /// What the next insert or delete replays; without it such a statement fails.
  const NewText::Tokens* tokens = nullptr;
};

}  // namespace retold
