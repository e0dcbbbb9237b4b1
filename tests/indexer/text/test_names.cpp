#include "indexer/text/names.h"

#include <catch2/catch.hpp>

using namespace retold;

TEST_CASE("a name is one line of text, and what keeps a text from being one is said") {
  CHECK_FALSE(faultInName("K-017"));
  CHECK_FALSE(faultInName("two words, ştiinţă, 你好, 👩‍👧"));
  CHECK(faultInName("") == "it is empty");
  CHECK(faultInName(" \t") == "it is nothing but white space");
  CHECK(faultInName("\u00A0\u2003") == "it is nothing but white space");
  CHECK(faultInName(" a") == "it begins or ends with white space");
  CHECK(faultInName("a\u3000") == "it begins or ends with white space");
  for (const char* text : {"a\nb", "a\rb", "a\vb", "a\u0085b", "a\u2028b", "a\u2029b", "a\n"}) {
    CHECK(faultInName(text) == "it holds a line end");
  }
  CHECK(faultInName("a\tb") == "it holds a tab");
  CHECK(faultInName("a\x07") == "it holds the control character U+0007");
  CHECK(faultInName("a\u009Fb") == "it holds the control character U+009F");
  CHECK(faultInName(std::string("a\0b", 3)) == "it holds the control character U+0000");
  CHECK(faultInName("a\xFF") == "it is not valid UTF-8 text");
}

TEST_CASE("any text becomes a name, or nothing") {
  CHECK(asName(" K\n17 ") == "K 17");
  CHECK(asName("a  b\t\x07"
               "c\u2028d") == "a  b  c d");
  CHECK(asName("\x07\n \u00A0").empty());
  CHECK(asName("\x1B[1mred\x1B") == "[1mred");
  for (const char* text : {" K\n17 ", "a\u0085", "\u2028x\u2028",
                           "a\x01\x02"
                           "b"}) {
    CHECK_FALSE(faultInName(asName(text)));
  }
}
