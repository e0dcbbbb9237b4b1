#include "queries/tag/moved_passage.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <optional>
#include <unordered_map>

#include "indexer/text/edit_distance.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/utf8.h"
#include "queries/find/white_space.h"

namespace retold {

namespace {

/// Words on either side of a passage that tell it from another place with the same words.
constexpr std::size_t kAround = 12;
/// A passage of fewer words says little by itself: what stands around it must agree.
constexpr std::size_t kTelling = 5;
constexpr double kLeastAround = 0.25;
/// And more of it before nobody needs to look. (Names of speakers stand around everything.)
constexpr double kPlainAround = 0.5;
/// Unrelated talk shares its small words: about a third of them.
constexpr double kLeastSimilarity = 0.5;
constexpr std::size_t kLongPassage = 2000;
constexpr std::size_t kEndWords = 100;
/// Longer passages are compared without looking at spelling.
constexpr std::size_t kSpelledPassage = 200;
/// Places that fit equally well and are told apart by what stands around them.
constexpr std::size_t kMostEqual = 64;

/// Half words, so that a word spelled a little differently costs one.
constexpr std::uint8_t kWhole = 2;
constexpr std::uint8_t kHalf = 1;

using Words = std::vector<std::uint32_t>;

/// Words of a text by number.
struct Numbered {
  Words ids;
  std::vector<ByteSpan> spans;
};

/// A stretch of words.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Letters to put in, take out or change (Levenshtein) are at most a third of the longer word.
bool spelledAlike(const std::u32string& a, const std::u32string& b) {
  const std::size_t longer = std::max(a.size(), b.size());
  const std::size_t most = longer / 3;
  constexpr std::size_t shortest = 5;
  if (longer < shortest || longer - std::min(a.size(), b.size()) > most) return false;
  return editDistance(a, b) <= most;
}

/// Length of the longest common subsequence.
std::size_t common(const std::uint32_t* a, std::size_t sizeOfA, const std::uint32_t* b,
                   std::size_t sizeOfB) {
  std::vector<std::size_t> row(sizeOfB + 1, 0);
  for (std::size_t i = 0; i < sizeOfA; ++i) {
    std::size_t diagonal = 0;
    for (std::size_t j = 0; j < sizeOfB; ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = a[i] == b[j] ? diagonal + 1 : std::max(above, row[j]);
      diagonal = above;
    }
  }
  return row.back();
}

std::vector<ByteSpan> placesOf(std::string_view content, std::string_view quote) {
  std::vector<ByteSpan> found;
  if (quote.empty()) return found;
  for (std::size_t at = content.find(quote); at != std::string_view::npos;) {
    const ByteSpan span{at, at + quote.size()};
    const bool whole = snapToGraphemes(content, span) == span;
    if (whole) found.push_back(span);
    at = content.find(quote, whole ? span.end : at + 1);
  }
  return found;
}

}  // namespace

std::string_view toText(Standing standing) {
  switch (standing) {
    case Standing::Exact:
      return "exact";
    case Standing::Context:
      return "context";
    case Standing::Changed:
      return "changed";
    case Standing::Gone:
      break;
  }
  return "gone";
}

struct PassageFinder::State {
  std::string_view from;
  std::string_view to;
  std::unordered_map<std::string, std::uint32_t> numbers;
  std::vector<std::u32string> spellings;  // by number
  Numbered before;
  Numbered after;

  State(std::string_view old, std::string_view current) : from(old), to(current) {
    Tokenizer words;
    before = number(words, from);
    after = number(words, to);
  }

  Numbered number(Tokenizer& words, std::string_view text) {
    Numbered result;
    words.tokenize(text, [&](const Token& token) {
      if (token.colocated) return;
      const auto [known, isNew] = numbers.try_emplace(std::string(token.folded), numbers.size());
      if (isNew) spellings.push_back(signsOf(token.folded));
      result.ids.push_back(known->second);
      result.spans.push_back(token.span);
    });
    return result;
  }

