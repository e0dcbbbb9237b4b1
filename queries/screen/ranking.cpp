#include "queries/screen/ranking.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "model/error.h"

namespace retold {

namespace {

constexpr std::uint32_t kGone = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kPage = 5000;

/// Calls `visit` with every document of the project, in the order of names.
template <class Visit>
void eachDocument(const Storage& storage, Progress& progress, Visit&& visit) {
  Cursor from;
  while (true) {
    if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "stopped; nothing was changed");
    const std::vector<Document> page = storage.documents(from, kPage);
    for (const Document& document : page) visit(document);
    if (page.size() < kPage) return;
    from.after = page.back().name;
  }
}

}  // namespace

Ranking::Ranking(const Storage& storage, const ScreeningRun& run, Progress& progress)
    : lexicons_(run.lexicons) {
  documents_.reserve(run.found.size());
  matches_.reserve(run.matches);
  std::vector<std::uint32_t> byName(run.found.size(), kGone);
  std::vector<std::optional<CaseId>> cases(run.found.size());
  std::uint32_t number = 0;
  eachDocument(storage, progress, [&](const Document& document) {
    ++number;
    ++(document.excluded ? leftOut_ : there_);
    const auto at = std::ranges::lower_bound(run.found, document.id, {}, &RunDocument::document);
    if (document.excluded || at == run.found.end() || at->document != document.id) return;
    const auto place = static_cast<std::size_t>(at - run.found.begin());
    byName[place] = number;
    cases[place] = document.caseId;
  });
  std::vector<std::uint32_t> kept;
  for (std::size_t place = 0; place < run.found.size(); ++place) {
    if (byName[place] == kGone) continue;
    const RunDocument& found = run.found[place];
    RankedDocument document{found.document, found.text, cases[place], found.score, found.candidate};
    addMatches(run, found, document);
    candidates_ += found.candidate ? 1 : 0;
    documents_.push_back(document);
    kept.push_back(byName[place]);
  }
  sortAndIndex(kept);
}

void Ranking::addMatches(const ScreeningRun& run, const RunDocument& found,
                         RankedDocument& document) {
  document.first = static_cast<std::uint32_t>(matches_.size());
  document.matches = static_cast<std::uint32_t>(found.matches.size());
  for (const RunMatch& match : found.matches) {
    if (match.lexicon >= run.lexicons.size())
      throw Error(ErrorKind::NotAProject, "a kept run names a lexicon that did not run");
    const auto known = std::ranges::find(categories_, match.category);
    const auto category = static_cast<std::uint32_t>(known - categories_.begin());
    if (known == categories_.end()) categories_.push_back(match.category);
    matches_.push_back({match.span, match.lexicon, category, match.status});
  }
}

void Ranking::sortAndIndex(const std::vector<std::uint32_t>& byName) {
  std::vector<std::uint32_t> order(documents_.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    const double left = documents_[a].score;
    const double right = documents_[b].score;
    return left != right ? left > right : byName[a] < byName[b];
  });
  std::vector<RankedDocument> sorted;
  sorted.reserve(order.size());
  for (const std::uint32_t place : order) sorted.push_back(documents_[place]);
  documents_ = std::move(sorted);
  index();
}

void Ranking::index() {
  byId_.resize(documents_.size());
  std::iota(byId_.begin(), byId_.end(), 0);
  std::ranges::sort(byId_, {}, [&](std::uint32_t place) { return documents_[place].document; });
}

std::span<const RankedMatch> Ranking::matchesOf(const RankedDocument& document) const {
  return std::span(matches_).subspan(document.first, document.matches);
}

std::optional<std::size_t> Ranking::placeOf(DocumentId id) const {
  const auto idOf = [&](std::uint32_t place) { return documents_[place].document; };
  const auto at = std::ranges::lower_bound(byId_, id, {}, idOf);
  if (at == byId_.end() || idOf(*at) != id) return std::nullopt;
  return *at;
}

Candidate Ranking::candidateAt(std::size_t place) const {
  const RankedDocument& document = documents_[place];
  Candidate candidate{document.document, document.text, document.score, document.candidate, {}};
  for (const RankedMatch& each : matchesOf(document)) {
    const RunLexicon& lexicon = lexicons_[each.lexicon];
    Match match;
    match.span = each.span;
    match.words = {each.span};
    match.lexicon = lexicon.id;
    match.lexiconDigest = lexicon.digest;
    match.language = lexicon.language;
    match.category = categories_[each.category];
    match.status = each.status;
    candidate.matches.push_back(std::move(match));
  }
  return candidate;
}

void Ranking::setCutOff(double cutOff) {
  candidates_ = 0;
  for (RankedDocument& document : documents_) {
    document.candidate = document.score >= cutOff;
    candidates_ += document.candidate ? 1 : 0;
  }
}

void Ranking::putFirst(const std::vector<DocumentId>& first) {
  std::vector<bool> taken(documents_.size());
  std::vector<RankedDocument> ordered;
  ordered.reserve(documents_.size());
  for (const DocumentId id : first) {
    const auto place = placeOf(id);
    if (!place || taken[*place]) continue;
    taken[*place] = true;
    ordered.push_back(documents_[*place]);
  }
  for (std::size_t place = 0; place < documents_.size(); ++place)
    if (!taken[place]) ordered.push_back(documents_[place]);
  documents_ = std::move(ordered);
  index();
}

}  // namespace retold
