#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/reader/flow.h"

namespace retold {

/// Puts blocks together from the pieces of a page as its elements begin and end.
class HtmlFlow {
 public:
  static constexpr std::size_t kDeepestTable = 12;  ///< deeper ones are read as plain blocks

  /// Words; runs of white space are one space, unless `kept`.
  void add(std::string_view text, bool kept);
  void space();
  void lineBreak();
  /// A block begins or ends.
  void block();
  /// An item begins; its first words get the label.
  void beginItem(std::string label);
  void endItem();

  void beginTable();
  void beginRow();
  void beginCell(std::uint32_t columns, std::uint32_t rows);
  void endCell();
  void endRow();
  void endTable();

  std::vector<FlowBlock> finish();

 private:
  struct Table {
    std::vector<FlowRow> rows;
    FlowRow row;
    FlowCell cell;
    bool inRow = false, inCell = false;
    std::uint32_t columns = 1, depth = 1;
    std::map<std::size_t, std::uint32_t> below;  ///< column -> rows that a cell reaches into
  };

  std::vector<FlowBlock>& place();
  void skipColumnsFromAbove();

  std::vector<FlowBlock> blocks_;
  std::vector<Table> tables_;
  std::size_t ignoredTables_ = 0;
  std::string text_;
  std::string label_;
};

}  // namespace retold
