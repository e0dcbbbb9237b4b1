#include "indexer/store/turn_table.h"

#include <algorithm>

#include "indexer/store/varint.h"

namespace retold {

namespace {

constexpr std::uint8_t kVersion = 1;

// One byte of flags a turn: the role in the lowest three bits.
constexpr std::uint8_t kRole = 0x07;
constexpr std::uint8_t kQuestion = 0x08;
constexpr std::uint8_t kStart = 0x10;
constexpr std::uint8_t kEnd = 0x20;
constexpr std::uint8_t kPage = 0x40;

std::vector<std::string> speakersOf(const std::vector<Turn>& turns) {
  std::vector<std::string> speakers;
  for (const Turn& turn : turns) speakers.push_back(turn.speaker);
  std::sort(speakers.begin(), speakers.end());
  speakers.erase(std::unique(speakers.begin(), speakers.end()), speakers.end());
  return speakers;
}

std::uint8_t flagsOf(const Turn& turn) {
  return static_cast<std::uint8_t>(static_cast<std::uint8_t>(turn.role) |
                                   (turn.question ? kQuestion : 0) |
                                   (turn.startMilliseconds ? kStart : 0) |
                                   (turn.endMilliseconds ? kEnd : 0) | (turn.page ? kPage : 0));
}

/// The distance from one position to another, of either sign.
std::uint64_t step(std::uint64_t from, std::uint64_t to) {
  return zigzag(static_cast<std::int64_t>(to - from));
}

void appendTurn(std::string& bytes, const Turn& turn, std::uint64_t before, std::size_t speaker) {
  bytes += static_cast<char>(flagsOf(turn));
  appendVarint(bytes, speaker);
  appendVarint(bytes, step(before, turn.span.begin));
  appendVarint(bytes, step(turn.span.begin, turn.span.end));
  appendVarint(bytes, step(turn.span.begin, turn.body.begin));
  appendVarint(bytes, step(turn.body.end, turn.span.end));
  if (turn.startMilliseconds) appendVarint(bytes, zigzag(*turn.startMilliseconds));
  if (turn.endMilliseconds) appendVarint(bytes, zigzag(*turn.endMilliseconds));
  if (turn.page) appendVarint(bytes, *turn.page);
}

std::optional<Turn> readTurn(BlobReader& reader, std::uint64_t before,
                             const std::vector<std::string>& speakers) {
  Turn turn;
  const std::uint8_t flags = reader.byte();
  const std::uint64_t speaker = reader.varint();
  if (speaker >= speakers.size() || (flags & kRole) > static_cast<int>(SpeakerRole::Other)) {
    return std::nullopt;
  }
  const auto move = [&reader] { return static_cast<std::uint64_t>(unzigzag(reader.varint())); };
  turn.speaker = speakers[speaker];
  turn.role = static_cast<SpeakerRole>(flags & kRole);
  turn.question = (flags & kQuestion) != 0;
  turn.span.begin = before + move();
  turn.span.end = turn.span.begin + move();
  turn.body.begin = turn.span.begin + move();
  turn.body.end = turn.span.end - move();
  if ((flags & kStart) != 0) turn.startMilliseconds = unzigzag(reader.varint());
  if ((flags & kEnd) != 0) turn.endMilliseconds = unzigzag(reader.varint());
  if ((flags & kPage) != 0) turn.page = static_cast<std::uint32_t>(reader.varint());
  if (!reader.ok()) return std::nullopt;
  return turn;
}

}  // namespace

std::string encodeTurns(const std::vector<Turn>& turns) {
  const std::vector<std::string> speakers = speakersOf(turns);
  std::string bytes(1, static_cast<char>(kVersion));
  appendVarint(bytes, speakers.size());
  for (const std::string& speaker : speakers) {
    appendVarint(bytes, speaker.size());
    bytes += speaker;
  }
  appendVarint(bytes, turns.size());
  std::uint64_t before = 0;
  for (const Turn& turn : turns) {
    const auto place = std::lower_bound(speakers.begin(), speakers.end(), turn.speaker);
    appendTurn(bytes, turn, before, static_cast<std::size_t>(place - speakers.begin()));
    before = turn.span.end;
  }
  return bytes;
}

std::optional<std::vector<Turn>> decodeTurns(std::string_view bytes) {
  BlobReader reader(bytes);
  if (reader.byte() != kVersion) return std::nullopt;
  std::vector<std::string> speakers;
  for (std::uint64_t count = reader.varint(); count > 0 && reader.ok(); --count) {
    speakers.emplace_back(reader.take(reader.varint()));
  }
  std::vector<Turn> turns;
  std::uint64_t before = 0;
  for (std::uint64_t count = reader.varint(); count > 0; --count) {
    std::optional<Turn> turn = readTurn(reader, before, speakers);
    if (!turn) return std::nullopt;
    before = turn->span.end;
    turns.push_back(std::move(*turn));
  }
  if (!reader.finished()) return std::nullopt;
  return turns;
}

}  // namespace retold
