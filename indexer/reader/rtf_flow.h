#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/reader/flow.h"

namespace retold {

/// Puts paragraphs, cells and rows as RTF gives them (each ended by a mark) into blocks. A table of
/// level 1 stands in the text, one of level 2 in a cell of that, and so on.
class RtfFlow {
 public:
  static constexpr std::size_t kDeepestTable = 12;  ///< deeper ones are read as of this level

  void add(std::string_view utf8) { text_ += utf8; }
  void setLabel(std::string label) { label_ = std::move(label); }
  /// A block behind the paragraph that is open: a text box.
  void addBehind(std::vector<FlowBlock>&& blocks);

  /// Ends of a paragraph, a cell, a row that stand in tables of this level; 0 = in none.
  void endParagraph(std::size_t level);
  void endCell(std::size_t level);
  void endRow(std::size_t level);

  /// All blocks; what is open ends.
  std::vector<FlowBlock> finish();

 private:
  struct Level {
    std::vector<FlowRow> rows;
    FlowRow row;
    FlowCell cell;
  };

  std::vector<FlowBlock>& place();
  void goTo(std::size_t level);
  void closeLevel();
  void closeParagraph();

  std::vector<FlowBlock> blocks_;
  std::vector<Level> levels_;
  std::string text_;
  std::string label_;
  std::vector<FlowBlock> behind_;
};

}  // namespace retold
