#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "indexer/reader/flow.h"

namespace retold {

/// A table that is a transcript: which column holds what.
struct TranscriptTable {
  std::optional<std::size_t> number;   ///< of the lines
  std::optional<std::size_t> time;     ///< in the recording
  std::optional<std::size_t> speaker;  ///< stands before the speech
  std::size_t speech = 0;
  std::size_t firstRow = 0;  ///< 1 where the first row names the columns
};

/// The columns of a table of at least three rows and two columns in which nearly every row has what
/// was said, and a speaker (of at most eight, who recur) or a time; none for every other table,
/// also where a column is none of these or a cell holds a table.
std::optional<TranscriptTable> transcriptColumns(const std::vector<FlowRow>& rows);

/// The paragraphs of the cell, parted by line ends; tables within it left out.
std::string flowCellText(const FlowCell& cell);
/// The speaker without the colon behind and white space around.
std::string speakerOf(const std::string& cell);

}  // namespace retold
