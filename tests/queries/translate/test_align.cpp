#include "queries/translate/align.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <tuple>

using namespace retold;

namespace {

std::vector<std::string> linesOf(const std::string& udhr) {
  std::ifstream file(RETOLD_SHARED_DIR "/corpora/udhr/txt/" + udhr + ".txt");
  REQUIRE(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);)
    if (!line.empty()) lines.push_back(line);
  return lines;
}

/// A text with a turn for each line.
Text textOf(const std::vector<std::string>& lines) {
  Text text;
  for (const std::string& line : lines) {
    Turn turn;
    turn.span = {text.content.size(), text.content.size() + line.size()};
    turn.body = turn.span;
    text.content += line + "\n\n";
    text.turns.push_back(turn);
  }
  return text;
}

/// A text whose line i came from the lines `from[i]` of another one.
struct Derived {
  std::vector<std::string> lines;
  std::vector<AlignedTurns> truth;
};

/// Joins and leaves out lines here and there.
Derived derive(const std::vector<std::string>& lines, std::mt19937& random) {
  Derived derived;
  for (std::size_t i = 0; i < lines.size();) {
    const std::size_t dice = random() % 20;
    const std::size_t at = derived.lines.size();
    if (dice == 0 && i > 0) {  // left out
      derived.truth.push_back({i, i + 1, at, at});
      ++i;
    } else if (dice < 3 && i + 1 < lines.size()) {
      derived.lines.push_back(lines[i] + " " + lines[i + 1]);
      derived.truth.push_back({i, i + 2, at, at + 1});
      i += 2;
    } else {
      derived.lines.push_back(lines[i]);
      derived.truth.push_back({i, i + 1, at, at + 1});
      ++i;
    }
  }
  return derived;
}

/// The share of `truth` that was found.
double share(const std::vector<AlignedTurns>& truth, const std::vector<AlignedTurns>& found) {
  std::size_t right = 0;
  for (const AlignedTurns& bead : truth)
    right += static_cast<std::size_t>(std::ranges::count(found, bead));
  return static_cast<double>(right) / static_cast<double>(truth.size());
}

void requireCover(const std::vector<AlignedTurns>& beads, const Text& a, const Text& b) {
  std::size_t original = 0;
  std::size_t translation = 0;
  for (const AlignedTurns& bead : beads) {
    REQUIRE(bead.originalBegin == original);
    REQUIRE(bead.translationBegin == translation);
    original = bead.originalEnd;
    translation = bead.translationEnd;
  }
  REQUIRE(original == a.turns.size());
  REQUIRE(translation == b.turns.size());
}

Text speech(const std::vector<std::pair<SpeakerRole, std::string>>& turns) {
  std::vector<std::string> lines;
  for (const auto& [role, line] : turns) lines.push_back(line);
  Text text = textOf(lines);
  for (std::size_t i = 0; i < turns.size(); ++i) text.turns[i].role = turns[i].first;
  return text;
}

}  // namespace

TEST_CASE("a declaration in another language is aligned line by line") {
  const std::vector<std::string> english = linesOf("eng");
  for (const std::string other : {"deu_1996", "arb", "tur", "rus", "cmn_hans", "khm", "srp_latn"}) {
    const std::vector<std::string> lines = linesOf(other);
    CAPTURE(other);
    REQUIRE(std::max(lines.size(), english.size()) - std::min(lines.size(), english.size()) <= 2);
    const Text a = textOf(english);
    const Text b = textOf(lines);
    const auto beads = alignTurns(a, b);
    requireCover(beads, a, b);
    if (lines.size() != english.size()) continue;
    std::vector<AlignedTurns> truth;
    for (std::size_t i = 0; i < lines.size(); ++i) truth.push_back({i, i + 1, i, i + 1});
    // The declarations themselves differ in up to ten lines.
    CHECK(share(truth, beads) >= 0.87);
  }
}

TEST_CASE("lines that a translator joined or left out are found") {
  std::mt19937 random(7);
  const Text english = textOf(linesOf("eng"));
  double sum = 0;
  int count = 0;
  for (const std::string other : {"deu_1996", "arb", "rus", "khm", "bul", "vie", "tur"}) {
    const std::vector<std::string> lines = linesOf(other);
    if (lines.size() != english.turns.size()) continue;
    for (int i = 0; i < 5; ++i) {
      const Derived derived = derive(lines, random);
      const Text translation = textOf(derived.lines);
      const auto beads = alignTurns(english, translation);
      requireCover(beads, english, translation);
      sum += share(derived.truth, beads);
      ++count;
    }
  }
  REQUIRE(count >= 15);
  CHECK(sum / count >= 0.78);
}

TEST_CASE("who speaks parts what lengths would join") {
  using enum SpeakerRole;
  const Text original = speech({{Interviewer, "Where did they take you?"},
                                {Respondent, "To a house."},
                                {Interviewer, "And then?"},
                                {Respondent, "I ran."}});
  const Text translation = speech({{Interviewer, "Wohin haben sie Sie gebracht?"},
                                   {Interviewer, "Und dann?"},
                                   {Respondent, "Ich bin gelaufen."}});
  const std::vector<AlignedTurns> expected{{0, 1, 0, 1}, {1, 2, 1, 1}, {2, 3, 1, 2}, {3, 4, 2, 3}};
  CHECK(alignTurns(original, translation) == expected);
}

