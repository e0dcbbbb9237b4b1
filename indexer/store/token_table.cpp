#include "indexer/store/token_table.h"

#include <cassert>

#include "indexer/store/varint.h"

namespace retold {

namespace {

// A span is one byte gggLLLLL where its gap to what stands before is below 8 and its length below
// 32; 0xff (gap 7, length 31) says that both follow as varints.
constexpr std::uint8_t kEscape = 0xff;
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

void appendSpan(std::string& bytes, std::uint64_t from, ByteSpan span) {
  const std::uint64_t gap = span.begin - from;  // huge where the span begins before `from`
  const std::uint64_t length = span.end - span.begin;
  if (gap < kSmallGap && length < kSmallLength && (gap << 5 | length) != kEscape) {
    bytes += static_cast<char>(gap << 5 | length);
    return;
  }
  bytes += static_cast<char>(kEscape);
  appendVarint(bytes, zigzag(static_cast<std::int64_t>(gap)));
  appendVarint(bytes, length);
}

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

}  // namespace

TokenTable encodeTokens(std::span<const std::uint32_t> ids, std::span<const ByteSpan> spans,
                        const std::vector<bool>& colocated,
                        std::span<const std::uint32_t> turnStarts) {
  assert(ids.size() == spans.size() && ids.size() == colocated.size());
  TokenTable table;
  table.ids.reserve(ids.size() * 2 + 10);
  table.spans.reserve(ids.size() + ids.size() / 8);
  appendVarint(table.ids, ids.size());
  Reference reference;
  for (std::size_t at = 0; at < ids.size(); ++at) {
    const bool part = colocated[at];
    appendVarint(table.ids, std::uint64_t{ids[at]} << 1 | (part ? 1 : 0));
    appendSpan(table.spans, reference.before(part), spans[at]);
    reference.after(part, spans[at]);
  }
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
  BlobReader idReader(ids);
  BlobReader spanReader(spans);
  const std::uint64_t count = idReader.varint();
  // A token takes at least one byte in each blob: no more memory is asked for than they can fill.
  const bool plausible = count <= idReader.left() && count <= spanReader.left();
  stream.ids.resize(plausible ? count : 0);
  stream.spans.resize(plausible ? count : 0);
  stream.positions.resize(plausible ? count : 0);
  Reference reference;
  std::uint32_t position = 0;
  for (std::size_t at = 0; at < stream.ids.size(); ++at) {
    const std::uint64_t id = idReader.varint();
    const bool part = (id & 1) != 0 && at > 0;
    if (!part && at > 0) ++position;
    stream.ids[at] = static_cast<std::uint32_t>(id >> 1);
    stream.positions[at] = position;
    const std::uint8_t packed = spanReader.byte();
    std::uint64_t gap = packed >> 5;
    std::uint64_t length = packed & (kSmallLength - 1);
    if (packed == kEscape) {
      gap = static_cast<std::uint64_t>(unzigzag(spanReader.varint()));
      length = spanReader.varint();
    }
    const std::uint64_t begin = reference.before(part) + gap;
    stream.spans[at] = {begin, begin + length};
    reference.after(part, stream.spans[at]);
  }
  if (plausible && idReader.finished() && spanReader.finished() &&
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
