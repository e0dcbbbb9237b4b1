#include "queries/cases/filter_choices.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/store/storage.h"
#include "indexer/text/fold.h"
#include "model/error.h"
#include "queries/cases/verdicts.h"
#include "queries/codebook/tree.h"

namespace retold {

namespace {

using Kind = FilterCondition::Kind;

constexpr std::size_t kPage = 20'000;
constexpr std::uint64_t kLookEvery = 500;
constexpr std::size_t kMostValues = 500;

/// Reports how far it is, and stops where that is asked.
class Steps {
 public:
  Steps(Progress& progress, std::uint64_t total) : progress_(progress), total_(total) {}
  void one() {
    if (done_++ % kLookEvery != 0) return;
    progress_.report("documents", std::min(done_, total_), total_);
    if (progress_.cancelled()) throw Error(ErrorKind::Cancelled, "counting was stopped");
  }

 private:
  Progress& progress_;
  std::uint64_t total_;
  std::uint64_t done_ = 0;
};

/// How many documents have each value of each attribute. Names and values count as the same where
/// their foldings are.
class AttributeCounts {
 public:
  /// What one document, or all documents of a case, have.
  using Found = std::set<std::pair<std::string, std::string>>;

  void note(const Attributes& attributes, AttributeUnit unit, Found& found) {
    for (const auto& [name, value] : attributes) {
      const std::string key = std::string(toText(unit)) + '.' + folded(name);
      names_[key].try_emplace({}, Spelled{std::string(toText(unit)) + '.' + name, 0});
      units_[folded(name)].insert(unit);
      if (!isRecorded(value)) continue;
      found.emplace(key, std::string());
      if (value.state != ValueState::Given) {
        noteValue(key, toText(value.state), found);
        continue;
      }
      for (const std::string_view each : splitValues(value.text)) noteValue(key, each, found);
    }
  }

  void count(const Found& found, std::uint64_t documents) {
    for (const auto& [name, value] : found) names_[name][value].documents += documents;
  }

  /// `documents`: in all. Those of which nothing is recorded come last of each attribute.
  void addTo(std::vector<FilterChoice>& choices, std::uint64_t documents) const {
    for (const auto& [key, values] : names_) {
      std::vector<Spelled> ordered;
      for (const auto& [value, spelled] : values) {
        if (!value.empty() && spelled.documents > 0) ordered.push_back(spelled);
      }
      std::ranges::stable_sort(ordered, std::greater<>(), &Spelled::documents);
      if (ordered.size() > kMostValues) ordered.resize(kMostValues);
      const Spelled& recorded = values.at({});
      const std::string name = nameInQueries(key, recorded.text);
      if (recorded.documents < documents)
        ordered.push_back({std::string(kNotRecorded), documents - recorded.documents});
      for (const Spelled& value : ordered) {
        choices.push_back({{Kind::Attribute, name, value.text, false}, value.documents});
      }
    }
  }

 private:
  struct Spelled {
    std::string text;
    std::uint64_t documents = 0;
  };

  const std::string& folded(std::string_view text) {
    const auto [place, isNew] = folded_.try_emplace(std::string(text));
    if (isNew) place->second = fold(text);
    return place->second;
  }

  void noteValue(const std::string& key, std::string_view value, Found& found) {
    const std::string& same = folded(value);
    if (same.empty()) return;
    names_[key].try_emplace(same, Spelled{std::string(value), 0});
    found.emplace(key, same);
  }

  /// A case's attribute needs no "case." where nothing else has one of its name.
  std::string nameInQueries(const std::string& key, const std::string& full) const {
    const std::size_t dot = key.find('.');
    const bool isOnly = units_.at(key.substr(dot + 1)).size() == 1;
    return isOnly && key.starts_with("case.") ? full.substr(dot + 1) : full;
  }

