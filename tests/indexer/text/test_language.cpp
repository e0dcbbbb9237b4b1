#include "indexer/text/language.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <thread>

#include "indexer/text/scripts.h"
#include "indexer/text/turns.h"
#include "tests/indexer/text/random_text.h"

using namespace retold;

namespace {

std::string contentOf(const std::filesystem::path& path) {
  std::ifstream file(path);
  REQUIRE(file);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

std::vector<LanguageSpan> guess(const std::string& text) {
  return guessLanguages(text, findTurns(text));
}

/// "ro-Latn ru-Cyrl": the spans in order.
std::string languages(const std::string& text) {
  std::string result;
  for (const LanguageSpan& span : guess(text))
    result += (result.empty() ? "" : " ") + span.language + "-" + span.script;
  return result;
}

/// The share of the bytes of a declaration that is guessed to be in `language`.
double shareOf(const std::string& udhr, const std::string& language) {
  std::uint64_t right = 0;
  std::uint64_t all = 0;
  for (const LanguageSpan& span :
       guess(contentOf(RETOLD_SHARED_DIR "/corpora/udhr/txt/" + udhr + ".txt"))) {
    all += span.span.size();
    right += span.language == language ? span.span.size() : 0;
  }
  return static_cast<double>(right) / static_cast<double>(all);
}

/// Of sentences that stand alone: how many are guessed right, and of the sure ones how many.
struct Rates {
  double right = 0;
  double sureRight = 0;
};
Rates ratesOf(const std::string& file, const std::string& wanted) {
  std::istringstream lines(contentOf(RETOLD_SHARED_DIR "/corpora/tatoeba_testsets/" + file));
  double all = 0;
  double right = 0;
  double sure = 0;
  double sureRight = 0;
  for (std::string line; all < 1000 && std::getline(lines, line);) {
    const LanguageSpan guessed = largestLanguage(guess(line));
    const bool hit = (" " + wanted + " ").find(" " + guessed.language + " ") != std::string::npos;
    all += 1;
    right += hit;
    sure += guessed.confidence >= 0.7;
    sureRight += hit && guessed.confidence >= 0.7;
  }
  return {right / all, sureRight / std::max(sure, 1.0)};
}

bool isLetterAt(const std::string& text, std::size_t byte) {
  return countLetters(std::string_view(text).substr(byte, 1)).all() > 0;
}

}  // namespace

TEST_CASE("declarations of human rights are recognised paragraph by paragraph") {
  const std::map<std::string, std::pair<std::string, double>> floors{
      {"als", {"sq", 1}},
      {"amh", {"am", 1}},
      {"arb", {"ar", 1}},
      {"ben", {"bn", 1}},
      {"bul", {"bg", 0.95}},
      {"cmn_hans", {"zh", 1}},
      {"cmn_hant", {"zh-Hant", 0.95}},
      {"deu_1996", {"de", 1}},
      {"eng", {"en", 1}},
      {"fra", {"fr", 1}},
      {"hau_NG", {"ha", 0.99}},
      {"heb", {"he", 1}},
      {"hin", {"hi", 0.97}},
      {"hrv", {"hr", 0.9}},
      {"hun", {"hu", 1}},
      {"hye", {"hy", 1}},
      {"ibo", {"ig", 0.99}},
      {"ind", {"id", 0.9}},
      {"ita", {"it", 1}},
      {"kat", {"ka", 1}},
      {"khm", {"km", 1}},
      {"lao", {"lo", 1}},
      {"lin", {"ln", 0.99}},
      {"mkd", {"mk", 0.95}},
      {"mya", {"my", 1}},
      {"nep", {"ne", 0.95}},
      {"pcm", {"pcm", 0.95}},
      {"pol", {"pl", 1}},
      {"por_BR", {"pt", 1}},
      {"ron_2006", {"ro", 1}},
      {"rus", {"ru", 1}},
      {"sin", {"si", 1}},
      {"slv", {"sl", 0.95}},
      {"som", {"so", 0.99}},
      {"spa", {"es", 1}},
      {"srp_cyrl", {"sr", 0.9}},
      {"srp_latn", {"sr", 0.95}},
      {"swh", {"sw", 1}},
      {"tam", {"ta", 1}},
      {"tgl", {"tl", 1}},
      {"tha", {"th", 1}},
      {"tur", {"tr", 1}},
      {"ukr", {"uk", 1}},
      {"urd", {"ur", 0.99}},
      {"uzn_cyrl", {"uz", 1}},
      {"vie", {"vi", 1}},
      {"wol", {"wo", 0.99}},
      {"yor", {"yo", 0.97}}};
  for (const auto& [file, expected] : floors) {
    CAPTURE(file);
    CHECK(shareOf(file, expected.first) >= expected.second);
  }
}

TEST_CASE("sentences that stand alone are mostly recognised, and a sure guess is right") {
  // Floors from the first 1,000 sentences, of 25 to 45 letters on average.
  struct Floor {
    std::string file;
    std::string languages;
    double right;
    double sureRight;
  };
  for (const Floor& floor : std::vector<Floor>{{"ara-eng/ara", "ar", 0.95, 0.97},
                                               {"ben-eng/ben", "bn", 0.98, 0.98},
                                               {"bul-eng/bul", "bg", 0.85, 0.85},
                                               {"eng-hbs/eng", "en", 0.95, 0.98},
                                               {"eng-hbs/hbs", "hr sr bs cnr", 0.72, 0.9},
                                               {"eng-hin/hin", "hi", 0.9, 0.9},
                                               {"eng-mkd/mkd", "mk", 0.6, 0.6},
                                               {"eng-ron/ron", "ro", 0.85, 0.92},
                                               {"eng-sqi/sqi", "sq", 0.92, 0.97},
                                               {"eng-tgl/tgl", "tl", 0.8, 0.9}}) {
    CAPTURE(floor.file);
    const Rates rates = ratesOf(floor.file, floor.languages);
    CHECK(rates.right >= floor.right);
    CHECK(rates.sureRight >= floor.sureRight);
  }
}

TEST_CASE("Nigerian Pidgin is not English, and the English of the American South is no Pidgin") {
  const std::filesystem::path corpora = RETOLD_SHARED_DIR "/corpora";
  const auto share = [](const std::filesystem::path& folder, const std::string& language) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      if (entry.path().extension() == ".txt") paths.push_back(entry.path());
    std::ranges::sort(paths);
    paths.resize(std::min<std::size_t>(paths.size(), 60));
    REQUIRE(paths.size() >= 10);
    double right = 0;
    for (const auto& path : paths)
      right += largestLanguage(guess(contentOf(path))).language == language;
    return right / static_cast<double>(paths.size());
  };
  CHECK(share(corpora / "naija_nsc/pcm", "pcm") >= 0.5);
  CHECK(share(corpora / "naija_nsc/en", "en") == 1);
  CHECK(share(corpora / "gum_interviews/interview", "en") == 1);
  CHECK(share(corpora / "wpa_slave_narratives/interviews", "en") == 1);
}

