#include "cli/options.h"

#include <catch2/catch.hpp>

#include "model/error.h"

using namespace retold;

namespace {

constexpr Option kOptions[] = {
    {"--context", "N", "words"},
    {"--count", "", "count"},
    {"--quote", "TEXT", "quotes", "", true},
    {"--out", "FILE", "file"},
    {"--memo", "TEXT", "note", "add"},
};
constexpr Usage kUsage{
    .forms = "", .about = "", .options = kOptions, .notes = "", .examples = "", .failure = ""};

Arguments parse(std::vector<std::string_view> words) {
  return parseArguments("find", kUsage, words);
}

/// What is complained about, with the hint on a second line.
template <class Call>
std::string complaint(Call call) {
  try {
    call();
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::Usage);
    return std::string(error.what()) + '\n' + error.hint();
  }
  return "no complaint";
}

const std::string kHint = "\"retold help find\" shows how it is used";

}  // namespace

TEST_CASE("options may stand before, between and behind operands") {
  const Arguments arguments =
      parse({"--context", "3", "one", "--count", "two", "--quote=a", "--quote", "b=c"});
  CHECK(arguments.number("--context", 6) == 3);
  CHECK(arguments.has("--count"));
  CHECK(arguments.values("--quote") == std::vector<std::string>{"a", "b=c"});
  CHECK(arguments.operandCount() == 2);
  CHECK(arguments.operand(0, "FIRST") == "one");
  CHECK(arguments.operand(1, "SECOND") == "two");
  CHECK_FALSE(arguments.has("--out"));
  CHECK(arguments.value("--out", "-") == "-");
}

TEST_CASE("behind two hyphens everything is an operand") {
  const Arguments arguments = parse({"--", "--count", "-word"});
  CHECK_FALSE(arguments.has("--count"));
  CHECK(arguments.operand(0, "A") == "--count");
  CHECK(arguments.operand(1, "B") == "-word");
}

TEST_CASE("one hyphen alone and an empty word are operands") {
  CHECK(parse({"-", ""}).operandCount() == 2);
}

TEST_CASE("a value may look like an option") {
  CHECK(parse({"--quote", "--count"}).values("--quote") == std::vector<std::string>{"--count"});
}

TEST_CASE("an unknown option is answered with the nearest one") {
  CHECK(complaint([] {
          parse({"--contxt", "3"});
        }) == "find: there is no option \"--contxt\"\ndid you mean --context? " + kHint);
  CHECK(complaint([] { parse({"--cuont"}); }) ==
        "find: there is no option \"--cuont\"\ndid you mean --count? " + kHint);
  CHECK(complaint([] { parse({"--zebra=5"}); }) ==
        "find: there is no option \"--zebra\"\n" + kHint);
  CHECK(complaint([] { parse({"-c"}); }) == "find: there is no option \"-c\"\n" + kHint);
}

TEST_CASE("a value that is missing or too much is said") {
  CHECK(complaint([] { parse({"--context"}); }) == "find: --context needs N behind it\n" + kHint);
  CHECK(complaint([] { parse({"--count=yes"}); }) == "find: --count takes no value\n" + kHint);
  CHECK(complaint([] {
          parse({"--context", "1", "--context", "2"});
        }) == "find: --context is given twice\n" + kHint);
}

TEST_CASE("a number that is none or out of range is said with the range") {
  CHECK(complaint([] {
          parse({"--context", "many"}).number("--context", 6);
        }) == "find: --context takes a whole number, not \"many\"\n" + kHint);
  CHECK(complaint([] {
          parse({"--context", "-1"}).number("--context", 6);
        }) == "find: --context takes a whole number, not \"-1\"\n" + kHint);
  CHECK(complaint([] {
          parse({"--context", "3 "}).number("--context", 6);
        }) == "find: --context takes a whole number, not \"3 \"\n" + kHint);
  CHECK(complaint([] {
          parse({"--context", "0"}).number("--context", 6, 1);
        }) == "find: --context takes a whole number from 1 on, not \"0\"\n" + kHint);
  CHECK(complaint([] {
          parse({"--context", "2000"}).number("--context", 6, 0, 1000);
        }) == "find: --context takes a whole number from 0 to 1,000, not \"2000\"\n" + kHint);
  CHECK(complaint([] {
          parse({"--context", "99999999999999999999"}).number("--context", 6);
        }) == "find: --context takes a whole number, not \"99999999999999999999\"\n" + kHint);
}

TEST_CASE("a choice that does not exist is answered with those that do") {
  constexpr std::array<std::string_view, 3> choices{"text", "csv", "jsonl"};
  CHECK(parse({}).choice("--quote", choices) == "text");
  CHECK(parse({"--quote", "csv"}).choice("--quote", choices) == "csv");
  CHECK(complaint([&] {
          parse({"--quote", "xml"}).choice("--quote", choices);
        }) == "find: --quote takes text, csv or jsonl, not \"xml\"\n" + kHint);
}

TEST_CASE("a missing operand is named, and one too many is shown") {
  CHECK(complaint([] { parse({}).operand(0, "PROJECT"); }) == "find: PROJECT is missing\n" + kHint);
  CHECK(complaint([] {
          parse({"a", "b c"}).noMoreThan(1);
        }) ==
        "find: \"b c\" is one word too many\nwords that belong together stand in quotation "
        "marks; " +
            kHint);
}

TEST_CASE("an action is one of those there are, and takes its own options only") {
  constexpr std::array<std::string_view, 2> actions{"add", "list"};
  CHECK(parse({"add", "--memo", "x"}).action(0, actions) == "add");
  CHECK(complaint([&] {
          parse({"list", "--memo", "x"}).action(0, actions);
        }) == "find: --memo does not go with \"list\"\n" + kHint);
  CHECK(complaint([&] { parse({"ad"}).action(0, actions); }) ==
        "find: \"ad\" stands where add or list is expected\n" + kHint);
  CHECK(complaint([&] { parse({}).action(0, actions); }) ==
        "find: add or list is missing\n" + kHint);
}

TEST_CASE("a value that is not valid UTF-8 is refused, a path is not") {
  CHECK(complaint([] {
          parse({"--quote", "caf\xe9"});
        }) == "find: what stands behind --quote is not valid UTF-8 text\n" + kHint);
  CHECK(parse({"--out", "caf\xe9"}).value("--out") == "caf\xe9");
}

TEST_CASE("two options that contradict each other are said") {
  constexpr std::array<std::string_view, 2> others{"--count", "--out"};
  parse({"--memo", "x"}).keepApart("--memo", others);
  parse({"--count"}).keepApart("--memo", others);
  CHECK(complaint([&] {
          parse({"--memo", "x", "--count"}).keepApart("--memo", others);
        }) == "find: --count does not go with --memo\n" + kHint);
}
