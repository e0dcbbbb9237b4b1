#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/import/mapping.h"
#include "model/case.h"
#include "model/ids.h"
#include "model/progress.h"

namespace retold {

class Storage;

/// Every case with all its values, small enough to hold 140,000 of them: equal values are kept
/// once. One thread at a time.
class CaseList {
 public:
  struct Row {
    CaseId id;
    std::string name;
    std::vector<DocumentId> documents;  ///< that were not left out, by name
    std::uint32_t episodes = 0;
    std::uint32_t assistance = 0;
  };

  const std::vector<Row>& rows() const { return rows_; }  ///< by name
  /// The row of this case; none where there is none.
  std::optional<std::uint32_t> rowOf(CaseId id) const;
  /// Where some case has a value: case, then episodes and assistance by number, each by name. A
  /// name is spelled as it was met first.
  std::vector<AttributePlace> places() const;
  /// Null where nothing was said.
  const AttributeValue* value(std::uint32_t row, const AttributePlace& place) const;

  /// Rows in the order of this place's values (of `definition`'s type where there is one): what was
  /// given, then why not, then where nothing was said; equal ones by name of the case, numbers in
  /// names as numbers. `descending` turns round what was given only.
  std::vector<std::uint32_t> orderedBy(const AttributePlace& place,
                                       const AttributeDefinition* definition,
                                       bool descending) const;
  /// Rows by name, numbers in names as numbers.
  std::vector<std::uint32_t> orderedByName(bool descending) const;
  /// A flag for each row: its name, or a value in one of `places`, holds `text`, letters compared
  /// folded. All where `text` is empty.
  std::vector<bool> holding(std::string_view text, const std::vector<AttributePlace>& places) const;

  /// Reads one case anew, after it was changed; its row stays where it is. False where there is no
  /// such case any more or it has no row: the list is to be read anew.
  bool reread(const Storage& storage, CaseId id);

 private:
  friend CaseList readCaseList(const Storage& storage, Progress& progress);

  std::uint32_t keep(const AttributeValue& value);
  void setValues(const Storage& storage, std::uint32_t row, const Case& person);
  void set(std::uint32_t row, const AttributePlace& place, const AttributeValue& value);
  void sortNames();

  struct Column {
    AttributePlace place;              ///< as spelled
    std::vector<std::uint32_t> cells;  ///< places in `values_`, by row; 0 = nothing was said
  };
  const Column* columnOf(const AttributePlace& place) const;

  std::vector<Row> rows_;
  std::vector<std::uint32_t> byName_;     ///< rows by name, numbers in names as numbers
  std::vector<std::uint32_t> nameRanks_;  ///< of each row; equal for names that are sorted alike
  std::unordered_map<CaseId, std::uint32_t> rowOf_;
  std::map<AttributePlace, Column> columns_;  ///< by place with headerKey() of its name
  std::vector<AttributeValue> values_{{ValueState::Missing, ""}};
  std::map<AttributeValue, std::uint32_t> places_;
};

/// Takes seconds on 100,000 cases. Error(Cancelled).
CaseList readCaseList(const Storage& storage, Progress& progress);

}  // namespace retold