  /// The words that lie in `span`, at least in part.
  static Stretch wordsIn(const Numbered& text, ByteSpan span) {
    const auto first =
        std::partition_point(text.spans.begin(), text.spans.end(),
                             [&](const ByteSpan& word) { return word.end <= span.begin; });
    const auto last = std::partition_point(
        first, text.spans.end(), [&](const ByteSpan& word) { return word.begin < span.end; });
    return {static_cast<std::size_t>(first - text.spans.begin()),
            static_cast<std::size_t>(last - text.spans.begin())};
  }

  /// How many of the words around `old` stand, in their order, around `now`, and of how many.
  std::pair<std::size_t, std::size_t> sharedAround(Stretch old, Stretch now) const {
    const std::size_t left = std::min(kAround, old.begin);
    const std::size_t right = std::min(kAround, before.ids.size() - old.end);
    // Wider, for the words that were put in there.
    const std::size_t leftNow = std::min(kAround + kAround / 2, now.begin);
    const std::size_t rightNow = std::min(kAround + kAround / 2, after.ids.size() - now.end);
    const std::size_t shared =
        common(before.ids.data() + (old.begin - left), left,
               after.ids.data() + (now.begin - leftNow), leftNow) +
        common(before.ids.data() + old.end, right, after.ids.data() + now.end, rightNow);
    return {shared, left + right};
  }

  /// The share of the words around `old` that stand around `now`.
  double around(Stretch old, Stretch now) const {
    const auto [shared, all] = sharedAround(old, now);
    return all == 0 ? 1 : static_cast<double>(shared) / static_cast<double>(all);
  }

  /// How far the places stand from each other in their texts, as shares of these.
  double farness(ByteSpan old, ByteSpan now) const {
    const double was = static_cast<double>(old.begin) / static_cast<double>(from.size());
    const double is = static_cast<double>(now.begin) / static_cast<double>(to.size());
    return was < is ? is - was : was - is;
  }

  std::optional<MovedPassage> findExactly(ByteSpan passage) const {
    const std::string_view quote = from.substr(passage.begin, passage.size());
    const std::vector<ByteSpan> now = placesOf(to, quote);
    if (now.empty()) return std::nullopt;
    const std::vector<ByteSpan> old = placesOf(from, quote);
    const Stretch words = wordsIn(before, passage);
    MovedPassage found;
    found.similarity = 1;
    found.places = now.size();
    std::size_t best = 0;
    for (std::size_t at = 0; at < now.size(); ++at) {
      const double share = around(words, wordsIn(after, now[at]));
      if (at > 0 && share < found.around) continue;
      found.tied = at > 0 && share == found.around ? found.tied + 1 : 1;
      if (found.tied == 1 || nearer(old, passage, now, at, best)) best = at;
      found.around = share;
    }
    found.span = now[best];
    found.place = best + 1;
    const bool telling = words.end - words.begin >= kTelling || found.around >= kPlainAround;
    found.standing = now.size() == 1 && old.size() <= 1 && telling ? Standing::Exact  //
                                                                   : Standing::Context;
    return found;
  }

  /// True where place `a` is likelier than `b` when the words around them say nothing: the same one
  /// of the same number of places, else the one at the same part of the text.
  bool nearer(const std::vector<ByteSpan>& old, ByteSpan passage, const std::vector<ByteSpan>& now,
              std::size_t a, std::size_t b) const {
    const auto which = std::find(old.begin(), old.end(), passage);
    if (old.size() == now.size() && which != old.end()) {
      const auto wanted = static_cast<std::size_t>(which - old.begin());
      return a == wanted || (b != wanted && farness(passage, now[a]) < farness(passage, now[b]));
    }
    return farness(passage, now[a]) < farness(passage, now[b]);
  }

  /// What it costs to take one word for another.
  class Costs {
   public:
    Costs(const State& state, const std::uint32_t* words, std::size_t size)
        : state_(state), words_(words), size_(size) {}

    /// For each of the words in turn, to take `other` for it.
    const std::vector<std::uint8_t>& of(std::uint32_t other) {
      const auto [row, isNew] = rows_.try_emplace(other);
      if (!isNew) return row->second;
      row->second.assign(size_, kWhole);
      for (std::size_t i = 0; i < size_; ++i) {
        if (words_[i] == other)
          row->second[i] = 0;
        else if (size_ <= kSpelledPassage &&
                 spelledAlike(state_.spellings[words_[i]], state_.spellings[other]))
          row->second[i] = kHalf;
      }
      return row->second;
    }

