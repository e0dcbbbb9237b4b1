#include "indexer/text/unit_keys.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>

using namespace retold;

TEST_CASE("a unit's key leaves out the number before it, unless there is nothing else") {
  UnitKeys keys;
  CHECK(keys.of("15. Have you been SOLD before?").words == "have you been sold before");
  CHECK(keys.of("15.").words == "15");
}

TEST_CASE("units that are printed alike have one hash") {
  UnitKeys keys;
  const auto same = [&](const std::string& one, const std::string& other) {
    return keys.hashOf(one).value == keys.hashOf(other).value;
  };
  CHECK(same("15. Have you been sold before?", "have you been\nsold before"));
  CHECK(same("(3) Have you been sold?", "\"Have you been sold?\""));
  CHECK(same("Were you re-trafficked?", "Were you re-\ntrafficked?"));
  CHECK(same("Did you go to the café?", "DID YOU GO TO THE CAFÉ?"));
  CHECK(same("“Don’t you know?”", "\"Don't you know?\""));
  CHECK_FALSE(same("Were you sold in 2003?", "Were you sold in 2004?"));
  CHECK_FALSE(same("Were you sold?", "Were you told?"));
}

TEST_CASE("units of one key have one hash, and no fewer words, for any text") {
  const std::vector<std::string> parts{
      "have", "You", "SOLD", "15",    "2", "3.5", " ", " ",  "\n", "-",    ".", ")",      "(",  "'",
      "’",    "“",   "_",    "1st",   ":", ",",   "/", "\"", "é",  "E",    "e", "и",      "И",  "a",
      "\t",   "–",   "e.g.", "don't", "ﬁ", "x",   "$", "%",  "@",  "🙂", "#", "\u00a0", "ไทย"};
  std::mt19937 random(11);  // NOLINT(cert-msc51-cpp)
  UnitKeys keys;
  std::map<std::string, std::uint64_t> hashes;
  for (int i = 0; i < 60'000; ++i) {
    std::string unit;
    const std::size_t length = 1 + random() % 6;
    for (std::size_t part = 0; part < length; ++part) unit += parts[random() % parts.size()];
    const UnitKeys::Key key = keys.of(unit);
    const UnitKeys::Hash hash = keys.hashOf(unit);
    CAPTURE(unit, key.words);
    REQUIRE(hash.words >= key.count);
    if (key.count == 0) continue;
    REQUIRE(hashes.try_emplace(key.words, hash.value).first->second == hash.value);
  }
}