TEST_CASE("each speaker's language is found, and a short answer takes its neighbours'") {
  const std::string text =
      "Interviewer: When did they take you away from your village for the first time?\n"
      "R07: Prima dată m-au luat când aveam paisprezece ani și nu știam nimic despre asta.\n"
      "Interviewer: And how long did you have to stay in that house after that?\n"
      "R07: Am stat acolo aproape doi ani, până când a venit poliția și ne-a scos afară.\n"
      "R07: Mda.\n";
  CHECK(languages(text) == "en-Latn ro-Latn en-Latn ro-Latn");
  CHECK(guess(text).back().confidence < 0.95);
}

TEST_CASE("scripts of one language settle it") {
  CHECK(languages("ฉันถูกขายอีกครั้ง") == "th-Thai");
  CHECK(languages("გამყიდეს") == "ka-Geor");
  CHECK(languages("다시 팔렸어요") == "ko-Hang");
  CHECK(languages("また売られました") == "ja-Jpan");
  CHECK(languages("Με πούλησαν ξανά") == "el-Grek");
  CHECK(languages("তাই ৰাতি ৱাপচ আহিল") == "as-Beng");
}

TEST_CASE("close languages are told apart by letters and words that only one has") {
  CHECK(languages("Мене ме продадоа уште еднаш, а потоа ме вратија кај него. Ќе кажам сѐ.") ==
        "mk-Cyrl");
  CHECK(languages("Продали су ме још једном, а онда сам побегла. Није ми нико веровао.") ==
        "sr-Cyrl");
  CHECK(languages("Продадоха ме още веднъж и след това избягах. Никой не ми повярва тогава.") ==
        "bg-Cyrl");
  CHECK(languages("Prodali su me ponovo, nisam znala gde sam. Posle sam pobegla iz tog mesta.") ==
        "sr-Latn");
  CHECK(languages(
            "Dema ku ez zarok bûm, wan ez firotim û ez dîsa hatim firotin, ji ber ku xwe neda.") ==
        "kmr-Latn");
}

TEST_CASE("vowel points and decomposed letters do not hide a language") {
  CHECK(languages("نَزَحَ مَعَ أُسْرَتِهِ بِسَبَبِ القِتال وكانَ يَعمَلُ في المَدينة") == "ar-Arab");
  CHECK(languages("Chi\xCC\xA3 bi\xCC\xA3 lu\xCC\x9B\xCC\x80"
                  "a qua bie\xCC\x82n gio\xCC\x9B\xCC\x81"
                  "i, la\xCC\x80m vie\xCC\x82\xCC\xA3"
                  "c trong xu\xCC\x9Bo\xCC\x9B\xCC\x89ng") == "vi-Latn");
}