   private:
    const State& state_;
    const std::uint32_t* words_;
    std::size_t size_;
    std::unordered_map<std::uint32_t, std::vector<std::uint8_t>> rows_;
  };

  /// The stretches of the new text that cost least to make from these words, and what they cost.
  std::pair<std::vector<Stretch>, std::uint32_t> cheapest(Stretch passage) const {
    const std::uint32_t* words = before.ids.data() + passage.begin;
    const std::size_t size = passage.end - passage.begin;
    Costs costs(*this, words, size);
    std::vector<std::uint32_t> column(size + 1);
    for (std::size_t i = 0; i <= size; ++i) column[i] = static_cast<std::uint32_t>(i * kWhole);
    std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::size_t> ends;
    for (std::size_t j = 0; j < after.ids.size(); ++j) {
      const std::vector<std::uint8_t>& cost = costs.of(after.ids[j]);
      std::uint32_t diagonal = column[0];
      for (std::size_t i = 0; i < size; ++i) {
        const std::uint32_t replaced = diagonal + cost[i];
        diagonal = column[i + 1];
        column[i + 1] = std::min({replaced, column[i] + kWhole, column[i + 1] + kWhole});
      }
      if (column[size] > least) continue;
      if (column[size] < least) ends.clear();
      least = column[size];
      if (ends.size() < kMostEqual) ends.push_back(j + 1);
    }
    std::vector<Stretch> found;
    // More than half of the words are others: kLeastSimilarity.
    if (2 * least > kWhole * size) return {found, least};
    for (const std::size_t end : ends) {
      for (const std::size_t begin : beginsOf(passage, costs, end, least))
        found.push_back({begin, end});
    }
    return {found, least};
  }

  /// Where stretches that end at `end` and cost `least` begin.
  std::vector<std::size_t> beginsOf(Stretch passage, Costs& costs, std::size_t end,
                                    std::uint32_t least) const {
    const std::size_t size = passage.end - passage.begin;
    const std::size_t farthest = std::min(end, size + least / kWhole + 1);
    std::vector<std::uint32_t> column(size + 1);
    for (std::size_t i = 0; i <= size; ++i) column[i] = static_cast<std::uint32_t>(i * kWhole);
    std::vector<std::size_t> begins;
    for (std::size_t taken = 1; taken <= farthest; ++taken) {
      std::uint32_t diagonal = column[0];
      column[0] += kWhole;
      const std::vector<std::uint8_t>& cost = costs.of(after.ids[end - taken]);
      for (std::size_t i = 0; i < size; ++i) {
        const std::uint32_t replaced = diagonal + cost[size - 1 - i];
        diagonal = column[i + 1];
        column[i + 1] = std::min({replaced, column[i] + kWhole, column[i + 1] + kWhole});
      }
      if (column[size] == least) begins.push_back(end - taken);
    }
    return begins;
  }

  MovedPassage findAlike(ByteSpan passage) const {
    const Stretch words = wordsIn(before, passage);
    const std::size_t size = words.end - words.begin;
    if (size == 0 || after.ids.empty()) return {};
    if (size > kLongPassage) return findByEnds(passage, words);
    const auto [stretches, cost] = cheapest(words);
    if (stretches.empty()) return {};
    const auto [best, tied] = likeliest(stretches, words, passage);
    MovedPassage found;
    found.tied = tied;
    found.around = around(words, best);
    const double longer = static_cast<double>(std::max(size, best.end - best.begin));
    found.similarity = 1 - static_cast<double>(cost) / (kWhole * longer);
    if (size < kTelling && found.around < kLeastAround) return {};
    found.standing = Standing::Changed;
    found.span = withSigns(passage, words, spanOf(best));
    return found;
  }