TEST_CASE("times and numbers hold two texts together") {
  Text original = textOf({"Yes.", "In 2003.", "No.", "In 2011."});
  Text translation = textOf({"In 2003.", "No.", "In 2011."});
  const auto beads = alignTurns(original, translation);
  CHECK(std::ranges::count(beads, AlignedTurns{3, 4, 2, 3}) == 1);
  CHECK(std::ranges::count(beads, AlignedTurns{2, 3, 1, 2}) == 1);

  // Equal lines, the sixth left out: only the times tell which one.
  original = textOf(std::vector<std::string>(10, std::string(80, 'a')));
  translation = textOf(std::vector<std::string>(9, std::string(80, 'b')));
  for (std::size_t i = 0; i < 10; ++i)
    original.turns[i].startMilliseconds = static_cast<std::int64_t>(i) * 10000;
  for (std::size_t i = 0; i < 9; ++i)
    translation.turns[i].startMilliseconds = *original.turns[i < 5 ? i : i + 1].startMilliseconds;
  for (Text* text : {&original, &translation})
    for (Turn& turn : text->turns) turn.endMilliseconds = *turn.startMilliseconds + 9000;
  const auto timed = alignTurns(original, translation);
  CHECK(std::ranges::count(timed, AlignedTurns{5, 6, 5, 5}) == 1);
  CHECK(timed.size() == 10);
}

TEST_CASE("a text without turns has no counterpart to anything") {
  const Text empty;
  const Text some = textOf({"One.", "Two."});
  CHECK(alignTurns(empty, empty).empty());
  const std::vector<AlignedTurns> leftOut{{0, 1, 0, 0}, {1, 2, 0, 0}};
  CHECK(alignTurns(some, empty) == leftOut);
  CHECK(!counterpart(leftOut, some, empty, Side::Original, {0, 3}));
}

TEST_CASE("a long text is aligned again behind a part that is missing") {
  std::mt19937 random(11);
  const auto [turns, from, to] =
      GENERATE(std::tuple<std::size_t, std::size_t, std::size_t>{10000, 4000, 4030},
               std::tuple<std::size_t, std::size_t, std::size_t>{1000, 400, 470});
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < turns; ++i)
    lines.push_back(std::string(10 + random() % 300, 'a') + " " + std::to_string(random() % 100));
  std::vector<std::string> part = lines;
  part.erase(part.begin() + static_cast<long>(from), part.begin() + static_cast<long>(to));
  const Text whole = textOf(lines);
  const Text cut = textOf(part);
  const auto beads = alignTurns(whole, cut);
  requireCover(beads, whole, cut);
  const std::size_t gap = to - from;
  for (const std::size_t i : {std::size_t{0}, from - 100})
    CHECK(std::ranges::count(beads, AlignedTurns{i, i + 1, i, i + 1}) == 1);
  for (const std::size_t i : {to + 100, turns - 1})
    CHECK(std::ranges::count(beads, AlignedTurns{i, i + 1, i - gap, i - gap + 1}) == 1);
}

TEST_CASE("a turn as long as hundreds of the other text leaves no turn out") {
  std::vector<std::string> lines(50, std::string(60, 'a'));
  std::vector<std::string> others = lines;
  lines.push_back(std::string(60000, 'a'));
  others.insert(others.end(), 1000, std::string(60, 'b'));
  lines.insert(lines.end(), 50, std::string(60, 'a'));
  others.insert(others.end(), 50, std::string(60, 'b'));
  const Text one = textOf(lines);
  const Text many = textOf(others);
  requireCover(alignTurns(one, many), one, many);
  requireCover(alignTurns(many, one), many, one);
}

TEST_CASE("long texts whose times contradict their order are aligned within the memory there is") {
  constexpr std::int64_t turns = 9000;
  constexpr std::int64_t shift = 5000;
  Text original = textOf(std::vector<std::string>(turns, "aaaa"));
  Text translation = original;
  for (std::int64_t i = 0; i < turns; ++i) {
    original.turns[static_cast<std::size_t>(i)].startMilliseconds = i * 10000;
    translation.turns[static_cast<std::size_t>(i)].startMilliseconds = (i + shift) * 10000;
  }
  requireCover(alignTurns(original, translation), original, translation);
}

TEST_CASE("a span's counterpart is the turns of the other text that say it") {
  const Text original = textOf({"One.", "Two and", "three.", "Four."});
  const Text translation = textOf({"Eins.", "Zwei und drei.", "Vier."});
  const std::vector<AlignedTurns> beads{{0, 1, 0, 1}, {1, 3, 1, 2}, {3, 4, 2, 3}};
  const auto across = [&](Side side, ByteSpan span) -> std::string {
    const Text& there = side == Side::Original ? translation : original;
    const auto found = counterpart(beads, original, translation, side, span);
    return found ? there.content.substr(found->begin, found->size()) : "";
  };
  CHECK(across(Side::Original, {6, 9}) == "Zwei und drei.");
  CHECK(across(Side::Original, {1, 8}) == "Eins.\n\nZwei und drei.");
  CHECK(across(Side::Translation, {9, 11}) == "Two and\n\nthree.");
  CHECK(across(Side::Translation, {0, 1}) == "One.");
}
