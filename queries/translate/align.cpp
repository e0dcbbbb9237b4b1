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
// several of English, and s² is in units of the longer of the two scripts. Theirs (6.8) is of three
// languages of Europe; 20 aligned the Declaration of Human Rights better over seven scripts.

namespace retold {
namespace {

constexpr double kVariance = 20;
constexpr double kMostLengthCost = 40;

/// As in table 5 of the paper, with less for what is joined or split: turns are not sentences.
struct BeadKind {
  std::size_t original;
  std::size_t translation;
  double probability;
};
constexpr std::array<BeadKind, 5> kKinds{
    {{1, 1, 0.96}, {1, 0, 0.01}, {0, 1, 0.01}, {2, 1, 0.01}, {1, 2, 0.01}}};

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
/// Cells of the table that are held at once (16 bytes each): a wider band would take the memory of
/// the machine for two long texts that have little to do with each other.
constexpr std::size_t kMostCells = std::size_t{1} << 24;
constexpr double kUnreached = std::numeric_limits<double>::infinity();

/// What alignment sees of a turn, or of two in a row.
struct Profile {
  double length = 0;                   ///< code points
  std::vector<std::uint64_t> numbers;  ///< hashes, sorted
  const Turn* first = nullptr;
  const Turn* last = nullptr;
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
    Profile profile{codepoints(body), {}, &turn, &turn};
    words.tokenize(body, [&](const Token& token) {
      if (isNumber(token.folded))
        profile.numbers.push_back(std::hash<std::string_view>()(token.folded));
    });
    std::ranges::sort(profile.numbers);
    profiles.push_back(std::move(profile));
  }
  return profiles;
}

/// Each turn and the next one taken as one.
std::vector<Profile> pairsOf(const std::vector<Profile>& profiles) {
  std::vector<Profile> pairs;
  for (std::size_t i = 0; i + 1 < profiles.size(); ++i) {
    const Profile& a = profiles[i];
    const Profile& b = profiles[i + 1];
    Profile pair{a.length + b.length, a.numbers, a.first, b.last};
    pair.numbers.insert(pair.numbers.end(), b.numbers.begin(), b.numbers.end());
    std::ranges::sort(pair.numbers);
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

double total(const std::vector<Profile>& profiles) {
  double sum = 0;
  for (const Profile& profile : profiles) sum += profile.length;
  return sum;
}

double numbersCost(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
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

bool differ(SpeakerRole a, SpeakerRole b) {
  return a != SpeakerRole::Unknown && b != SpeakerRole::Unknown && a != b;
}

bool sameTime(std::int64_t a, std::int64_t b) {
  return std::max(a, b) - std::min(a, b) <= kTimeTolerance;
}

/// What the turns of a bead have beside their lengths. Turns that are taken as one, too, are one
/// speaker's.
double anchorCost(const Profile& a, const Profile& b) {
  double cost = 0;
  const bool others = differ(a.first->role, b.first->role) || differ(a.last->role, b.last->role) ||
                      differ(a.first->role, a.last->role) || differ(b.first->role, b.last->role);
  if (others) cost += kOtherRole;
  if (!a.first->speaker.empty() && a.first->speaker == b.first->speaker) cost += kSameSpeaker;
  if (a.first->startMilliseconds && b.first->startMilliseconds)
    cost +=
        sameTime(*a.first->startMilliseconds, *b.first->startMilliseconds) ? kSameTime : kOtherTime;
  if (a.last->endMilliseconds && b.last->endMilliseconds)
    cost += sameTime(*a.last->endMilliseconds, *b.last->endMilliseconds) ? kSameTime : kOtherTime;
  return cost + numbersCost(a.numbers, b.numbers);
}

/// Dynamic programming over the two lists of turns, within a band about the line along which both
/// texts are equally far.
class Aligner {
 public:
  Aligner(const Text& original, const Text& translation)
      : originals_(profilesOf(original)),
        translations_(profilesOf(translation)),
        originalPairs_(pairsOf(originals_)),
        translationPairs_(pairsOf(translations_)) {
    for (std::size_t i = 0; i < kKinds.size(); ++i) priors_[i] = -std::log(kKinds[i].probability);
    const double here = total(originals_);
    const double there = total(translations_);
    ratio_ = here > 0 && there > 0 ? there / here : 1;
    centre();
  }

  std::vector<AlignedTurns> align() {
    const std::size_t widest = std::max(kFirstBand, kMostCells / (2 * (originals_.size() + 1)));
    for (std::size_t band = kFirstBand;; band *= 4) {
      band_ = std::min({band, widest, translations_.size() + 1});
      search();
      std::vector<AlignedTurns> beads = bestPath();
      if (band_ == widest || band_ > translations_.size()) return beads;
      if (std::ranges::none_of(beads, [this](const auto& bead) { return nearEdge(bead); }))
        return beads;
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

  /// From where the row before has its centre, so that there is a way through the whole band.
  std::size_t firstColumn(std::size_t row) const {
    const std::size_t centre = centres_[row == 0 ? 0 : row - 1];
    return centre > band_ ? centre - band_ : 0;
  }
  std::size_t lastColumn(std::size_t row) const {
    return std::min(centres_[row] + band_, translations_.size());
  }

  Cell* cell(std::size_t row, std::size_t column) {
    if (column < firstColumn(row) || column > lastColumn(row)) return nullptr;
    return &rows_[row][column - firstColumn(row)];
  }

  double lengthCost(double original, double translation) const {
    // In units of the longer script, for which the variance was measured.
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
    double sum = from->cost + priors_[which];
    if (kind.original == 0 || kind.translation == 0) {
      const double lone = kind.original > 0 ? originals_[row - 1].length : 0;
      const double other = kind.translation > 0 ? translations_[column - 1].length : 0;
      sum += lengthCost(lone, other);
    } else {
      const Profile& a = kind.original == 1 ? originals_[row - 1] : originalPairs_[row - 2];
      const Profile& b =
          kind.translation == 1 ? translations_[column - 1] : translationPairs_[column - 2];
      sum += anchorCost(a, b);
      if (sum >= here.cost) return;
      sum += lengthCost(a.length, b.length);
    }
    if (sum >= here.cost) return;
    here.cost = sum;
    here.kind = static_cast<std::uint8_t>(which);
  }

  std::vector<AlignedTurns> bestPath() {
    std::size_t row = originals_.size();
    std::size_t column = translations_.size();
    std::vector<AlignedTurns> beads;
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
  std::vector<Profile> originalPairs_;
  std::vector<Profile> translationPairs_;
  std::array<double, kKinds.size()> priors_{};
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
