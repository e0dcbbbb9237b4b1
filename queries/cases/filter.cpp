#include "queries/cases/filter.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "indexer/text/language.h"
#include "model/error.h"
#include "queries/cases/verdicts.h"
#include "queries/codebook/tree.h"

namespace retold {

namespace {

/// Between two looks at whether the user has stopped the work.
constexpr std::size_t kPage = 20'000;

using Kind = FilterCondition::Kind;
using Documents = std::unordered_set<DocumentId>;

void stopIfAsked(const Progress& progress) {
  if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "filtering was stopped");
}

Query attributeQuery(const FilterCondition& condition) {
  Query query;
  query.kind = Query::Kind::Attribute;
  query.name = condition.name;
  query.value = condition.value;
  query.children.emplace_back();
  return query;
}

Query joined(Query::Kind kind, std::vector<Query> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Query query;
  query.kind = kind;
  query.children = std::move(parts);
  return query;
}

/// All conditions on attributes in one question, so that the attributes are read once; none where
/// there are none.
std::optional<Query> attributesAsked(const Filter& filter) {
  std::map<std::string, std::vector<Query>> alternatives;
  std::vector<Query> all;
  for (const FilterCondition& condition : filter.conditions) {
    if (condition.kind != Kind::Attribute) continue;
    if (!condition.isNot) {
      alternatives[condition.name].push_back(attributeQuery(condition));
      continue;
    }
    Query negated;
    negated.kind = Query::Kind::Not;
    negated.children.push_back(attributeQuery(condition));
    all.push_back(std::move(negated));
  }
  for (auto& [name, parts] : alternatives) {
    all.push_back(joined(Query::Kind::Or, std::move(parts)));
  }
  if (all.empty()) return std::nullopt;
  return joined(Query::Kind::And, std::move(all));
}

Documents documentsOf(const Storage& storage, const Query& query, const Progress& progress) {
  Documents found;
  for (std::optional<Cursor> from = Cursor{}; from;) {
    stopIfAsked(progress);
    const SearchPage page = storage.search(query, *from, kPage);
    for (const DocumentHits& hits : page.documents) found.insert(hits.document);
    from = page.next;
  }
  return found;
}

Documents documentsTagged(const Storage& storage, const std::string& name,
                          const Progress& progress) {
  Documents tagged;
  for (const CodeId code : codesAtOrBelow(storage.codebook(), name)) {
    stopIfAsked(progress);
    for (const Coding& coding : storage.codings({{}, code, {}})) tagged.insert(coding.document);
  }
  return tagged;
}

/// What must be looked up before documents can be judged one by one.
class Conditions {
 public:
  Conditions(const Storage& storage, const Filter& filter, Progress& progress) {
    if (const auto query = attributesAsked(filter)) {
      withAttributes_ = documentsOf(storage, *query, progress);
    }
    std::optional<std::vector<Decision>> decisions;
    for (const FilterCondition& condition : filter.conditions) {
      stopIfAsked(progress);
      if (condition.kind == Kind::Attribute) continue;
      if (condition.kind == Kind::Code && tagged_.count(condition.value) == 0) {
        tagged_[condition.value] = documentsTagged(storage, condition.value, progress);
      }
      if (condition.kind == Kind::Verdict && verdicts_.count(condition.name) == 0) {
        if (!decisions) decisions = storage.decisions();
        verdicts_.emplace(condition.name, Verdicts(*decisions, condition.name));
      }
      if (condition.isNot) {
        forbidden_.push_back(condition);
      } else {
        groups_[{condition.kind, condition.name}].push_back(condition);
      }
    }
  }

  bool passes(const Document& document) const {
    if (document.excluded) return false;
    if (withAttributes_ && withAttributes_->count(document.id) == 0) return false;
    const auto has = [&](const FilterCondition& condition) { return meets(document, condition); };
    return std::ranges::none_of(forbidden_, has) &&
           std::ranges::all_of(
               groups_, [&](const auto& group) { return std::ranges::any_of(group.second, has); });
  }

 private:
  bool meets(const Document& document, const FilterCondition& condition) const {
    switch (condition.kind) {
      case Kind::Attribute:
        break;
      case Kind::Language:
        return languageOf(document) == condition.value;
      case Kind::Folder:
        return document.name.starts_with(condition.value + "/");
      case Kind::Code:
        return tagged_.at(condition.value).count(document.id) != 0;
      case Kind::Verdict:
        return verdicts_.at(condition.name).has(document, condition.value);
    }
    return false;
  }

  static std::string_view languageOf(const Document& document) {
    return document.language.empty() ? std::string_view("und") : document.language;
  }

  std::optional<Documents> withAttributes_;
  std::map<std::string, Documents> tagged_;   ///< by name of the code
  std::map<std::string, Verdicts> verdicts_;  ///< by question
  std::map<std::pair<Kind, std::string>, std::vector<FilterCondition>> groups_;
  std::vector<FilterCondition> forbidden_;
};

std::string languageInWords(const std::string& tag) {
  const std::string name = languageName(tag);
  return name == tag ? tag : name + " (" + tag + ")";
}

std::string_view verdictInWords(const std::string& verdict) {
  if (verdict == "confirm") return "confirmed";
  if (verdict == "reject") return "rejected";
  return verdict;
}

}  // namespace

std::vector<DocumentId> documentsPassing(const Storage& storage, const Filter& filter,
                                         Progress& progress) {
  const Conditions conditions(storage, filter, progress);
  const std::uint64_t total = storage.documentCount();
  std::vector<DocumentId> passing;
  std::uint64_t done = 0;
  for (Cursor from;;) {
    stopIfAsked(progress);
    progress.report("documents", done, total);
    const std::vector<Document> page = storage.documents(from, kPage);
    for (const Document& document : page) {
      if (conditions.passes(document)) passing.push_back(document.id);
    }
    done += page.size();
    if (page.size() < kPage) break;
    from.after = page.back().name;
  }
  progress.report("documents", done, total);
  return passing;
}

std::string toText(const FilterCondition& condition) {
  const std::string is = condition.isNot ? " is not " : " is ";
  switch (condition.kind) {
    case Kind::Attribute:
      if (condition.value == kNotRecorded && condition.isNot)
        return condition.name + " is recorded";
      return condition.name + is + condition.value;
    case Kind::Language:
      if (condition.value == "und")
        return condition.isNot ? "language is known" : "language is not known";
      return "language" + is + languageInWords(condition.value);
    case Kind::Folder:
      return "folder" + is + condition.value;
    case Kind::Code:
      return (condition.isNot ? "not tagged with " : "tagged with ") + condition.value;
    case Kind::Verdict:
      return condition.name + is + std::string(verdictInWords(condition.value));
  }
  return condition.value;
}

}  // namespace retold
