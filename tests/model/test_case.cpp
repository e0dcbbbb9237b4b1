#include "model/case.h"

#include <catch2/catch.hpp>

using namespace retold;

namespace {

AttributeDefinition defined(AttributeType type, std::vector<std::string> values = {}) {
  AttributeDefinition definition;
  definition.name = "scope";
  definition.type = type;
  definition.values = std::move(values);
  return definition;
}

std::string complaint(const AttributeDefinition& definition, std::string text) {
  return misfit(definition, {ValueState::Given, std::move(text)}).value_or("fits");
}

}  // namespace

TEST_CASE("states, units and types are named in words and read back") {
  for (int i = 0; i < 5; ++i) {
    const auto state = static_cast<ValueState>(i);
    CHECK(parseValueState(toText(state)) == state);
    const auto type = static_cast<AttributeType>(i);
    CHECK(parseAttributeType(toText(type)) == type);
  }
  for (int i = 0; i < 4; ++i) {
    const auto unit = static_cast<AttributeUnit>(i);
    CHECK(parseAttributeUnit(toText(unit)) == unit);
  }
  CHECK(parseValueState("Not Asked") == ValueState::NotAsked);
  CHECK_FALSE(parseValueState("n.a."));
  CHECK_FALSE(parseAttributeUnit("person"));
  CHECK_FALSE(parseAttributeType(""));
}

TEST_CASE("a value that does not fit its attribute is named with what was expected") {
  CHECK(complaint(defined(AttributeType::Text), "anything") == "fits");
  for (const auto* number : {"0", "-3", "+4", "12.5"}) {
    CHECK(complaint(defined(AttributeType::Number), number) == "fits");
  }
  for (const auto* number :
       {"", "-", "1e5", "0x10", "nan", "1,5", ".5", "5.", "1.2.3", "40 plus"}) {
    CHECK(complaint(defined(AttributeType::Number), number) ==
          "\"" + std::string(number) +
              "\" is no number; expected digits, with a point before decimals");
  }
  CHECK(complaint(defined(AttributeType::Date), "spring 2003") == "fits");
  CHECK(complaint(defined(AttributeType::Date), "03/04/2003") ==
        "\"03/04/2003\" is a date whose day and month cannot be told apart; expected the year "
        "first (2003-04-30) or the month in words");
  CHECK(complaint(defined(AttributeType::Date), "soon") ==
        "\"soon\" is no date that can be read; expected, for example, 2003-04-30, April 2003, "
        "spring 2003, 2003 or before 2001, with all four digits of the year");
  const auto scope = defined(AttributeType::Choice, {"internal", "international"});
  CHECK(complaint(scope, "Internal") == "fits");
  CHECK(complaint(scope, "internal; international") ==
        "\"internal; international\" is none of the values of \"scope\"; expected \"internal\", "
        "\"international\"");
  const auto several = defined(AttributeType::Choices, {"internal", "international"});
  CHECK(complaint(several, "internal; International") == "fits");
  CHECK(complaint(several, "internal; abroad") ==
        "\"abroad\" is none of the values of \"scope\"; expected \"internal\", \"international\"");
}

TEST_CASE("a state that is not given fits every attribute") {
  for (int i = 1; i < 5; ++i) {
    CHECK_FALSE(misfit(defined(AttributeType::Number), {static_cast<ValueState>(i), ""}));
  }
}

TEST_CASE("choices are spelled as their definition spells them, other values stay") {
  CHECK(fitted(defined(AttributeType::Choice, {"male", "female"}), "MALE") == "male");
  CHECK(fitted(defined(AttributeType::Choice, {"male"}), "X") == "X");
  CHECK(fitted(defined(AttributeType::Choices, {"a", "b"}), "B;A ; x;") == "b; a; x");
  CHECK(fitted(defined(AttributeType::Text, {"a"}), "A;B") == "A;B");
}

TEST_CASE("a value is recorded where it says anything, also why there is none") {
  CHECK(isRecorded({ValueState::Given, "x"}));
  CHECK(isRecorded({ValueState::Given, "not recorded; x"}));
  CHECK(isRecorded({ValueState::Missing, ""}));
  CHECK_FALSE(isRecorded({ValueState::Given, ""}));
  CHECK_FALSE(isRecorded({ValueState::Given, " ; "}));
  CHECK_FALSE(isRecorded({ValueState::Given, "Not Recorded"}));
  CHECK_FALSE(isRecorded(AttributeValue{}));
}
