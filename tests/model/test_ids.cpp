#include <catch2/catch.hpp>
#include <set>

#include "model/ids.h"

using namespace retold;

TEST_CASE("an id is written with hyphens in lower case and read back as itself") {
  const std::string text = "0f8fad5b-d9cb-469f-a165-70867728950e";
  const auto id = parseUuid(text);
  REQUIRE(id);
  CHECK(toText(*id) == text);
  CHECK(id->bytes.front() == 0x0f);
  CHECK(id->bytes.back() == 0x0e);
}

TEST_CASE("an id is read in upper case, in braces and without hyphens") {
  const auto id = parseUuid("0f8fad5b-d9cb-469f-a165-70867728950e");
  CHECK(parseUuid("0F8FAD5B-D9CB-469F-A165-70867728950E") == id);
  CHECK(parseUuid("{0f8fad5b-d9cb-469f-a165-70867728950e}") == id);
  CHECK(parseUuid("0f8fad5bd9cb469fa16570867728950e") == id);
}

TEST_CASE("what is no id is not read") {
  for (const char* text :
       {"", "{}", "0f8fad5b-d9cb-469f-a165-70867728950", "0f8fad5b-d9cb-469f-a165-70867728950e0",
        "0f8fad5b-d9cb-469f-a165-70867728950g", "0-f8fad5bd9cb469fa16570867728950e",
        "0f8fad5b--d9cb-469f-a165-70867728950e", "0f8fad5b d9cb 469f a165 70867728950e",
        "{0f8fad5b-d9cb-469f-a165-70867728950e"})
    CHECK_FALSE(parseUuid(text));
}

TEST_CASE("new ids are random ids of version 4, each another") {
  std::set<Uuid> ids;
  for (int i = 0; i < 1000; ++i) {
    const Uuid id = newUuid();
    CHECK((id.bytes[6] & 0xf0) == 0x40);
    CHECK((id.bytes[8] & 0xc0) == 0x80);
    CHECK_FALSE(id.isNil());
    ids.insert(id);
  }
  CHECK(ids.size() == 1000);
  CHECK(Uuid{}.isNil());
}
