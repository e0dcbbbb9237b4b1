#include "queries/cases/case_file.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "indexer/import/column_names.h"
#include "indexer/import/csv_reader.h"
#include "indexer/store/storage.h"
#include "indexer/text/names.h"
#include "model/error.h"
#include "queries/cases/attribute_sets.h"
#include "queries/find/white_space.h"

namespace retold {

namespace {

const AttributeValue* valueNamed(const Attributes& attributes, std::string_view name) {
  const std::string key = headerKey(name);
  const auto found = std::ranges::find_if(
      attributes, [&](const auto& each) { return headerKey(each.first) == key; });
  return found == attributes.end() ? nullptr : &found->second;
}

std::optional<PartialDate> givenDate(const Attributes& attributes, std::string_view name) {
  const AttributeValue* value = valueNamed(attributes, name);
  if (!value || value->state != ValueState::Given) return std::nullopt;
  return parsePartialDate(value->text);
}

std::string monthsText(std::int64_t count) {
  return std::to_string(count) + (count == 1 ? " month" : " months");
}

/// The object that holds a value, changed, and whether it is new.
template <class Thing>
void putChanged(ChangeSet& set, const Storage& storage, const Thing& thing, bool isNew) {
  set.changes.push_back({ChangeKind::Put, thing});
  set.expected.push_back({thing.id, isNew ? 0 : storage.version(thing.id)});
}

/// Sets the value under the name that is there already, or else under `name`; none takes it away.
/// What was there; none where nothing was.
std::optional<AttributeValue> exchange(Attributes& attributes, const std::string& name,
                                       const std::optional<AttributeValue>& value) {
  const std::string key = headerKey(name);
  const auto at = std::ranges::find_if(
      attributes, [&](const auto& each) { return headerKey(each.first) == key; });
  if (at == attributes.end()) {
    if (value) attributes.emplace(name, *value);
    return std::nullopt;
  }
  if (value) return std::exchange(at->second, *value);
  AttributeValue before = std::move(at->second);
  attributes.erase(at);
  return before;
}

/// Sets the number of the episode that an assistance or a document belongs to.
std::optional<AttributeValue> exchangeEpisode(std::optional<std::uint32_t>& episode,
                                              const std::optional<AttributeValue>& value) {
  const AttributeValue before = episode
                                    ? AttributeValue{ValueState::Given, std::to_string(*episode)}
                                    : AttributeValue{ValueState::Missing, ""};
  episode.reset();
  if (!value || value->state != ValueState::Given) return before;
  std::uint32_t number = 0;
  const std::string& text = value->text;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0) {
    throw Error(ErrorKind::Refused, "\"" + text + "\" is no number of an episode",
                "expected 1, 2, 3 and so on; nothing was changed");
  }
  episode = number;
  return before;
}

/// The value of an attribute, or the number of the episode where the thing has one and it is asked.
template <class Thing>
std::optional<AttributeValue> exchangeIn(Thing& thing, const std::string& name,
                                         const std::optional<AttributeValue>& value) {
  if constexpr (requires { thing.episode; }) {
    if (headerKey(name) == "episode") return exchangeEpisode(thing.episode, value);
  }
  return exchange(thing.attributes, name, value);
}

template <class Part>
std::optional<AttributeValue> setInPart(ChangeSet& set, const Storage& storage, const Case& person,
                                        const std::vector<Part>& parts, const AttributePlace& place,
                                        const std::optional<AttributeValue>& value) {
  const auto at = std::ranges::find(parts, place.number, &Part::number);
  if (at == parts.end() && !value) return std::nullopt;
  Part part;
  if (at != parts.end()) {
    part = *at;
  } else {
    part.id = decltype(part.id)::create();
    part.caseId = person.id;
    part.number = place.number;
  }
  const auto before = exchangeIn(part, place.name, value);
  putChanged(set, storage, part, at == parts.end());
  return before;
}

/// The columns of a wide table, in order, and the cells of one case.
using Cells = std::map<AttributePlace, std::string>;

void addCells(Cells& cells, const Attributes& attributes, AttributeUnit unit,
              std::uint32_t number) {
  for (const auto& [name, value] : attributes) cells[{unit, number, name}] = cellOf(value);
}

}  // namespace

