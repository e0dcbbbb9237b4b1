#include "indexer/reader/rtf_flow.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace retold {

namespace {

void append(std::vector<FlowBlock>& to, std::vector<FlowBlock>&& blocks) {
  std::ranges::move(blocks, std::back_inserter(to));
  blocks.clear();
}

}  // namespace

std::vector<FlowBlock>& RtfFlow::place() { return levels_.empty() ? blocks_ : levels_.back().cell; }

void RtfFlow::addBehind(std::vector<FlowBlock>&& blocks) { append(behind_, std::move(blocks)); }

void RtfFlow::closeParagraph() {
  if (!text_.empty() || !label_.empty()) {
    FlowBlock paragraph;
    paragraph.label = std::exchange(label_, {});
    paragraph.text = std::exchange(text_, {});
    place().push_back(std::move(paragraph));
  }
  append(place(), std::move(behind_));
}

void RtfFlow::closeLevel() {
  Level level = std::move(levels_.back());
  levels_.pop_back();
  // A row without its end, as a damaged file has it.
  if (!level.cell.empty()) level.row.cells.push_back(std::move(level.cell));
  if (!level.row.cells.empty()) level.rows.push_back(std::move(level.row));
  if (level.rows.empty()) return;
  FlowBlock table;
  table.rows = std::move(level.rows);
  place().push_back(std::move(table));
}

void RtfFlow::goTo(std::size_t level) {
  level = std::min(level, kDeepestTable);
  while (levels_.size() > level) closeLevel();
  while (levels_.size() < level) levels_.emplace_back();
}

void RtfFlow::endParagraph(std::size_t level) {
  goTo(level);
  closeParagraph();
}

void RtfFlow::endCell(std::size_t level) {
  goTo(level);
  closeParagraph();
  levels_.back().row.cells.push_back(std::exchange(levels_.back().cell, {}));
}

void RtfFlow::endRow(std::size_t level) {
  goTo(level);
  closeParagraph();
  Level& table = levels_.back();
  if (!table.cell.empty()) table.row.cells.push_back(std::exchange(table.cell, {}));
  if (!table.row.cells.empty()) table.rows.push_back(std::exchange(table.row, {}));
}

std::vector<FlowBlock> RtfFlow::finish() {
  closeParagraph();
  goTo(0);
  return std::exchange(blocks_, {});
}

}  // namespace retold
