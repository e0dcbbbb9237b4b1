#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/progress.h"
#include "queries/find/hits.h"

namespace retold {

/// One thing that hits are put in order by.
struct OrderKey {
  enum class By {
    Before,    ///< the `word`-th word before the hit
    After,     ///< behind it
    Match,     ///< what was found
    Speaker,   ///< label of the turn
    Document,  ///< its name
    Case,
    Attribute  ///< `attribute`, as DocumentColumns names it
  };
  By by = By::Document;
  unsigned word = 1;
  std::string attribute = {};
  bool descending = false;
  friend bool operator==(const OrderKey&, const OrderKey&) = default;
};

/// Hits by place in their list.
struct OrderedHits {
  std::vector<std::uint32_t> order;  ///< every hit once; those that are not sorted at the end
  std::size_t sorted = 0;            ///< so many are in order
};

/// The hits by the first key, those that are equal there by the second and so on, at last as they
/// stand in the list. Words are compared folded, code point by code point, whatever their script
/// and the computer's language; numbers within words by their value. What is not there (no word
/// before the first) comes first. At most `most` hits are sorted where their texts have to be read
/// (by words, match or speaker): the first ones. Error(Cancelled).
OrderedHits ordered(const Storage& storage, const HitList& list, std::span<const OrderKey> keys,
                    std::size_t most, Progress& progress);

}  // namespace retold
