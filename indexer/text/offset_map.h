#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace retold {

/// Converts positions of one text between UTF-8 bytes, UTF-16 code units and code points. Built
/// once in O(n), about one checkpoint per KiB; each conversion walks at most from the nearest
/// checkpoint. Keeps a view: the text must outlive it. Positions beyond the end count as the end;
/// one inside a code point counts as that code point's begin. const, any thread.
class OffsetMap {
 public:
  explicit OffsetMap(std::string_view text);

  Utf16Span toUtf16(ByteSpan span) const;
  CodepointSpan toCodepoints(ByteSpan span) const;
  ByteSpan toBytes(Utf16Span span) const;
  ByteSpan toBytes(CodepointSpan span) const;

 private:
  struct Checkpoint {
    std::uint64_t bytes, utf16, codepoints;
  };
  std::string_view text_;
  std::vector<Checkpoint> checkpoints_;
};

}  // namespace retold
