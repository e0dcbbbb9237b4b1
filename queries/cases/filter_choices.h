#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/progress.h"
#include "queries/cases/filter.h"

namespace retold {

class Storage;

/// A condition that somebody may choose, and how many documents meet it by itself.
struct FilterChoice {
  FilterCondition condition;
  std::uint64_t documents = 0;
  friend bool operator==(const FilterChoice&, const FilterChoice&) = default;
};

/// Every condition that at least one document meets that was not left out: attributes by name, then
/// most documents first and at most the 500 most frequent values of each (a value's spelling is the
/// one met first); then verdicts on `question`, codes, languages and folders. Takes seconds on
/// 100,000 documents. Error(Cancelled).
std::vector<FilterChoice> filterChoices(const Storage& storage, std::string_view question,
                                        Progress& progress);

}  // namespace retold
