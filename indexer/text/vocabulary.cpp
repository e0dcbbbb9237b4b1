#include "indexer/text/vocabulary.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace retold {

std::uint32_t MemoryVocabulary::add(std::string_view folded) {
  const auto [entry, isNew] =
      numbers_.try_emplace(std::string(folded), static_cast<std::uint32_t>(tokens_.size()));
  if (isNew) tokens_.emplace_back(folded);
  return entry->second;
}

std::optional<std::uint32_t> MemoryVocabulary::find(std::string_view folded) const {
  const auto entry = numbers_.find(std::string(folded));
  if (entry == numbers_.end()) return std::nullopt;
  return entry->second;
}

std::vector<std::uint32_t> MemoryVocabulary::withPrefix(std::string_view folded) const {
  const auto tokenOf = [&](std::uint32_t id) -> std::string_view { return tokens_[id]; };
  if (byToken_.size() != tokens_.size()) {
    byToken_.resize(tokens_.size());
    std::iota(byToken_.begin(), byToken_.end(), 0U);
    std::ranges::sort(byToken_, {}, tokenOf);
  }
  const auto first = std::ranges::lower_bound(byToken_, folded, {}, tokenOf);
  const auto last = std::find_if_not(
      first, byToken_.end(), [&](std::uint32_t id) { return tokenOf(id).starts_with(folded); });
  std::vector<std::uint32_t> found(first, last);
  std::ranges::sort(found);
  return found;
}

std::string MemoryVocabulary::token(std::uint32_t id) const {
  assert(id < tokens_.size());
  return tokens_[id];
}

void MemoryVocabulary::each(
    const std::function<void(std::uint32_t id, std::string_view token)>& sink) const {
  for (std::size_t id = 0; id < tokens_.size(); ++id)
    sink(static_cast<std::uint32_t>(id), tokens_[id]);
}

}  // namespace retold
