#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/ids.h"

namespace retold {

/// Why a value is there or not; different reasons are never merged.
enum class ValueState { Given, Missing, NotAsked, NotApplicable, Withheld };

/// "given" | "missing" | "not asked" | "not applicable" | "withheld"
std::string_view toText(ValueState state);
std::optional<ValueState> parseValueState(std::string_view text);

/// The value of one attribute. `text` is the value as written; several values of one attribute
/// stand in one text, separated by "; ". Where the state is not Given it is empty, or what stood
/// there and can mean several things ("n.a.").
struct AttributeValue {
  ValueState state = ValueState::Given;
  std::string text;
  friend auto operator<=>(const AttributeValue&, const AttributeValue&) = default;
};

using Attributes = std::map<std::string, AttributeValue>;

/// What queries and counts call that neither a value nor a reason why there is none was written
/// down. It is no state: nothing is stored.
inline constexpr std::string_view kNotRecorded = "not recorded";

/// False where nothing is said but kNotRecorded, in any capitals, or where no words are given.
bool isRecorded(const AttributeValue& value);

/// One person's file: 1..n episodes, assistance events, documents, and what is known of the person.
struct Case {
  CaseId id;
  std::string name;  ///< an opaque code, unique; never a person's name
  Attributes attributes;
};

/// One trafficking experience of a person.
struct Episode {
  EpisodeId id;
  CaseId caseId;
  std::uint32_t number = 1;  ///< from 1 in the order of time; unique within the case
  Attributes attributes;     ///< "entry date", "exit date", "destination", "scope", …
  friend bool operator==(const Episode&, const Episode&) = default;
};

/// One time that a person was assisted.
struct Assistance {
  AssistanceId id;
  CaseId caseId;
  std::uint32_t number = 1;              ///< from 1 in the order of time; unique within the case
  std::optional<std::uint32_t> episode;  ///< number of the episode that it followed
  Attributes attributes;
  friend bool operator==(const Assistance&, const Assistance&) = default;
};

/// What is known of a document beside its text: kind, informant, interview date, interpreter.
struct DocumentFacts {
  Uuid id;  ///< of these facts; one per document
  DocumentId document;
  std::optional<std::uint32_t> episode;  ///< number of the episode of its case that it tells of
  Attributes attributes;
  friend bool operator==(const DocumentFacts&, const DocumentFacts&) = default;
};

/// What an attribute belongs to.
enum class AttributeUnit { Case, Episode, Assistance, Document };
/// Choice: one of `values`. Choices: several of them. Date: a PartialDate.
enum class AttributeType { Text, Number, Date, Choice, Choices };

/// "case" | "episode" | "assistance" | "document"
std::string_view toText(AttributeUnit unit);
std::optional<AttributeUnit> parseAttributeUnit(std::string_view text);
/// "text" | "number" | "date" | "choice" | "choices"
std::string_view toText(AttributeType type);
std::optional<AttributeType> parseAttributeType(std::string_view text);

/// What an attribute may hold. A value that does not fit is kept as written and reported.
struct AttributeDefinition {
  Uuid id;
  std::string name;   ///< unique within its unit: "destination"
  std::string label;  ///< for people: "Country of destination"
  AttributeUnit unit = AttributeUnit::Case;
  AttributeType type = AttributeType::Text;
  std::vector<std::string> values;  ///< of Choice and Choices
  std::string note;                 ///< what to watch for; where it comes from
  friend bool operator==(const AttributeDefinition&, const AttributeDefinition&) = default;
};

/// Why `value` does not fit, as a sentence; none where it does. States other than Given always fit.
std::optional<std::string> misfit(const AttributeDefinition& definition,
                                  const AttributeValue& value);

/// A Given text with its choices spelled as the definition spells them ("Male" -> "male"); any
/// other as it is.
std::string fitted(const AttributeDefinition& definition, std::string_view text);

/// The values that stand in one text, separated by ";", without the spaces around them.
std::vector<std::string_view> splitValues(std::string_view text);

}  // namespace retold
