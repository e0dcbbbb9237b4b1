#include "queries/find/sets.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "indexer/text/names.h"
#include "model/error.h"
#include "queries/find/white_space.h"

namespace retold {

namespace {

/// A name without white space at its ends; Error(Refused) where nothing is left.
std::string nameOf(std::string name) {
  name = std::string(trimmed(name));
  if (name.empty())
    throw Error(ErrorKind::Refused, "a result set needs a name",
                "type a name that says what the passages are; nothing was changed");
  checkName("a result set", name);
  return name;
}

void requireNew(const Storage& storage, const std::string& name, const ResultSetId& self) {
  for (const ResultSet& set : storage.resultSets()) {
    if (set.name == name && set.id != self)
      throw Error(ErrorKind::Refused, "there is a result set " + setInWords(name) + " already",
                  "choose another name, or delete that set first; nothing was changed");
  }
}

ChangeSet changing(const ResultSet& set, ChangeKind kind, std::uint64_t version, std::string action,
                   const std::string& coder) {
  ChangeSet changes;
  changes.coder = coder;
  changes.action = std::move(action);
  changes.changes.push_back({kind, set});
  changes.expected.push_back({set.id, version});
  return changes;
}

std::uint64_t versionOf(const Storage& storage, const ResultSet& set) {
  const std::uint64_t version = storage.version(set.id);
  if (version == 0)
    throw Error(ErrorKind::Conflict,
                "the result set " + setInWords(set.name) + " is no longer in the project",
                "it was deleted in the meantime; nothing was changed");
  return version;
}

/// Answers whether a place overlaps one of many.
class Overlaps {
 public:
  explicit Overlaps(std::span<const FoundPlace> places) {
    for (const FoundPlace& place : places) spans_[place.text].push_back(place.span);
    for (auto& [text, spans] : spans_) merge(spans);
  }

  bool with(const FoundPlace& place) const {
    const auto found = spans_.find(place.text);
    if (found == spans_.end()) return false;
    const auto& spans = found->second;
    const auto first = std::ranges::upper_bound(spans, place.span.begin, {}, &ByteSpan::end);
    return first != spans.end() && first->overlaps(place.span);
  }

 private:
  /// Stretches that share a byte become one: in order, disjoint.
  static void merge(std::vector<ByteSpan>& spans) {
    std::ranges::sort(spans);
    std::vector<ByteSpan> merged;
    for (const ByteSpan span : spans) {
      if (!merged.empty() && merged.back().overlaps(span))
        merged.back() = hull(merged.back(), span);
      else
        merged.push_back(span);
    }
    spans = std::move(merged);
  }

