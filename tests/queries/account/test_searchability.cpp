#include <catch2/catch.hpp>

#include "queries/account/searchability.h"

namespace retold {
namespace {

TEST_CASE("a file that is read and recognised well is not hard to search") {
  CHECK(searchTroubles({}).empty());
  CHECK(searchTroubles({"ro", "Latn", 0.9, 0.009, 0.85, false, 0}).empty());
}

TEST_CASE("each trouble of searching a file is told with its number") {
  CHECK(searchTroubles({"ro", "Latn", 0.9, 0.0123, 0.61, true, 3}) ==
        std::vector<std::string>{"1.2 % of the characters cannot be read",
                                 "recognised from pictures with only 61 % confidence",
                                 "broken words, as poor text recognition leaves them",
                                 "3 pages without text"});
  CHECK(searchTroubles({"", "", 0, 0, std::nullopt, false, 1}) ==
        std::vector<std::string>{"1 page without text"});
}

TEST_CASE("a language is told by name and code, with the confidence of the guess") {
  CHECK(languageLine("ro", 0.97) == "Romanian (ro, 97 % sure)");
  CHECK(languageLine("ro", 0) == "Romanian (ro)");
  CHECK(languageLine("und", 0.5) == "language not known");
  CHECK(languageLine("", 0) == "language not known");
}

Document documentIn(std::string language, bool excluded = false) {
  Document document;
  document.language = std::move(language);
  document.excluded = excluded;
  return document;
}

TEST_CASE("documents are counted by language, the unknown last, those left out not at all") {
  const std::vector<Document> documents{documentIn("und"), documentIn("sr"),       documentIn("ro"),
                                        documentIn("sr"),  documentIn("ro", true), documentIn(""),
                                        documentIn("und"), documentIn("bg")};
  CHECK(countLanguages(documents) ==
        std::vector<LanguageCount>{{"sr", 2}, {"bg", 1}, {"ro", 1}, {"und", 3}});
  CHECK(countLanguages({}).empty());
}

}  // namespace
}  // namespace retold
