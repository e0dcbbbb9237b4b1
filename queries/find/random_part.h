#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "model/notes.h"

namespace retold {

/// Draws some of many things without putting any back, each selection of that size equally likely,
/// in one pass over them: selection sampling (Fan, Muller & Rezucha 1962; Algorithm S of Knuth, The
/// Art of Computer Programming 2, 3.4.2). The numbers come from the Mersenne Twister of 64 bits
/// (Matsumoto & Nishimura), so that one seed draws the same things on every computer.
class RandomPart {
 public:
  /// All are drawn where `wanted` is not less than `total`.
  RandomPart(std::uint64_t wanted, std::uint64_t total, std::uint64_t seed);

  /// Whether the next thing is drawn. Called once for each of the `total` things.
  bool takes();

 private:
  /// 0 <= number < limit, all equally likely: numbers of the incomplete last round are thrown away.
  std::uint64_t below(std::uint64_t limit);

  std::uint64_t wanted_;  ///< still to be drawn
  std::uint64_t left_;    ///< still to be looked at
  std::mt19937_64 numbers_;
};

/// `wanted` of the places, in their order.
std::vector<FoundPlace> randomPart(std::span<const FoundPlace> places, std::uint64_t wanted,
                                   std::uint64_t seed);

/// A seed that nobody chose, from the system's random source; short enough to be written down.
std::uint64_t newSeed();

}  // namespace retold
