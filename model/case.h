#pragma once

#include <compare>
#include <map>
#include <string>

#include "model/ids.h"

namespace retold {

/// Why a value is there or not; different reasons are never merged.
enum class ValueState { Given, Missing, NotAsked, NotApplicable, Withheld };

/// The value of one attribute of a case. `text` is the value as written, empty unless Given.
struct AttributeValue {
  ValueState state = ValueState::Given;
  std::string text;
  friend auto operator<=>(const AttributeValue&, const AttributeValue&) = default;
};

/// One person's file: one or more documents and what is known of the person.
struct Case {
  CaseId id;
  std::string name;  ///< an opaque code, unique; never a person's name
  std::map<std::string, AttributeValue> attributes;
};

}  // namespace retold
