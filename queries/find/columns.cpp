#include "queries/find/columns.h"

#include <algorithm>

#include "indexer/import/column_names.h"
#include "queries/cases/case_file.h"

namespace retold {

namespace {

/// Adds what an attribute holds to a list of values, once.
void add(const Attributes& attributes, const std::string& name, std::string& values) {
  const std::string key = headerKey(name);
  const auto found = std::ranges::find_if(
      attributes, [&key](const auto& each) { return headerKey(each.first) == key; });
  if (found == attributes.end()) return;
  const std::string value = cellOf(found->second);
  const auto all = splitValues(values);
  if (value.empty() || std::ranges::find(all, std::string_view(value)) != all.end()) return;
  values += (values.empty() ? "" : "; ") + value;
}

}  // namespace

DocumentColumns::DocumentColumns(const Storage& storage, std::vector<std::string> attributes)
    : storage_(storage) {
  for (const std::string& attribute : attributes) {
    const std::size_t point = attribute.find('.');
    const auto unit = parseAttributeUnit(std::string_view(attribute).substr(0, point));
    columns_.push_back(point == std::string::npos || !unit
                           ? Column{AttributeUnit::Case, attribute}
                           : Column{*unit, attribute.substr(point + 1)});
  }
}

const DocumentColumns::Row& DocumentColumns::of(DocumentId document) {
  const auto known = rows_.find(document);
  return known != rows_.end() ? known->second
                              : rows_.emplace(document, read(document)).first->second;
}

DocumentColumns::Row DocumentColumns::read(DocumentId id) const {
  Row row;
  row.values.resize(columns_.size());
  const std::optional<Document> document = storage_.document(id);
  if (!document) return row;
  row.document = document->name;
  const std::optional<Case> person =
      document->caseId ? storage_.person(*document->caseId) : std::nullopt;
  if (person) row.caseName = person->name;
  for (std::size_t at = 0; at < columns_.size(); ++at)
    row.values[at] = valueOf(columns_[at], *document, person ? &*person : nullptr);
  return row;
}

std::string DocumentColumns::valueOf(const Column& column, const Document& document,
                                     const Case* person) const {
  std::string values;
  if (column.unit == AttributeUnit::Document) {
    const auto facts = storage_.documentFacts(document.id);
    if (facts) add(facts->attributes, column.name, values);
    return values;
  }
  if (person == nullptr) return values;
  if (column.unit == AttributeUnit::Case) add(person->attributes, column.name, values);
  if (column.unit == AttributeUnit::Episode)
    for (const Episode& episode : storage_.episodes(person->id))
      add(episode.attributes, column.name, values);
  if (column.unit == AttributeUnit::Assistance)
    for (const Assistance& help : storage_.assistance(person->id))
      add(help.attributes, column.name, values);
  return values;
}

std::string columnName(const AttributeDefinition& definition) {
  return std::string(toText(definition.unit)) + '.' + definition.name;
}

std::string_view speakerAt(const Text& text, std::uint64_t at) {
  const auto behind = std::ranges::upper_bound(text.turns, at, {},
                                               [](const Turn& turn) { return turn.span.begin; });
  if (behind == text.turns.begin()) return {};
  const Turn& turn = *std::prev(behind);
  return at < turn.span.end ? std::string_view(turn.speaker) : std::string_view();
}

}  // namespace retold
