#include "indexer/text/vocabulary.h"

#include <cassert>

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
  std::vector<std::uint32_t> found;
  for (std::size_t id = 0; id < tokens_.size(); ++id)
    if (tokens_[id].starts_with(folded)) found.push_back(static_cast<std::uint32_t>(id));
  return found;
}

std::string MemoryVocabulary::token(std::uint32_t id) const {
  assert(id < tokens_.size());
  return tokens_[id];
}

}  // namespace retold
