#include "indexer/text/plural.h"

#include <catch2/catch.hpp>

namespace retold {
namespace {

TEST_CASE("a number goes with the form of a word that its language has") {
  CHECK(pluralForm("en", 1) == PluralForm::One);
  CHECK(pluralForm("en", 0) == PluralForm::Other);
  CHECK(pluralForm("fr", 0) == PluralForm::One);
  CHECK(pluralForm("pl", 2) == PluralForm::Few);
  CHECK(pluralForm("pl", 5) == PluralForm::Many);
  CHECK(pluralForm("pl", 22) == PluralForm::Few);
  CHECK(pluralForm("ru", 21) == PluralForm::One);
  CHECK(pluralForm("ar", 0) == PluralForm::Zero);
  CHECK(pluralForm("ar", 2) == PluralForm::Two);
  CHECK(pluralForm("ar", 3) == PluralForm::Few);
  CHECK(pluralForm("ar", 11) == PluralForm::Many);
  CHECK(pluralForm("ar", 100) == PluralForm::Other);
  CHECK(pluralForm("ja", 1) == PluralForm::Other);
}

TEST_CASE("without a language, 1 stands alone as in English") {
  for (const char* language : {"", "[en]", "english", "E"}) {
    CHECK(pluralForm(language, 1) == PluralForm::One);
    CHECK(pluralForm(language, 21) == PluralForm::Other);
  }
}

}  // namespace
}  // namespace retold
