#include "model/match.h"

#include <array>

namespace retold {

std::string_view toText(How how) {
  constexpr std::array<std::string_view, 9> names{
      "exact", "case", "folded", "twin", "inflected", "prefix", "misspelt", "gap", "pattern"};
  return names.at(static_cast<std::size_t>(how));
}

std::string_view toText(MatchStatus status) {
  constexpr std::array<std::string_view, 7> names{
      "asserted", "denied", "feared", "other-person", "question", "boilerplate", "same-episode"};
  return names.at(static_cast<std::size_t>(status));
}

}  // namespace retold
