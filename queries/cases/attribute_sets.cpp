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

/// What is wrong with a definition that somebody made; empty where nothing is.
std::string troubleWith(const AttributeDefinition& definition) {
  const bool isChoice =
      definition.type == AttributeType::Choice || definition.type == AttributeType::Choices;
  if (definition.name.find_first_not_of(" \t\r\n") == std::string::npos) {
    return "the attribute has no name";
  }
  if (isChoice && definition.values.empty()) {
    return "a choice has no values; expected what may be chosen";
  }
  if (!isChoice && !definition.values.empty()) return "only choices have values";
  return {};
}

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
  } else {
    definition.unit = *unit;
    definition.type = *type;
    trouble = troubleWith(definition);
    if (trouble.empty()) return definition;
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

}  // namespace

std::vector<Diagnostic> misfitsOf(const Storage& storage,
                                  const std::vector<AttributeDefinition>& added,
                                  Progress& progress) {
  std::vector<Diagnostic> misfits;
  if (added.empty()) return misfits;
  const std::vector<Case> cases = storage.cases();
  std::uint64_t done = 0;
  for (const Case& person : cases) {
    if (done++ % 500 == 0) {
      progress.report("cases", done - 1, cases.size());
      if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "looking at values was stopped");
    }
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

namespace {

/// Puts the new ones, and names them in `added`.
Defined putNew(Storage& storage, const std::vector<AttributeDefinition>& definitions,
               const std::string& action, const std::string& coder,
               std::vector<AttributeDefinition>& added) {
  const auto existing = storage.attributeDefinitions();
  Defined result;
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
  return result;
}

}  // namespace

Defined addDefinitions(Storage& storage, const std::vector<AttributeDefinition>& definitions,
                       const std::string& action, const std::string& coder) {
  for (const AttributeDefinition& definition : definitions) {
    if (const std::string trouble = troubleWith(definition); !trouble.empty()) {
      throw Error(ErrorKind::Refused, trouble, "nothing was changed");
    }
  }
  std::vector<AttributeDefinition> added;
  return putNew(storage, definitions, action, coder, added);
}

Defined defineAttributes(Storage& storage, const std::vector<AttributeDefinition>& definitions,
                         const std::string& action, const std::string& coder) {
  std::vector<AttributeDefinition> added;
  Defined result = putNew(storage, definitions, action, coder, added);
  Progress progress;
  result.misfits = misfitsOf(storage, added, progress);
  return result;
}

void changeDefinition(Storage& storage, const AttributeDefinition& definition,
                      const std::string& coder) {
  std::string trouble = troubleWith(definition);
  for (const AttributeDefinition& other : storage.attributeDefinitions()) {
    if (other.id == definition.id || other.unit != definition.unit) continue;
    if (headerKey(other.name) == headerKey(definition.name)) {
      trouble = "there is an attribute \"" + other.name + "\" of the " +
                std::string(toText(other.unit)) + " already";
    }
  }
  if (!trouble.empty()) throw Error(ErrorKind::Refused, trouble, "nothing was changed");
  ChangeSet set;
  set.coder = coder;
  set.action = "change attribute";
  set.changes.push_back({ChangeKind::Put, definition});
  set.expected.push_back({definition.id, storage.version(definition.id)});
  storage.apply(set);
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
