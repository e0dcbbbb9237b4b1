#include "indexer/store/run_table.h"

#include <bit>
#include <cassert>
#include <limits>
#include <map>

#include "indexer/store/varint.h"

namespace retold {

namespace {

constexpr std::size_t kUuidBytes = 16;
constexpr std::size_t kScoreBytes = 8;

void appendUuid(std::string& bytes, const Uuid& id) {
  bytes.append(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size());
}

Uuid uuidOf(std::string_view bytes) {
  Uuid id;
  if (bytes.size() == kUuidBytes) std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
  return id;
}

/// IEEE 754, the lowest byte first.
void appendScore(std::string& bytes, double score) {
  const auto bits = std::bit_cast<std::uint64_t>(score);
  for (std::size_t byte = 0; byte < kScoreBytes; ++byte)
    bytes += static_cast<char>((bits >> (8 * byte)) & 0xff);
}

double scoreOf(std::string_view bytes) {
  std::uint64_t bits = 0;
  for (std::size_t byte = 0; byte < bytes.size(); ++byte)
    bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[byte])) << (8 * byte);
  return std::bit_cast<double>(bits);
}

std::optional<RunDocument> readDocument(BlobReader& reader,
                                        const std::vector<std::string>& categories) {
  RunDocument document;
  document.document = DocumentId(uuidOf(reader.take(kUuidBytes)));
  document.text = TextId(uuidOf(reader.take(kUuidBytes)));
  document.score = scoreOf(reader.take(kScoreBytes));
  const std::uint64_t candidate = reader.varint();
  if (candidate > 1) return std::nullopt;
  document.candidate = candidate == 1;
  for (std::uint64_t count = reader.varint(); count > 0; --count) {
    const std::uint64_t begin = reader.varint();
    const std::uint64_t size = reader.varint();
    const std::uint64_t lexicon = reader.varint();
    const std::uint64_t category = reader.varint();
    const std::uint64_t status = reader.varint();
    if (!reader.ok() || size > std::numeric_limits<std::uint64_t>::max() - begin ||
        lexicon > std::numeric_limits<std::uint32_t>::max() || category >= categories.size() ||
        status > static_cast<std::uint64_t>(MatchStatus::SameEpisode))
      return std::nullopt;
    document.matches.push_back({{begin, begin + size},
                                static_cast<std::uint32_t>(lexicon),
                                categories[category],
                                static_cast<MatchStatus>(status)});
  }
  if (!reader.ok()) return std::nullopt;
  return document;
}

}  // namespace

std::string encodeFound(const std::vector<RunDocument>& found) {
  std::map<std::string_view, std::uint64_t> numbers;
  for (const RunDocument& document : found)
    for (const RunMatch& match : document.matches) numbers.emplace(match.category, 0);
  std::string bytes;
  appendVarint(bytes, numbers.size());
  std::uint64_t next = 0;
  for (auto& [name, number] : numbers) {
    number = next++;
    appendVarint(bytes, name.size());
    bytes += name;
  }
  appendVarint(bytes, found.size());
  for (const RunDocument& document : found) {
    appendUuid(bytes, document.document);
    appendUuid(bytes, document.text);
    appendScore(bytes, document.score);
    appendVarint(bytes, document.candidate ? 1 : 0);
    appendVarint(bytes, document.matches.size());
    for (const RunMatch& match : document.matches) {
      assert(match.span.begin <= match.span.end);
      appendVarint(bytes, match.span.begin);
      appendVarint(bytes, match.span.size());
      appendVarint(bytes, match.lexicon);
      appendVarint(bytes, numbers.at(match.category));
      appendVarint(bytes, static_cast<std::uint64_t>(match.status));
    }
  }
  return bytes;
}

std::optional<std::vector<RunDocument>> decodeFound(std::string_view bytes) {
  BlobReader reader(bytes);
  std::vector<std::string> categories;
  for (std::uint64_t count = reader.varint(); count > 0 && reader.ok(); --count)
    categories.emplace_back(reader.take(reader.varint()));
  std::vector<RunDocument> found;
  for (std::uint64_t count = reader.varint(); count > 0; --count) {
    std::optional<RunDocument> document = readDocument(reader, categories);
    if (!document) return std::nullopt;
    found.push_back(std::move(*document));
  }
  if (!reader.finished()) return std::nullopt;
  return found;
}

}  // namespace retold
