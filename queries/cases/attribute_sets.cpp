#include "queries/cases/attribute_sets.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/import/column_names.h"
#include "indexer/import/csv_reader.h"
#include "indexer/store/storage.h"
#include "model/error.h"
#include "queries/lexicon/builtin.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 6> kColumns{"name",   "unit",  "type",
                                                   "values", "label", "note"};

/// One row; what is wrong with it goes to `trouble`.
std::optional<AttributeDefinition> readRow(const std::vector<std::string>& fields,
                                           std::string& trouble) {
  if (fields.size() != kColumns.size()) {
    trouble = "the row has " + std::to_string(fields.size()) + " fields; expected " +
              std::to_string(kColumns.size());
    return std::nullopt;
  }
  const auto unit = parseAttributeUnit(fields[1]);
  const auto type = parseAttributeType(fields[2]);
  AttributeDefinition definition;
  definition.id = newUuid();
  definition.name = fields[0];
  for (const std::string_view value : splitValues(fields[3])) definition.values.emplace_back(value);
  definition.label = fields[4];
  definition.note = fields[5];
  if (definition.name.empty()) {
    trouble = "the attribute has no name";
  } else if (!unit) {
    trouble = "\"" + fields[1] + "\" is no unit; expected case, episode, assistance or document";
  } else if (!type) {
    trouble = "\"" + fields[2] + "\" is no type; expected text, number, date, choice or choices";
  } else if ((*type == AttributeType::Choice || *type == AttributeType::Choices) ==
             definition.values.empty()) {
    trouble = definition.values.empty() ? "a choice has no values; expected what may be chosen"
                                        : "only choices have values";
  } else {
    definition.unit = *unit;
    definition.type = *type;
    return definition;
  }
  return std::nullopt;
}

bool sameMeaning(AttributeDefinition a, const AttributeDefinition& b) {
  a.id = b.id;
  return a == b;
}

void checkValues(const std::string& file, const Attributes& attributes,
                 const std::vector<AttributeDefinition>& added, AttributeUnit unit,
                 std::vector<Diagnostic>& misfits) {
  for (const auto& [name, value] : attributes) {
    for (const AttributeDefinition& definition : added) {
      if (definition.unit != unit || headerKey(definition.name) != headerKey(name)) continue;
      if (const auto wrong = misfit(definition, value)) {
        misfits.push_back({Severity::Warning, file, 0, 0,
                           "\"" + name + "\": " + *wrong + "; it was kept as written"});
      }
    }
  }
}

/// What the project holds that does not fit.
std::vector<Diagnostic> misfitsOf(const Storage& storage,
                                  const std::vector<AttributeDefinition>& added) {
  std::vector<Diagnostic> misfits;
  if (added.empty()) return misfits;
  for (const Case& person : storage.cases()) {
    const std::string owner = "case " + person.name;
    checkValues(owner, person.attributes, added, AttributeUnit::Case, misfits);
    for (const Episode& episode : storage.episodes(person.id)) {
      checkValues(owner + ", episode " + std::to_string(episode.number), episode.attributes, added,
                  AttributeUnit::Episode, misfits);
    }
    for (const Assistance& assistance : storage.assistance(person.id)) {
      checkValues(owner + ", assistance " + std::to_string(assistance.number),
                  assistance.attributes, added, AttributeUnit::Assistance, misfits);
    }
    for (const DocumentId id : storage.documentsOf(person.id)) {
      const auto facts = storage.documentFacts(id);
      const auto document = storage.document(id);
      if (!facts || !document) continue;
      checkValues(document->name, facts->attributes, added, AttributeUnit::Document, misfits);
    }
  }
  return misfits;
}

}  // namespace

