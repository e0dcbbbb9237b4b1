#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/tokenizer.h"

namespace retold {

/// The tokens of one text as three compact blobs (docs/file-format.md gives every byte).
struct TokenTable {
  std::string ids;         ///< numbers of the vocabulary
  std::string spans;       ///< where each token stands, and which are colocated
  std::string turnStarts;  ///< position of each turn's first token
  friend bool operator==(const TokenTable&, const TokenTable&) = default;
};

/// `ids`, `spans` and `colocated` are columns of equal length.
TokenTable encodeTokens(std::span<const std::uint32_t> ids, std::span<const ByteSpan> spans,
                        const std::vector<bool>& colocated,
                        std::span<const std::uint32_t> turnStarts);

/// The same out of a stream.
TokenTable encodeTokens(const TokenStream& stream);

/// Fills `stream`, whose memory is used again. False when the blobs are damaged; `stream` is empty
/// then. Any bytes may be given.
bool decodeTokens(std::string_view ids, std::string_view spans, std::string_view turnStarts,
                  TokenStream& stream);

}  // namespace retold
