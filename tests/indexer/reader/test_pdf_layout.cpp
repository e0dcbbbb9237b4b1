#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "indexer/reader/pdf_layout.h"

using namespace retold;

namespace {

constexpr double kWide = 6;  // points of a letter, of size 10

PageWord word(double x, double y, std::u32string_view letters) {
  PageWord word;
  word.left = x;
  word.top = y;
  word.bottom = y + 12;
  word.size = 10;
  for (const char32_t code : letters) {
    word.letters.push_back({code, x, x + kWide});
    x += kWide;
  }
  word.right = x;
  return word;
}

/// Words of one line as they stand on the page, from left to right.
std::vector<PageWord> shownFrom(double x, double y, std::u32string_view line) {
  std::vector<PageWord> words;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(U' ', at), line.size());
    words.push_back(word(x + kWide * static_cast<double>(at), y, line.substr(at, end - at)));
    at = end + 1;
  }
  return words;
}

std::u32string reversed(std::u32string text) {
  std::ranges::reverse(text);
  return text;
}

std::string textOf(std::vector<PageWord> words) {
  std::string text;
  for (const PageLine& line : linesOfPage(std::move(words), 600)) {
    text += (text.empty() ? "" : "\n") + line.text;
  }
  return text;
}

/// Right-to-left lines one under the other that end at the right margin.
std::string textFromRight(const std::vector<std::u32string>& shown) {
  std::vector<PageWord> words;
  double y = 100;
  for (const std::u32string& line : shown) {
    const double x = 500 - kWide * static_cast<double>(line.size());
    for (PageWord& each : shownFrom(x, y, line)) words.push_back(std::move(each));
    y += 14;
  }
  return textOf(std::move(words));
}

}  // namespace

TEST_CASE("Hebrew on a page is read from the right, numbers and Latin words from the left") {
  CHECK(textFromRight({reversed(U"היא נמכרה")}) == "היא נמכרה");
  // "She was sold in 2003 by ABC men."
  CHECK(textFromRight({U".םישנא ABC ידי לע 2003-ב הרכמנ איה"}) ==
        "היא נמכרה ב-2003 על ידי ABC אנשים.");
}

TEST_CASE("brackets of right-to-left script are read by what they mean, whatever shape is stored") {
  CHECK(textFromRight({U"(תיבב) הרג"}) == "גרה (בבית)");
  CHECK(textFromRight({U")תיבב( הרג"}) == "גרה (בבית)");
}

TEST_CASE("right-to-left script that is set from the left keeps its full stop at the end") {
  std::vector<PageWord> words = shownFrom(60, 100, U"הכורא רתוי הברה תאזה הרושה");
  for (PageWord& each : shownFrom(60, 114, U"הרצק וז.")) words.push_back(std::move(each));
  for (PageWord& each : shownFrom(60, 128, U"1 ףיעס")) words.push_back(std::move(each));
  CHECK(textOf(std::move(words)) == "השורה הזאת הרבה יותר ארוכה\nזו קצרה.\nסעיף 1");
}

TEST_CASE("lam and alef of one glyph are read lam first, those of two glyphs as they stand") {
  // The glyph's letters have half of its width each; the article's alef and lam are whole.
  PageWord ligature = word(100, 100, U"مالس");
  ligature.letters = {{U'م', 100, 106}, {U'ل', 106, 109}, {U'ا', 109, 112}, {U'س', 112, 118}};
  ligature.right = 118;
  std::vector<PageWord> words{ligature, word(130, 100, U"تيبلا")};
  CHECK(textOf(std::move(words)) == "البيت سلام");
}

TEST_CASE("marks of Arabic letters stand after the letter that carries them") {
  PageWord marked = word(100, 100, U"تب");
  // Visually: teh, then beh with a fatha that begins where beh does.
  marked.letters = {{U'ت', 100, 106}, {U'\u064e', 106, 106}, {U'ب', 106, 112}};
  CHECK(textOf({marked}) == "ب\u064eت");
}

TEST_CASE("ligatures and presentation forms are read as their letters, odd spaces as spaces") {
  CHECK(textOf({word(60, 100, U"traf\ufb01cked")}) == "trafficked");
  CHECK(textOf({word(60, 100, U"o\ufb03ce\u00a0of")}) == "office of");
  CHECK(textOf({word(60, 100, U"\ufefb")}) == "لا");
}

TEST_CASE("letters that are spaced out are words where the gaps are wider") {
  std::vector<PageWord> words;
  double x = 60;
  for (const char32_t letter : std::u32string(U"THE MAN HERE")) {
    if (letter != U' ') words.push_back(word(x, 100, std::u32string(1, letter)));
    x += letter == U' ' ? 4 : kWide + 2;
  }
  CHECK(textOf(std::move(words)) == "THE MAN HERE");
}

TEST_CASE("a raised note sign stands in its line") {
  PageWord sign = word(114.5, 99.5, U"1");
  sign.bottom = 106.7;
  sign.size = 6;
  CHECK(textOf({word(60, 100, U"footnotes"), sign, word(130, 100, U"here")}) == "footnotes1 here");
}

TEST_CASE("no letter of a page is lost or made up, wherever its words stand") {
  std::mt19937 random(20);
  const std::vector<std::u32string> some{U"trafficked", U"INT:",  U"(a)",  U"2003", U"она",
                                         U"דחא",        U"تيبلا", U"被卖", U"मानव", U"—"};
  for (int page = 0; page < 400; ++page) {
    std::vector<PageWord> words;
    std::u32string before;
    const bool inColumns = page % 3 == 0;
    const auto upTo = [&random](unsigned most) { return static_cast<double>(random() % most); };
    for (double count = upTo(120); count > 0; --count) {
      const double x = inColumns ? 60 + 150 * upTo(3) : 40 + upTo(500);
      const double y = inColumns ? 60 + 7 * upTo(60) : 40 + upTo(700);
      words.push_back(word(x, y, some[random() % some.size()]));
      words.back().size = 6 + upTo(10);
      for (const PageLetter& letter : words.back().letters) before += letter.code;
    }
    std::u32string after;
    for (const PageLine& line : linesOfPage(std::move(words), 600)) {
      for (std::size_t at = 0; at < line.text.size();) {
        const auto first = static_cast<unsigned char>(line.text[at]);
        const int more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
        char32_t code = more == 0 ? first : first & (0x3f >> more);
        for (int i = 1; i <= more; ++i) {
          code = code << 6 |
                 (static_cast<unsigned char>(line.text[at + static_cast<std::size_t>(i)]) & 0x3f);
        }
        at += static_cast<std::size_t>(more) + 1;
        if (code != U' ' && code != U'\t') after += code;
      }
    }
    // Brackets may be mirrored in right-to-left lines.
    const auto plain = [](std::u32string text) {
      std::ranges::replace(text, U')', U'(');
      std::ranges::sort(text);
      return text;
    };
    CHECK(plain(after) == plain(before));
  }
}

TEST_CASE("running lines are taken out only where they say the same at the same height") {
  std::vector<LaidOutPage> pages(4);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    pages[i].height = 842;
    PageLine header;
    header.text = "Report, page " + std::to_string(i + 7);
    header.top = 30;
    header.bottom = 42;
    PageLine body;
    body.text = "Yes.";
    body.top = 60 + 20 * static_cast<double>(i);
    body.bottom = body.top + 12;
    pages[i].lines = {header, body};
  }
  CHECK(removeRunningLines(pages) == 4);
  for (const LaidOutPage& page : pages) {
    REQUIRE(page.lines.size() == 1);
    CHECK(page.lines[0].text == "Yes.");
  }
}
