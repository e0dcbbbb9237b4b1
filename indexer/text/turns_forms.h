#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/turns_lines.h"

namespace retold {

/// A part of a form: a numbered question, or the answer to the one before it.
struct FormPart {
  std::size_t begin = 0;  ///< it goes to the next part, or to `end` of the item
  std::size_t body = 0;   ///< behind "Answer:" or a dash; for questions begin
  bool question = false;
  std::string speaker;  ///< "Answer" where it is written so
};

/// One numbered item and where it ends. Without a question mark or colon that divides it, it has
/// one part, which is no question.
struct FormItem {
  std::size_t end = 0;
  std::vector<FormPart> parts;
};

/// The numbered items of a form ("8. Were you …? Yes", "2.7 Where?  At home", "5. Name: …", numbers
/// of any script), in order; empty where the numbered lines are no form: at least three (two "Q14")
/// of which most ask.
std::vector<FormItem> findFormItems(std::string_view text, const std::vector<TextLine>& lines,
                                    const std::vector<bool>& starts);

/// Where the answer begins in [begin, end) of one question with its answer: behind the question
/// mark, or behind the colon of a field. `end` where nothing follows; npos where nothing asks.
std::size_t answerBegin(std::string_view text, std::size_t begin, std::size_t end, bool fieldsToo);

}  // namespace retold
