#include "queries/tag/snapping.h"

#include <algorithm>
#include <vector>

#include "indexer/text/tokenizer.h"
#include "indexer/text/turns.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

constexpr std::uint64_t kFirstWindow = 256;  ///< bytes on either side
constexpr std::uint64_t kLongestCut = 64;    ///< bytes beside a cut that may belong to a cut word

/// The words that lie wholly within `radius` bytes around `at`. A word that the window may have cut
/// is left out; `complete`: the window is the whole text.
struct Words {
  std::vector<ByteSpan> spans;
  bool complete = false;
};

Words wordsAround(std::string_view content, ByteSpan middle, std::uint64_t radius) {
  ByteSpan window{middle.begin > radius ? middle.begin - radius : 0,
                  std::min<std::uint64_t>(content.size(), middle.end + radius)};
  while (!isCodepointBoundary(content, window.begin)) --window.begin;
  while (!isCodepointBoundary(content, window.end)) ++window.end;
  Words words;
  words.complete = window.begin == 0 && window.end == content.size();
  Tokenizer tokenizer;
  tokenizer.tokenize(content.substr(window.begin, window.size()), [&](const Token& token) {
    if (token.colocated) return;
    words.spans.push_back({token.span.begin + window.begin, token.span.end + window.begin});
  });
  const auto cut = [&](const ByteSpan& word) {
    return (word.begin < window.begin + kLongestCut && window.begin > 0) ||
           (word.end + kLongestCut > window.end && window.end < content.size());
  };
  std::erase_if(words.spans, cut);
  return words;
}

/// The first of `units` (in order, disjoint) that ends behind `at`, or ends at it where `touching`.
std::vector<ByteSpan>::const_iterator unitAt(const std::vector<ByteSpan>& units, std::uint64_t at,
                                             bool touching) {
  return std::partition_point(units.begin(), units.end(), [&](const ByteSpan& unit) {
    return touching ? unit.end < at : unit.end <= at;
  });
}

ByteSpan widenedTo(const std::vector<ByteSpan>& units, ByteSpan span) {
  const auto first = unitAt(units, span.begin, span.empty());
  if (first == units.end()) return span;
  if (span.empty()) return first->begin <= span.begin ? *first : span;
  ByteSpan wide = span;
  if (first->begin < span.begin) wide.begin = first->begin;
  for (auto unit = first; unit != units.end() && unit->begin < span.end; ++unit) {
    wide.end = std::max(wide.end, unit->end);
  }
  return wide;
}

/// The turns that the span touches, or the one that an empty span stands in.
std::vector<Turn> turnsAt(const Text& text, ByteSpan span) {
  const auto first =
      std::partition_point(text.turns.begin(), text.turns.end(), [&](const Turn& turn) {
        return span.empty() ? turn.span.end < span.begin : turn.span.end <= span.begin;
      });
  auto last = first;
  while (last != text.turns.end() &&
         (last->span.begin < span.end || (span.empty() && last->span.begin <= span.begin))) {
    ++last;
    if (span.empty()) break;
  }
  return {first, last};
}

std::vector<ByteSpan> unitsAt(const Text& text, ByteSpan span, TextUnit unit) {
  std::vector<ByteSpan> units;
  if (unit == TextUnit::Turn) {
    for (const Turn& turn : turnsAt(text, span)) units.push_back(turn.body);
  } else if (unit == TextUnit::Sentence) {
    for (const Passage& each : sentences(text.content, turnsAt(text, span))) {
      units.push_back(each.span);
    }
  } else {
    // A word as long as the window is no word of a language; then the selection stays as it is.
    units = wordsAround(text.content, span, 4 * kFirstWindow).spans;
  }
  std::erase_if(units, [](const ByteSpan& each) { return each.empty(); });
  return units;
}

}  // namespace

ByteSpan widened(const Text& text, ByteSpan span, TextUnit unit) {
  const std::vector<ByteSpan> units = unitsAt(text, span, unit);
  if (unit == TextUnit::Turn && span.empty() && units.size() == 1) return units.front();
  return widenedTo(units, span);
}

std::optional<ByteSpan> widenedOnce(const Text& text, ByteSpan span) {
  for (const TextUnit unit : {TextUnit::Word, TextUnit::Sentence, TextUnit::Turn}) {
    const ByteSpan wide = widened(text, span, unit);
    if (wide != span && wide.contains(span)) return wide;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> wordEdge(const Text& text, std::uint64_t at, Edge edge, bool forward) {
  const auto edgeOf = [edge](const ByteSpan& word) {
    return edge == Edge::Begin ? word.begin : word.end;
  };
  for (std::uint64_t radius = kFirstWindow;; radius *= 4) {
    const Words words = wordsAround(text.content, {at, at}, radius);
    std::optional<std::uint64_t> found;
    for (const ByteSpan& word : words.spans) {
      const std::uint64_t here = edgeOf(word);
      if (forward && here > at) return here;
      if (!forward && here < at) found = here;
    }
    if (found || words.complete) return found;
  }
}

}  // namespace retold
