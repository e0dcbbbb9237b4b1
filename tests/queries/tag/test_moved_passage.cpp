#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "queries/tag/moved_passage.h"

namespace retold {
namespace {

ByteSpan spanOf(std::string_view text, std::string_view words) {
  const std::size_t begin = text.find(words);
  REQUIRE(begin != text.npos);
  return {begin, begin + words.size()};
}

struct Found {
  std::string standing;
  std::string words;
  MovedPassage place;
};

Found findIn(std::string_view from, std::string_view words, std::string_view to) {
  const MovedPassage place = PassageFinder(from, to).find(spanOf(from, words));
  return {std::string(toText(place.standing)),
          std::string(to.substr(place.span.begin, place.span.size())), place};
}

constexpr std::string_view kOld =
    "INT: What happened then?\n"
    "R07: They sold me a second time, to a man in the port. I was sixteen.\n"
    "INT: And after that?\n"
    "R07: He was kind at first. I was afraid. He took my passport and I was afraid again.\n";

TEST_CASE("a passage whose words stand in one place of both texts is exact") {
  const std::string now = "Interview 12\n" + std::string(kOld);
  const Found found = findIn(kOld, "They sold me a second time", now);
  CHECK(found.standing == "exact");
  CHECK(found.words == "They sold me a second time");
  CHECK(found.place ==
        MovedPassage{Standing::Exact, spanOf(now, "They sold me a second time"), 1, 1, 1, 1, 1});
}

TEST_CASE("of several places with the same words the one with the same words around is taken") {
  const std::string now =
      "R07: I was afraid of the sea. He was kind at first. He took my passport and I was afraid "
      "again.\n";
  const std::size_t second = kOld.rfind("I was afraid");
  const MovedPassage place = PassageFinder(kOld, now).find({second, second + 12});
  CHECK(place.standing == Standing::Context);
  CHECK(place.span.begin == now.rfind("I was afraid"));
  CHECK(place.place == 2);
  CHECK(place.places == 2);
  CHECK(place.tied == 1);
}

TEST_CASE("where the words around say nothing, the same place of as many is taken") {
  const std::string_view old = "Yes.\nYes.\nYes.\n";
  const std::string_view now = "\nYes.\nYes.\nYes.\n";
  const MovedPassage place = PassageFinder(old, now).find({5, 9});
  CHECK(place.standing == Standing::Context);
  CHECK(place.span == ByteSpan{6, 10});
  CHECK(place.place == 2);
}

TEST_CASE("a short passage that stands once among other words is not called exact") {
  const std::string_view old =
      "INT: Were you sold again?\nR: Yes.\nINT: Thank you for your time.\n";
  const std::string_view now = "INT: Do you take sugar?\nR: Yes.\nINT: Here it is, as always.\n";
  const Found found = findIn(old, "Yes.", now);
  CHECK(found.standing == "context");
  CHECK(found.place.around < 0.5);
}

TEST_CASE("a changed passage is found with its similarity, its signs and the words of the change") {
  const std::string now =
      "R07: They sold me for a second time to a man at the port. I was sixteen.\n";
  const Found found = findIn(kOld, "They sold me a second time, to a man in the port.", now);
  CHECK(found.standing == "changed");
  CHECK(found.words == "They sold me for a second time to a man at the port.");
  CHECK(found.place.similarity == Approx(1 - 2.0 / 13));
  CHECK(toText(wordDifferences("They sold me a second time, to a man in the port.", found.words)) ==
        "They sold me {+for+} a second [-time,-] {+time+} to a man [-in-] {+at+} the port.");
}

TEST_CASE("a word that is spelled a little differently counts for half a change") {
  const std::string now = "R07: They sold me a secnod time, to a man in the port. I was sixteen.\n";
  const Found found = findIn(kOld, "sold me a second time", now);
  CHECK(found.standing == "changed");
  CHECK(found.words == "sold me a secnod time");
  CHECK(found.place.similarity == Approx(0.9));
}

TEST_CASE("the same words with other white space and capitals are a change of no word") {
  const std::string_view now = "THEY SOLD\n  me a second\ntime - to a man";
  const Found found = findIn(kOld, "They sold me a second time", now);
  CHECK(found.standing == "changed");
  CHECK(found.words == "THEY SOLD\n  me a second\ntime");
  CHECK(found.place.similarity == 1);
}

TEST_CASE("a passage of which more than half is other words is gone, and so is one in no text") {
  CHECK(findIn(kOld, "He took my passport", "R07: He gave me the key back.\n").standing == "gone");
  CHECK(findIn(kOld, "He took my passport", "").standing == "gone");
  CHECK(findIn(kOld, "?", "R07: no question here").standing == "gone");
  CHECK(findIn("a 😀 b", "😀", "c 😀 d").standing == "context");
}

TEST_CASE("a word replaced at the edge belongs to the passage, a word left out does not") {
  const std::string_view old = "one two three four five six seven eight nine ten";
  CHECK(findIn(old, "three four five six", "one two three four five SIXTY seven eight nine ten")
            .words == "three four five SIXTY");
  CHECK(findIn(old, "three four five six", "one two three four five seven eight nine ten").words ==
        "three four five");
  CHECK(findIn(old, "three four five six", "one two drei four five six seven eight nine").words ==
        "drei four five six");
  CHECK(findIn(old, "three four five six", "one two four five six seven eight nine ten").words ==
        "four five six");
}

TEST_CASE("passages in scripts without spaces and from right to left are found") {
  CHECK(findIn("เขาขายฉันอีกครั้งที่ท่าเรือ", "ขายฉันอีกครั้ง", "แล้วเขาก็ขายฉันอีกครั้งที่นั่น").words == "ขายฉันอีกครั้ง");
  CHECK(findIn("ثم باعوني مرة ثانية في الميناء", "باعوني مرة ثانية", "ثم باعوني، مرّة ثانية هناك")
            .words == "باعوني، مرّة ثانية");
}

TEST_CASE("differences are told word by word, removed before added") {
  CHECK(toText(wordDifferences("a b c", "a b c")) == "a b c");
  CHECK(toText(wordDifferences("a b c", "a x c")) == "a [-b-] {+x+} c");
  CHECK(toText(wordDifferences("a  b\nc", "a b c")) == "a b c");
  CHECK(toText(wordDifferences("", "a")) == "{+a+}");
  CHECK(toText(wordDifferences("a", "")) == "[-a-]");
  CHECK(toText(wordDifferences("", "")).empty());
}

/// Text of random words, and where each word begins.
class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {}

