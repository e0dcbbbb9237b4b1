#include "indexer/text/shingles.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <limits>
#include <numeric>

namespace retold {
namespace {

// Below this number of shingles one word decides too much for a comparison to mean anything.
constexpr std::size_t kFewestShingles = 20;

constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
constexpr std::uint64_t kBase = 0xD6E8FEB86659FD93;
constexpr std::uint32_t kEmptyBin = std::numeric_limits<std::uint32_t>::max();

/// The finalizer of SplitMix64: every bit of the result hangs on every bit of `x`.
constexpr std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

constexpr std::uint64_t power(std::uint64_t base, std::size_t exponent) {
  std::uint64_t result = 1;
  for (; exponent > 0; --exponent) result *= base;
  return result;
}

/// At most eight bytes, the first one lowest on every machine: signatures are stored.
std::uint64_t littleEndian(const char* bytes, std::size_t count) {
  std::uint64_t result = 0;
  if (std::endian::native == std::endian::little && count == sizeof result) {
    std::memcpy(&result, bytes, sizeof result);
    return result;
  }
  for (std::size_t i = 0; i < count; ++i)
    result |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return result;
}

/// The first `length` bytes at `at`; the eight there are read at once where the text goes on.
std::uint64_t bytesAt(std::string_view text, std::size_t at, std::size_t length) {
  if (at + 8 > text.size()) return littleEndian(text.data() + at, length);
  const std::uint64_t eight = littleEndian(text.data() + at, 8);
  return length == 8 ? eight : eight & ((std::uint64_t{1} << (8 * length)) - 1);
}

std::uint64_t wordHash(std::string_view text, std::size_t begin, std::size_t end) {
  std::uint64_t hash = (end - begin) * kOdd;
  for (; end - begin > 8; begin += 8)
    hash = (hash ^ bytesAt(text, begin, 8)) * kBase + (hash >> 29);
  hash = (hash ^ bytesAt(text, begin, end - begin)) * kBase;
  return hash ^ (hash >> 32);
}

/// A bin that no shingle fell into takes the value of the nearest filled one to its left or right,
/// by a coin that is the same in every text, and adds how far it went (Shrivastava & Li 2014).
void fillEmptyBins(std::vector<std::uint32_t>& bins) {
  const std::vector<std::uint32_t> filled = bins;
  for (std::size_t bin = 0; bin < bins.size(); ++bin) {
    if (filled[bin] != kEmptyBin) continue;
    const std::size_t step = mixed(bin + 1) % 2 == 0 ? 1 : bins.size() - 1;
    std::size_t at = bin;
    std::uint64_t distance = 0;
    do {
      at = (at + step) % bins.size();
      ++distance;
    } while (filled[at] == kEmptyBin);
    bins[bin] = static_cast<std::uint32_t>(mixed(filled[at] + distance * kOdd));
  }
}

/// The first token of each different shingle, in the order of the shingles.
std::vector<std::size_t> shingleStarts(std::span<const std::uint32_t> tokens) {
  if (tokens.size() < kShingleWords) return {};
  std::vector<std::size_t> starts(tokens.size() - kShingleWords + 1);
  std::iota(starts.begin(), starts.end(), 0);
  const auto shingle = [&](std::size_t start) { return tokens.subspan(start, kShingleWords); };
  std::ranges::sort(starts, [&](std::size_t a, std::size_t b) {
    return std::ranges::lexicographical_compare(shingle(a), shingle(b));
  });
  const auto rest = std::unique(starts.begin(), starts.end(), [&](std::size_t a, std::size_t b) {
    return std::ranges::equal(shingle(a), shingle(b));
  });
  starts.erase(rest, starts.end());
  return starts;
}

}  // namespace

std::vector<std::uint32_t> shingleSignature(std::string_view folded,
                                            std::span<const std::uint32_t> foldedEnds) {
  static_assert(kSignatureSize == 128, "seven bits choose the bin");
  constexpr int binBits = 7;
  constexpr std::uint64_t oldest = power(kBase, kShingleWords);
  if (foldedEnds.size() < kShingleWords + kFewestShingles - 1) return {};
  std::vector<std::uint32_t> bins(kSignatureSize, kEmptyBin);
  std::array<std::uint64_t, kShingleWords> last{};  // a ring of the last words' hashes
  std::uint64_t rolling = 0;
  std::size_t begin = 0;
  std::size_t slot = 0;
  for (std::size_t i = 0; i < foldedEnds.size(); ++i) {
    const std::size_t end = foldedEnds[i];
    assert(begin <= end && end <= folded.size());
    const std::uint64_t word = wordHash(folded, begin, end);
    begin = end;
    rolling = rolling * kBase + word - last[slot] * oldest;
    last[slot] = word;
    slot = slot + 1 == kShingleWords ? 0 : slot + 1;
    if (i + 1 < kShingleWords) continue;
    const std::uint64_t shingle = mixed(rolling);
    std::uint32_t& bin = bins[shingle >> (64 - binBits)];
    bin = std::min(bin, static_cast<std::uint32_t>(shingle));
  }
  fillEmptyBins(bins);
  return bins;
}

std::vector<std::uint64_t> shingleBands(std::span<const std::uint32_t> signature) {
  std::vector<std::uint64_t> bands;
  bands.reserve(signature.size() / kBandRows);
  for (std::size_t row = 0; row + kBandRows <= signature.size(); row += kBandRows) {
    std::uint64_t hash = (bands.size() + 1) * kOdd;  // one number of two bands is no agreement
    for (const std::uint32_t value : signature.subspan(row, kBandRows))
      hash = mixed(hash * kBase + value);
    bands.push_back(hash);
  }
  return bands;
}

double signatureSimilarity(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  if (a.empty() || a.size() != b.size()) return 0;
  std::size_t equal = 0;
  for (std::size_t i = 0; i < a.size(); ++i) equal += a[i] == b[i];
  return static_cast<double>(equal) / static_cast<double>(a.size());
}

double shingleSimilarity(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  const std::vector<std::size_t> ofA = shingleStarts(a);
  const std::vector<std::size_t> ofB = shingleStarts(b);
  if (ofA.empty() || ofB.empty()) return 0;
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < ofA.size() && j < ofB.size();) {
    const auto left = a.subspan(ofA[i], kShingleWords);
    const auto right = b.subspan(ofB[j], kShingleWords);
    const auto order = std::lexicographical_compare_three_way(left.begin(), left.end(),
                                                              right.begin(), right.end());
    shared += order == 0;
    i += order <= 0;
    j += order >= 0;
  }
  return static_cast<double>(shared) / static_cast<double>(ofA.size() + ofB.size() - shared);
}

}  // namespace retold
