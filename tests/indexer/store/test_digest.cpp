#include <catch2/catch.hpp>
#include <set>

#include "indexer/store/digest.h"
#include "indexer/store/token_numbers.h"

using namespace retold;

TEST_CASE("SHA-256 gives the digests of FIPS 180") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("HMAC-SHA-256 gives the digests of RFC 4231, also for a key longer than a block") {
  CHECK(hmacSha256("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hmacSha256(std::string(131, '\xaa'),
                   "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("random bytes are as many as asked for and differ") {
  std::set<std::string> seen;
  for (int round = 0; round < 100; ++round) seen.insert(randomBytes(16));
  CHECK(seen.size() == 100);
  CHECK(randomBytes(0).empty());
}

TEST_CASE("hex digits stand for their bytes") {
  CHECK(toHex(std::string_view("\0\x7f\xff", 3)) == "007fff");
  CHECK(fromHex("007fff") == std::string_view("\0\x7f\xff", 3));
}

TEST_CASE("token numbers are found again, also those of long and equal-looking tokens") {
  TokenNumbers numbers;
  const auto token = [](int number) {
    const std::string digits = std::to_string(number);
    return number % 3 == 0   ? "prefix12" + digits
           : number % 3 == 1 ? digits
                             : digits + std::string(20, 'x');
  };
  CHECK(numbers.find("absent") == 0);
  for (int number = 1; number < 30000; ++number) {
    REQUIRE(numbers.find(token(number)) == 0);
    numbers.add(token(number), static_cast<std::uint32_t>(number));
  }
  for (int number = 1; number < 30000; ++number) {
    REQUIRE(numbers.find(token(number)) == static_cast<std::uint32_t>(number));
  }
  CHECK(numbers.find(std::string("1\0", 2)) == 0);
  CHECK(numbers.find("") == 0);
  CHECK(numbers.size() == 29999);
}