  /// Of stretches that cost the same the one that keeps most words within and around it, and how
  /// many places keep as many.
  std::pair<Stretch, std::uint64_t> likeliest(const std::vector<Stretch>& stretches, Stretch words,
                                              ByteSpan passage) const {
    const std::size_t size = words.end - words.begin;
    std::size_t most = 0;
    std::vector<Stretch> equal;
    for (const Stretch& stretch : stretches) {
      std::size_t kept = sharedAround(words, stretch).first;
      if (size <= kSpelledPassage)
        kept += common(before.ids.data() + words.begin, size, after.ids.data() + stretch.begin,
                       stretch.end - stretch.begin);
      if (kept < most) continue;
      if (kept > most) equal.clear();
      most = kept;
      equal.push_back(stretch);
    }
    const auto oddness = [&](Stretch stretch) {
      const std::size_t now = stretch.end - stretch.begin;
      return std::pair(now > size ? now - size : size - now, farness(passage, spanOf(stretch)));
    };
    std::uint64_t tied = 0;
    std::size_t behind = 0;
    Stretch best = equal.front();
    for (const Stretch& stretch : equal) {
      // Those that overlap are one place with different edges.
      if (tied == 0 || stretch.begin >= behind) ++tied;
      behind = std::max(behind, stretch.end);
      if (oddness(stretch) < oddness(best)) best = stretch;
    }
    return {best, tied};
  }

  ByteSpan spanOf(Stretch stretch) const {
    return {after.spans[stretch.begin].begin, after.spans[stretch.end - 1].end};
  }

  /// `span` with the signs at its ends that stood at the ends of the old passage too.
  ByteSpan withSigns(ByteSpan passage, Stretch words, ByteSpan span) const {
    const ByteSpan inner{before.spans[words.begin].begin, before.spans[words.end - 1].end};
    if (passage.begin < inner.begin) {
      const std::string_view ahead = from.substr(passage.begin, inner.begin - passage.begin);
      if (to.substr(0, span.begin).ends_with(ahead)) span.begin -= ahead.size();
    }
    if (inner.end < passage.end) {
      const std::string_view behind = from.substr(inner.end, passage.end - inner.end);
      if (to.substr(span.end).starts_with(behind)) span.end += behind.size();
    }
    return snapToGraphemes(to, span);
  }

  /// A long passage, from where its beginning stands to where its end does.
  MovedPassage findByEnds(ByteSpan passage, Stretch words) const {
    const MovedPassage head =
        findAlike({before.spans[words.begin].begin, before.spans[words.begin + kEndWords - 1].end});
    const MovedPassage tail =
        findAlike({before.spans[words.end - kEndWords].begin, before.spans[words.end - 1].end});
    if (head.standing == Standing::Gone || tail.standing == Standing::Gone ||
        head.span.begin >= tail.span.end)
      return {};
    MovedPassage found;
    found.span = {head.span.begin, tail.span.end};
    const Stretch now = wordsIn(after, found.span);
    const std::size_t longer = std::max(words.end - words.begin, now.end - now.begin);
    found.similarity = static_cast<double>(sharedWords(words, now)) / static_cast<double>(longer);
    if (found.similarity < kLeastSimilarity) return {};
    found.standing = Standing::Changed;
    found.tied = std::max(head.tied, tail.tied);
    found.around = around(words, now);
    found.span = withSigns(passage, words, found.span);
    return found;
  }

  std::size_t sharedWords(Stretch old, Stretch now) const {
    std::unordered_map<std::uint32_t, std::size_t> counts;
    for (std::size_t at = old.begin; at < old.end; ++at) ++counts[before.ids[at]];
    std::size_t shared = 0;
    for (std::size_t at = now.begin; at < now.end; ++at) {
      const auto left = counts.find(after.ids[at]);
      if (left == counts.end() || left->second == 0) continue;
      --left->second;
      ++shared;
    }
    return shared;
  }
};

PassageFinder::PassageFinder(std::string_view from, std::string_view to)
    : state_(std::make_unique<State>(from, to)) {}
PassageFinder::~PassageFinder() = default;
PassageFinder::PassageFinder(PassageFinder&&) noexcept = default;
PassageFinder& PassageFinder::operator=(PassageFinder&&) noexcept = default;

MovedPassage PassageFinder::find(ByteSpan passage) {
  assert(passage.begin <= passage.end && passage.end <= state_->from.size());
  if (const auto exact = state_->findExactly(passage)) return *exact;
  return state_->findAlike(passage);
}

}  // namespace retold
