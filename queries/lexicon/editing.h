#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "queries/lexicon/outline.h"

namespace retold {

// Changes of a lexicon file as changes of its text: what is not touched stays byte for byte, with
// comments, order, white space and line ends. A line that is named must be one of outlineOf(text).
// White space and line ends within an expression, gloss or value become single blanks. What was
// written may have faults: readLexicon() names them.

/// A changed text and the line at which to look.
struct EditedText {
  std::string text;
  std::uint32_t line = 0;
};

/// The term on `line` in other words. Its gloss stays in its column where there is room.
EditedText withTerm(std::string_view text, std::uint32_t line, const TermText& term);

/// A new term behind the last one of the section whose head is on `section`, set in as that one.
EditedText withNewTerm(std::string_view text, std::uint32_t section, const TermText& term);

/// Without the term on `line` and its note. `line` is then that of the section's next or, where
/// there is none, last term, or of its head.
EditedText withoutTerm(std::string_view text, std::uint32_t line);

/// A header line with another value; put in behind the headers that go before it where it is not
/// there; taken out where `value` is empty.
std::string withHeader(std::string_view text, std::string_view key, std::string_view value);

/// The head of the section on `line` with another gloss.
EditedText withGloss(std::string_view text, std::uint32_t line, std::string_view gloss);

/// A new section behind the others, with its first term unless that has no expression. `head` as
/// written: "concept sold: sold".
EditedText withNewSection(std::string_view text, std::string_view head, const TermText& first);

/// Without the section whose head is on `line`, its terms and its notes; the comments at the edge
/// of the page stay, for they may belong to what follows.
std::string withoutSection(std::string_view text, std::uint32_t line);

}  // namespace retold
