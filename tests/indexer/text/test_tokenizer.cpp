#include <algorithm>
#include <catch2/catch.hpp>

#include "indexer/text/fold.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/utf8.h"
#include "tests/indexer/text/random_text.h"

using namespace retold;
using test::KeptToken;

namespace {

std::string words(std::string_view text) {
  Tokenizer tokenizer;
  return test::shown(test::tokens(tokenizer, text));
}

/// Promises that hold for the tokens of any text.
void checkTokens(std::string_view text, const std::vector<KeptToken>& tokens) {
  INFO(test::codepoints(text));
  ByteSpan whole;
  std::uint64_t begin = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const KeptToken& token = tokens[i];
    INFO(token.folded);
    REQUIRE(!token.folded.empty());
    REQUIRE(token.span.begin < token.span.end);
    REQUIRE(token.span.end <= text.size());
    REQUIRE(isCodepointBoundary(text, token.span.begin));
    REQUIRE(isCodepointBoundary(text, token.span.end));
    REQUIRE(token.span.begin >= begin);
    begin = token.span.begin;
    if (token.colocated) {
      REQUIRE(whole.contains(token.span));
      REQUIRE(token.span != whole);
    } else {
      REQUIRE(token.span.begin >= whole.end);
      whole = token.span;
    }
    // A word that is no compound folds to its token; a compound is its parts in a row.
    std::string parts;
    std::uint64_t end = token.span.begin;
    for (const KeptToken& part : tokens) {
      if (part.span.begin < end || !token.span.contains(part.span) || part.span == token.span)
        continue;
      const bool atom = std::ranges::none_of(tokens, [&](const KeptToken& other) {
        return other.span != part.span && part.span.contains(other.span);
      });
      if (!atom) continue;
      parts += part.folded;
      end = part.span.end;
    }
    if (parts.empty()) parts = fold(text.substr(token.span.begin, token.span.size()));
    if (parts.size() <= kLongestToken) REQUIRE(token.folded == parts);
  }
}

}  // namespace

TEST_CASE("words are folded and keep their place") {
  Tokenizer tokenizer;
  CHECK(test::tokens(tokenizer, "She doesn't, né?") ==
        std::vector<KeptToken>{
            {"she", {0, 3}, false}, {"doesn't", {4, 11}, false}, {"ne", {13, 16}, false}});
}

TEST_CASE("apostrophes and points within words and numbers hold them together") {
  CHECK(words("don't don’t don`t rock 'n' roll") == "don't don't don't rock n roll");
  CHECK(words("3.14 1,000.50 e.g. U.S.A. 12:30") == "3.14 1,000.50 e.g u.s.a 12 30");
  CHECK(words("a.b,c;d:e") == "a.b c d e");
}

TEST_CASE("connectors, colons and at signs stand between words") {
  CHECK(words("INT:What file_name anna@example.org _stress_ 10\u202F000") ==
        "int what file name anna example.org stress 10 000");
}

TEST_CASE("a hyphenated compound is one position: joined first, then its parts") {
  Tokenizer tokenizer;
  CHECK(test::tokens(tokenizer, "re-Trafficked") ==
        std::vector<KeptToken>{
            {"retrafficked", {0, 13}, false}, {"re", {0, 2}, true}, {"trafficked", {3, 13}, true}});
  CHECK(words("a‐b c‑d e－f g﹣h բառ֊բառ בית־ספר") ==
        "ab +a +b cd +c +d ef +e +f gh +g +h բառբառ +բառ +բառ ביתספר +בית +ספר");
  CHECK(words("COVID-19 12-year") == "covid19 +covid +19 12year +12 +year");
}

TEST_CASE("every run of a longer compound's parts is there") {
  CHECK(words("twice-re-sold") == "twiceresold +twicere +twice +resold +re +sold");
  CHECK(words("a-b-c-d-e") == "abcd +abc +ab +a +bcd +bc +b +cd +c +d e");
}

TEST_CASE("dashes, hyphens beside spaces and hyphens between digits join nothing") {
  CHECK(words("word -- word") == "word word");
  CHECK(words("word - word") == "word word");
  CHECK(words("word -word word- word") == "word word word word");
  CHECK(words("word–word word—word") == "word word word word");
  CHECK(words("2003-2005 555-1234") == "2003 2005 555 1234");
  CHECK(words("a--b") == "a b");
}

