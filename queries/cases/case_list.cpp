#include "queries/cases/case_list.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <compare>
#include <numeric>

#include "indexer/import/column_names.h"
#include "indexer/store/storage.h"
#include "indexer/text/fold.h"
#include "model/error.h"
#include "model/partial_date.h"

namespace retold {

namespace {

constexpr std::size_t kPage = 20'000;
constexpr std::uint64_t kLookEvery = 500;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Folded, and so that comparing bytes compares runs of digits as numbers: each run stands as a
/// digit, its length and what is left without leading zeros.
std::string naturalKey(std::string_view text) {
  const std::string folded = fold(text);
  std::string key;
  key.reserve(folded.size() + 8);
  for (std::size_t at = 0; at < folded.size();) {
    if (!isDigit(folded[at])) {
      key += folded[at++];
      continue;
    }
    while (at < folded.size() && folded[at] == '0') ++at;
    const std::size_t begin = at;
    while (at < folded.size() && isDigit(folded[at])) ++at;
    const std::size_t length = at - begin;
    key += '0';
    for (int shift = 24; shift >= 0; shift -= 8) key += static_cast<char>(length >> shift & 0xFF);
    key.append(folded, begin, length);
  }
  return key;
}

/// What a value is sorted by.
struct SortKey {
  int group = 0;      ///< given, then each reason why not
  double number = 0;  ///< of a number or a date; what is none comes behind all
  std::string text;   ///< naturalKey()
  friend auto operator<=>(const SortKey&, const SortKey&) = default;
};

SortKey sortKeyOf(const AttributeValue& value, AttributeType type) {
  SortKey key{static_cast<int>(value.state), 0, naturalKey(value.text)};
  constexpr double kNone = 1e300;
  if (value.state != ValueState::Given) return key;
  if (type == AttributeType::Number) {
    const std::string& text = value.text;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), key.number);
    const bool isWhole = error == std::errc{} && end == text.data() + text.size();
    if (!isWhole || !std::isfinite(key.number)) key.number = kNone;  // "nan" is read, too
  } else if (type == AttributeType::Date) {
    const auto date = parsePartialDate(value.text);
    const auto day = date ? (date->earliest ? date->earliest : date->latest) : std::nullopt;
    key.number = day ? static_cast<double>(daysSinceEpoch(*day)) : kNone;
  }
  return key;
}

AttributePlace keyed(AttributePlace place) {
  place.name = headerKey(place.name);
  return place;
}

}  // namespace

std::optional<std::uint32_t> CaseList::rowOf(CaseId id) const {
  const auto at = rowOf_.find(id);
  return at == rowOf_.end() ? std::nullopt : std::optional(at->second);
}

std::vector<AttributePlace> CaseList::places() const {
  std::vector<AttributePlace> places;
  for (const auto& [key, column] : columns_) places.push_back(column.place);
  return places;
}

const CaseList::Column* CaseList::columnOf(const AttributePlace& place) const {
  const auto at = columns_.find(keyed(place));
  return at == columns_.end() ? nullptr : &at->second;
}

const AttributeValue* CaseList::value(std::uint32_t row, const AttributePlace& place) const {
  const Column* column = columnOf(place);
  const std::uint32_t kept = column ? column->cells[row] : 0;
  return kept == 0 ? nullptr : &values_[kept];
}

std::vector<std::uint32_t> CaseList::orderedByName(bool descending) const {
  std::vector<std::uint32_t> order = byName_;
  if (!descending) return order;
  std::ranges::reverse(order);
  // Names that are sorted alike keep their order.
  for (auto from = order.begin(); from != order.end();) {
    const auto to = std::find_if(
        from, order.end(), [&](std::uint32_t row) { return nameRanks_[row] != nameRanks_[*from]; });
    std::reverse(from, to);
    from = to;
  }
  return order;
}

void CaseList::sortNames() {
  std::vector<std::string> keys;
  keys.reserve(rows_.size());
  for (const Row& row : rows_) keys.push_back(naturalKey(row.name));
  byName_.resize(rows_.size());
  std::iota(byName_.begin(), byName_.end(), 0U);
  std::ranges::stable_sort(byName_, {},
                           [&](std::uint32_t row) -> const std::string& { return keys[row]; });
  nameRanks_.resize(rows_.size());
  for (std::size_t i = 0; i < byName_.size(); ++i) {
    const bool same = i > 0 && keys[byName_[i - 1]] == keys[byName_[i]];
    nameRanks_[byName_[i]] = same ? nameRanks_[byName_[i - 1]] : static_cast<std::uint32_t>(i);
  }
}

