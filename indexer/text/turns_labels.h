#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/document.h"

namespace retold {

/// What a speaker label says of who speaks.
struct KnownLabel {
  SpeakerRole role = SpeakerRole::Unknown;
  bool isQuestion = false;  ///< "Question:", "Вопрос:": names the turn, not the person
  bool isAnswer = false;
};

/// A label as labels are compared: folded, one space between words, no punctuation around it.
std::string labelKey(std::string_view label);

/// The entry of a label in the table of all languages; a number at its end ("Interviewer 2", "Q12")
/// does not matter. `key` is a labelKey(). Any thread.
std::optional<KnownLabel> knownLabel(std::string_view key);

/// True for words that stand before a colon in reports and forms and name no speaker ("Name",
/// "Note", "Plan", "Age").
bool isFieldName(std::string_view key);

/// True when the two keys are the abbreviations of question and answer in some language ("q" and
/// "a", "в" and "о").
bool isQuestionAnswerPair(std::string_view question, std::string_view answer);
/// True when some key makes it one of such a pair.
bool maybeInPair(std::string_view key);

}  // namespace retold