TEST_CASE("a hyphen at a line end joins the line's last word to the next line's first") {
  CHECK(words("Traf-\nficked") == "trafficked +traf +ficked");
  CHECK(words("Traf- \t\n   ficked") == "trafficked +traf +ficked");
  CHECK(words("traf\u00AD\nficked") == "trafficked +traf +ficked");
  CHECK(words("re-traf-\nficked") == "retrafficked +retraf +re +trafficked +traf +ficked");
  CHECK(words("TRAF-\nFICKED") == "trafficked +traf +ficked");
  CHECK(words("ተሸ-\nጠች") == "ተሸጠች +ተሸ +ጠች");
}

TEST_CASE("a blank line, a capital, a number or a dash at a line end joins nothing") {
  CHECK(words("Traf-\n\nficked") == "traf ficked");
  CHECK(words("said-\nMary") == "said mary");
  CHECK(words("2003-\n2005 pages-\n12") == "2003 2005 pages 12");
  CHECK(words("she left –\nagain") == "she left again");
  CHECK(words("traf -\nficked") == "traf ficked");
}

TEST_CASE("a soft hyphen within a line vanishes") {
  CHECK(words("traf\u00ADficked re\u00ADtrafficked") == "trafficked retrafficked");
}

TEST_CASE("scripts without spaces give a token for each letter with its marks") {
  CHECK(words("ขายอีก") == "ข า ย อี ก");
  CHECK(words("漢字かなカナー々") == "漢 字 か な カ ナ ー 々");
  CHECK(words("ខ្ញុំ") == "ខ្ ញុំ");
  CHECK(words("ကျွန်မ") == "ကျွ န် မ");
  CHECK(words("ລາວ") == "ລ າ ວ");
  CHECK(words("abc漢123") == "abc 漢 123");
  CHECK(words("漢-字") == "漢 字");
  CHECK(words("한국어 2003년") == "한국어 2003년");
}

TEST_CASE("emoji and flags are tokens, other signs are not") {
  CHECK(words("ok 😀! 👩\u200D👩\u200D👧 👍🏽 ❤\uFE0F") ==
        "ok 😀 👩👩👧 👍🏽 ❤");
  CHECK(words("🇳🇬🇮🇹🇱") == "🇳🇬 🇮🇹 🇱");
  CHECK(words("© ™ • → ▪ $ + = ☐ ✓") == "");
}

TEST_CASE("text without words has no tokens") {
  CHECK(words("") == "");
  CHECK(words(" \n\t-- … ... ''' ʼ \u00AD \u0301") == "");
}

TEST_CASE("a very long word is cut and stays equal to itself and unequal to others") {
  const std::string a(2000, 'a');
  std::string e;
  for (int i = 0; i < 1000; ++i) e += "ж";
  Tokenizer tokenizer;
  const auto tokenOf = [&](const std::string& text) {
    return test::tokens(tokenizer, text).at(0).folded;
  };
  CHECK(tokenOf(a).size() == kLongestToken);
  CHECK(tokenOf(a) == std::string(492, 'a') + "…#" + tokenOf(a).substr(496));
  CHECK(tokenOf(a + "b") != tokenOf(a + "c"));
  CHECK(tokenOf(a + "B") == tokenOf(a + "b"));
  CHECK(tokenOf(e).size() <= kLongestToken);
  CHECK_FALSE(firstInvalidUtf8(tokenOf(e)));
  CHECK(tokenOf(std::string(kLongestToken, 'x')) == std::string(kLongestToken, 'x'));
}

TEST_CASE("tokens of random texts keep their promises") {
  Tokenizer tokenizer;
  test::RandomText random(21);
  for (int round = 0; round < 4000; ++round) {
    const std::string text = round % 2 == 0 ? random.tricky(30) : random.any(30);
    checkTokens(text, test::tokens(tokenizer, text));
  }
}

TEST_CASE("an object tokenises one text after the other as a new one does") {
  Tokenizer used;
  test::RandomText random(22);
  for (int round = 0; round < 200; ++round) {
    const std::string text = random.tricky(20);
    Tokenizer fresh;
    REQUIRE(test::tokens(used, text) == test::tokens(fresh, text));
  }
}

TEST_CASE("the identity names what the tokens depend on") {
  CHECK(Tokenizer::identity() == "icu 72.1 unicode 15.0 fold 1 rules 1");
}
