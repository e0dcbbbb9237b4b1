#include "indexer/import/case_values.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <optional>
#include <string_view>

#include "indexer/import/column_names.h"
#include "indexer/import/table_text.h"
#include "indexer/store/storage.h"
#include "model/error.h"

namespace retold {

namespace {

struct StateName {
  std::string_view name;
  ValueState state;
};

constexpr std::array kStateNames{
    StateName{"", ValueState::Missing},
    StateName{"missing", ValueState::Missing},
    StateName{"not asked", ValueState::NotAsked},
    StateName{"n/a", ValueState::NotApplicable},
    StateName{"not applicable", ValueState::NotApplicable},
    StateName{"withheld", ValueState::Withheld},
};

/// Not asked, not applicable or not answered: nobody can tell.
constexpr std::array<std::string_view, 4> kAmbiguous{"n.a.", "n.a", "n. a.", "na"};

std::string inQuotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

/// Whose value it is, in words.
std::string ownerOf(const AttributePlace& place, const std::string& name) {
  return (place.unit == AttributeUnit::Document ? "document " : "case ") + inQuotes(name);
}

/// A number of an episode: 1 to 999.
std::optional<std::uint32_t> wholeNumber(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number >= 1 && number <= 999 ? std::optional(number) : std::nullopt;
}

}  // namespace

AttributeValue readAttributeValue(std::string_view cell) {
  cell = trimmedCell(cell);
  const std::string small = smallAscii(cell);
  for (const StateName& row : kStateNames) {
    if (row.name == small) return {row.state, ""};
  }
  if (std::ranges::find(kAmbiguous, small) != kAmbiguous.end()) {
    return {ValueState::Missing, std::string(cell)};
  }
  return {ValueState::Given, std::string(cell)};
}

// Gathering

void CaseValues::tell(Told& told, const ToldValue& value, const std::string& owner,
                      std::vector<Diagnostic>& diagnostics) {
  const auto [at, isNew] = told.emplace(headerKey(value.place.name), value);
  AttributeValue& before = at->second.value;
  if (isNew || before == value.value || value.value.state == ValueState::Missing) return;
  if (before.state == ValueState::Missing) {
    at->second = value;
    return;
  }
  const auto shown = [](const AttributeValue& each) {
    return each.state == ValueState::Given ? each.text : std::string(toText(each.state));
  };
  diagnostics.push_back({Severity::Warning, value.file, value.line, value.column,
                         owner + ": an earlier row gives another value of " +
                             inQuotes(toText(value.place)) + ", " + inQuotes(shown(before)) +
                             "; it was kept, and " + inQuotes(shown(value.value)) + " left out"});
}

CaseValues::Told& CaseValues::toldOf(const std::string& caseName, const std::string& document,
                                     const AttributePlace& place) {
  switch (place.unit) {
    case AttributeUnit::Episode:
      return cases_[caseName].episodes[place.number];
    case AttributeUnit::Assistance:
      return cases_[caseName].assistance[place.number];
    case AttributeUnit::Document:
      return facts_[document];
    case AttributeUnit::Case:
      break;
  }
  return cases_[caseName].attributes;
}

void CaseValues::add(const std::string& caseName, const std::string& document,
                     const std::vector<ToldValue>& values, std::vector<Diagnostic>& diagnostics) {
  if (!caseName.empty()) cases_[caseName];
  for (const ToldValue& value : values) {
    const bool ofDocument = value.place.unit == AttributeUnit::Document;
    // An empty cell of a numbered episode does not make the episode.
    if (value.empty && value.place.unit != AttributeUnit::Case) continue;
    if (ofDocument ? document.empty() : caseName.empty()) continue;
    const std::string owner = ownerOf(value.place, ofDocument ? document : caseName);
    tell(toldOf(caseName, document, value.place), value, owner, diagnostics);
  }
}

void CaseValues::add(const std::string& caseName,
                     const std::vector<std::pair<std::string, std::string>>& attributes,
                     Diagnostic where, std::vector<Diagnostic>& diagnostics) {
  std::vector<ToldValue> values;
  values.reserve(attributes.size());
  for (const auto& [name, cell] : attributes) {
    values.push_back({parseAttributePlace(name), readAttributeValue(cell), where.line, where.column,
                      trimmedCell(cell).empty(), where.file});
  }
  add(caseName, where.file, values, diagnostics);
}

void CaseValues::addPart(const std::string& caseName, AttributeUnit unit, std::uint32_t number) {
  assert(unit == AttributeUnit::Episode || unit == AttributeUnit::Assistance);
  toldOf(caseName, "", {unit, number, ""});
}

void CaseValues::addDocument(const std::string& caseName, DocumentId document) {
  cases_[caseName].documents.push_back(document);
}

void CaseValues::define(AttributeDefinition definition) {
  for (AttributeDefinition& other : definitions_) {
    if (other.unit != definition.unit || headerKey(other.name) != headerKey(definition.name)) {
      continue;
    }
    // Two columns, of the first and the second episode: what either may hold.
    for (std::string& value : definition.values) {
      const bool there = std::ranges::find(other.values, value) != other.values.end();
      if (!there) other.values.push_back(std::move(value));
    }
    return;
  }
  definitions_.push_back(std::move(definition));
}

// Comparing with the project

/// Builds the changes that bring a project to what the tables say.
class CasePlan {
 public:
  CasePlan(const CaseValues& values, const Storage& storage) : values_(values), storage_(storage) {}

