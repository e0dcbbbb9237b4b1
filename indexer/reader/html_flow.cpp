#include "indexer/reader/html_flow.h"

#include <algorithm>
#include <utility>

#include "indexer/text/turns_lines.h"

namespace retold {

namespace {

constexpr std::uint32_t kWidest = 50;     // cells that one cell may stand for
constexpr std::uint32_t kHighest = 1000;  // rows that one cell may reach into

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

}  // namespace

void HtmlFlow::add(std::string_view text, bool kept) {
  if (kept) {
    for (const char c : text) text_ += c == '\f' ? '\n' : c;
    return;
  }
  for (std::size_t at = 0; at < text.size();) {
    if (isSpace(text[at])) {
      space();
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && !isSpace(text[at])) ++at;
    text_ += text.substr(begin, at - begin);
  }
}

void HtmlFlow::space() {
  if (!text_.empty() && !isSpace(text_.back())) text_ += ' ';
}

void HtmlFlow::lineBreak() {
  while (!text_.empty() && text_.back() == ' ') text_.pop_back();
  // Two in a row are how old pages write a paragraph.
  if (text_.ends_with('\n')) return block();
  if (!text_.empty()) text_ += '\n';
}

std::vector<FlowBlock>& HtmlFlow::place() {
  return tables_.empty() ? blocks_ : tables_.back().cell;
}

void HtmlFlow::block() {
  const std::string text = std::exchange(text_, {});
  if (trimSpan(text, {0, text.size()}).empty()) return;
  FlowBlock paragraph;
  paragraph.label = std::exchange(label_, {});
  const std::size_t end = text.find_last_not_of(" \n\r\t");
  paragraph.text = text.substr(0, end + 1);
  // Words between the rows of a table belong in front of it.
  if (!tables_.empty() && !tables_.back().inCell) {
    if (tables_.back().row.cells.empty()) {
      FlowRow row;
      row.cells.push_back({std::move(paragraph)});
      tables_.back().rows.push_back(std::move(row));
      return;
    }
    tables_.back().row.cells.back().push_back(std::move(paragraph));
    return;
  }
  place().push_back(std::move(paragraph));
}

void HtmlFlow::beginItem(std::string label) {
  block();
  label_ = std::move(label);
}

void HtmlFlow::endItem() {
  block();
  label_.clear();
}

void HtmlFlow::beginTable() {
  block();
  if (tables_.size() >= kDeepestTable) {
    ++ignoredTables_;
  } else {
    tables_.emplace_back();
  }
}

void HtmlFlow::beginRow() {
  block();
  if (ignoredTables_ > 0 || tables_.empty()) return;
  endRow();
  tables_.back().inRow = true;
}

void HtmlFlow::skipColumnsFromAbove() {
  Table& table = tables_.back();
  for (auto found = table.below.find(table.row.cells.size()); found != table.below.end();
       found = table.below.find(table.row.cells.size())) {
    if (--found->second == 0) table.below.erase(found);
    table.row.cells.emplace_back();
  }
}

void HtmlFlow::beginCell(std::uint32_t columns, std::uint32_t rows) {
  block();
  if (ignoredTables_ > 0 || tables_.empty()) return;
  endCell();
  Table& table = tables_.back();
  table.inRow = table.inCell = true;
  table.columns = std::clamp<std::uint32_t>(columns, 1, kWidest);
  table.depth = std::clamp<std::uint32_t>(rows, 1, kHighest);
  skipColumnsFromAbove();
}

void HtmlFlow::endCell() {
  block();
  if (ignoredTables_ > 0 || tables_.empty()) return;
  Table& table = tables_.back();
  if (!table.inCell) return;
  table.inCell = false;
  for (std::uint32_t i = 0; i < table.columns; ++i) {
    if (table.depth > 1) table.below[table.row.cells.size()] = table.depth - 1;
    table.row.cells.push_back(std::exchange(table.cell, {}));
  }
}

void HtmlFlow::endRow() {
  endCell();
  if (ignoredTables_ > 0 || tables_.empty()) return;
  Table& table = tables_.back();
  if (!table.inRow) return;
  skipColumnsFromAbove();
  table.inRow = false;
  if (!table.row.cells.empty()) table.rows.push_back(std::exchange(table.row, {}));
}

void HtmlFlow::endTable() {
  block();
  if (ignoredTables_ > 0) {
    --ignoredTables_;
    return;
  }
  if (tables_.empty()) return;
  endRow();
  FlowBlock table;
  table.rows = std::move(tables_.back().rows);
  tables_.pop_back();
  if (!table.rows.empty()) place().push_back(std::move(table));
}

std::vector<FlowBlock> HtmlFlow::finish() {
  block();
  while (!tables_.empty()) endTable();
  return std::exchange(blocks_, {});
}

}  // namespace retold