std::vector<AttributeDefinition> readAttributeSet(std::string_view text, std::string_view file,
                                                  std::vector<Diagnostic>& diagnostics) {
  CsvReader reader(text, std::string(file));
  std::vector<AttributeDefinition> definitions;
  const auto header = reader.next();
  if (!header || !std::ranges::equal(header->fields, kColumns)) {
    diagnostics.push_back({Severity::Error, std::string(file), 1, 0,
                           "the header is another; expected name, unit, type, values, label and "
                           "note, separated by tabs"});
    return definitions;
  }
  while (const auto row = reader.next()) {
    std::string trouble;
    auto definition = readRow(row->fields, trouble);
    if (definition) {
      const bool again = std::ranges::any_of(definitions, [&](const AttributeDefinition& other) {
        return other.unit == definition->unit &&
               headerKey(other.name) == headerKey(definition->name);
      });
      if (!again) {
        definitions.push_back(std::move(*definition));
        continue;
      }
      trouble = "\"" + definition->name + "\" is there already";
    }
    diagnostics.push_back({Severity::Error, std::string(file), row->line, 0, trouble});
  }
  return definitions;
}

std::vector<AttributeSet> attributeSets() {
  std::vector<AttributeSet> sets;
  for (const BuiltinFile& file : builtinFiles()) {
    if (file.kind != "attributes") continue;
    std::vector<Diagnostic> diagnostics;
    sets.push_back({std::string(file.id), std::string(file.title),
                    readAttributeSet(file.content, file.path, diagnostics)});
  }
  return sets;
}

AttributeSet attributeSet(std::string_view id) {
  std::string known;
  for (AttributeSet& set : attributeSets()) {
    if (set.id == id) return std::move(set);
    known += (known.empty() ? "" : ", ") + set.id;
  }
  throw Error(ErrorKind::NotFound,
              "there is no built-in set of attributes \"" + std::string(id) + "\"",
              "the built-in sets are: " + known);
}

Defined defineAttributes(Storage& storage, const std::vector<AttributeDefinition>& definitions,
                         const std::string& action, const std::string& coder) {
  const auto existing = storage.attributeDefinitions();
  Defined result;
  std::vector<AttributeDefinition> added;
  ChangeSet set;
  set.coder = coder;
  set.action = action;
  for (const AttributeDefinition& definition : definitions) {
    const auto same = std::ranges::find_if(existing, [&](const AttributeDefinition& other) {
      return other.unit == definition.unit && headerKey(other.name) == headerKey(definition.name);
    });
    if (same != existing.end()) {
      if (sameMeaning(definition, *same)) {
        ++result.unchanged;
      } else {
        result.different.push_back(*same);
      }
      continue;
    }
    ++result.added;
    set.changes.push_back({ChangeKind::Put, definition});
    set.expected.push_back({definition.id, 0});
    added.push_back(definition);
  }
  if (!set.changes.empty()) storage.apply(set);
  result.misfits = misfitsOf(storage, added);
  return result;
}

std::optional<AttributeDefinition> definitionNamed(const Storage& storage, std::string_view name,
                                                   std::optional<AttributeUnit> unit) {
  const std::string key = headerKey(name);
  std::vector<AttributeDefinition> found;
  for (AttributeDefinition& definition : storage.attributeDefinitions()) {
    if (headerKey(definition.name) == key && unit.value_or(definition.unit) == definition.unit) {
      found.push_back(std::move(definition));
    }
  }
  if (found.empty()) return std::nullopt;
  if (found.size() == 1) return std::move(found.front());
  std::string units;
  for (const AttributeDefinition& each : found) {
    units += (units.empty() ? "" : ", ") + std::string(toText(each.unit));
  }
  throw Error(ErrorKind::Refused,
              "there are several attributes \"" + std::string(name) + "\": of " + units,
              "say which by --unit");
}

void removeDefinition(Storage& storage, const AttributeDefinition& definition,
                      const std::string& coder) {
  ChangeSet set;
  set.coder = coder;
  set.action = "remove attribute";
  set.changes.push_back({ChangeKind::Remove, definition});
  set.expected.push_back({definition.id, storage.version(definition.id)});
  storage.apply(set);
}

}  // namespace retold