  CaseValues::Put make();
  std::vector<Change> changes;
  std::vector<ExpectedVersion> expected;

 private:
  void readDefinitions();
  const AttributeDefinition* definitionOf(const AttributePlace& place) const;
  bool update(Attributes& existing, const CaseValues::Told& told, const std::string& name);
  void check(const ToldValue& told, const AttributeValue& value, const AttributeDefinition* defined,
             const std::string& owner);
  void planCase(const std::string& name, const CaseValues::Said& said);
  void planFacts(const std::string& name, const CaseValues::Told& told);
  template <class Part>
  std::uint64_t planParts(const Case& person, bool isNew, std::vector<Part> existing,
                          const std::map<std::uint32_t, CaseValues::Told>& said);
  static CaseValues::Told takeEpisode(const CaseValues::Told& told,
                                      std::optional<std::uint32_t>& episode,
                                      std::vector<Diagnostic>& diagnostics);
  template <class Thing>
  void put(const Thing& thing, const Uuid& id, bool isNew);
  void report(const ToldValue& told, std::string message);
  void reportAmbiguous();

  struct Ambiguous {
    std::uint64_t count = 0;
    ToldValue first;
  };

  const CaseValues& values_;
  const Storage& storage_;
  CaseValues::Put result_;
  std::map<std::pair<AttributeUnit, std::string>, AttributeDefinition> definitions_;
  std::map<std::pair<AttributeUnit, std::string>, Ambiguous> ambiguous_;
};

void CasePlan::report(const ToldValue& told, std::string message) {
  result_.diagnostics.push_back(
      {Severity::Warning, told.file, told.line, told.column, std::move(message)});
}

template <class Thing>
void CasePlan::put(const Thing& thing, const Uuid& id, bool isNew) {
  expected.push_back({id, isNew ? 0 : storage_.version(id)});
  changes.push_back({ChangeKind::Put, thing});
}

void CasePlan::readDefinitions() {
  for (AttributeDefinition& definition : storage_.attributeDefinitions()) {
    const auto key = std::pair(definition.unit, headerKey(definition.name));
    definitions_.emplace(key, std::move(definition));
  }
  for (const AttributeDefinition& definition : values_.definitions_) {
    const auto key = std::pair(definition.unit, headerKey(definition.name));
    if (!definitions_.emplace(key, definition).second) continue;
    put(definition, definition.id, true);
  }
}

const AttributeDefinition* CasePlan::definitionOf(const AttributePlace& place) const {
  const auto found = definitions_.find({place.unit, headerKey(place.name)});
  return found == definitions_.end() ? nullptr : &found->second;
}

/// Reports a value that does not fit, or can mean several things.
void CasePlan::check(const ToldValue& told, const AttributeValue& value,
                     const AttributeDefinition* defined, const std::string& owner) {
  if (defined) {
    if (const auto wrong = misfit(*defined, value)) {
      report(told, owner + ", " + inQuotes(toText(told.place)) + ": " + *wrong +
                       "; it was kept as written");
    }
  }
  if (value.state != ValueState::Missing || value.text.empty()) return;
  Ambiguous& seen = ambiguous_[{told.place.unit, headerKey(told.place.name)}];
  if (seen.count++ == 0) seen.first = told;
}

void CasePlan::reportAmbiguous() {
  for (const auto& [key, seen] : ambiguous_) {
    const std::string times = seen.count == 1 ? "once" : std::to_string(seen.count) + " times";
    report(seen.first, inQuotes(seen.first.place.name) + " holds " +
                           inQuotes(seen.first.value.text) + " (" + times +
                           "), which can mean not asked, not applicable or not answered; it was "
                           "read as missing. Say in a mapping which it is: " +
                           seen.first.value.text + "=not asked");
  }
}

/// True when something is new.
bool CasePlan::update(Attributes& existing, const CaseValues::Told& told, const std::string& name) {
  bool changed = false;
  for (const auto& [key, each] : told) {
    const AttributeDefinition* defined = definitionOf(each.place);
    AttributeValue value = each.value;
    if (defined && value.state == ValueState::Given) value.text = fitted(*defined, value.text);
    const std::string owner = ownerOf(each.place, name);
    check(each, value, defined, owner);
    auto at = std::ranges::find_if(existing, [&key = key](const auto& attribute) {
      return headerKey(attribute.first) == key;
    });
    if (at == existing.end()) {
      existing.emplace(defined ? defined->name : each.place.name, value);
      changed = true;
      continue;
    }
    if (at->second == value) continue;
    if (value.state == ValueState::Missing) {
      if (at->second.state != ValueState::Missing && !each.empty) {
        const bool given = at->second.state == ValueState::Given;
        report(each, owner + ", " + inQuotes(toText(each.place)) +
                         ": the table says missing, and the project has " +
                         inQuotes(given ? at->second.text : toText(at->second.state)) +
                         "; it was kept. \"retold cases PROJECT set\" takes a value away");
      }
      if (at->second.state != ValueState::Missing || value.text.empty()) continue;
    }
    if (at->second.state != ValueState::Missing) {
      result_.changes.push_back({name, each.place, at->second, value});
    }
    at->second = value;
    changed = true;
  }
  return changed;
}

/// What is said but for "episode", whose number goes to `episode`.
CaseValues::Told CasePlan::takeEpisode(const CaseValues::Told& told,
                                       std::optional<std::uint32_t>& episode,
                                       std::vector<Diagnostic>& diagnostics) {
  CaseValues::Told rest = told;
  const auto at = rest.find("episode");
  if (at == rest.end()) return rest;
  const ToldValue& said = at->second;
  if (said.value.state == ValueState::Given) {
    if (const auto number = wholeNumber(said.value.text)) {
      episode = number;
    } else {
      diagnostics.push_back({Severity::Warning, said.file, said.line, said.column,
                             inQuotes(said.value.text) +
                                 " is no number of an episode; expected 1, 2, 3 and so on. It was "
                                 "left out"});
    }
  }
  rest.erase(at);
  return rest;
}

/// Episodes or assistance of one case. Returns how many are new or changed.
template <class Part>
std::uint64_t CasePlan::planParts(const Case& person, bool isNew, std::vector<Part> existing,
                                  const std::map<std::uint32_t, CaseValues::Told>& said) {
  std::uint64_t count = 0;
  for (const auto& [number, told] : said) {
    const auto at = std::ranges::find(existing, number, &Part::number);
    const bool partIsNew = isNew || at == existing.end();
    Part part;
    if (partIsNew) {
      part.id = decltype(part.id)::create();
      part.caseId = person.id;
      part.number = number;
    } else {
      part = *at;
    }
    const Part before = part;
    CaseValues::Told rest = told;
    if constexpr (std::is_same_v<Part, Assistance>) {
      rest = takeEpisode(told, part.episode, result_.diagnostics);
    }
    update(part.attributes, rest, person.name);
    if (!partIsNew && part == before) continue;
    put(part, part.id, partIsNew);
    ++count;
  }
  return count;
}

void CasePlan::planCase(const std::string& name, const CaseValues::Said& said) {
  const std::optional<Case> before = storage_.caseNamed(name);
  Case person = before.value_or(Case{CaseId::create(), name, {}});
  bool changed = update(person.attributes, said.attributes, name) || !before;
  if (changed) put(person, person.id, !before);
  const auto episodes = planParts(
      person, !before,
      before && !said.episodes.empty() ? storage_.episodes(person.id) : std::vector<Episode>(),
      said.episodes);
  const auto assistance =
      planParts(person, !before,
                before && !said.assistance.empty() ? storage_.assistance(person.id)
                                                   : std::vector<Assistance>(),
                said.assistance);
  changed = changed || episodes > 0 || assistance > 0;
  result_.episodes += episodes;
  result_.assistance += assistance;
  result_.cases += changed ? 1 : 0;
  result_.newCases += before ? 0 : 1;
  result_.unchanged += changed ? 0 : 1;
  for (const DocumentId id : said.documents) {
    ++result_.documents;
    const std::optional<Document> document = storage_.document(id);
    if (document && document->caseId == person.id) continue;
    changes.push_back({ChangeKind::Put, CaseMembership{id, person.id}});
  }
}

void CasePlan::planFacts(const std::string& name, const CaseValues::Told& told) {
  std::optional<Document> document;
  try {
    document = storage_.documentNamed(name);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::Refused) throw;
  }
  if (!document) return;  // a duplicate, or unreadable: said elsewhere
  const std::optional<DocumentFacts> before = storage_.documentFacts(document->id);
  DocumentFacts facts = before.value_or(DocumentFacts{newUuid(), document->id, {}, {}});
  const CaseValues::Told rest = takeEpisode(told, facts.episode, result_.diagnostics);
  update(facts.attributes, rest, document->name);
  if (before == facts) return;
  put(facts, facts.id, !before);
  ++result_.facts;
}

CaseValues::Put CasePlan::make() {
  readDefinitions();
  for (const auto& [name, said] : values_.cases_) planCase(name, said);
  for (const auto& [name, told] : values_.facts_) planFacts(name, told);
  reportAmbiguous();
  return std::move(result_);
}

CaseValues::Put CaseValues::plan(const Storage& storage) const {
  return CasePlan(*this, storage).make();
}

CaseValues::Put CaseValues::put(Storage& storage, const std::string& coder) const {
  CasePlan plan(*this, storage);
  Put result = plan.make();
  ChangeSet set;
  set.coder = coder;
  set.action = "read case attributes";
  set.changes = std::move(plan.changes);
  set.expected = std::move(plan.expected);
  if (!set.changes.empty()) storage.apply(set);
  return result;
}

}  // namespace retold
