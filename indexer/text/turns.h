#pragma once

#include <string_view>
#include <vector>

#include "model/document.h"

namespace retold {

/// Divides a text into turns, in order and disjoint, that together hold every character but white
/// space. Recognised: "INT:", "Interviewer:", "Q:"/"A:", "Q12.", "Вопрос:", local-language labels,
/// "[00:01:02] Anna:", all-caps names, "R07", label lines, numbered form questions with their
/// answers (national digits too). A label counts where it recurs or is a known one; "Note: …" once
/// in a report is prose. Otherwise each paragraph (blank line between) is a turn; hard-wrapped
/// lines are one paragraph. Roles and questions are guesses. Any thread.
std::vector<Turn> findTurns(std::string_view text);

/// Guesses roles and questions of turns that a reader found itself (the rows of a table).
void guessRoles(std::string_view text, std::vector<Turn>& turns);

/// The paragraphs of each turn's body (blank-line or list-item separated; hard-wrapped lines are
/// one). In order, disjoint.
std::vector<Passage> paragraphs(std::string_view text, const std::vector<Turn>& turns);

/// The sentences of each turn's body (UAX #29 sentences within paragraphs; a line end that is only
/// a hard wrap ends none).
std::vector<Passage> sentences(std::string_view text, const std::vector<Turn>& turns);

}  // namespace retold
