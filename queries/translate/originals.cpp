#include "queries/translate/originals.h"

#include <unordered_set>

namespace retold {

Originals::Originals(const Storage& storage) {
  for (const Translation& translation : storage.translations())
    originals_.emplace(translation.document, translation.original);
}

DocumentId Originals::of(DocumentId document) const {
  const auto at = originals_.find(document);
  return at == originals_.end() ? document : at->second;
}

bool Originals::isTranslation(DocumentId document) const { return originals_.contains(document); }

std::uint64_t Originals::countedOnce(const std::vector<DocumentId>& documents) const {
  std::unordered_set<DocumentId> interviews;
  for (const DocumentId document : documents) interviews.insert(of(document));
  return interviews.size();
}

}  // namespace retold
