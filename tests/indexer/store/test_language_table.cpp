#include "indexer/store/language_table.h"

#include <catch2/catch.hpp>
#include <random>

using namespace retold;

TEST_CASE("languages come back as they were, the confidence in thousandths") {
  std::mt19937 random(5);
  const std::vector<std::pair<std::string, std::string>> names{
      {"ro", "Latn"}, {"und", "Zyyy"}, {"sr-Cyrl", "Cyrl"}, {"", ""}};
  for (int round = 0; round < 300; ++round) {
    std::vector<LanguageSpan> spans;
    std::uint64_t at = 0;
    for (auto count = random() % 20; count > 0; --count) {
      const std::uint64_t begin = at + random() % 3;
      at = begin + random() % 100'000;
      const auto& [language, script] = names[random() % names.size()];
      spans.push_back({{begin, at}, language, script, double(random() % 1001) / 1000.0, false});
    }
    const auto decoded = decodeLanguages(encodeLanguages(spans));
    REQUIRE(decoded);
    CHECK(*decoded == spans);
  }
  CHECK(decodeLanguages(encodeLanguages({{{0, 1}, "ro", "Latn", 0.99996, true}}))->front() ==
        LanguageSpan{{0, 1}, "ro", "Latn", 1.0, false});
}

TEST_CASE("page starts come back as they were") {
  for (const std::vector<std::uint64_t>& starts :
       {std::vector<std::uint64_t>{}, {0}, {0, 0, 5}, {7, 1'000'000, 1'000'000'000'000}}) {
    const auto decoded = decodePageStarts(encodePageStarts(starts));
    REQUIRE(decoded);
    CHECK(*decoded == starts);
  }
}

TEST_CASE("no bytes and cut bytes are languages or none, and never more") {
  const std::string whole = encodeLanguages(
      {{{0, 10}, "ro", "Latn", 0.5, false}, {{12, 300}, "en", "Latn", 0.25, false}});
  for (std::size_t size = 1; size < whole.size(); ++size) {
    CHECK_FALSE(decodeLanguages(std::string_view(whole).substr(0, size)));
  }
  CHECK_FALSE(decodeLanguages(whole + '\0'));
  CHECK(decodeLanguages("")->empty());
  std::mt19937 random(6);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    for (auto count = random() % 30; count > 0; --count) {
      bytes += static_cast<char>(random() % (round % 2 == 0 ? 256 : 4));
    }
    const auto languages = decodeLanguages(bytes);
    CHECK((!languages || languages->size() <= bytes.size()));
    const auto pages = decodePageStarts(bytes);
    CHECK((!pages || pages->size() <= bytes.size()));
  }
}
