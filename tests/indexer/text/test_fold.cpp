#include <unicode/normalizer2.h>

#include <catch2/catch.hpp>

#include "indexer/text/fold.h"
#include "indexer/text/fold_table.h"
#include "indexer/text/utf8.h"
#include "tests/indexer/text/random_text.h"

using namespace retold;

TEST_CASE("case, marks, strokes and hooks of Latin letters do not tell words apart") {
  const auto [written, folded] = GENERATE(table<std::string, std::string>({
      {"TRAFFICKED", "trafficked"},
      {"Đặng Thị Hường", "dang thi huong"},
      {"Ẹ̀kọ́ Ṣàngó", "eko sango"},
      {"ƙƴar Ɓoye ɗan Ɗaki", "kyar boye dan daki"},
      {"Łódź żyć", "lodz zyc"},
      {"SØREN Ærø", "soren aero"},
      {"Straße STRASSE ẞ", "strasse strasse ss"},
      {"İstanbul ISPARTA ısı i I", "istanbul isparta isi i i"},
      {"ȘCOALĂ Şcoală ţară țară", "scoala scoala tara tara"},
      {"Ḿ ǅ ﬁ ſ", "m dz fi s"},
      {"čćžšđ ČĆŽŠĐ", "cczsd cczsd"},
      {"ɛwɔ Ŋutɔ", "ewo nuto"},
      {"ịgbo ụmụ ọnwụ ṅ", "igbo umu onwu n"},
      {"ＦＵＬＬ ｗｉｄｔｈ", "full width"},
  }));
  std::string result;
  // Word by word, as the tokenizer gives them.
  for (std::size_t at = 0; at <= written.size();) {
    const std::size_t end = std::min(written.find(' ', at), written.size());
    if (at > 0) result += ' ';
    result += fold(std::string_view(written).substr(at, end - at));
    at = end + 1;
  }
  CHECK(result == folded);
}

TEST_CASE("Cyrillic folds ё and ґ but keeps letters that are letters of their own") {
  CHECK(fold("Ещё") == "еще");
  CHECK(fold("ҐАНОК") == "ганок");
  CHECK(fold("Мой") == "мой");
  CHECK(fold("Мои") == "мои");
  CHECK(fold("Їжак") == "їжак");
  CHECK(fold("Ўсё") == "ўсе");
  CHECK(fold("Ѓорѓи Ќе") == "ѓорѓи ќе");
  CHECK(fold("за\u0301мок") == "замок");
  CHECK(fold("Ѝ") == "и");
}

TEST_CASE("Greek folds the tonos, the dialytika and the final sigma") {
  CHECK(fold("Σίσυφος") == fold("ΣΊΣΥΦΟΣ"));
  CHECK(fold("Σίσυφος") == "σισυφοσ");
  CHECK(fold("ΐ") == "ι");
}

TEST_CASE("Arabic and Urdu letter forms, points and lengthening do not tell words apart") {
  CHECK(fold("أإآٱا") == "ااااا");
  CHECK(fold("مؤسسة") == "موسسه");
  CHECK(fold("ئى") == "يي");
  CHECK(fold("كِتَابٌ") == "كتاب");
  CHECK(fold("کتاب") == fold("كتاب"));
  CHECK(fold("مـحـمـد") == "محمد");
  CHECK(fold("ہیں") == "هيں");
  CHECK(fold("ﻻﻡ") == "لام");
  CHECK(fold("۱۲۳") == "123");
  CHECK(fold("١٢٣") == "123");
}

TEST_CASE("the Urdu aspirate, the Kurdish vowel and big yeh stay letters of their own") {
  CHECK(fold("ھ") == "ھ");
  CHECK(fold("ە") == "ە");
  CHECK(fold("ے") == "ے");
}

TEST_CASE("Hebrew points go, geresh and gershayim are apostrophe and quotation mark") {
  CHECK(fold("שָׁלוֹם") == "שלום");
  CHECK(fold("צה״ל") == "צה\"ל");
  CHECK(fold("ג׳ירפה") == fold("ג'ירפה"));
}

TEST_CASE("Indic nukta, joiners and chandrabindu fold, vowel signs stay") {
  CHECK(fold("क़लम") == "कलम");
  CHECK(fold("क\u093Cलम") == "कलम");
  CHECK(fold("हूँ") == "हूं");
  CHECK(fold("क्\u200Dष") == "क्ष");
  CHECK(fold("कि") == "कि");
  CHECK(fold("की") == "की");
  CHECK(fold("ড়") == "ড");
  CHECK(fold("উৎস") == fold("উত্\u200Dস"));
  CHECK(fold("അവൻ") == fold("അവന്\u200D"));
  CHECK(fold("१९४७") == "1947");
}

