#include <catch2/catch.hpp>

#include "gui/views/find_bar.h"

using namespace retold;

namespace {

std::vector<std::string> found(const std::string& content, const QString& typed) {
  std::vector<std::string> words;
  for (const ByteSpan& span : findTyped(content, typed, 100)) {
    words.push_back(content.substr(span.begin, span.size()));
  }
  return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("find takes any case, any blank, any apostrophe, and accents however they are written") {
  CHECK(found("Sold. sold SOLD", "sold") == Words{"Sold", "sold", "SOLD"});
  CHECK(found("sold\u00A0me and sold\nme", "sold me") == Words{"sold\u00A0me", "sold\nme"});
  CHECK(found("don\u2019t, don't", "DON'T") == Words{"don\u2019t", "don't"});
  CHECK(found("cafe\u0301 and caf\u00E9", QStringLiteral("caf\u00E9")) ==
        Words{"cafe\u0301", "caf\u00E9"});
  CHECK(found("\U0001F622 мама Мама", QStringLiteral("МАМА")) == Words{"мама", "Мама"});
  CHECK(found("aaaa", "aa") == Words{"aa", "aa"});
  CHECK(found("sold", "x").empty());
  CHECK(found("sold", "").empty());
}

TEST_CASE("find gives no more places than were asked for") {
  CHECK(findTyped(std::string(500, 'a'), "a", 7).size() == 7);
}