  std::map<TextId, std::vector<ByteSpan>> spans_;
};

}  // namespace

ResultSet saveResultSet(Storage& storage, std::string name, const std::string& query,
                        std::vector<FoundPlace> places, const std::string& coder) {
  ResultSet set;
  set.id = ResultSetId::create();
  set.name = nameOf(std::move(name));
  set.query = query;
  set.places = std::move(places);
  set.coder = coder;
  set.time = now();
  requireNew(storage, set.name, set.id);
  if (set.places.empty())
    throw Error(ErrorKind::Refused, "there is no passage to keep as " + setInWords(set.name),
                "search for words, or tick some of the hits; nothing was changed");
  if (set.places.size() > kMostListed)
    throw Error(ErrorKind::Refused,
                "these are " + std::to_string(set.places.size()) +
                    " passages; a result set holds at most " + std::to_string(kMostListed),
                "narrow the search, or keep a random part of it; nothing was changed");
  storage.apply(changing(set, ChangeKind::Put, 0, "keep result set", coder));
  return set;
}

void renameResultSet(Storage& storage, const ResultSet& set, std::string name,
                     const std::string& coder) {
  ResultSet renamed = set;
  renamed.name = nameOf(std::move(name));
  const std::uint64_t version = versionOf(storage, set);
  if (renamed.name == set.name) return;
  requireNew(storage, renamed.name, set.id);
  storage.apply(changing(renamed, ChangeKind::Put, version, "rename result set", coder));
}

void removeResultSet(Storage& storage, const ResultSet& set, const std::string& coder) {
  storage.apply(
      changing(set, ChangeKind::Remove, versionOf(storage, set), "delete result set", coder));
}

ResultSet resultSetNamed(const Storage& storage, std::string_view name) {
  constexpr std::size_t mostNamed = 8;
  std::string names;
  std::size_t named = 0;
  for (ResultSet& set : storage.resultSets()) {
    if (set.name == name && set.damaged)
      throw Error(
          ErrorKind::NotAProject,
          "the passages of the result set " + setInWords(name) + " are damaged and cannot be read",
          "the other sets can be used; delete this one and search again, and see with "
          "\"retold verify\" what else is damaged");
    if (set.name == name) return std::move(set);
    if (++named > mostNamed) continue;
    names += (names.empty() ? "" : ", ") + setInWords(set.name);
    if (set.damaged) names += " (damaged)";
  }
  if (named > mostNamed) names += " and others";
  throw Error(ErrorKind::NotFound, "there is no result set " + setInWords(name),
              named == 0 ? "the project has none yet; \"retold search\" keeps one with --save NAME"
                         : "there are: " + names);
}

StandingPlaces standingPlaces(const Storage& storage, std::span<const FoundPlace> places,
                              const std::unordered_set<DocumentId>* within, Progress& progress) {
  StandingPlaces standing;
  standing.completeness = storage.search(Query{}, {}, 1).completeness;
  std::map<DocumentId, std::vector<FoundPlace>> byDocument;
  for (const FoundPlace& place : places) byDocument[place.document].push_back(place);
  std::map<std::string, std::vector<FoundPlace>> byName;
  for (auto& [id, all] : byDocument) {
    if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "opening the set was stopped");
    const std::optional<Document> document = storage.document(id);
    if (!document || document->excluded) {
      standing.leftOut += all.size();
      continue;
    }
    if (within != nullptr && within->count(id) == 0) {
      standing.notWithin += all.size();
      continue;
    }
    standing.olderText += std::erase_if(
        all, [&document](const FoundPlace& place) { return place.text != document->text; });
    if (!all.empty()) byName.emplace(document->name, std::move(all));
  }
  for (auto& [name, all] : byName) {
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    const auto number = static_cast<std::uint32_t>(standing.list.documents.size());
    standing.list.documents.push_back({all.front().document, all.front().text});
    for (const FoundPlace& place : all) standing.list.hits.push_back({number, place.span});
  }
  return standing;
}

std::vector<FoundPlace> together(std::span<const FoundPlace> first, SetOperation operation,
                                 std::span<const FoundPlace> second) {
  std::vector<FoundPlace> places;
  if (operation == SetOperation::Union) {
    places.assign(first.begin(), first.end());
    const Overlaps inFirst(first);
    std::ranges::copy_if(second, std::back_inserter(places),
                         [&](const FoundPlace& place) { return !inFirst.with(place); });
    return places;
  }
  const bool wanted = operation == SetOperation::Intersection;
  const Overlaps inSecond(second);
  std::ranges::copy_if(first, std::back_inserter(places),
                       [&](const FoundPlace& place) { return inSecond.with(place) == wanted; });
  return places;
}

std::string setInWords(std::string_view name) { return '"' + std::string(name) + '"'; }

std::string howMade(std::string_view first, SetOperation operation, std::string_view second) {
  const std::string_view word = operation == SetOperation::Union          ? " or "
                                : operation == SetOperation::Intersection ? " and "
                                                                          : " but not ";
  return setInWords(first) + std::string(word) + setInWords(second);
}

std::string howDrawn(std::uint64_t drawn, std::uint64_t of, std::string_view source,
                     std::uint64_t seed) {
  return std::to_string(drawn) + " of " + std::to_string(of) + " of " + std::string(source) +
         ", drawn at random with seed " + std::to_string(seed);
}

}  // namespace retold