std::vector<std::uint32_t> CaseList::orderedBy(const AttributePlace& place,
                                               const AttributeDefinition* definition,
                                               bool descending) const {
  const Column* column = columnOf(place);
  if (column == nullptr) return byName_;
  const AttributeType type = definition ? definition->type : AttributeType::Text;
  std::vector<std::uint32_t> used = column->cells;
  std::ranges::sort(used);
  used.erase(std::unique(used.begin(), used.end()), used.end());
  std::erase(used, 0U);
  std::vector<std::pair<SortKey, std::uint32_t>> keys;
  keys.reserve(used.size());
  for (const std::uint32_t each : used) keys.emplace_back(sortKeyOf(values_[each], type), each);
  std::ranges::sort(keys, [descending](const auto& one, const auto& other) {
    const bool isGiven = one.first.group == 0 && other.first.group == 0;
    return descending && isGiven ? other.first < one.first : one.first < other.first;
  });
  constexpr std::uint32_t kNothing = UINT32_MAX;  // behind all
  std::vector<std::uint32_t> ranks(values_.size(), kNothing);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const bool same = i > 0 && keys[i - 1].first == keys[i].first;
    ranks[keys[i].second] = same ? ranks[keys[i - 1].second] : static_cast<std::uint32_t>(i);
  }
  std::vector<std::uint32_t> order = byName_;
  std::ranges::stable_sort(order, {}, [&](std::uint32_t row) { return ranks[column->cells[row]]; });
  return order;
}

std::vector<bool> CaseList::holding(std::string_view text,
                                    const std::vector<AttributePlace>& places) const {
  const std::string wanted = fold(text);
  std::vector<bool> rows(rows_.size(), wanted.empty());
  if (wanted.empty()) return rows;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    rows[row] = fold(rows_[row].name).find(wanted) != std::string::npos;
  }
  enum : char { Unknown, Yes, No };
  std::vector<char> holds(values_.size(), Unknown);
  holds[0] = No;
  for (const AttributePlace& place : places) {
    const Column* column = columnOf(place);
    if (column == nullptr) continue;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const std::uint32_t cell = column->cells[row];
      if (holds[cell] == Unknown) {
        const AttributeValue& value = values_[cell];
        const std::string_view shown =
            value.state == ValueState::Given ? std::string_view(value.text) : toText(value.state);
        holds[cell] = fold(shown).find(wanted) != std::string::npos ? Yes : No;
      }
      if (holds[cell] == Yes) rows[row] = true;
    }
  }
  return rows;
}

std::uint32_t CaseList::keep(const AttributeValue& value) {
  const auto [at, isNew] = places_.try_emplace(value, static_cast<std::uint32_t>(values_.size()));
  if (isNew) values_.push_back(value);
  return at->second;
}

void CaseList::set(std::uint32_t row, const AttributePlace& place, const AttributeValue& value) {
  Column& column = columns_.try_emplace(keyed(place), Column{place, {}}).first->second;
  column.cells.resize(rows_.size(), 0);
  column.cells[row] = keep(value);
}

void CaseList::setValues(const Storage& storage, std::uint32_t row, const Case& person) {
  for (const auto& [name, value] : person.attributes) {
    set(row, {AttributeUnit::Case, 0, name}, value);
  }
  const auto episodes = storage.episodes(person.id);
  rows_[row].episodes = static_cast<std::uint32_t>(episodes.size());
  for (const Episode& episode : episodes) {
    for (const auto& [name, value] : episode.attributes) {
      set(row, {AttributeUnit::Episode, episode.number, name}, value);
    }
  }
  const auto times = storage.assistance(person.id);
  rows_[row].assistance = static_cast<std::uint32_t>(times.size());
  for (const Assistance& assistance : times) {
    for (const auto& [name, value] : assistance.attributes) {
      set(row, {AttributeUnit::Assistance, assistance.number, name}, value);
    }
  }
}

bool CaseList::reread(const Storage& storage, CaseId id) {
  const auto person = storage.person(id);
  const auto row = rowOf(id);
  if (!person || !row) return false;
  if (rows_[*row].name != person->name) {
    rows_[*row].name = person->name;
    sortNames();
  }
  rows_[*row].documents.clear();
  for (const DocumentId each : storage.documentsOf(id)) {
    const auto document = storage.document(each);
    if (document && !document->excluded) rows_[*row].documents.push_back(each);
  }
  for (auto& [key, column] : columns_) column.cells[*row] = 0;
  setValues(storage, *row, *person);
  return true;
}

CaseList readCaseList(const Storage& storage, Progress& progress) {
  CaseList list;
  const std::vector<Case> cases = storage.cases();
  list.rows_.reserve(cases.size());
  for (const Case& person : cases) {
    list.rowOf_.emplace(person.id, static_cast<std::uint32_t>(list.rows_.size()));
    list.rows_.push_back({person.id, person.name, {}, 0, 0});
  }
  const auto step = [&](std::uint64_t done) {
    if (done % kLookEvery != 0) return;
    progress.report("cases", done, cases.size());
    if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "reading the cases was stopped");
  };
  for (std::uint32_t row = 0; row < cases.size(); ++row) {
    step(row);
    list.setValues(storage, row, cases[row]);
  }
  for (auto& [key, column] : list.columns_) column.cells.resize(cases.size(), 0);
  for (Cursor from;;) {
    step(0);
    const std::vector<Document> page = storage.documents(from, kPage);
    for (const Document& document : page) {
      if (!document.caseId || document.excluded) continue;
      if (const auto row = list.rowOf(*document.caseId)) {
        list.rows_[*row].documents.push_back(document.id);
      }
    }
    if (page.size() < kPage) break;
    from.after = page.back().name;
  }
  list.sortNames();
  return list;
}

}  // namespace retold