CaseFile caseFile(const Storage& storage, const Case& person) {
  CaseFile file{person, storage.episodes(person.id), storage.assistance(person.id), {}, {}};
  for (const DocumentId id : storage.documentsOf(person.id)) {
    if (auto document = storage.document(id)) {
      file.documents.push_back({std::move(*document), storage.documentFacts(id)});
    }
  }
  std::ranges::sort(file.documents, {},
                    [](const CaseFile::Paper& paper) { return paper.document.name; });
  for (std::size_t i = 1; i < file.episodes.size(); ++i) {
    const Episode& earlier = file.episodes[i - 1];
    const Episode& later = file.episodes[i];
    const auto exit = givenDate(earlier.attributes, "exit date");
    const auto entry = givenDate(later.attributes, "entry date");
    if (!exit || !entry || later.number != earlier.number + 1) continue;
    file.gaps.push_back({earlier.number, later.number, monthsBetween(*exit, *entry)});
  }
  return file;
}

std::optional<PartialDate> dateOf(const std::vector<AttributeDefinition>& definitions,
                                  AttributeUnit unit, std::string_view name,
                                  const AttributeValue& value) {
  if (value.state != ValueState::Given) return std::nullopt;
  const std::string key = headerKey(name);
  const auto defined = std::ranges::find_if(definitions, [&](const AttributeDefinition& each) {
    return each.unit == unit && headerKey(each.name) == key;
  });
  const bool isDate = defined != definitions.end() ? defined->type == AttributeType::Date
                                                   : key == "date" || key.ends_with(" date");
  return isDate ? parsePartialDate(value.text) : std::nullopt;
}

std::string inWords(const MonthRange& months) {
  if (!months.fewest && !months.most) return "not known";
  if (!months.most) return "at least " + monthsText(*months.fewest);
  if (!months.fewest) return "at most " + monthsText(*months.most);
  if (*months.fewest == *months.most) return monthsText(*months.most);
  return std::to_string(*months.fewest) + " to " + monthsText(*months.most);
}

std::string cellOf(const AttributeValue& value) {
  if (value.state == ValueState::Given || !value.text.empty()) return value.text;
  return value.state == ValueState::Missing ? "" : std::string(toText(value.state));
}

std::string caseTable(const Storage& storage) {
  std::vector<std::pair<std::string, Cells>> rows;
  std::map<AttributePlace, std::size_t> columns;
  for (const Case& person : storage.cases()) {
    Cells cells;
    addCells(cells, person.attributes, AttributeUnit::Case, 0);
    for (const Episode& episode : storage.episodes(person.id)) {
      addCells(cells, episode.attributes, AttributeUnit::Episode, episode.number);
    }
    for (const Assistance& assistance : storage.assistance(person.id)) {
      addCells(cells, assistance.attributes, AttributeUnit::Assistance, assistance.number);
      if (!assistance.episode) continue;
      cells[{AttributeUnit::Assistance, assistance.number, "episode"}] =
          std::to_string(*assistance.episode);
    }
    for (const auto& [place, cell] : cells) columns.emplace(place, 0);
    rows.emplace_back(person.name, std::move(cells));
  }
  std::vector<std::string> record{"case"};
  for (auto& [place, index] : columns) {
    index = record.size();
    record.push_back(toText(place));
  }
  std::string table = csvRecord(record);
  for (const auto& [name, cells] : rows) {
    std::vector<std::string> fields(record.size());
    fields.front() = name;
    for (const auto& [place, cell] : cells) fields[columns.at(place)] = cell;
    table += csvRecord(fields);
  }
  return table;
}

TypedValue readTyped(std::string_view text, const AttributeDefinition* definition) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return {AttributeValue{ValueState::Missing, ""}, {}};
  text = text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
  AttributeValue value = readAttributeValue(text);
  if (!isRecorded(value)) return {AttributeValue{ValueState::Given, std::string(kNotRecorded)}, {}};
  if (definition == nullptr) return {value, {}};
  if (const auto wrong = misfit(*definition, value)) return {std::nullopt, *wrong};
  if (value.state == ValueState::Given) value.text = fitted(*definition, value.text);
  return {value, {}};
}

