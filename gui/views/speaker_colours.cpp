#include "gui/views/speaker_colours.h"

#include <iterator>

namespace retold {

namespace {

struct Ink {
  const char* light;
  const char* dark;
};

/// Neighbours differ in lightness or warmth, so that they can be told apart also by those who do
/// not see red and green.
constexpr Ink kInks[] = {{"#1d5fb4", "#7ab0f5"}, {"#9a3412", "#f0a277"}, {"#0f6b5c", "#5cc8b4"},
                         {"#86198f", "#e48be8"}, {"#5b5b00", "#c9cf62"}, {"#6d28d9", "#b8a2f7"},
                         {"#a11d4a", "#f48fb1"}, {"#2f6b1f", "#8fd07c"}};

}  // namespace

SpeakerColours::SpeakerColours(const Text& text) {
  for (const Turn& turn : text.turns) {
    if (turn.role == SpeakerRole::Interviewer) continue;
    places_.try_emplace(turn.speaker, places_.size());
  }
}

QColor SpeakerColours::of(const Turn& turn, const Theme& theme) const {
  if (turn.role == SpeakerRole::Interviewer) return theme.interviewer;
  const auto place = places_.find(turn.speaker);
  const std::size_t number = place == places_.end() ? 0 : place->second;
  const Ink& ink = kInks[number % std::size(kInks)];
  return QColor(theme.dark ? ink.dark : ink.light);
}

}  // namespace retold
