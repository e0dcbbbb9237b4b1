#include "model/case.h"

#include <algorithm>
#include <array>

#include "model/partial_date.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 5> kStates{"given", "missing", "not asked", "not applicable",
                                                  "withheld"};
constexpr std::array<std::string_view, 4> kUnits{"case", "episode", "assistance", "document"};
constexpr std::array<std::string_view, 5> kTypes{"text", "number", "date", "choice", "choices"};

/// The place of `text` among `names`, case of ASCII letters ignored.
template <class Names>
std::optional<std::size_t> placeOf(const Names& names, std::string_view text) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string_view name = names[i];
    if (std::equal(name.begin(), name.end(), text.begin(), text.end(),
                   [&](char a, char b) { return small(a) == small(b); })) {
      return i;
    }
  }
  return std::nullopt;
}

/// A whole or decimal number: "-3", "12.5". Not what strtod takes besides.
bool isNumber(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  bool digits = false;
  bool point = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
    } else if (c >= '0' && c <= '9') {
      digits = true;
    } else {
      return false;
    }
  }
  return digits && !text.ends_with('.') && !text.starts_with('.');
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string listOf(const std::vector<std::string>& values) {
  std::string list;
  for (const std::string& value : values) list += (list.empty() ? "" : ", ") + quoted(value);
  return list;
}

std::string wrongDate(std::string_view text) {
  if (parsePartialDate(text, true)) {
    return quoted(text) +
           " is a date whose day and month cannot be told apart; expected the year first "
           "(2003-04-30) or the month in words";
  }
  return quoted(text) +
         " is no date that can be read; expected, for example, 2003-04-30, April 2003, spring "
         "2003, 2003 or before 2001, with all four digits of the year";
}

std::optional<std::string> wrongChoice(const AttributeDefinition& definition,
                                       std::string_view text) {
  if (placeOf(definition.values, text)) return std::nullopt;
  return quoted(text) + " is none of the values of " + quoted(definition.name) + "; expected " +
         listOf(definition.values);
}

}  // namespace

std::string_view toText(ValueState state) { return kStates.at(static_cast<std::size_t>(state)); }

std::optional<ValueState> parseValueState(std::string_view text) {
  const auto place = placeOf(kStates, text);
  if (!place) return std::nullopt;
  return static_cast<ValueState>(*place);
}

std::string_view toText(AttributeUnit unit) { return kUnits.at(static_cast<std::size_t>(unit)); }

std::optional<AttributeUnit> parseAttributeUnit(std::string_view text) {
  const auto place = placeOf(kUnits, text);
  if (!place) return std::nullopt;
  return static_cast<AttributeUnit>(*place);
}

std::string_view toText(AttributeType type) { return kTypes.at(static_cast<std::size_t>(type)); }

std::optional<AttributeType> parseAttributeType(std::string_view text) {
  const auto place = placeOf(kTypes, text);
  if (!place) return std::nullopt;
  return static_cast<AttributeType>(*place);
}

std::vector<std::string_view> splitValues(std::string_view text) {
  std::vector<std::string_view> values;
  while (!text.empty()) {
    const std::size_t end = text.find(';');
    std::string_view value = text.substr(0, end);
    while (value.starts_with(' ')) value.remove_prefix(1);
    while (value.ends_with(' ')) value.remove_suffix(1);
    if (!value.empty()) values.push_back(value);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return values;
}

bool isRecorded(const AttributeValue& value) {
  if (value.state != ValueState::Given) return true;
  constexpr std::array<std::string_view, 1> nothing{kNotRecorded};
  return !std::ranges::all_of(splitValues(value.text), [&nothing](std::string_view each) {
    return placeOf(nothing, each).has_value();
  });
}

std::optional<std::string> misfit(const AttributeDefinition& definition,
                                  const AttributeValue& value) {
  if (value.state != ValueState::Given) return std::nullopt;
  switch (definition.type) {
    case AttributeType::Text:
      return std::nullopt;
    case AttributeType::Number:
      if (isNumber(value.text)) return std::nullopt;
      return quoted(value.text) + " is no number; expected digits, with a point before decimals";
    case AttributeType::Date:
      if (parsePartialDate(value.text)) return std::nullopt;
      return wrongDate(value.text);
    case AttributeType::Choice:
      return wrongChoice(definition, value.text);
    case AttributeType::Choices:
      for (const std::string_view each : splitValues(value.text)) {
        if (auto wrong = wrongChoice(definition, each)) return wrong;
      }
      return std::nullopt;
  }
  return std::nullopt;
}

std::string fitted(const AttributeDefinition& definition, std::string_view text) {
  const auto spelled = [&](std::string_view value) -> std::string {
    const auto place = placeOf(definition.values, value);
    return place ? definition.values[*place] : std::string(value);
  };
  if (definition.type == AttributeType::Choice) return spelled(text);
  if (definition.type != AttributeType::Choices) return std::string(text);
  std::string all;
  for (const std::string_view each : splitValues(text)) {
    all += (all.empty() ? "" : "; ") + spelled(each);
  }
  return all;
}

}  // namespace retold