ValueChange setValue(Storage& storage, const Case& person, const AttributePlace& place,
                     const std::optional<Document>& document, const AttributeValue& value,
                     const std::string& coder) {
  AttributePlace to = place;
  // As a table would be read: "not asked" is no text.
  std::optional<AttributeValue> fits =
      value.state == ValueState::Given ? readAttributeValue(value.text) : value;
  if (value.state == ValueState::Given &&
      value.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    throw Error(ErrorKind::Refused, "\"" + place.name + "\" is given no value",
                "give one, or say why there is none: missing, not asked, not applicable or "
                "withheld; \"not recorded\" takes away what was written; nothing was changed");
  }
  if (!isRecorded(*fits)) fits.reset();
  if (const auto defined = definitionNamed(storage, place.name, place.unit)) {
    if (const auto wrong = fits ? misfit(*defined, *fits) : std::nullopt) {
      throw Error(ErrorKind::Refused, "\"" + defined->name + "\": " + *wrong,
                  "nothing was changed");
    }
    to.name = defined->name;
    if (fits && fits->state == ValueState::Given) fits->text = fitted(*defined, fits->text);
  }
  ChangeSet set;
  set.coder = coder;
  set.action = "set attribute";
  std::optional<AttributeValue> before;
  switch (place.unit) {
    case AttributeUnit::Case: {
      // What the caller holds may be older than what the project has.
      std::optional<Case> stored = storage.person(person.id);
      if (!stored) {
        throw Error(ErrorKind::Conflict,
                    "the case \"" + person.name + "\" is no longer in the project",
                    "it was taken away in the meantime; nothing was changed");
      }
      Case changed = std::move(*stored);
      before = exchange(changed.attributes, to.name, fits);
      putChanged(set, storage, changed, false);
      break;
    }
    case AttributeUnit::Episode:
      before = setInPart(set, storage, person, storage.episodes(person.id), to, fits);
      break;
    case AttributeUnit::Assistance:
      before = setInPart(set, storage, person, storage.assistance(person.id), to, fits);
      break;
    case AttributeUnit::Document: {
      const auto existing = storage.documentFacts(document.value().id);
      DocumentFacts facts =
          existing.value_or(DocumentFacts{newUuid(), document.value().id, {}, {}});
      if (!existing && !fits) break;
      before = exchangeIn(facts, to.name, fits);
      putChanged(set, storage, facts, !existing);
      break;
    }
  }
  if (before != fits) storage.apply(set);
  return {document ? document->name : person.name, to,
          before.value_or(AttributeValue{ValueState::Missing, ""}),
          fits.value_or(AttributeValue{ValueState::Given, std::string(kNotRecorded)})};
}

std::string checkedCaseName(std::string_view name) {
  std::string checked(trimmed(name));
  if (checked.empty()) {
    throw Error(ErrorKind::Refused, "a case needs a name",
                "use a code, never a person's name; nothing was changed");
  }
  checkName("a case", checked);
  return checked;
}

Case addCase(Storage& storage, const std::string& name, const std::vector<Document>& documents,
             const std::string& coder) {
  const Case person{CaseId::create(), checkedCaseName(name), {}};
  if (storage.caseNamed(person.name)) {
    throw Error(ErrorKind::Refused, "there is a case \"" + person.name + "\" already",
                "give it another name; nothing was changed");
  }
  ChangeSet set;
  set.coder = coder;
  set.action = "add case";
  set.changes.push_back({ChangeKind::Put, person});
  set.expected.push_back({person.id, 0});
  for (const Document& document : documents) {
    if (document.caseId) {
      throw Error(ErrorKind::Refused, "\"" + document.name + "\" belongs to another case",
                  "a table of cases moves it; nothing was changed");
    }
    set.changes.push_back({ChangeKind::Put, CaseMembership{document.id, person.id}});
  }
  storage.apply(set);
  return person;
}

}  // namespace retold
