#include "indexer/store/attribute_hits.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include "indexer/text/fold.h"
#include "model/case.h"

namespace retold {

namespace {

/// Rows of an owner (a case, or a document), name, state and value.
struct Source {
  AttributeUnit unit;
  const char* sql;
};
constexpr std::array kSources{
    Source{AttributeUnit::Case, "SELECT case_id, name, state, value FROM case_attributes"},
    Source{AttributeUnit::Episode,
           "SELECT e.case_id, a.name, a.state, a.value FROM episode_attributes a"
           " JOIN episodes e ON e.id = a.episode_id"},
    Source{AttributeUnit::Assistance,
           "SELECT s.case_id, a.name, a.state, a.value FROM assistance_attributes a"
           " JOIN assistance s ON s.id = a.assistance_id"},
    Source{AttributeUnit::Document,
           "SELECT f.document_id, a.name, a.state, a.value FROM document_attributes a"
           " JOIN document_facts f ON f.id = a.facts_id"}};

/// Folds each text once: names and values recur.
class Folder {
 public:
  const std::string& operator()(std::string_view text) {
    const auto [place, isNew] = folded_.try_emplace(std::string(text));
    if (isNew) place->second = fold(text);
    return place->second;
  }

 private:
  std::unordered_map<std::string, std::string> folded_;
};

bool hasValue(ValueState state, std::string_view value, const std::string& wanted, Folder& folded) {
  if (state != ValueState::Given) return folded(toText(state)) == wanted;
  if (folded(value) == wanted) return true;
  const std::vector<std::string_view> values = splitValues(value);
  return values.size() > 1 &&
         std::ranges::any_of(values, [&](std::string_view each) { return folded(each) == wanted; });
}

}  // namespace

void AttributeHits::want(const CompiledQuery& query) {
  if (query.kind == Query::Kind::Attribute) {
    hits_[{query.name, query.value}].areWithout = query.value == fold(kNotRecorded);
  }
  for (const CompiledQuery& child : query.children) want(child);
}

void AttributeHits::read(const Database& database, const CompiledQuery& query) {
  want(query);
  if (hits_.empty()) return;
  Folder folded;
  for (const Source& source : kSources) {
    const std::string prefix = std::string(toText(source.unit)) + '.';
    Statement row(database, source.sql);
    while (row.next()) {
      const std::string& name = folded(row.view(1));
      for (auto& [wanted, hits] : hits_) {
        const bool isNamed = wanted.first == name || wanted.first == prefix + name;
        const auto state = static_cast<ValueState>(row.integer(2));
        if (!isNamed) continue;
        const bool counts = hits.areWithout ? isRecorded({state, row.bytes(3)})
                                            : hasValue(state, row.view(3), wanted.second, folded);
        if (!counts) continue;
        const bool isDocument = source.unit == AttributeUnit::Document;
        (isDocument ? hits.documents : hits.cases).insert(row.integer(0));
      }
    }
  }
}

bool AttributeHits::has(std::int64_t caseRow, std::int64_t documentRow, std::string_view name,
                        std::string_view value) const {
  const auto place = hits_.find(Wanted{name, value});
  if (place == hits_.end()) return false;
  const Hits& hits = place->second;
  return (hits.cases.count(caseRow) > 0 || hits.documents.count(documentRow) > 0) !=
         hits.areWithout;
}

}  // namespace retold
