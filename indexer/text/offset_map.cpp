#include "indexer/text/offset_map.h"

#include <algorithm>

namespace retold {
namespace {

constexpr std::uint64_t kCheckpointBytes = 1024;

/// What one code point adds to each count, from its first byte.
struct Step {
  std::uint64_t bytes, utf16;
};
Step stepOf(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0x80) return {1, 1};
  if (byte < 0xE0) return {2, 1};
  if (byte < 0xF0) return {3, 1};
  return {4, 2};
}

/// Walks from the last checkpoint whose `count` is not beyond `wanted` to the last code point that
/// begins at or before it.
template <class Checkpoint>
Checkpoint walk(std::string_view text, const std::vector<Checkpoint>& checkpoints,
                std::uint64_t Checkpoint::*count, std::uint64_t wanted) {
  const auto behind =
      std::upper_bound(checkpoints.begin(), checkpoints.end(), wanted,
                       [&](std::uint64_t value, const Checkpoint& c) { return value < c.*count; });
  Checkpoint at = *std::prev(behind);
  while (at.bytes < text.size() && at.*count < wanted) {
    const Step step = stepOf(text[at.bytes]);
    const Checkpoint next{at.bytes + step.bytes, at.utf16 + step.utf16, at.codepoints + 1};
    if (next.*count > wanted) break;
    at = next;
  }
  return at;
}

}  // namespace

OffsetMap::OffsetMap(std::string_view text) : text_(text) {
  Checkpoint at{0, 0, 0};
  checkpoints_.reserve(text.size() / kCheckpointBytes + 1);
  checkpoints_.push_back(at);
  while (at.bytes < text.size()) {
    const Step step = stepOf(text[at.bytes]);
    at = {at.bytes + step.bytes, at.utf16 + step.utf16, at.codepoints + 1};
    if (at.bytes >= checkpoints_.back().bytes + kCheckpointBytes) checkpoints_.push_back(at);
  }
}

Utf16Span OffsetMap::toUtf16(ByteSpan span) const {
  return {walk(text_, checkpoints_, &Checkpoint::bytes, span.begin).utf16,
          walk(text_, checkpoints_, &Checkpoint::bytes, span.end).utf16};
}

CodepointSpan OffsetMap::toCodepoints(ByteSpan span) const {
  return {walk(text_, checkpoints_, &Checkpoint::bytes, span.begin).codepoints,
          walk(text_, checkpoints_, &Checkpoint::bytes, span.end).codepoints};
}

ByteSpan OffsetMap::toBytes(Utf16Span span) const {
  return {walk(text_, checkpoints_, &Checkpoint::utf16, span.begin).bytes,
          walk(text_, checkpoints_, &Checkpoint::utf16, span.end).bytes};
}

ByteSpan OffsetMap::toBytes(CodepointSpan span) const {
  return {walk(text_, checkpoints_, &Checkpoint::codepoints, span.begin).bytes,
          walk(text_, checkpoints_, &Checkpoint::codepoints, span.end).bytes};
}

}  // namespace retold
