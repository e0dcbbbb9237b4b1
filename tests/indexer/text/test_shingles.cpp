#include "indexer/text/shingles.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <set>
#include <string>

using namespace retold;

namespace {

using Words = std::vector<std::uint32_t>;

Words randomWords(std::mt19937& random, std::size_t count, std::uint32_t vocabulary) {
  Words words(count);
  for (std::uint32_t& word : words) word = static_cast<std::uint32_t>(random() % vocabulary);
  return words;
}

/// `words` with each of them replaced with the given chance.
Words changed(const Words& words, double chance, std::mt19937& random) {
  Words result = words;
  for (std::uint32_t& word : result)
    if (static_cast<double>(random() % 10000) < chance * 10000)
      word = static_cast<std::uint32_t>(1'000'000 + random() % 100'000);
  return result;
}

std::vector<std::uint32_t> signatureOf(const Words& words) {
  std::string folded;
  std::vector<std::uint32_t> ends;
  for (const std::uint32_t word : words) {
    folded += "word" + std::to_string(word * 7919);
    ends.push_back(static_cast<std::uint32_t>(folded.size()));
  }
  return shingleSignature(folded, ends);
}

/// By the definition: sets of lists of five words.
double slowSimilarity(const Words& a, const Words& b) {
  const auto shingles = [](const Words& words) {
    std::set<Words> result;
    for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i)
      result.insert(Words(words.begin() + static_cast<long>(i),
                          words.begin() + static_cast<long>(i + kShingleWords)));
    return result;
  };
  const std::set<Words> ofA = shingles(a);
  const std::set<Words> ofB = shingles(b);
  std::size_t shared = 0;
  for (const Words& each : ofA) shared += ofB.count(each);
  const std::size_t all = ofA.size() + ofB.size() - shared;
  return all == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
}

bool meet(const Words& a, const Words& b) {
  const auto left = shingleBands(signatureOf(a));
  const auto right = shingleBands(signatureOf(b));
  return std::ranges::any_of(
      left, [&](std::uint64_t band) { return std::ranges::find(right, band) != right.end(); });
}

}  // namespace

TEST_CASE("the similarity of shingles is that of the definition") {
  std::mt19937 random(1);
  for (int i = 0; i < 400; ++i) {
    const std::uint32_t vocabulary = i % 2 == 0 ? 3 : 500;  // few words: shingles recur
    const Words a = randomWords(random, random() % 60, vocabulary);
    const Words b =
        i % 3 == 0 ? randomWords(random, random() % 60, vocabulary) : changed(a, 0.05, random);
    CHECK(shingleSimilarity(a, b) == Approx(slowSimilarity(a, b)));
  }
}

TEST_CASE("the similarity of the same shingles is one, of a text too short nought") {
  const Words five{1, 2, 3, 4, 5};
  CHECK(shingleSimilarity(five, five) == 1);
  CHECK(shingleSimilarity(five, Words{5, 4, 3, 2, 1}) == 0);
  const Words four{1, 2, 3, 4};
  CHECK(shingleSimilarity(four, four) == 0);
  CHECK(shingleSimilarity({}, {}) == 0);
}

TEST_CASE("equal places of two signatures estimate the similarity") {
  std::mt19937 random(2);
  double error = 0;
  double bias = 0;
  constexpr int rounds = 200;
  for (int i = 0; i < rounds; ++i) {
    // Also texts of fewer shingles than there are bins.
    const Words a = randomWords(random, 60 + random() % 1500, 100'000);
    const Words b = changed(a, static_cast<double>(i % 20) / 100, random);
    const double difference =
        signatureSimilarity(signatureOf(a), signatureOf(b)) - slowSimilarity(a, b);
    error += std::abs(difference) / rounds;
    bias += difference / rounds;
  }
  CHECK(error < 0.045);  // a proportion of 128 independent places: 0.035 at most
  CHECK(std::abs(bias) < 0.01);
}

TEST_CASE("texts share a band as often as the formula in the header says") {
  std::mt19937 random(3);
  std::array<int, 3> met{};
  std::array<int, 3> all{};
  for (int i = 0; i < 900; ++i) {
    const Words a = randomWords(random, 800, 100'000);
    const Words b = changed(a, std::array{0.02, 0.06, 0.25}[i % 3], random);
    const double similarity = slowSimilarity(a, b);
    const int kind = similarity >= 0.75 ? 0 : similarity >= 0.45 && similarity <= 0.6 ? 1 : 2;
    if (kind == 2 && similarity > 0.2) continue;
    ++all[kind];
    met[kind] += meet(a, b) ? 1 : 0;
  }
  REQUIRE(std::ranges::min(all) >= 200);
  const auto share = [&](int kind) { return static_cast<double>(met[kind]) / all[kind]; };
  CHECK(share(0) == 1);
  CHECK(share(1) > 0.4);
  CHECK(share(1) < 0.85);
  CHECK(share(2) < 0.03);
}

TEST_CASE("the same words give the same signature on every machine and in every version") {
  Words words(100);
  for (std::uint32_t i = 0; i < 100; ++i) words[i] = i;
  const auto signature = signatureOf(words);
  REQUIRE(signature.size() == kSignatureSize);
  CHECK(signature == signatureOf(words));
  std::uint64_t sum = 0;
  for (const std::uint32_t value : signature) sum = sum * 31 + value;
  CHECK(sum == 0xE7750B476FA8D3B6);  // stored: it may not change unnoticed
}

TEST_CASE("a text of few words has no signature, and no similarity to anything") {
  CHECK(signatureOf(Words(23, 1)).empty());
  CHECK(signatureOf(Words(24, 1)).size() == kSignatureSize);
  CHECK(signatureSimilarity({}, {}) == 0);
  CHECK(shingleBands({}).empty());
  CHECK(shingleBands(signatureOf(Words(24, 1))).size() == kSignatureSize / kBandRows);
}

TEST_CASE("words are told apart by all their bytes, long ones too") {
  const auto of = [](const std::string& last) {
    std::string folded;
    std::vector<std::uint32_t> ends;
    for (int i = 0; i < 24; ++i) {
      folded += "abc" + (i == 12 ? last : "d");
      ends.push_back(static_cast<std::uint32_t>(folded.size()));
    }
    return shingleSignature(folded, ends);
  };
  for (const std::string pair :
       {"1/2", "12345678/12345679", "123456789/12345678a", "1234567890123456/1234567890123457"}) {
    const std::size_t slash = pair.find('/');
    CAPTURE(pair);
    CHECK(of(pair.substr(0, slash)) != of(pair.substr(slash + 1)));
  }
}
