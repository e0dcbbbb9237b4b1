#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace retold {

/// Words in a row that make a shingle.
inline constexpr std::size_t kShingleWords = 5;
/// Numbers in a signature, and how they are cut into bands: two texts that share a band are
/// compared. Texts of similarity s meet with the chance 1 - (1 - s^5)^25: 0.9999 at 0.8, 0.99 at
/// 0.7, 0.55 at 0.5, 0.06 at 0.3.
inline constexpr std::size_t kSignatureSize = 128;
inline constexpr std::size_t kBandRows = 5;

/// The MinHash signature of a text's word shingles by one permutation with empty bins filled from
/// their neighbours (Li, Owen & Zhang 2012; Shrivastava & Li 2014): equal shares of equal numbers
/// estimate the Jaccard similarity of the two sets of shingles. Words come as in
/// NewText::Tokens. Empty for a text of fewer than 24 words: it says too little. Any thread.
std::vector<std::uint32_t> shingleSignature(std::string_view folded,
                                            std::span<const std::uint32_t> foldedEnds);

/// A number for each band of a signature; texts that share one are worth comparing.
std::vector<std::uint64_t> shingleBands(std::span<const std::uint32_t> signature);

/// The share of places at which two signatures are equal, 0..1: an estimate of the similarity.
double signatureSimilarity(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

/// The Jaccard similarity of the sets of shingles of two token lists (numbers of one vocabulary),
/// exactly: shared / all (Broder 1997). 0 where a list is shorter than a shingle.
double shingleSimilarity(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

}  // namespace retold
