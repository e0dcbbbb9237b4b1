#include "cli/words.h"

#include <array>
#include <catch2/catch.hpp>

using namespace retold;

TEST_CASE("large numbers are written in groups of three") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(18446744073709551615u) == "18,446,744,073,709,551,615");
}

TEST_CASE("one is singular, none and several are plural") {
  CHECK(counted(0, "document", "documents") == "0 documents");
  CHECK(counted(1, "document", "documents") == "1 document");
  CHECK(counted(2, "document", "documents") == "2 documents");
}

TEST_CASE("a list of words ends with its conjunction") {
  constexpr std::array<std::string_view, 3> words{"text", "csv", "jsonl"};
  CHECK(listed({}, "or").empty());
  CHECK(listed(std::span(words).first(1), "or") == "text");
  CHECK(listed(std::span(words).first(2), "and") == "text and csv");
  CHECK(listed(words, "or") == "text, csv or jsonl");
}

TEST_CASE("the nearest word is suggested only where it is near") {
  constexpr std::array<std::string_view, 4> words{"search", "screen", "status", "log"};
  CHECK(nearest("serach", words) == "search");
  CHECK(nearest("sreen", words) == "screen");
  CHECK(nearest("stats", words) == "status");
  CHECK(nearest("banana", words).empty());
  CHECK(nearest("", words).empty());
}

TEST_CASE("the base of a result names what could not be read") {
  CHECK(searchedLine({64, 64, 0}) == "64 of 64 documents searched");
  CHECK(searchedLine({1, 1, 1}) ==
        "1 of 1 document searched; 1 file could not be read and was not searched");
  CHECK(searchedLine({1000, 14000, 12}) ==
        "1,000 of 14,000 documents searched; 12 files could not be read and were not searched");
}

TEST_CASE("the base of a result names what the user left out") {
  CHECK(searchedLine({5, 5, 1, 2}) ==
        "5 of 5 documents searched; 1 file could not be read and was not searched; 2 documents "
        "left out");
  CHECK(searchedLine({5, 5, 0, 1}) == "5 of 5 documents searched; 1 document left out");
}

TEST_CASE("a share is told in whole percent, but never as all or none of what is neither") {
  CHECK(percent(0) == "0 %");
  CHECK(percent(0.001) == "under 1 %");
  CHECK(percent(0.005) == "1 %");
  CHECK(percent(0.934) == "93 %");
  CHECK(percent(0.999) == "over 99 %");
  CHECK(percent(1) == "100 %");
  CHECK(share(0.41400000000000003) == 0.414);
}

TEST_CASE("a score for programs gives the same number again") {
  CHECK(shortest(0) == "0");
  CHECK(shortest(3) == "3");
  CHECK(shortest(0.1) == "0.1");
  CHECK(std::stod(shortest(1.0 / 3)) == 1.0 / 3);
  CHECK(rounded(2.25001) == "2.3");
}
