#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/reader/pdf_fields.h"

using namespace retold;

namespace {

/// A word in letters 6 points wide and 10 high.
PageWord word(double left, double top, std::u32string_view letters) {
  PageWord made;
  made.left = left;
  made.top = top;
  made.bottom = top + 10;
  made.size = 10;
  for (const char32_t letter : letters) {
    made.letters.push_back({letter, left, left + 6});
    left += 6;
  }
  made.right = left;
  return made;
}

PdfField text(const PageArea& area, const std::string& value) {
  return {PdfFieldKind::Text, area, value, false};
}

std::u32string lettersOf(const PageWord& word) {
  std::u32string letters;
  for (const PageLetter& letter : word.letters) letters += letter.code;
  return letters;
}

std::vector<std::u32string> lettersOf(const std::vector<PageWord>& words) {
  std::vector<std::u32string> all;
  for (const PageWord& each : words) all.push_back(lettersOf(each));
  return all;
}

using Words = std::vector<std::u32string>;

}  // namespace

TEST_CASE("a label within the area of a field stays beside the value") {
  std::vector<PageWord> words{word(50, 100, U"Name:"), word(100, 100, U"Ana"),
                              word(130, 100, U"Marin")};
  placeFields(std::vector{text({40, 96, 300, 114}, "Ana Marin")}, words);
  CHECK(lettersOf(words) == Words{U"Name:", U"Ana Marin"});
  CHECK(words[1].left == 100);
  CHECK(words[1].filled);
}

TEST_CASE("letters that the font of a field lacks do not stand beside the value") {
  std::vector<PageWord> words{word(50, 100, U"????")};
  placeFields(std::vector{text({40, 96, 300, 114}, "\u0410\u043d\u043d\u0430")}, words);
  CHECK(lettersOf(words) == Words{U"\u0410\u043d\u043d\u0430"});
}

TEST_CASE("an empty field is a blank, unless the page shows something in it") {
  std::vector<PageWord> words{word(50, 100, U"typed")};
  placeFields(std::vector{text({40, 96, 300, 114}, ""), text({40, 196, 300, 214}, "")}, words);
  CHECK(lettersOf(words) == Words{U"typed", U" "});
}

TEST_CASE("a mark takes the place of a printed box but not of its label") {
  std::vector<PageWord> words{word(100, 100, U"\u25a1"), word(100, 100, U"\u2714"),
                              word(112, 100, U"No")};
  placeFields(std::vector{PdfField{PdfFieldKind::Mark, {98, 98, 124, 112}, "", true}}, words);
  CHECK(lettersOf(words) == Words{U"No", U"\u2612"});
}

TEST_CASE("fields on a page without words are words of the usual size") {
  std::vector<PageWord> words;
  placeFields(std::vector{text({40, 100, 300, 300}, "a\tb\nc")}, words);
  REQUIRE(lettersOf(words) == Words{U"a b\nc"});
  CHECK(words[0].size == 10);
  CHECK(words[0].top == 100);
}

TEST_CASE("a text is shown by exactly its own letters, in any order and case") {
  const std::vector<PageWord> words{word(100, 100, U"KNOW"), word(130, 100, U"\ufb01sh")};
  CHECK(isShown("Fish, know", {90, 90, 300, 120}, words) == false);
  CHECK(isShown("fish know", {90, 90, 300, 120}, words));
  CHECK(isShown("no", {90, 90, 300, 120}, words) == false);
  CHECK(isShown("know", {90, 90, 128, 120}, words));
}