TEST_CASE("a text without letters has no language") {
  CHECK(guess("").empty());
  CHECK(guess("12.3 …!\n\n☒\n").empty());
  const LanguageSpan none{{0, 0}, "und", "Zyyy", 0, false};
  CHECK(largestLanguage({}) == none);
}

TEST_CASE("spans are in order, disjoint, and hold every letter of any text") {
  test::RandomText random(5);
  for (int i = 0; i < 300; ++i) {
    const std::string text = i % 2 == 0 ? random.tricky(400) : random.any(200);
    std::uint64_t end = 0;
    std::vector<bool> covered(text.size());
    for (const LanguageSpan& span : guess(text)) {
      REQUIRE(span.span.begin >= end);
      REQUIRE(span.span.begin < span.span.end);
      REQUIRE(span.span.end <= text.size());
      REQUIRE(isLanguageTag(span.language));
      REQUIRE(span.script.size() == 4);
      REQUIRE((span.confidence >= 0 && span.confidence <= 1));
      end = span.span.end;
      std::fill(covered.begin() + static_cast<long>(span.span.begin),
                covered.begin() + static_cast<long>(end), true);
    }
    for (std::size_t byte = 0; byte < text.size(); ++byte)
      if (text[byte] > 0 && isLetterAt(text, byte)) REQUIRE(covered[byte]);
  }
}

TEST_CASE("two threads guess what one guesses") {
  const std::string text = contentOf(RETOLD_SHARED_DIR "/corpora/udhr/txt/ron_2006.txt") +
                           contentOf(RETOLD_SHARED_DIR "/corpora/udhr/txt/mkd.txt");
  const auto expected = guess(text);
  std::vector<LanguageSpan> other;
  std::thread thread([&] {
    for (int i = 0; i < 5; ++i) other = guess(text);
  });
  for (int i = 0; i < 5; ++i) CHECK(guess(text) == expected);
  thread.join();
  CHECK(other == expected);
}

TEST_CASE("the user's word replaces the guess where it was said") {
  const std::vector<LanguageSpan> guessed{{{0, 10}, "en", "Latn", 0.9, false},
                                          {{10, 30}, "ru", "Cyrl", 0.8, false}};
  const std::vector<LanguageSpan> expected{{{0, 10}, "en", "Latn", 0.9, false},
                                           {{10, 12}, "ru", "Cyrl", 0.8, false},
                                           {{12, 20}, "bg", "Cyrl", 1, true},
                                           {{20, 30}, "ru", "Cyrl", 0.8, false}};
  CHECK(corrected(guessed, {12, 20}, "bg") == expected);
  const std::vector<LanguageSpan> whole{{{0, 30}, "pcm", "Cyrl", 1, true}};
  CHECK(corrected(guessed, {0, 30}, "pcm") == whole);
  CHECK(corrected(guessed, {5, 5}, "pcm") == guessed);
  const std::vector<LanguageSpan> alone{{{3, 4}, "sq", "Zyyy", 1, true}};
  CHECK(corrected({}, {3, 4}, "sq") == alone);
}

TEST_CASE("the largest language is the one of most bytes in all") {
  const std::vector<LanguageSpan> spans{{{0, 10}, "en", "Latn", 0.9, false},
                                        {{10, 25}, "ru", "Cyrl", 0.8, false},
                                        {{25, 35}, "en", "Latn", 0.7, false}};
  CHECK(largestLanguage(spans).language == "en");
}

TEST_CASE("languages have English names") {
  CHECK(languageName("ro") == "Romanian");
  CHECK(languageName("sr-Cyrl") == "Serbian");
  CHECK(languageName("pcm") == "Nigerian Pidgin");
  CHECK(languageName("und") == "unknown");
  CHECK(languageName("qqq") == "qqq");
}

TEST_CASE("a language tag is a language with its script, region and variants") {
  for (const std::string tag :
       {"ro", "pcm", "und", "sr-Latn", "pt-BR", "zh-Hant-TW", "es-419", "de-1996", "ca-valencia"}) {
    CAPTURE(tag);
    CHECK(isLanguageTag(tag));
  }
  for (const std::string tag : {"", "r", "xx", "RO", "english", "ro-", "-ro", "ro--Latn", "ro latn",
                                "sr-latn", "sr-Latn-", "Serbian"}) {
    CAPTURE(tag);
    CHECK_FALSE(isLanguageTag(tag));
  }
}

TEST_CASE("the guesser names its tables and rules") {
  CHECK(languageGuesser() == "cld2 20140204 rules 1");
}
