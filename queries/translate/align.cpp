#include "queries/translate/align.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>

#include "indexer/text/tokenizer.h"

// William A. Gale and Kenneth W. Church, "A program for aligning sentences in bilingual corpora",
// Computational Linguistics 19(1), 1993. Section 3.2: the length of a translation varies about c
// times the original's with a variance of s² per character, delta = (l2 - l1 c) / sqrt(l1 s²) is
// standard normal, and Prob(delta | match) = 2 (1 - Phi(|delta|)). The cost of a bead is
// -log(Prob(delta | match) Prob(match)). As in their program the mean of both lengths stands under
// the root. Here c is what the two texts' own lengths say, as one sign of Chinese says as much as
// several of English, and s² is theirs (6.8, in units of the longer of the two scripts).

namespace retold {
namespace {

constexpr double kVariance = 6.8;
constexpr double kMostLengthCost = 40;

/// Table 5 of the paper, with less for a turn left out or split: turns are longer than sentences.
struct BeadKind {
  std::size_t original;
  std::size_t translation;
  double probability;
};
constexpr std::array<BeadKind, 5> kKinds{
    {{1, 1, 0.89}, {1, 0, 0.0099}, {0, 1, 0.0099}, {2, 1, 0.0445}, {1, 2, 0.0445}}};

// What agrees or differs beside the lengths, in the same unit (minus natural logarithms).
constexpr double kOtherRole = 5;
constexpr double kSameSpeaker = -1;
constexpr double kSameTime = -4;
constexpr double kOtherTime = 3;
constexpr double kSharedNumber = -2;
constexpr double kLoneNumber = 0.7;
constexpr double kMostByNumbers = 4;
constexpr std::int64_t kTimeTolerance = 1500;  // milliseconds

constexpr std::size_t kFirstBand = 64;
constexpr double kUnreached = std::numeric_limits<double>::infinity();

/// What alignment sees of a turn.
struct Profile {
  double length = 0;                 ///< code points
  std::vector<std::string> numbers;  ///< sorted, ASCII digits
  const Turn* turn = nullptr;
};

double codepoints(std::string_view text) {
  return static_cast<double>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

bool isNumber(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<Profile> profilesOf(const Text& text) {
  Tokenizer words;
  std::vector<Profile> profiles;
  for (const Turn& turn : text.turns) {
    const std::string_view body =
        std::string_view(text.content).substr(turn.body.begin, turn.body.size());
    Profile profile{codepoints(body), {}, &turn};
    words.tokenize(body, [&](const Token& token) {
      if (isNumber(token.folded)) profile.numbers.emplace_back(token.folded);
    });
    std::ranges::sort(profile.numbers);
    profiles.push_back(std::move(profile));
  }
  return profiles;
}

double total(const std::vector<Profile>& profiles) {
  double sum = 0;
  for (const Profile& profile : profiles) sum += profile.length;
  return sum;
}

double numbersCost(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      ++shared;
      ++i;
      ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  const auto lone = static_cast<double>(a.size() + b.size() - 2 * shared);
  return std::clamp(kSharedNumber * static_cast<double>(shared) + kLoneNumber * lone,
                    -kMostByNumbers, kMostByNumbers);
}

/// What two turns that are said to be one have beside their lengths.
double anchorCost(const Turn& a, const Turn& b) {
  double cost = 0;
  if (a.role != SpeakerRole::Unknown && b.role != SpeakerRole::Unknown && a.role != b.role)
    cost += kOtherRole;
  if (!a.speaker.empty() && a.speaker == b.speaker) cost += kSameSpeaker;
  if (a.startMilliseconds && b.startMilliseconds) {
    const bool same = std::llabs(*a.startMilliseconds - *b.startMilliseconds) <= kTimeTolerance;
    cost += same ? kSameTime : kOtherTime;
  }
  return cost;
}

/// Dynamic programming over the two lists of turns, within a band about the line along which both
/// texts are equally far.
class Aligner {
 public:
  Aligner(const Text& original, const Text& translation)
      : originals_(profilesOf(original)), translations_(profilesOf(translation)) {
    const double here = total(originals_);
    const double there = total(translations_);
    ratio_ = here > 0 && there > 0 ? there / here : 1;
    centre();
  }

  std::vector<AlignedTurns> align() {
    for (std::size_t band = kFirstBand;; band *= 4) {
      band_ = std::min(band, translations_.size() + 1);
      search();
      const bool everything = band_ > translations_.size();
      if (everything) return bestPath();
      bool edge = false;
      std::vector<AlignedTurns> beads = bestPath();
      for (const AlignedTurns& bead : beads) edge = edge || nearEdge(bead);
      if (!beads.empty() && !edge) return beads;
    }
  }

 private:
  struct Cell {
    double cost = kUnreached;
    std::uint8_t kind = 0;
  };

  /// Where in the translation one is when so many turns of the original are behind.
  void centre() {
    std::size_t at = 0;
    double here = 0;
    double there = 0;
    centres_.push_back(0);
    for (const Profile& profile : originals_) {
      here += profile.length * ratio_;
      while (at < translations_.size() && there + translations_[at].length / 2 < here)
        there += translations_[at++].length;
      centres_.push_back(at);
    }
    centres_.back() = translations_.size();
  }

  std::size_t firstColumn(std::size_t row) const {
    return centres_[row] > band_ ? centres_[row] - band_ : 0;
  }
  std::size_t lastColumn(std::size_t row) const {
    return std::min(centres_[row] + band_, translations_.size());
  }

  Cell* cell(std::size_t row, std::size_t column) {
    if (column < firstColumn(row) || column > lastColumn(row)) return nullptr;
    return &rows_[row][column - firstColumn(row)];
  }

  double cost(const BeadKind& kind, std::size_t row, std::size_t column) const {
    const auto here = std::span(originals_).subspan(row - kind.original, kind.original);
    const auto there =
        std::span(translations_).subspan(column - kind.translation, kind.translation);
    double cost = lengthCost(here, there) - std::log(kind.probability);
    if (here.empty() || there.empty()) return cost;
    for (const Profile& a : here)
      for (const Profile& b : there)
        cost += anchorCost(*a.turn, *b.turn) / static_cast<double>(here.size() * there.size());
    return cost + numbersCost(numbersOf(here), numbersOf(there));
  }

  static std::vector<std::string> numbersOf(std::span<const Profile> profiles) {
    if (profiles.size() == 1) return profiles.front().numbers;
    std::vector<std::string> numbers = profiles.front().numbers;
    numbers.insert(numbers.end(), profiles.back().numbers.begin(), profiles.back().numbers.end());
    std::ranges::sort(numbers);
    return numbers;
  }

  double lengthCost(std::span<const Profile> here, std::span<const Profile> there) const {
    double original = 0;
    double translation = 0;
    for (const Profile& profile : here) original += profile.length;
    for (const Profile& profile : there) translation += profile.length;
    // In units of the longer text, for which the variance was measured.
    const double scaled = ratio_ < 1 ? translation / ratio_ : translation;
    const double expected = ratio_ < 1 ? original : original * ratio_;
    const double mean = (expected + scaled) / 2;
    if (mean == 0) return 0;
    const double delta = std::abs(scaled - expected) / std::sqrt(mean * kVariance);
    const double tail = std::erfc(delta / std::sqrt(2.0));  // 2 (1 - Phi(delta))
    return tail > 0 ? std::min(-std::log(tail), kMostLengthCost) : kMostLengthCost;
  }

  void search() {
    rows_.assign(originals_.size() + 1, {});
    for (std::size_t row = 0; row <= originals_.size(); ++row) {
      rows_[row].resize(lastColumn(row) - firstColumn(row) + 1);
      for (std::size_t column = firstColumn(row); column <= lastColumn(row); ++column) {
        Cell& here = *cell(row, column);
        if (row == 0 && column == 0) {
          here.cost = 0;
          continue;
        }
        for (std::size_t kind = 0; kind < kKinds.size(); ++kind) reach(here, kind, row, column);
      }
    }
  }

  void reach(Cell& here, std::size_t which, std::size_t row, std::size_t column) {
    const BeadKind& kind = kKinds[which];
    if (row < kind.original || column < kind.translation) return;
    const Cell* from = cell(row - kind.original, column - kind.translation);
    if (from == nullptr || from->cost == kUnreached) return;
    const double sum = from->cost + cost(kind, row, column);
    if (sum >= here.cost) return;
    here.cost = sum;
    here.kind = static_cast<std::uint8_t>(which);
  }

  /// Empty where the band does not join both ends.
  std::vector<AlignedTurns> bestPath() {
    std::size_t row = originals_.size();
    std::size_t column = translations_.size();
    std::vector<AlignedTurns> beads;
    const Cell* end = cell(row, column);
    if (end == nullptr || end->cost == kUnreached) return beads;
    while (row > 0 || column > 0) {
      const BeadKind& kind = kKinds[cell(row, column)->kind];
      beads.push_back({row - kind.original, row, column - kind.translation, column});
      row -= kind.original;
      column -= kind.translation;
    }
    std::ranges::reverse(beads);
    return beads;
  }

  bool nearEdge(const AlignedTurns& bead) const {
    constexpr std::size_t margin = 4;
    const std::size_t row = bead.originalEnd;
    const std::size_t column = bead.translationEnd;
    const bool low = firstColumn(row) > 0 && column < firstColumn(row) + margin;
    return low || (lastColumn(row) < translations_.size() && column + margin > lastColumn(row));
  }

  std::vector<Profile> originals_;
  std::vector<Profile> translations_;
  double ratio_ = 1;  ///< c: code points of the translation for one of the original
  std::size_t band_ = 0;
  std::vector<std::size_t> centres_;  ///< by row
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace

std::vector<AlignedTurns> alignTurns(const Text& original, const Text& translation) {
  return Aligner(original, translation).align();
}

std::optional<ByteSpan> counterpart(const std::vector<AlignedTurns>& aligned, const Text& original,
                                    const Text& translation, Side side, ByteSpan span) {
  const bool from = side == Side::Original;
  const std::vector<Turn>& here = from ? original.turns : translation.turns;
  const std::vector<Turn>& there = from ? translation.turns : original.turns;
  std::optional<ByteSpan> found;
  for (const AlignedTurns& bead : aligned) {
    const std::size_t begin = from ? bead.originalBegin : bead.translationBegin;
    const std::size_t end = from ? bead.originalEnd : bead.translationEnd;
    const std::size_t otherBegin = from ? bead.translationBegin : bead.originalBegin;
    const std::size_t otherEnd = from ? bead.translationEnd : bead.originalEnd;
    if (begin == end || otherBegin == otherEnd) continue;
    if (!ByteSpan{here[begin].span.begin, here[end - 1].span.end}.overlaps(span)) continue;
    const ByteSpan other{there[otherBegin].span.begin, there[otherEnd - 1].span.end};
    found = found ? ByteSpan{found->begin, other.end} : other;
  }
  return found;
}

}  // namespace retold
