#include "queries/document/by_name.h"

#include <algorithm>
#include <iterator>

#include "indexer/text/fold.h"
#include "model/error.h"

namespace retold {

namespace {

constexpr std::size_t kPage = 1000;

bool isWanted(const Document& document, const NameWish& wish, const std::string& part) {
  if (wish.except && document.id == *wish.except) return false;
  if (wish.outside && document.caseId == wish.outside) return false;
  return part.empty() || foldCase(document.name).find(part) != std::string::npos;
}

}  // namespace

NamedDocuments documentsByName(const Storage& storage, const NameWish& wish, Progress& progress) {
  const std::string part = foldCase(wish.part);
  NamedDocuments named;
  std::vector<Document> others;
  Cursor from;
  for (;;) {
    std::vector<Document> page = storage.documents(from, kPage);
    if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "looking for names was stopped");
    for (Document& document : page) {
      if (!isWanted(document, wish, part)) continue;
      ++named.found;
      auto& into = wish.freeFirst && document.caseId ? others : named.documents;
      if (into.size() < wish.most) into.push_back(document);
    }
    if (page.size() < kPage) break;
    from.after = page.back().name;
  }
  const std::size_t room = wish.most - named.documents.size();
  others.resize(std::min(room, others.size()));
  std::move(others.begin(), others.end(), std::back_inserter(named.documents));
  return named;
}

}  // namespace retold
