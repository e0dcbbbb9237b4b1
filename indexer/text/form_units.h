#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace retold {

/// What a part of a text is to a form.
enum class FormPart : std::uint8_t {
  Question,   ///< asked by a form or an interviewer
  Statement,  ///< neither asked nor an answer: a heading, an instruction, a report's sentence
  Answer,     ///< what a respondent says, what follows a question, the value of a field, an option
};

/// A sentence, or a line of a list, within one turn.
struct FormUnit {
  ByteSpan span;
  FormPart part = FormPart::Statement;
  friend bool operator==(const FormUnit&, const FormUnit&) = default;
};

/// The units of a text; in order, disjoint, without labels. In doubt a unit is an Answer:
///  * all that a respondent, an interpreter or a named speaker of unknown role says;
///  * the turn that follows a question, and what follows a question in its paragraph;
///  * a paragraph with a box ("☒ Yes ☐ No"), a line of a table (a tab) and a line with a field's
///    colon ("Trafficked before: yes"), but for the question in them.
/// Any thread.
std::vector<FormUnit> formUnits(std::string_view text, const std::vector<Turn>& turns);

}  // namespace retold
