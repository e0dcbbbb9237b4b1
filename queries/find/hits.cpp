#include "queries/find/hits.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "model/error.h"
#include "queries/find/random_part.h"

namespace retold {

namespace {

constexpr std::size_t kFirstPage = 50;
constexpr std::size_t kLargestPage = 2'000;

SearchPage pageOf(const Storage& storage, const Query& query, const Cursor& from,
                  std::size_t documents, Progress& progress) {
  if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "searching was stopped");
  return storage.search(query, from, documents);
}

bool isWithin(const std::unordered_set<DocumentId>* within, const DocumentHits& found) {
  return within == nullptr || within->count(found.document) != 0;
}

/// Visits every document that the query finds.
Completeness eachDocument(const Storage& storage, const Query& query,
                          const std::unordered_set<DocumentId>* within, Progress& progress,
                          const std::function<void(const DocumentHits&)>& visit) {
  std::optional<Cursor> from = Cursor{};
  Completeness completeness;
  while (from) {
    const SearchPage page = pageOf(storage, query, *from, kLargestPage, progress);
    completeness = page.completeness;
    for (const DocumentHits& found : page.documents)
      if (isWithin(within, found)) visit(found);
    from = page.next;
  }
  return completeness;
}

/// Documents that are likely to hold as many hits as are wanted still.
std::size_t nextPage(const FoundHits& found, std::size_t most, std::size_t lastPage) {
  if (found.count.documents == 0) return std::min(lastPage * 4, kLargestPage);
  const std::size_t missing = most - found.list.hits.size();
  const std::size_t each = found.list.hits.size() / found.list.documents.size() + 1;
  return std::clamp(missing / each, kFirstPage, kLargestPage);
}

void take(FoundHits& found, const DocumentHits& document) {
  const auto number = static_cast<std::uint32_t>(found.list.documents.size());
  found.list.documents.push_back({document.document, document.text});
  if (document.hits.empty()) found.list.hits.push_back({number, {}});
  for (const DocumentHits::Hit& hit : document.hits) found.list.hits.push_back({number, hit.span});
  found.count.hits += document.hits.size();
  ++found.count.documents;
}

}  // namespace

FoundPlace HitList::place(std::size_t hit) const {
  const Place& document = documents[hits[hit].document];
  return {document.document, document.text, hits[hit].span};
}

void HitList::append(HitList later) {
  const auto before = static_cast<std::uint32_t>(documents.size());
  for (Hit& hit : later.hits) hit.document += before;
  documents.insert(documents.end(), later.documents.begin(), later.documents.end());
  hits.insert(hits.end(), later.hits.begin(), later.hits.end());
}

FoundHits findHits(const Storage& storage, const Query& query,
                   const std::unordered_set<DocumentId>* within, const Cursor& from,
                   std::size_t most, Progress& progress) {
  FoundHits found;
  found.next = from;
  std::size_t documents = kFirstPage;
  while (found.next && found.list.hits.size() < most) {
    const SearchPage page = pageOf(storage, query, *found.next, documents, progress);
    found.count.completeness = page.completeness;
    for (const DocumentHits& document : page.documents)
      if (isWithin(within, document)) take(found, document);
    found.next = page.next;
    if (found.list.hits.size() < most) documents = nextPage(found, most, documents);
  }
  return found;
}

SearchCount countHits(const Storage& storage, const Query& query,
                      const std::unordered_set<DocumentId>* within, Progress& progress) {
  if (within == nullptr) return storage.count(query, progress);
  SearchCount count;
  count.completeness =
      eachDocument(storage, query, within, progress, [&count](const DocumentHits& document) {
        ++count.documents;
        count.hits += document.hits.size();
      });
  return count;
}

FoundHits drawHits(const Storage& storage, const Query& query,
                   const std::unordered_set<DocumentId>* within, std::uint64_t wanted,
                   std::uint64_t seed, Progress& progress) {
  RandomPart part(wanted, countHits(storage, query, within, progress).hits, seed);
  FoundHits found;
  found.count.completeness =
      eachDocument(storage, query, within, progress, [&](const DocumentHits& document) {
        DocumentHits drawn{document.document, document.text, {}};
        std::copy_if(document.hits.begin(), document.hits.end(), std::back_inserter(drawn.hits),
                     [&part](const DocumentHits::Hit&) { return part.takes(); });
        if (!drawn.hits.empty()) take(found, drawn);
      });
  return found;
}

}  // namespace retold
