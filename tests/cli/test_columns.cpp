#include "cli/columns.h"

#include <catch2/catch.hpp>

#include "tests/cli/console.h"

using namespace retold;

TEST_CASE("marks take no column and wide letters two") {
  CHECK(displayWidth("sold") == 4);
  CHECK(displayWidth("b\u00e1n") == 3);
  CHECK(displayWidth("ba\u0301n") == 3);
  CHECK(displayWidth("\u6c38\u4f4f") == 4);
  CHECK(displayWidth("\u0e01\u0e34\u0e19") == 2);
  CHECK(displayWidth("\u0645\u064e\u0631\u0651\u0629") == 3);
  CHECK(displayWidth("\U0001F600") == 2);
  CHECK(displayWidth("\u2068x\u2069") == 1);
}

TEST_CASE("what a terminal would obey is made visible") {
  CHECK(onOneLine("a\nb\tc") == "a b c");
  CHECK(onOneLine("\033[2Jred\033[0m") == "\uFFFD[2Jred\uFFFD[0m");
  CHECK(onOneLine(std::string_view("nul\0", 4)) == "nul\uFFFD");
  CHECK(onOneLine("\u009b5m\u2028x") == "\uFFFD5m x");
  CHECK(onOneLine("Zo\u00eb \u0e01\u0e34\u0e19") == "Zo\u00eb \u0e01\u0e34\u0e19");
}

TEST_CASE("a hit is bold on a terminal and in brackets elsewhere") {
  TestConsole test;
  CHECK(marked(test.console, "sold") == "[sold]");
  test.console.colour = true;
  CHECK(marked(test.console, "sold") == "\033[1msold\033[0m");
}

TEST_CASE("text of unknown direction is set apart on a terminal only") {
  TestConsole test;
  CHECK(isolated(test.console, "\u0645\u0631\u0629") == "\u0645\u0631\u0629");
  test.console.terminal = true;
  CHECK(isolated(test.console, "\u0645\u0631\u0629") == "\u2068\u0645\u0631\u0629\u2069");
}

TEST_CASE("a table is as wide as its widest words and has no spaces at line ends") {
  TextTable table({"name", ">count", "note"});
  CHECK(table.empty());
  table.add({"Ana", "7", ""});
  table.add({"\u6c38\u4f4f", "1,200", "wide"});
  CHECK_FALSE(table.empty());
  CHECK(table.text() ==
        "name  count  note\n"
        "Ana       7\n"
        "\u6c38\u4f4f  1,200  wide\n");
}
