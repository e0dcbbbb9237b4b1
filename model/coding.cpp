#include "model/coding.h"

#include <array>

namespace retold {

namespace {
constexpr std::array<std::string_view, 4> kVerdicts{"confirm", "reject", "unsure", "cannot-read"};
constexpr std::array<std::string_view, 4> kCertainties{"", "concern", "known", "feared-again"};
}  // namespace

std::string_view toText(Verdict verdict) { return kVerdicts.at(static_cast<std::size_t>(verdict)); }

std::optional<Verdict> parseVerdict(std::string_view text) {
  for (std::size_t at = 0; at < kVerdicts.size(); ++at) {
    if (kVerdicts[at] == text) return static_cast<Verdict>(at);
  }
  return std::nullopt;
}

std::string_view toText(Certainty certainty) {
  return kCertainties.at(static_cast<std::size_t>(certainty));
}

std::optional<Certainty> parseCertainty(std::string_view text) {
  for (std::size_t at = 0; at < kCertainties.size(); ++at) {
    if (kCertainties[at] == text) return static_cast<Certainty>(at);
  }
  return std::nullopt;
}

}  // namespace retold
