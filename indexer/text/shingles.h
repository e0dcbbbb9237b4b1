#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace retold {

/// Words in a row that make a shingle.
inline constexpr std::size_t kShingleWords = 5;
/// Numbers in a signature, and how they are cut into bands: two texts that share a band are
/// compared. Chosen so that texts of which 80 % is the same are met with a chance of over 0.99.
inline constexpr std::size_t kSignatureSize = 128;
inline constexpr std::size_t kBandRows = 8;

/// The MinHash signature of a text's word shingles by one permutation with empty bins filled from
/// their neighbours (Li, Owen & Zhang 2012; Shrivastava & Li 2014): equal shares of equal numbers
/// estimate the Jaccard similarity of the two sets of shingles. Words come as in
/// NewText::Tokens. Empty for a text too short to say anything. Any thread.
std::vector<std::uint32_t> shingleSignature(std::string_view folded,
                                            std::span<const std::uint32_t> foldedEnds);

/// A number for each band of a signature; texts that share one are worth comparing.
std::vector<std::uint64_t> shingleBands(std::span<const std::uint32_t> signature);

/// The share of places at which two signatures are equal, 0..1: an estimate of the similarity.
double signatureSimilarity(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

/// The Jaccard similarity of the shingles of two token lists (numbers of one vocabulary), exactly.
double shingleSimilarity(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

}  // namespace retold
