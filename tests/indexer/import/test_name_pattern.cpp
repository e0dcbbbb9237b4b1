#include "indexer/import/name_pattern.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

using namespace retold;

namespace {

/// By trying everything that `*` may take.
bool slowFit(std::string_view name, std::string_view pattern) {
  if (pattern.empty()) return name.empty();
  if (pattern[0] == '*') {
    for (std::size_t taken = 0; taken <= name.size(); ++taken) {
      if (slowFit(name.substr(taken), pattern.substr(1))) return true;
    }
    return false;
  }
  if (name.empty()) return false;
  return (pattern[0] == '?' || pattern[0] == name[0]) && slowFit(name.substr(1), pattern.substr(1));
}

}  // namespace

TEST_CASE("a pattern without a slash is for any part of a name") {
  CHECK(fitsPattern("a/b/note.bak", "*.bak"));
  CHECK(fitsPattern("note.BAK", "*.bak"));
  CHECK_FALSE(fitsPattern("note.bak.txt", "*.bak"));
  CHECK(fitsPattern("drafts/2019/a.txt", "drafts"));
  CHECK(fitsPattern("2019/drafts/a.txt", "draft?"));
  CHECK_FALSE(fitsPattern("my drafts/a.txt", "drafts"));
  CHECK_FALSE(fitsPattern("", "*x"));
}

TEST_CASE("a pattern with a slash is for the whole name") {
  CHECK(fitsPattern("drafts/2019/a.txt", "drafts/*"));
  CHECK(fitsPattern("2019/a.txt", "20*?/*.txt"));
  CHECK_FALSE(fitsPattern("x/2019/a.txt", "20*?/*.txt"));
}

TEST_CASE("members of archives are parts of their names") {
  CHECK(fitsPattern("a.zip!drafts/x.txt", "drafts"));
  CHECK(fitsPattern("a.zip!x.txt", "a.zip"));
  CHECK(fitsPattern("a.zip!x.txt", "x.*"));
  CHECK(fitsPattern("Wow!.txt", "Wow!.txt"));
}

TEST_CASE("classes of characters are as shells have them") {
  CHECK(fitsPattern("R7.txt", "R[0-9].txt"));
  CHECK_FALSE(fitsPattern("RX.txt", "R[0-9].txt"));
  CHECK(fitsPattern("RX.txt", "R[!0-9].txt"));
  CHECK(fitsPattern("a].txt", "a[]].txt"));
  CHECK(fitsPattern("a-.txt", "a[x-].txt"));
  CHECK(fitsPattern("a[b.txt", "a[b.txt"));
  CHECK(fitsPattern("ж.txt", "[а-я].txt"));
  CHECK(fitsPattern("жы.txt", "??.txt"));
}

TEST_CASE("patterns agree with trying everything") {
  std::mt19937 random(5);
  const auto some = [&random](std::string_view letters) {
    std::string text;
    for (auto n = random() % 9; n > 0; --n) text += letters[random() % letters.size()];
    return text;
  };
  int fits = 0;
  for (int round = 0; round < 50'000; ++round) {
    const std::string name = some("ab."), pattern = some("ab.*?*");
    const bool expected = slowFit(name, pattern);
    fits += expected ? 1 : 0;
    if (fitsPattern(name, pattern) != expected) {
      INFO(name << " and " << pattern);
      REQUIRE(fitsPattern(name, pattern) == expected);
    }
  }
  CHECK(fits > 1000);
}

TEST_CASE("a pattern of many stars does not take for ever") {
  const std::string name(5000, 'a');
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "a*";
  CHECK_FALSE(fitsPattern(name, pattern + "b"));
}
