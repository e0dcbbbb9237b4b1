#include <catch2/catch.hpp>

#include "model/time.h"

using namespace retold;

TEST_CASE("times are written in UTC with milliseconds") {
  CHECK(toText(Timestamp{0}) == "1970-01-01T00:00:00.000Z");
  CHECK(toText(Timestamp{951782400125}) == "2000-02-29T00:00:00.125Z");
  CHECK(toText(Timestamp{-1}) == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("a written time is read back, with or without milliseconds") {
  for (const std::int64_t milliseconds : {0LL, 951782400125LL, -1LL, 1795339800125LL})
    CHECK(parseTimestamp(toText(Timestamp{milliseconds})) == Timestamp{milliseconds});
  CHECK(parseTimestamp("2000-02-29T00:00:00Z") == Timestamp{951782400000});
}

TEST_CASE("what is no time is not read") {
  for (const char* text :
       {"", "2000-02-30T00:00:00Z", "2001-02-29T00:00:00Z", "2000-13-01T00:00:00Z",
        "2000-01-01T24:00:00Z", "2000-01-01T00:60:00Z", "2000-01-01 00:00:00Z",
        "2000-01-01T00:00:00", "2000-01-01T00:00:00.1Z", "2000-01-01T00:00:00+01:00",
        "20000-01-01T00:00:0Z", "2000-01-01T0x:00:00Z", "-200-01-01T00:00:00Z"}) {
    INFO(text);
    CHECK_FALSE(parseTimestamp(text));
  }
}

TEST_CASE("the clock gives a time of this century") {
  CHECK(now() > *parseTimestamp("2020-01-01T00:00:00Z"));
  CHECK(now() < *parseTimestamp("2100-01-01T00:00:00Z"));
}
