#include "indexer/store/token_table.h"

#include <array>
#include <cassert>

#include "indexer/store/varint.h"

namespace retold {

namespace {

// Numbers of tokens: one byte below kOneByte, two below kTwoBytes, else 0xff and a varint.
constexpr std::uint32_t kOneByte = 192;
constexpr std::uint32_t kTwoBytes = kOneByte + (255 - kOneByte) * 256;
constexpr std::uint8_t kManyBytes = 0xff;

// Spans: half a byte says gap (to what stands before) and length of nine tokens in ten. kByte: they
// are in the next byte of the second part, gggLLLLL, or, where that is kLong, behind it as varints.
// kPart: the same, and the token is colocated.
struct GapLength {
  std::uint64_t gap = 0;
  std::uint64_t length = 0;
};
constexpr std::array<GapLength, 16> kNibbles{{{1, 1},
                                              {1, 2},
                                              {1, 3},
                                              {1, 4},
                                              {1, 5},
                                              {1, 6},
                                              {1, 7},
                                              {1, 8},
                                              {1, 9},
                                              {2, 1},
                                              {2, 2},
                                              {2, 3},
                                              {2, 4},
                                              {2, 5},
                                              {},
                                              {}}};
constexpr std::uint8_t kByte = 14;
constexpr std::uint8_t kPart = 15;
constexpr std::uint8_t kLong = 0xff;
constexpr std::uint64_t kSmallGap = 8;
constexpr std::uint64_t kSmallLength = 32;

/// The place that the next token's gap is counted from: the end of the token before; for the first
/// part of a compound the compound's begin; after the parts the compound's end.
class Reference {
 public:
  std::uint64_t before(bool colocated) {
    if (colocated && !inCompound_) {
      inCompound_ = true;
      return partsFrom_;
    }
    if (!colocated && inCompound_) {
      inCompound_ = false;
      return wholeEnd_;
    }
    return last_;
  }
  void after(bool colocated, ByteSpan span) {
    last_ = span.end;
    if (!colocated) {
      partsFrom_ = span.begin;
      wholeEnd_ = span.end;
    }
  }

 private:
  bool inCompound_ = false;
  std::uint64_t last_ = 0;
  std::uint64_t partsFrom_ = 0;
  std::uint64_t wholeEnd_ = 0;
};

void appendId(std::string& bytes, std::uint32_t id) {
  if (id < kOneByte) {
    bytes += static_cast<char>(id);
  } else if (id < kTwoBytes) {
    bytes += static_cast<char>(kOneByte + ((id - kOneByte) >> 8));
    bytes += static_cast<char>((id - kOneByte) & 0xff);
  } else {
    bytes += static_cast<char>(kManyBytes);
    appendVarint(bytes, id - kTwoBytes);
  }
}

std::uint32_t readId(BlobReader& reader) {
  const std::uint8_t first = reader.byte();
  if (first < kOneByte) return first;
  if (first != kManyBytes) {
    return kOneByte + ((static_cast<std::uint32_t>(first) - kOneByte) << 8 | reader.byte());
  }
  return kTwoBytes + static_cast<std::uint32_t>(reader.varint());
}

/// Writes half bytes to one part and what they do not hold to another.
class SpanWriter {
 public:
  void append(bool part, std::uint64_t gap, std::uint64_t length) {
    if (!part && (gap == 1 || gap == 2)) {
      const std::uint64_t most = gap == 1 ? 9 : 5;
      if (length >= 1 && length <= most) {
        return nibble(static_cast<std::uint8_t>((gap == 1 ? 0 : 9) + length - 1));
      }
    }
    nibble(part ? kPart : kByte);
    if (gap < kSmallGap && length < kSmallLength && (gap << 5 | length) != kLong) {
      rest_ += static_cast<char>(gap << 5 | length);
      return;
    }
    rest_ += static_cast<char>(kLong);
    appendVarint(rest_, zigzag(static_cast<std::int64_t>(gap)));
    appendVarint(rest_, length);
  }
  std::string bytes() const { return nibbles_ + rest_; }

