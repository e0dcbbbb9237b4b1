#include "gui/models/concordance_source.h"

#include "gui/strings.h"
#include "queries/find/hints.h"
#include "queries/find/parse.h"
#include "queries/find/random_part.h"

namespace retold {

ConcordanceSource::ConcordanceSource(Session& session, ConcordanceTable& table, QObject* parent)
    : QObject(parent), session_(session), table_(table) {}

void ConcordanceSource::dropJobs() {
  first_.reset();
  rest_.reset();
  sorting_.reset();
}

void ConcordanceSource::clear() {
  dropJobs();
  kind_ = Kind::Nothing;
  how_.clear();
  name_.clear();
  query_.reset();
  places_.clear();
  fault_.reset();
  hints_.clear();
  count_.reset();
  standing_ = {};
  sorted_.reset();
  table_.setHits({});
  emit shown();
  emit changed();
}

void ConcordanceSource::search(const QString& typed) {
  if (typed.trimmed().isEmpty()) {
    clear();
    return;
  }
  ParsedQuery parsed = parseQuery(toUtf8(typed));
  fault_ = std::move(parsed.fault);
  if (fault_ || !parsed.query) {
    emit changed();
    return;
  }
  kind_ = Kind::Search;
  how_ = typed.trimmed();
  name_.clear();
  query_ = std::move(parsed.query);
  places_.clear();
  standing_ = {};
  startSearch();
}

void ConcordanceSource::startSearch() {
  dropJobs();
  count_.reset();
  sorted_.reset();
  first_ = session_.start<FirstHits>(
      [query = *query_, within = session_.passing(), wish = table_.wish()](const Storage& storage,
                                                                           Progress& progress) {
        return firstHits(storage, query, within.get(), wish, progress);
      },
      [this](FirstHits first) { takeFirst(std::move(first)); });
  emit changed();
}

void ConcordanceSource::takeFirst(FirstHits first) {
  hints_.clear();
  const FoundHits& found = first.found;
  if (!found.next) count_ = found.count;
  const bool more = found.next.has_value();
  const bool nothing = found.list.documents.empty();
  if (more) startRest(found);
  table_.setHits(std::move(first.found.list), std::move(first.lines));
  if (!more && nothing) startHints();
  if (!more) startOrder();
  emit shown();
  emit changed();
}

void ConcordanceSource::startRest(const FoundHits& first) {
  rest_ = session_.start<Rest>(
      [query = *query_, within = session_.passing(), from = *first.next, counted = first.count,
       have = first.list.hits.size()](const Storage& storage, Progress& progress) {
        const std::size_t most = have < kMostListed ? kMostListed - have : 0;
        FoundHits more = findHits(storage, query, within.get(), from, most, progress);
        SearchCount count = counted;
        count.hits += more.count.hits;
        count.documents += more.count.documents;
        if (more.next) count = countHits(storage, query, within.get(), progress);
        return Rest{std::move(more.list), count};
      },
      [this](Rest rest) {
        count_ = rest.count;
        table_.addHits(std::move(rest.more));
        startOrder();
        emit changed();
      });
}

void ConcordanceSource::startHints() {
  rest_ = session_.start<std::vector<std::string>>(
      [query = *query_](const Storage& storage, Progress& progress) {
        return hintsFor(storage, query, progress);
      },
      [this](const std::vector<std::string>& hints) {
        for (const std::string& hint : hints) hints_ << toQString(hint);
        emit changed();
      });
}

void ConcordanceSource::showSet(const QString& name, const QString& how,
                                std::vector<FoundPlace> places) {
  kind_ = Kind::Set;
  name_ = name;
  how_ = how;
  query_.reset();
  places_ = std::move(places);
  fault_.reset();
  hints_.clear();
  startSet();
}

void ConcordanceSource::startSet() {
  dropJobs();
  count_.reset();
  sorted_.reset();
  first_ = session_.start<StandingPlaces>(
      [places = places_, within = session_.passing()](const Storage& storage, Progress& progress) {
        return standingPlaces(storage, places, within.get(), progress);
      },
      [this](StandingPlaces standing) { takeSet(std::move(standing)); });
  emit changed();
}

void ConcordanceSource::takeSet(StandingPlaces standing) {
  count_ =
      SearchCount{standing.list.documents.size(), standing.list.hits.size(), standing.completeness};
  table_.setHits(std::move(standing.list));
  standing_ = std::move(standing);
  startOrder();
  emit shown();
  emit changed();
}

void ConcordanceSource::draw(std::uint64_t wanted, std::uint64_t seed) {
  if (!count_) return;
  const std::uint64_t of = count_->hits;
  wanted = std::min<std::uint64_t>({wanted, of, kMostListed});
  const std::string source =
      kind_ == Kind::Set && !name_.isEmpty() ? setInWords(toUtf8(name_)) : "(" + toUtf8(how_) + ")";
  const QString how = toQString(howDrawn(wanted, of, source, seed));
  if (kind_ == Kind::Set) {
    showSet({}, how, randomPart(table_.places(false), wanted, seed));
    return;
  }
  if (!query_) return;
  dropJobs();
  first_ = session_.start<FoundHits>(
      [query = *query_, within = session_.passing(), wanted, seed](const Storage& storage,
                                                                   Progress& progress) {
        return drawHits(storage, query, within.get(), wanted, seed, progress);
      },
      [this, how](const FoundHits& drawn) {
        std::vector<FoundPlace> places;
        for (std::size_t hit = 0; hit < drawn.list.hits.size(); ++hit)
          places.push_back(drawn.list.place(hit));
        showSet({}, how, std::move(places));
      });
  emit changed();
}

void ConcordanceSource::setOrder(std::vector<OrderKey> keys) {
  if (keys == keys_) return;
  keys_ = std::move(keys);
  startOrder();
  emit changed();
}

void ConcordanceSource::startOrder() {
  sorting_.reset();
  const std::shared_ptr<const HitList> list = table_.list();
  if (keys_.empty() || list->hits.empty()) {
    std::vector<std::uint32_t> order(list->hits.size());
    for (std::uint32_t hit = 0; hit < order.size(); ++hit) order[hit] = hit;
    sorted_.reset();
    table_.setOrder(std::move(order));
    return;
  }
  if (isWorking()) return;  // put in order once all is there
  sorting_ = session_.start<OrderedHits>(
      [list, keys = keys_](const Storage& storage, Progress& progress) {
        return ordered(storage, *list, keys, kMostSorted, progress);
      },
      [this, list](OrderedHits result) {
        if (list != table_.list()) return;
        sorted_ = result.sorted < result.order.size() ? std::optional(result.sorted) : std::nullopt;
        table_.setOrder(std::move(result.order));
        emit changed();
      });
}

void ConcordanceSource::again() {
  if (kind_ == Kind::Search) startSearch();
  if (kind_ == Kind::Set) startSet();
}

}  // namespace retold
