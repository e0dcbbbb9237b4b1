#include "queries/screen/evidence.h"

#include "indexer/text/turns.h"

namespace retold {

ByteSpan evidenceOf(const Text& text, const Match& match) {
  std::vector<Turn> turns;
  for (const Turn& turn : text.turns) {
    if (turn.span.overlaps(match.span)) turns.push_back(turn);
  }
  ByteSpan passage = match.span;
  for (const Passage& sentence : sentences(text.content, turns)) {
    if (sentence.span.overlaps(match.span)) passage = hull(passage, sentence.span);
  }
  return passage;
}

}  // namespace retold