  std::vector<std::string> words(std::size_t count, int different) {
    std::vector<std::string> result;
    for (std::size_t i = 0; i < count; ++i) result.push_back(word(different));
    return result;
  }

  /// Words of letters that no other number shares, so that none is spelled like another.
  std::string word(int different) {
    const int number = below(different);
    return std::string(1, static_cast<char>('a' + number % 26)) +
           std::string(1, static_cast<char>('a' + number / 26 % 26)) + "x";
  }

  int below(int most) { return std::uniform_int_distribution<int>(0, most - 1)(random_); }

 private:
  std::mt19937 random_;
};

std::string joined(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) text += (i > begin ? " " : "") + words[i];
  return text;
}

std::size_t distance(const std::vector<std::string>& a, std::size_t aBegin, std::size_t aEnd,
                     const std::vector<std::string>& b, std::size_t bBegin, std::size_t bEnd) {
  std::vector<std::vector<std::size_t>> cost(aEnd - aBegin + 1,
                                             std::vector<std::size_t>(bEnd - bBegin + 1));
  for (std::size_t i = 0; i < cost.size(); ++i) {
    for (std::size_t j = 0; j < cost[i].size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      const bool same = a[aBegin + i - 1] == b[bBegin + j - 1];
      cost[i][j] =
          std::min({cost[i - 1][j - 1] + (same ? 0 : 1), cost[i - 1][j] + 1, cost[i][j - 1] + 1});
    }
  }
  return cost.back().back();
}

