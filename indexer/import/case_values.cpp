#include "indexer/import/case_values.h"

#include <array>
#include <optional>
#include <string_view>

#include "indexer/store/storage.h"

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

}  // namespace

AttributeValue readAttributeValue(std::string_view cell) {
  const std::size_t begin = cell.find_first_not_of(" \t\r\n");
  cell = begin == std::string_view::npos
             ? std::string_view()
             : cell.substr(begin, cell.find_last_not_of(" \t\r\n") - begin + 1);
  std::string lower(cell);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (const StateName& row : kStateNames) {
    if (row.name == lower) return {row.state, ""};
  }
  return {ValueState::Given, std::string(cell)};
}

void CaseValues::add(const std::string& caseName,
                     const std::vector<std::pair<std::string, std::string>>& attributes,
                     Diagnostic where, std::vector<Diagnostic>& diagnostics) {
  Said& said = cases_[caseName];
  for (const auto& [name, cell] : attributes) {
    const AttributeValue value = readAttributeValue(cell);
    const auto [at, isNew] = said.attributes.emplace(name, value);
    if (isNew || at->second == value || value.state == ValueState::Missing) continue;
    if (at->second.state == ValueState::Missing) {
      at->second = value;
      continue;
    }
    where.message = "case \"";
    where.message.append(caseName).append("\": an earlier row gives another value of \"");
    where.message.append(name).append("\"; it was kept, and \"").append(cell);
    where.message.append("\" left out");
    diagnostics.push_back(where);
  }
}

void CaseValues::addDocument(const std::string& caseName, DocumentId document) {
  cases_[caseName].documents.push_back(document);
}

/// True when something is new.
bool CaseValues::update(Case& existing, const Said& said) const {
  bool changed = false;
  for (const auto& [name, value] : said.attributes) {
    const auto [at, isNew] = existing.attributes.emplace(name, value);
    if (!isNew && (at->second == value || value.state == ValueState::Missing)) continue;
    at->second = value;
    changed = true;
  }
  return changed;
}

CaseValues::Put CaseValues::put(Storage& storage, const std::string& coder) const {
  Put result;
  ChangeSet set;
  set.coder = coder;
  set.action = "read case attributes";
  for (const auto& [name, said] : cases_) {
    const std::optional<Case> before = storage.caseNamed(name);
    Case after = before.value_or(Case{CaseId::create(), name, {}});
    const std::uint64_t version = before ? storage.version(before->id) : 0;
    if (update(after, said) || !before) {
      set.expected.push_back({after.id, version});
      set.changes.push_back({ChangeKind::Put, after});
      ++result.cases;
    }
    for (const DocumentId id : said.documents) {
      ++result.documents;
      const std::optional<Document> document = storage.document(id);
      if (document && document->caseId == after.id) continue;
      set.changes.push_back({ChangeKind::Put, CaseMembership{id, after.id}});
    }
  }
  if (!set.changes.empty()) storage.apply(set);
  return result;
}

}  // namespace retold
