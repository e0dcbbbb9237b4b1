#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "indexer/store/storage.h"
#include "model/ids.h"

namespace retold {

/// Which documents are translations, so that an interview and its translations count once. A value:
/// later changes of the project do not show.
class Originals {
 public:
  explicit Originals(const Storage& storage);

  /// The original of a translation; any other document itself.
  DocumentId of(DocumentId document) const;
  bool isTranslation(DocumentId document) const;
  /// How many interviews the documents are: a document and its translations are one.
  std::uint64_t countedOnce(const std::vector<DocumentId>& documents) const;
  /// True where the project has no translation.
  bool empty() const { return originals_.empty(); }

 private:
  std::unordered_map<DocumentId, DocumentId> originals_;  ///< by translation
};

}  // namespace retold
