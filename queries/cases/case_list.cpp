#include "queries/cases/case_list.h"

#include <algorithm>
#include <charconv>
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

/// Less than, equal to or greater than 0 as `a` comes before `b`: digits count as one number.
int compareNaturally(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    if (isDigit(a.front()) && isDigit(b.front())) {
      const auto numberOf = [](std::string_view& text) {
        text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
        const std::size_t end =
            static_cast<std::size_t>(std::ranges::find_if_not(text, isDigit) - text.begin());
        const std::string_view digits = text.substr(0, end);
        text.remove_prefix(end);
        return digits;
      };
      const std::string_view one = numberOf(a);
      const std::string_view two = numberOf(b);
      if (one.size() != two.size()) return one.size() < two.size() ? -1 : 1;
      if (const int order = one.compare(two)) return order;
      continue;
    }
    if (a.front() != b.front()) {
      return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front()) ? -1 : 1;
    }
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  return static_cast<int>(!a.empty()) - static_cast<int>(!b.empty());
}

/// What a value is sorted by.
struct SortKey {
  int group = 0;      ///< given, then each reason why not
  double number = 0;  ///< of a number or a date; what is none comes behind all
  std::string text;
};

SortKey sortKeyOf(const AttributeValue& value, AttributeType type) {
  SortKey key{static_cast<int>(value.state), 0, fold(value.text)};
  constexpr double kNone = 1e300;
  if (value.state != ValueState::Given) return key;
  if (type == AttributeType::Number) {
    const std::string& text = value.text;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), key.number);
    if (error != std::errc{} || end != text.data() + text.size()) key.number = kNone;
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
  std::vector<std::string> folded;
  folded.reserve(rows_.size());
  for (const Row& row : rows_) folded.push_back(fold(row.name));
  std::vector<std::uint32_t> order(rows_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    const int compared = compareNaturally(folded[a], folded[b]);
    return descending ? compared > 0 : compared < 0;
  });
  return order;
}

std::vector<std::uint32_t> CaseList::orderedBy(const AttributePlace& place,
                                               const AttributeDefinition* definition,
                                               bool descending) const {
  std::vector<std::uint32_t> order = orderedByName(false);
  const Column* column = columnOf(place);
  if (column == nullptr) return order;
  const AttributeType type = definition ? definition->type : AttributeType::Text;
  std::vector<std::uint32_t> used = column->cells;
  std::ranges::sort(used);
  used.erase(std::unique(used.begin(), used.end()), used.end());
  std::erase(used, 0u);
  std::unordered_map<std::uint32_t, SortKey> keys;
  for (const std::uint32_t each : used) keys.emplace(each, sortKeyOf(values_[each], type));
  const auto compare = [&](std::uint32_t a, std::uint32_t b) {
    const SortKey& one = keys.at(a);
    const SortKey& two = keys.at(b);
    if (one.group != two.group) return one.group < two.group ? -1 : 1;
    int compared = one.number < two.number ? -1 : static_cast<int>(one.number > two.number);
    if (compared == 0) compared = compareNaturally(one.text, two.text);
    return descending && one.group == 0 ? -compared : compared;
  };
  std::ranges::sort(used, [&](std::uint32_t a, std::uint32_t b) { return compare(a, b) < 0; });
  std::vector<std::uint32_t> ranks(values_.size(), UINT32_MAX);
  for (std::size_t i = 0; i < used.size(); ++i) {
    const bool same = i > 0 && compare(used[i - 1], used[i]) == 0;
    ranks[used[i]] = same ? ranks[used[i - 1]] : static_cast<std::uint32_t>(i);
  }
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
  rows_[*row].name = person->name;
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
    if (page.size() < kPage) return list;
    from.after = page.back().name;
  }
}

}  // namespace retold
