#include "queries/find/random_part.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "model/ids.h"

namespace retold {

RandomPart::RandomPart(std::uint64_t wanted, std::uint64_t total, std::uint64_t seed)
    : wanted_(wanted), left_(total), numbers_(seed) {}

bool RandomPart::takes() {
  if (left_ == 0) return false;
  const bool taken = wanted_ >= left_ || below(left_) < wanted_;
  --left_;
  if (taken) --wanted_;
  return taken;
}

std::uint64_t RandomPart::below(std::uint64_t limit) {
  constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t rounds = largest - largest % limit;
  std::uint64_t number = numbers_();
  while (number >= rounds) number = numbers_();
  return number % limit;
}

std::vector<FoundPlace> randomPart(std::span<const FoundPlace> places, std::uint64_t wanted,
                                   std::uint64_t seed) {
  RandomPart part(wanted, places.size(), seed);
  std::vector<FoundPlace> drawn;
  std::copy_if(places.begin(), places.end(), std::back_inserter(drawn),
               [&part](const FoundPlace&) { return part.takes(); });
  return drawn;
}

std::uint64_t newSeed() {
  constexpr std::uint64_t limit = 1'000'000;
  std::uint64_t number = 0;
  for (const std::uint8_t byte : newUuid().bytes) number = number * 31 + byte;
  return number % limit;
}

}  // namespace retold