  std::unordered_map<std::string, std::string> folded_;
  /// "": how the name is spelled, and how many documents have anything recorded of it.
  std::map<std::string, std::map<std::string, Spelled>> names_;
  std::map<std::string, std::set<AttributeUnit>> units_;  ///< that have an attribute so named
};

/// What is counted by looking at each document once.
struct Seen {
  std::unordered_map<CaseId, std::uint64_t> documentsOfCases;
  std::map<std::string, std::uint64_t> languages;
  std::map<std::string, std::uint64_t> folders;
  std::map<std::string, std::uint64_t> verdicts;
  std::unordered_set<DocumentId> documents;
};

void countFolders(const std::string& name, std::map<std::string, std::uint64_t>& folders) {
  for (std::size_t at = name.find('/'); at != name.npos; at = name.find('/', at + 1)) {
    if (at > 0) ++folders[name.substr(0, at)];
  }
}

constexpr std::string_view kVerdicts[] = {"confirm", "reject", "unsure", "cannot-read",
                                          "undecided"};

Seen lookAtDocuments(const Storage& storage, const Verdicts& verdicts, AttributeCounts& attributes,
                     Steps& steps) {
  Seen seen;
  for (Cursor from;;) {
    const std::vector<Document> page = storage.documents(from, kPage);
    for (const Document& document : page) {
      steps.one();
      if (document.excluded) continue;
      seen.documents.insert(document.id);
      ++seen.languages[document.language.empty() ? "und" : document.language];
      countFolders(document.name, seen.folders);
      for (const std::string_view verdict : kVerdicts) {
        if (verdicts.has(document, verdict)) ++seen.verdicts[std::string(verdict)];
      }
      if (document.caseId) ++seen.documentsOfCases[*document.caseId];
      if (const auto facts = storage.documentFacts(document.id)) {
        AttributeCounts::Found found;
        attributes.note(facts->attributes, AttributeUnit::Document, found);
        attributes.count(found, 1);
      }
    }
    if (page.size() < kPage) return seen;
    from.after = page.back().name;
  }
}

void lookAtCases(const Storage& storage, const Seen& seen, AttributeCounts& attributes,
                 Steps& steps) {
  for (const Case& person : storage.cases()) {
    steps.one();
    const auto documents = seen.documentsOfCases.find(person.id);
    if (documents == seen.documentsOfCases.end()) continue;
    AttributeCounts::Found found;
    attributes.note(person.attributes, AttributeUnit::Case, found);
    for (const Episode& episode : storage.episodes(person.id)) {
      attributes.note(episode.attributes, AttributeUnit::Episode, found);
    }
    for (const Assistance& assistance : storage.assistance(person.id)) {
      attributes.note(assistance.attributes, AttributeUnit::Assistance, found);
    }
    attributes.count(found, documents->second);
  }
}

/// Documents for each code that is used and each code or group that it stands below.
void addCodes(const Storage& storage, const Seen& seen, std::vector<FilterChoice>& choices,
              Steps& steps) {
  const Codebook codebook = storage.codebook();
  const CodeTree tree = codeTree(codebook);
  std::map<std::string, std::unordered_set<DocumentId>> tagged;
  for (std::size_t at = 0; at < codebook.codes.size(); ++at) {
    steps.one();
    for (const Coding& coding : storage.codings({{}, codebook.codes[at].id, {}})) {
      if (seen.documents.count(coding.document) == 0) continue;
      for (std::optional<std::size_t> node = at; node; node = tree.nodes[*node].parent)
        tagged[tree.nodes[*node].path].insert(coding.document);
    }
  }
  for (const auto& [name, documents] : tagged) {
    choices.push_back({{Kind::Code, "", name, false}, documents.size()});
  }
}

void addCounted(std::vector<FilterChoice>& choices, Kind kind,
                const std::map<std::string, std::uint64_t>& counts) {
  for (const auto& [value, documents] : counts) {
    choices.push_back({{kind, "", value, false}, documents});
  }
}

}  // namespace

std::vector<FilterChoice> filterChoices(const Storage& storage, std::string_view question,
                                        Progress& progress) {
  Steps steps(progress, storage.documentCount());
  AttributeCounts attributes;
  const Verdicts verdicts(storage.decisions(), question);
  const Seen seen = lookAtDocuments(storage, verdicts, attributes, steps);
  lookAtCases(storage, seen, attributes, steps);
  std::vector<FilterChoice> choices;
  attributes.addTo(choices, seen.documents.size());
  for (const std::string_view verdict : kVerdicts) {
    const auto at = seen.verdicts.find(std::string(verdict));
    if (at == seen.verdicts.end()) continue;
    choices.push_back({{Kind::Verdict, std::string(question), at->first, false}, at->second});
  }
  addCodes(storage, seen, choices, steps);
  addCounted(choices, Kind::Language, seen.languages);
  addCounted(choices, Kind::Folder, seen.folders);
  return choices;
}

}  // namespace retold
