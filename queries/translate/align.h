#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "model/document.h"

namespace retold {

/// Turns of an original and of its translation that say the same; half-open ranges of indices into
/// Text::turns. One of them may be empty (left out, added), or hold two turns (joined, split).
struct AlignedTurns {
  std::size_t originalBegin = 0;
  std::size_t originalEnd = 0;
  std::size_t translationBegin = 0;
  std::size_t translationEnd = 0;
  friend bool operator==(const AlignedTurns&, const AlignedTurns&) = default;
};

/// Aligns the turns of two texts in order, so that the beads are likeliest by their lengths (Gale &
/// Church 1993), by who speaks, when, and by the numbers they name. Covers every turn of both once.
/// It is a guess that helps reading; no count rests on it. Any thread.
std::vector<AlignedTurns> alignTurns(const Text& original, const Text& translation);

/// Which of two aligned texts a span stands in.
enum class Side { Original, Translation };

/// The turns of the other text that say what `span` of the text on `side` says: from the first
/// one's begin to the last one's end. None where the other text left it out.
std::optional<ByteSpan> counterpart(const std::vector<AlignedTurns>& aligned, const Text& original,
                                    const Text& translation, Side side, ByteSpan span);

}  // namespace retold
