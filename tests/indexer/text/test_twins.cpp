#include <algorithm>
#include <catch2/catch.hpp>

#include "indexer/text/fold.h"
#include "indexer/text/twins.h"
#include "tests/indexer/text/random_text.h"

using namespace retold;

namespace {

bool hasTwin(std::string_view word, std::string_view twin) {
  const auto twins = scriptTwins(word);
  return std::ranges::find(twins, fold(twin)) != twins.end();
}

}  // namespace

TEST_CASE("South Slavic words are found in the other script") {
  const auto [cyrillic, latin] = GENERATE(table<std::string, std::string>({
      {"продата", "prodata"},
      {"кућа", "kuća"},
      {"ђак", "đak"},
      {"џеп", "džep"},
      {"љубав", "ljubav"},
      {"Њујорк", "Njujork"},
      {"жена", "žena"},
      {"ќерка", "kjerka"},
      {"ѓавол", "gjavol"},
      {"ѕид", "dzid"},
      {"човек", "čovek"},
      {"хлеб", "hleb"},
  }));
  CHECK(hasTwin(cyrillic, latin));
  CHECK(hasTwin(latin, cyrillic));
}

TEST_CASE("a Latin word typed without its marks finds the Cyrillic letters that they stand for") {
  CHECK(hasTwin("kuca", "кућа"));
  CHECK(hasTwin("zena", "жена"));
  CHECK(hasTwin("covek", "човек"));
  CHECK(hasTwin("djak", "ђак"));
}

TEST_CASE("East Slavic and Bulgarian words and their usual transliterations find each other") {
  const auto [cyrillic, latin] = GENERATE(table<std::string, std::string>({
      {"продали", "prodali"},
      {"ещё", "eshche"},
      {"жизнь", "zhizn"},
      {"хозяин", "khozyain"},
      {"хозяин", "hozyain"},
      {"полиция", "politsiya"},
      {"снова", "snova"},
      {"только", "tolko"},
      {"чужой", "chuzhoy"},
      {"Київ", "Kyiv"},
      {"ще", "shche"},
      {"гроші", "hroshi"},
      {"продадоха", "prodadoha"},
      {"щастие", "shtastie"},
  }));
  CHECK(hasTwin(cyrillic, latin));
  CHECK(hasTwin(latin, cyrillic));
}

TEST_CASE("the likeliest twin comes first") {
  CHECK(scriptTwins("продата").front() == "prodata");
  CHECK(scriptTwins("Београд").front() == "beograd");
  CHECK(scriptTwins("prodata").front() == "продата");
  CHECK(scriptTwins("kuća").front() == "кућа");
}

TEST_CASE("words of other scripts, of two scripts and without letters have no twin") {
  for (const char* word : {"بيع", "ขาย", "αγορά", "", "123", "женa", "..."})
    CHECK(scriptTwins(word).empty());
}

TEST_CASE("twins are folded, few, different, and never the word itself") {
  test::RandomText random(31);
  const std::vector<std::string> letters{"a", "c", "š", "y", "h", "zh", "l", "n", "j", "d", "ю",
                                         "щ", "и", "ї", "ж", "'", "é",  "ь", "ё", "х", "1"};
  for (int round = 0; round < 2000; ++round) {
    std::string word;
    for (std::size_t i = random.below(14); i-- > 0;) word += random.oneOf(letters);
    auto twins = scriptTwins(word);
    INFO(word);
    REQUIRE(twins.size() <= 64);
    for (const std::string& twin : twins) {
      REQUIRE(fold(twin) == twin);
      REQUIRE(twin != fold(word));
      REQUIRE(!twin.empty());
    }
    std::ranges::sort(twins);
    REQUIRE(std::ranges::adjacent_find(twins) == twins.end());
  }
}