TEST_CASE("no stretch of the new text is nearer to a changed passage than the one proposed") {
  RandomText random(11);
  int changed = 0;
  for (int round = 0; round < 400; ++round) {
    const std::vector<std::string> old = random.words(12, 6);
    const std::vector<std::string> now = random.words(14, 6);
    const std::size_t begin = static_cast<std::size_t>(random.below(6));
    const std::size_t end = begin + 5;
    const std::string from = joined(old, 0, old.size());
    const std::string to = joined(now, 0, now.size());
    const std::size_t first = joined(old, 0, begin).size() + (begin > 0 ? 1 : 0);
    const MovedPassage place =
        PassageFinder(from, to).find({first, first + joined(old, begin, end).size()});
    std::size_t least = end - begin;
    for (std::size_t b = 0; b < now.size(); ++b)
      for (std::size_t e = b + 1; e <= now.size(); ++e)
        least = std::min(least, distance(old, begin, end, now, b, e));
    CAPTURE(from, to, begin, least);
    if (place.standing == Standing::Gone) {
      // Of five words, four as they were are taken whatever stands around.
      REQUIRE(least * 2 > end - begin);
      continue;
    }
    std::vector<std::string> proposed;
    std::string word;
    for (const char c : to.substr(place.span.begin, place.span.size()) + ' ') {
      if (c != ' ') {
        word += c;
        continue;
      }
      proposed.push_back(word);
      word.clear();
    }
    REQUIRE(distance(old, begin, end, proposed, 0, proposed.size()) == least);
    const double longer = static_cast<double>(std::max(end - begin, proposed.size()));
    REQUIRE(place.similarity == Approx(1 - static_cast<double>(least) / longer));
    changed += place.standing == Standing::Changed ? 1 : 0;
  }
  CHECK(changed > 100);
}

TEST_CASE("a passage is followed through random edits before, behind and within it") {
  RandomText random(12);
  int exact = 0;
  int changed = 0;
  for (int round = 0; round < 500; ++round) {
    const std::vector<std::string> old = random.words(200, 400);
    const std::size_t begin = 40 + static_cast<std::size_t>(random.below(100));
    const std::size_t end = begin + 6 + static_cast<std::size_t>(random.below(20));
    const bool within = round % 2 == 1;
    std::vector<std::string> now;
    std::size_t nowBegin = 0;
    std::size_t nowEnd = 0;
    bool touched = false;
    for (std::size_t i = 0; i < old.size(); ++i) {
      if (i == begin) nowBegin = now.size();
      // The first and last words stay: where an edit at the edge belongs is a matter of taste.
      const bool inside = i > begin && i + 1 < end;
      const bool outside = i < begin || i >= end;
      const int edit = outside || (inside && within) ? random.below(20) : 3;
      touched = touched || (inside && edit < 3);
      if (edit == 0) now.push_back("new" + random.word(600));
      if (edit != 1) now.push_back(edit == 2 ? "other" + random.word(600) : old[i]);
      if (i + 1 == end) nowEnd = now.size();
    }
    const std::string from = joined(old, 0, old.size());
    const std::string to = joined(now, 0, now.size());
    const std::size_t first = joined(old, 0, begin).size() + 1;
    const MovedPassage place =
        PassageFinder(from, to).find({first, first + joined(old, begin, end).size()});
    CAPTURE(from, to, begin, end);
    if (place.standing == Standing::Gone) {
      REQUIRE(distance(old, begin, end, now, nowBegin, nowEnd) * 2 > end - begin);
      continue;
    }
    REQUIRE(to.substr(place.span.begin, place.span.size()) == joined(now, nowBegin, nowEnd));
    REQUIRE((place.standing == Standing::Changed) == touched);
    ++(touched ? changed : exact);
  }
  CHECK(exact > 200);
  CHECK(changed > 100);
}

TEST_CASE("a passage of thousands of words is found by its beginning and its end") {
  RandomText random(13);
  std::vector<std::string> old = random.words(6000, 676);
  std::vector<std::string> now = old;
  now.erase(now.begin() + 2500, now.begin() + 2600);
  now[3000] = "other";
  const std::string from = joined(old, 0, old.size());
  const std::string to = joined(now, 0, now.size());
  const std::size_t first = joined(old, 0, 1000).size() + 1;
  const MovedPassage place =
      PassageFinder(from, to).find({first, first + joined(old, 1000, 5000).size()});
  CHECK(place.standing == Standing::Changed);
  CHECK(to.substr(place.span.begin, place.span.size()) == joined(now, 1000, 4900));
  CHECK(place.similarity == Approx(3899.0 / 4000));
}

}  // namespace
}  // namespace retold