TEST_CASE("Thai tones and vowels and Kana voicing tell words apart") {
  CHECK(fold("ขาว") != fold("ข้าว"));
  CHECK(fold("ข้าว") == "ข้าว");
  CHECK(fold("は") != fold("ば"));
  CHECK(fold("か\u3099") == "が");
  CHECK(fold("ｶﾞ") == "ガ");
  CHECK(fold("๑๒") == "12");
}

TEST_CASE("apostrophes are one, and none stays at the edge of a word") {
  for (const char* written : {"don't", "don’t", "don‘t", "donʼt", "don`t", "don´t", "DON＇T"})
    CHECK(fold(written) == "don't");
  CHECK(fold("ʼyan") == "yan");
  CHECK(fold("'") == "");
  CHECK(fold("oʻzbek") == "o'zbek");
}

TEST_CASE("invisible characters vanish") {
  CHECK(fold("traf\u00ADficked") == "trafficked");
  CHECK(fold("a\u200Bb\u200Cc\u200Dd\u2060e\uFEFFf\u034Fg") == "abcdefg");
  CHECK(fold("\u00AD") == "");
  CHECK(fold("❤\uFE0F") == "❤");
}

TEST_CASE("folding what is folded changes nothing, for every code point") {
  std::string changed;
  for (const char32_t c : test::assignedCodepoints()) {
    std::string word;
    appendUtf8(word, c);
    const std::string folded = fold(word);
    if (fold(folded) != folded) changed += test::codepoints(word);
  }
  CHECK(changed == "");
}

TEST_CASE("folding what is folded changes nothing, for random words") {
  test::RandomText random(7);
  for (int round = 0; round < 20000; ++round) {
    const std::string word = random.any(6);
    const std::string folded = fold(word);
    INFO(test::codepoints(word));
    REQUIRE_FALSE(firstInvalidUtf8(folded));
    REQUIRE(fold(folded) == folded);
  }
}

TEST_CASE("a word folds alike however Unicode spells it") {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  REQUIRE(U_SUCCESS(status));
  const auto normalised = [&](const icu::Normalizer2* form, std::string_view word) {
    std::string result;
    form->normalize(icu::UnicodeString::fromUTF8(
                        icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size()))),
                    status)
        .toUTF8String(result);
    return result;
  };
  const auto agree = [&](const std::string& word) {
    const std::string folded = fold(word);
    return fold(normalised(nfd, word)) == folded && fold(normalised(nfc, word)) == folded;
  };
  std::string differing;
  for (const char32_t c : test::assignedCodepoints()) {
    std::string word;
    appendUtf8(word, c);
    if (!agree(word)) differing += test::codepoints(word);
    if (c > 0x24F) continue;
    for (const char32_t mark : {0x300U, 0x301U, 0x306U, 0x307U, 0x308U, 0x31BU, 0x323U, 0x327U}) {
      std::string marked = word;
      appendUtf8(marked, mark);
      if (!agree(marked)) differing += test::codepoints(marked);
    }
  }
  CHECK(differing == "");
  test::RandomText random(8);
  for (int round = 0; round < 20000; ++round) {
    const std::string word = random.tricky(6);
    INFO(test::codepoints(word));
    REQUIRE(agree(word));
  }
}

TEST_CASE("the fold table is in order and says only what folding does not undo") {
  char32_t before = 0;
  for (const FoldRow& row : foldTable()) {
    INFO(static_cast<unsigned>(row.from));
    CHECK(row.from > before);
    before = row.from;
    if (row.to != "'") CHECK(fold(row.to) == row.to);
  }
  char32_t last = 0;
  for (const MarkRange& range : foldedMarks()) {
    INFO(static_cast<unsigned>(range.first));
    CHECK(range.first > last);
    CHECK(range.last >= range.first);
    last = range.last;
  }
}

TEST_CASE("only case is taken away by foldCase") {
  CHECK(foldCase("ÉCOLE") == "école");
  CHECK(foldCase("Straße") == "strasse");
  CHECK(foldCase("e\u0301") == "é");
  CHECK(foldCase("ΣΊΣΥΦΟΣ") == "σίσυφοσ");
}

TEST_CASE("a match says what made two words equal") {
  CHECK(howEqual("bán", "bán") == How::Exact);
  CHECK(howEqual("bán", "ba\u0301n") == How::Exact);
  CHECK(howEqual("bán", "Bán") == How::Case);
  CHECK(howEqual("bán", "ban") == How::Folded);
  CHECK(howEqual("sold", "SOLD") == How::Case);
  CHECK(howEqual("re-sold", "re-\nsold") == How::Folded);
  CHECK(howEqual("don't", "don’t") == How::Folded);
}