 private:
  void nibble(std::uint8_t value) {
    if (isHalf_) {
      nibbles_.back() = static_cast<char>(static_cast<std::uint8_t>(nibbles_.back()) | value << 4);
    } else {
      nibbles_ += static_cast<char>(value);
    }
    isHalf_ = !isHalf_;
  }
  std::string nibbles_;
  std::string rest_;
  bool isHalf_ = false;
};

std::string encodeTurnStarts(std::span<const std::uint32_t> starts) {
  std::string bytes;
  appendVarint(bytes, starts.size());
  std::uint32_t last = 0;
  for (const std::uint32_t start : starts) {
    assert(start >= last);
    appendVarint(bytes, start - last);
    last = start;
  }
  return bytes;
}

bool decodeTurnStarts(std::string_view bytes, std::vector<std::uint32_t>& starts) {
  BlobReader reader(bytes);
  const std::uint64_t count = reader.varint();
  if (count > reader.left()) return false;
  starts.resize(count);
  std::uint32_t last = 0;
  for (std::uint32_t& start : starts) {
    last += static_cast<std::uint32_t>(reader.varint());
    start = last;
  }
  return reader.finished();
}

bool decodeIds(std::string_view bytes, std::size_t nibbleBytes, std::vector<std::uint32_t>& ids) {
  BlobReader reader(bytes);
  const std::uint64_t count = reader.varint();
  // A token takes a byte here and half a byte there: no more memory is asked for than they can
  // fill.
  if (count > reader.left() || (count + 1) / 2 > nibbleBytes) return false;
  ids.resize(count);
  bytes.remove_prefix(bytes.size() - reader.left());
  std::size_t at = 0;
  std::size_t done = 0;
  while (done < ids.size() && bytes.size() - at >= 2) {
    const auto first = static_cast<std::uint8_t>(bytes[at]);
    const auto second = static_cast<std::uint8_t>(bytes[at + 1]);
    if (first == kManyBytes) {
      BlobReader many(bytes.substr(at));
      ids[done++] = readId(many);
      at = bytes.size() - many.left();
      if (!many.ok()) return false;
      continue;
    }
    // One byte or two is a toss-up for the processor: computed without a branch.
    const std::uint32_t isTwo = first >= kOneByte ? 1 : 0;
    ids[done++] = first + (-isTwo & ((first - kOneByte) * 255 + second));
    at += 1 + isTwo;
  }
  BlobReader last(bytes.substr(at));
  for (; done < ids.size(); ++done) ids[done] = readId(last);
  return last.finished();
}

/// Gap and length of a token whose half byte leaves them to the second part.
GapLength readLong(BlobReader& rest) {
  const std::uint8_t packed = rest.byte();
  if (packed != kLong) {
    return {static_cast<std::uint64_t>(packed >> 5), packed & (kSmallLength - 1)};
  }
  const auto gap = static_cast<std::uint64_t>(unzigzag(rest.varint()));
  return {gap, rest.varint()};
}

bool decodeSpans(std::string_view bytes, TokenStream& stream) {
  const std::size_t count = stream.ids.size();
  stream.spans.resize(count);
  stream.positions.resize(count);
  BlobReader rest(bytes.substr((count + 1) / 2));
  std::uint32_t position = 0xffffffff;  // before the first
  std::uint64_t reference = 0;
  ByteSpan whole;  // the last token that is no part
  bool inCompound = false;
  std::size_t at = 0;
  while (at < count) {
    const auto pair = static_cast<std::uint8_t>(bytes[at / 2]);
    const GapLength& low = kNibbles[pair & 0x0f];
    const GapLength& high = kNibbles[pair >> 4];
    // Two ordinary tokens at once: nearly all are.
    if (at % 2 == 0 && at + 1 < count && !inCompound && low.gap != 0 && high.gap != 0) {
      const std::uint64_t first = reference + low.gap;
      const std::uint64_t second = first + low.length + high.gap;
      stream.spans[at] = {first, first + low.length};
      stream.spans[at + 1] = whole = {second, second + high.length};
      stream.positions[at] = ++position;
      stream.positions[at + 1] = ++position;
      reference = whole.end;
      at += 2;
      continue;
    }
    const std::uint8_t nibble = (pair >> (at % 2 * 4)) & 0x0f;
    GapLength place = kNibbles[nibble];
    if (nibble >= kByte) place = readLong(rest);
    const bool part = nibble == kPart && at > 0;
    if (part != inCompound) {
      reference = part ? whole.begin : whole.end;
      inCompound = part;
    }
    const ByteSpan span{reference + place.gap, reference + place.gap + place.length};
    if (!part) {
      whole = span;
      ++position;
    }
    reference = span.end;
    stream.positions[at] = position;
    stream.spans[at] = span;
    ++at;
  }
  return rest.finished();
}

}  // namespace

TokenTable encodeTokens(std::span<const std::uint32_t> ids, std::span<const ByteSpan> spans,
                        const std::vector<bool>& colocated,
                        std::span<const std::uint32_t> turnStarts) {
  assert(ids.size() == spans.size() && ids.size() == colocated.size());
  TokenTable table;
  table.ids.reserve(ids.size() * 2 + 10);
  appendVarint(table.ids, ids.size());
  SpanWriter writer;
  Reference reference;
  for (std::size_t at = 0; at < ids.size(); ++at) {
    const bool part = colocated[at] && at > 0;
    appendId(table.ids, ids[at]);
    // The difference is taken modulo 2^64, so that a span may also begin before its reference.
    writer.append(part, spans[at].begin - reference.before(part), spans[at].size());
    reference.after(part, spans[at]);
  }
  table.spans = writer.bytes();
  table.turnStarts = encodeTurnStarts(turnStarts);
  return table;
}

TokenTable encodeTokens(const TokenStream& stream) {
  std::vector<bool> colocated(stream.ids.size());
  for (std::size_t at = 1; at < colocated.size(); ++at) {
    colocated[at] = stream.positions[at] == stream.positions[at - 1];
  }
  return encodeTokens(stream.ids, stream.spans, colocated, stream.turnStarts);
}

bool decodeTokens(std::string_view ids, std::string_view spans, std::string_view turnStarts,
                  TokenStream& stream) {
  if (decodeIds(ids, spans.size(), stream.ids) && decodeSpans(spans, stream) &&
      decodeTurnStarts(turnStarts, stream.turnStarts)) {
    return true;
  }
  stream.ids.clear();
  stream.spans.clear();
  stream.positions.clear();
  stream.turnStarts.clear();
  return false;
}

}  // namespace retold
