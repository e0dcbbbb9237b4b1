#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/import/importer.h"

namespace retold {

struct FlowRow;

/// A paragraph, or a table where it has rows.
struct FlowBlock {
  std::string label;  ///< of a list item: "-", "3.2"; "" for none
  std::string text;   ///< "\n" = line break, "\t" = tab, kPageBreak = a new page begins
  std::vector<FlowRow> rows;
};

/// A cell holds paragraphs and tables.
using FlowCell = std::vector<FlowBlock>;

struct FlowRow {
  std::vector<FlowCell> cells;  ///< a merged cell stands in its first place, the others are empty
};

inline constexpr char kPageBreak = '\f';

/// What a word processor's file holds, in the order of reading. Readers of formats fill it;
/// writeFlow() makes the text.
struct Flow {
  std::vector<FlowBlock> blocks;
  std::vector<FlowBlock> footnotes;    ///< paragraphs behind the text; "[1]" stands in the label
  std::vector<FlowBlock> comments;     ///< paragraphs behind these; "Comment 1 (Ana):" in the label
  std::optional<std::uint32_t> pages;  ///< when the file was saved, where it says so
  std::vector<std::string> notes;
};

/// The text of a flow:
/// * Paragraphs are parted by an empty line, list items have their label in front.
/// * A row of a table is one line, its cells parted by tabs. Where a cell holds more than one
///   paragraph the row's cells follow each other as paragraphs instead.
/// * A form's marks are the answer to what stands before them: "Trafficked before? ☒ Yes ☐ No"
///   becomes a paragraph that asks, marked as a question, and one that answers. So does a row of a
///   table with marks in a cell behind the first, or with a question in its first cell. No word is
///   moved.
/// * A table of at least three rows, most of which have a speaker (who recurs) or a time and what
///   was said, becomes turns. The times and the numbers of its lines are not part of the text.
/// * Pages are kept where the page breaks in the file make the number of pages that it states:
///   breaks of an older layout would cite wrong pages.
/// Throws Unreadable for a text larger than ReadLimits::text.
ReadDocument writeFlow(Flow&& flow, const ReadLimits& limits);

/// What is known of the file that a flow was read from.
struct FlowSource {
  std::string_view name;    ///< of the file, for diagnostics
  std::string_view kind;    ///< "Word document"
  std::string_view damage;  ///< "" or what cannot be unpacked
  bool complete = true;     ///< false: the text itself ends where it was damaged
};

/// Hands the text to the sink; says in `result` that it is damaged, or that there is none.
void giveFlow(Flow&& flow, const FlowSource& source, const ReadOptions& options, ReadResult& result,
              const ReadSink& sink);

/// Where a line of a form is to be cut: begins of questions and of their marks, ascending; empty
/// where nothing is.
struct FormCut {
  std::size_t at = 0;
  bool question = false;  ///< what ends here asks
};
std::vector<FormCut> formCuts(std::string_view line);

/// Marks as questions the turns that end where `ends` says (ascending) and have no speaker. Where
/// the document has no turns yet, findTurns() finds them. Nothing where `ends` is empty.
void markQuestions(ReadDocument& document, std::span<const std::uint64_t> ends);

/// True where the text begins with a mark of a form: ☐ ☒ ☑ ✓ ✗ [ ] [x].
bool startsWithMark(std::string_view text);

/// True where the text of a header or footer is more than the number of a page.
bool saysMore(std::string_view headerText);

/// The words of a text as white space parts them.
std::uint64_t wordsIn(std::string_view text);

}  // namespace retold
