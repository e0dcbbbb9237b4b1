// The blobs: what is written is read again, and no bytes at all make reading fail.
#include <catch2/catch.hpp>
#include <random>

#include "indexer/store/token_table.h"
#include "indexer/store/turn_table.h"
#include "indexer/store/varint.h"

using namespace retold;

namespace {

using Random = std::mt19937_64;

/// Mostly small numbers, at times any.
std::uint64_t someNumber(Random& random, std::uint64_t small) {
  return random() % 20 == 0 ? random() >> (random() % 64) : random() % small;
}

/// Spans as a tokenizer gives them, and at times spans that it never gives.
TokenStream someStream(Random& random) {
  TokenStream stream;
  const std::size_t count = random() % 60;
  std::uint64_t end = 0;
  std::uint32_t position = 0;
  for (std::size_t at = 0; at < count; ++at) {
    const bool part = at > 0 && random() % 5 == 0;
    if (!part && at > 0) ++position;
    const std::uint64_t begin =
        part ? stream.spans.back().begin + random() % 3
             : (random() % 50 == 0 ? random() % 1000 : end + someNumber(random, 4) % 100000);
    const std::uint64_t length = someNumber(random, 12) % 100000;
    stream.ids.push_back(static_cast<std::uint32_t>(someNumber(random, 20000)));
    stream.spans.push_back({begin, begin + length});
    stream.positions.push_back(position);
    end = begin + length;
  }
  for (std::uint32_t start = 0; start <= position;
       start += static_cast<std::uint32_t>(1 + random() % 9)) {
    stream.turnStarts.push_back(start);
    if (random() % 9 == 0) stream.turnStarts.push_back(start);
  }
  return stream;
}

std::string someBytes(Random& random, std::size_t most) {
  std::string bytes(random() % (most + 1), '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  return bytes;
}

std::vector<Turn> someTurns(Random& random) {
  std::vector<Turn> turns(random() % 20);
  std::uint64_t at = 0;
  for (Turn& turn : turns) {
    turn.span.begin = at + someNumber(random, 5) % 1000000;
    turn.span.end = turn.span.begin + someNumber(random, 300) % 1000000;
    turn.body = {turn.span.begin + (turn.span.size() > 3 ? 3 : 0), turn.span.end};
    turn.speaker = random() % 3 == 0 ? "" : random() % 2 == 0 ? "INT" : someBytes(random, 5);
    turn.role = static_cast<SpeakerRole>(random() % 5);
    turn.question = random() % 2 == 0;
    if (random() % 3 == 0) turn.startMilliseconds = static_cast<std::int64_t>(random());
    if (random() % 3 == 0) turn.endMilliseconds = -1;
    if (random() % 3 == 0) turn.page = static_cast<std::uint32_t>(random());
    at = turn.span.end;
  }
  return turns;
}

}  // namespace

TEST_CASE("any token columns come back from their blobs as they were") {
  Random random(1);
  TokenStream decoded;
  for (int round = 0; round < 5000; ++round) {
    const TokenStream stream = someStream(random);
    const TokenTable table = encodeTokens(stream);
    REQUIRE(decodeTokens(table.ids, table.spans, table.turnStarts, decoded));
    REQUIRE(decoded.ids == stream.ids);
    REQUIRE(decoded.spans == stream.spans);
    REQUIRE(decoded.positions == stream.positions);
    REQUIRE(decoded.turnStarts == stream.turnStarts);
  }
}

TEST_CASE("the numbers at which an id takes another byte come back") {
  TokenStream stream;
  for (const std::uint32_t id :
       {0u, 1u, 191u, 192u, 193u, 447u, 448u, 16319u, 16320u, 16321u, 0x7fffffffu, 0xffffffffu}) {
    stream.positions.push_back(static_cast<std::uint32_t>(stream.ids.size()));
    stream.spans.push_back({stream.ids.size() * 2, stream.ids.size() * 2 + 1});
    stream.ids.push_back(id);
  }
  const TokenTable table = encodeTokens(stream);
  TokenStream decoded;
  REQUIRE(decodeTokens(table.ids, table.spans, table.turnStarts, decoded));
  CHECK(decoded.ids == stream.ids);
}

TEST_CASE("ordinary words take a byte and a half and half a byte each") {
  TokenStream stream;
  for (std::uint32_t at = 0; at < 1000; ++at) {
    stream.ids.push_back(at % 190);
    stream.spans.push_back({at * 6 + 1, at * 6 + 6});
    stream.positions.push_back(at);
  }
  const TokenTable table = encodeTokens(stream);
  CHECK(table.ids.size() == 1002);
  CHECK(table.spans.size() == 500);
}

TEST_CASE("damaged token blobs are refused or give columns of equal length, and never more") {
  Random random(2);
  TokenStream decoded;
  int refused = 0;
  for (int round = 0; round < 20000; ++round) {
    TokenTable table = encodeTokens(someStream(random));
    if (random() % 2 == 0) {
      table = {someBytes(random, 40), someBytes(random, 40), someBytes(random, 10)};
    } else {
      std::string& blob = random() % 2 == 0 ? table.ids : table.spans;
      if (!blob.empty()) blob[random() % blob.size()] = static_cast<char>(random());
      if (random() % 2 == 0) blob.resize(blob.size() / 2);
    }
    const bool good = decodeTokens(table.ids, table.spans, table.turnStarts, decoded);
    REQUIRE(decoded.ids.size() == decoded.spans.size());
    REQUIRE(decoded.ids.size() == decoded.positions.size());
    REQUIRE((good || decoded.ids.empty()));
    refused += good ? 0 : 1;
  }
  CHECK(refused > 5000);
}

TEST_CASE("any turns come back from their blob as they were") {
  Random random(3);
  for (int round = 0; round < 3000; ++round) {
    const std::vector<Turn> turns = someTurns(random);
    const auto decoded = decodeTurns(encodeTurns(turns));
    REQUIRE(decoded);
    REQUIRE(*decoded == turns);
  }
}

TEST_CASE("a damaged turn blob is none or some turns, never a crash") {
  Random random(4);
  int refused = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string blob = encodeTurns(someTurns(random));
    if (random() % 2 == 0) {
      blob = "\x01" + someBytes(random, 30);
    } else {
      blob[random() % blob.size()] = static_cast<char>(random());
    }
    refused += decodeTurns(blob) ? 0 : 1;
  }
  CHECK(refused > 5000);
  CHECK_FALSE(decodeTurns(""));
  CHECK_FALSE(decodeTurns(std::string_view("\x02\0\0", 3)));
}

TEST_CASE("varints hold every number and a cut one is no number") {
  Random random(5);
  for (int round = 0; round < 2000; ++round) {
    const std::uint64_t value = random() >> (random() % 64);
    std::string bytes;
    appendVarint(bytes, value);
    BlobReader reader(bytes);
    REQUIRE(reader.varint() == value);
    REQUIRE(reader.finished());
    BlobReader cut(std::string_view(bytes).substr(0, bytes.size() - 1));
    cut.varint();
    REQUIRE_FALSE(cut.ok());
    REQUIRE(unzigzag(zigzag(static_cast<std::int64_t>(value))) == static_cast<std::int64_t>(value));
  }
}
