#include "indexer/reader/pdf_layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "indexer/reader/pdf_line_text.h"

namespace retold {

namespace {

// Shares of the font size.
constexpr double kSegmentGap = 1.0;   // what may part two columns
constexpr double kGutter = 0.8;       // the least width between two columns
constexpr double kColumnWidth = 8.0;  // the least width of a column of running text
constexpr double kIndent = 0.8;
constexpr double kCellLines = 2.5;  // lines of one cell are not farther apart
constexpr double kHalfLine = 0.8;   // lines of one column are farther apart
constexpr double kAligned = 0.25;   // how far apart the beginnings of a column's lines may be

constexpr std::size_t kMostRowsForColumns = 2'000;

// ---------------------------------------------------------------------------------------- a row

/// Words on one line of the page, from left to right.
struct Row {
  std::vector<const PageWord*> words;
  double top = 0;
  double bottom = 0;

  double left() const { return words.front()->left; }
  double right() const {
    double right = words.front()->right;
    for (const PageWord* word : words) right = std::max(right, word->right);
    return right;
  }
  double size() const {
    std::map<double, std::size_t> letters;
    for (const PageWord* word : words) letters[word->size] += word->letters.size();
    return std::ranges::max_element(letters, {}, [](const auto& entry) { return entry.second; })
        ->first;
  }
};

using Rows = std::vector<Row>;

double centre(const PageWord& word) { return (word.top + word.bottom) / 2; }

Row rowOf(std::vector<const PageWord*> words) {
  std::ranges::stable_sort(words, {}, [](const PageWord* word) { return word->left; });
  Row row;
  row.top = words.front()->top;
  row.bottom = words.front()->bottom;
  for (const PageWord* word : words) {
    row.top = std::min(row.top, word->top);
    row.bottom = std::max(row.bottom, word->bottom);
  }
  row.words = std::move(words);
  return row;
}

Rows rowsOf(std::span<const PageWord* const> words) {
  std::vector<const PageWord*> sorted(words.begin(), words.end());
  std::ranges::stable_sort(sorted, {}, [](const PageWord* word) { return centre(*word); });
  Rows rows;
  std::vector<const PageWord*> open;
  double height = 0;
  double middle = 0;
  for (const PageWord* word : sorted) {
    const double own = word->bottom - word->top;
    if (!open.empty() && centre(*word) - middle > 0.4 * std::max(height, own)) {
      rows.push_back(rowOf(std::move(open)));
      open.clear();
    }
    // The tallest word says where the row is: marks and notes in small print stand beside it.
    if (open.empty() || own > height) {
      height = own;
      middle = centre(*word);
    }
    open.push_back(word);
  }
  if (!open.empty()) rows.push_back(rowOf(std::move(open)));
  return rows;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

// ------------------------------------------------------------------------------------- columns

struct Interval {
  double left = 0;
  double right = 0;
  double width() const { return right - left; }
};

/// Stretches of a row without a gap that could part columns.
std::vector<Interval> segments(const Row& row) {
  std::vector<Interval> found;
  for (const PageWord* word : row.words) {
    if (!found.empty() && word->left - found.back().right < kSegmentGap * word->size) {
      found.back().right = std::max(found.back().right, word->right);
    } else {
      found.push_back({word->left, word->right});
    }
  }
  return found;
}

/// The segments of row `at` and of the next one, where that stands half a line lower: columns need
/// not have their lines side by side.
std::vector<Interval> segmentsAround(std::span<const Row> rows,
                                     std::span<const std::vector<Interval>> parts, std::size_t at) {
  std::vector<Interval> all = parts[at];
  const double size = rows[at].size();
  if (at + 1 == rows.size() || rows[at + 1].bottom - rows[at].bottom > kHalfLine * size) return all;
  all.insert(all.end(), parts[at + 1].begin(), parts[at + 1].end());
  std::ranges::sort(all, {}, &Interval::left);
  std::vector<Interval> joined;
  for (const Interval& part : all) {
    if (!joined.empty() && part.left - joined.back().right < kSegmentGap * size) {
      joined.back().right = std::max(joined.back().right, part.right);
    } else {
      joined.push_back(part);
    }
  }
  return joined;
}

/// What is left of `gap` beside the segments of a row; nothing where one crosses it.
std::optional<Interval> narrowed(Interval gap, std::span<const Interval> row, double least) {
  for (const Interval& segment : row) {
    if (segment.right <= gap.left || segment.left >= gap.right) continue;
    const double onLeft = segment.left - gap.left;
    const double onRight = gap.right - segment.right;
    if (onLeft >= onRight) {
      gap.right = segment.left;
    } else {
      gap.left = segment.right;
    }
    if (gap.width() < least) return std::nullopt;
  }
  return gap;
}

/// Rows [begin, end) that have a gutter in common.
struct Gutter {
  std::size_t begin = 0;
  std::size_t end = 0;
  Interval gap;
};

/// The longest run of rows from `begin` on that one of the gaps between `segments` parts.
std::optional<Gutter> gutterFrom(std::span<const std::vector<Interval>> rows, std::size_t begin,
                                 std::span<const Interval> segments, double least) {
  std::optional<Gutter> best;
  for (std::size_t i = 1; i < segments.size(); ++i) {
    Gutter gutter{begin, begin + 1, {segments[i - 1].right, segments[i].left}};
    if (gutter.gap.width() < least) continue;
    while (gutter.end < rows.size()) {
      const auto left = narrowed(gutter.gap, rows[gutter.end], least);
      if (!left) break;
      gutter.gap = *left;
      ++gutter.end;
    }
    if (!best || gutter.end > best->end) best = gutter;
  }
  return best;
}

/// One side of a gutter.
struct Side {
  std::vector<const PageWord*> words;
  std::vector<double> inked;    ///< of each line: width of what is written
  std::vector<double> bottoms;  ///< of each line
  double width = 0;
};

Side sideOf(std::span<const Row> rows, double edge, bool onLeft) {
  Side side;
  std::vector<double> lefts;
  std::vector<double> rights;
  for (const Row& row : rows) {
    double inked = 0;
    std::optional<Interval> line;
    for (const PageWord* word : row.words) {
      if (((word->left + word->right) / 2 < edge) != onLeft) continue;
      if (!line) line = {word->left, word->right};
      line->right = std::max(line->right, word->right);
      side.words.push_back(word);
      inked += word->right - word->left;
    }
    if (!line) continue;
    lefts.push_back(line->left);
    rights.push_back(line->right);
    side.inked.push_back(inked);
    side.bottoms.push_back(row.bottom);
  }
  if (lefts.empty()) return side;
  // A single line that reaches out does not make a column wider.
  std::ranges::sort(lefts);
  std::ranges::sort(rights);
  side.width = rights[rights.size() - 1 - rights.size() / 10] - lefts[lefts.size() / 10];
  return side;
}

/// Running text fills its column, line after line; labels, numbers and cells do not.
bool isRunningText(const Side& side, double size) {
  constexpr std::size_t kLeastLines = 4;
  if (side.inked.size() < kLeastLines) return false;
  if (side.width < kColumnWidth * size || median(side.inked) < 0.6 * side.width) return false;
  std::vector<double> distances;
  for (std::size_t i = 1; i < side.bottoms.size(); ++i) {
    distances.push_back(side.bottoms[i] - side.bottoms[i - 1]);
  }
  const double distance = std::max(median(std::move(distances)), 1.0);
  const double places = (side.bottoms.back() - side.bottoms.front()) / distance + 1;
  return static_cast<double>(side.inked.size()) >= 0.6 * places;
}

// -------------------------------------------------------------------------------------- tables

/// Rows [begin, end) of which a table's second column begins at `edge`.
struct Table {
  std::size_t begin = 0;
  std::size_t end = 0;
  double edge = 0;
};

/// What a row has on both sides of an edge.
struct Sides {
  const PageWord* lastBefore = nullptr;
  const PageWord* firstAfter = nullptr;
  bool crosses = false;
};

Sides sidesOf(const Row& row, double edge, double size) {
  Sides sides;
  for (const PageWord* word : row.words) {
    if (word->left >= edge - kAligned * size) {
      if (!sides.firstAfter) sides.firstAfter = word;
    } else {
      sides.lastBefore = word;
      sides.crosses |= word->right > edge;
    }
  }
  return sides;
}

/// Whether the row keeps clear of the edge, or has a word that begins there.
bool respects(const Row& row, double edge, double size) {
  const Sides sides = sidesOf(row, edge, size);
  return !sides.crosses && (!sides.firstAfter || sides.firstAfter->left <= edge + kAligned * size);
}

/// Whether row `at` shows two columns: it has words well apart on both sides of the edge, or it
/// stands on the left half a line beside one on the right.
bool isParted(std::span<const Row> rows, std::size_t at, double edge, double size) {
  const Sides sides = sidesOf(rows[at], edge, size);
  if (!sides.lastBefore || sides.lastBefore->right > edge - kSegmentGap * size) return false;
  if (sides.firstAfter) return true;
  const auto isBeside = [&](std::size_t other) {
    const Sides others = sidesOf(rows[other], edge, size);
    return !others.lastBefore && others.firstAfter &&
           std::abs(rows[other].bottom - rows[at].bottom) < kHalfLine * size;
  };
  return (at > 0 && isBeside(at - 1)) || (at + 1 < rows.size() && isBeside(at + 1));
}

/// The table around row `at`, from row `least` on: rows in which the words of a column begin at one
/// edge, some of them well apart from what stands before.
std::optional<Table> tableAt(std::span<const Row> rows, std::size_t least, std::size_t at,
                             std::span<const Interval> segments, double size) {
  std::optional<Table> best;
  for (std::size_t i = 1; i < segments.size(); ++i) {
    Table table{at, at + 1, segments[i].left};
    const auto fits = [&](std::size_t row) { return respects(rows[row], table.edge, size); };
    while (table.end < rows.size() && fits(table.end)) ++table.end;
    while (table.begin > least && fits(table.begin - 1)) --table.begin;
    std::size_t parted = 0;
    for (std::size_t row = table.begin; row < table.end; ++row) {
      parted += isParted(rows, row, table.edge, size) ? 1 : 0;
    }
    const bool larger = !best || table.end - table.begin > best->end - best->begin;
    if (parted >= 2 && larger) best = table;
  }
  return best;
}

/// Lines of one side of a table that stand close together: a cell, or a paragraph of one.
struct Cell {
  Rows rows;
  bool isLeft = false;
  double top() const { return rows.front().top; }
  double bottom() const { return rows.back().bottom; }
};

double closeLines(const Rows& left, const Rows& right) {
  std::vector<double> distances;
  for (const Rows* side : {&left, &right}) {
    for (std::size_t i = 1; i < side->size(); ++i) {
      distances.push_back((*side)[i].bottom - (*side)[i - 1].bottom);
    }
  }
  if (distances.empty()) return 0;
  std::ranges::sort(distances);
  return distances[distances.size() / 4];
}

/// Whether the first word of the next row of this side would have found room in the first column
/// of this one, which reaches to the next column or to `margin`.
bool hasRoom(const Row& row, const Row& next, double margin) {
  const std::vector<Interval> parts = segments(row);
  const double edge = parts.size() > 1 ? parts[1].left - kGutter * row.size() : margin;
  const PageWord& word = *next.words.front();
  return parts.front().right + 0.3 * row.size() + (word.right - word.left) < edge;
}

bool stands(const Row& row, const Rows& side, double size) {
  return std::ranges::any_of(
      side, [&](const Row& other) { return std::abs(other.bottom - row.bottom) < 0.3 * size; });
}

/// The bottoms of rows that begin other cells than the row over them, though they stand as close
/// as the lines of one cell: on both sides the row over them has room for more, or a field of a
/// form stands there.
std::vector<double> tableRows(const Rows& left, const Rows& right, double edge, double margin,
                              double size) {
  std::vector<double> begins;
  for (const Row& row : right) {
    const bool field = std::ranges::any_of(row.words, [](const auto* w) { return w->isField(); });
    if (field) begins.push_back(row.bottom);
  }
  for (std::size_t i = 1; i < left.size(); ++i) {
    if (!stands(left[i], right, size) || !hasRoom(left[i - 1], left[i], edge)) continue;
    for (std::size_t j = 1; j < right.size(); ++j) {
      const bool beside = std::abs(right[j].bottom - left[i].bottom) < 0.3 * size;
      if (beside && hasRoom(right[j - 1], right[j], margin)) begins.push_back(left[i].bottom);
    }
  }
  return begins;
}

void addCells(Rows rows, bool isLeft, double distance, std::span<const double> begins,
              std::vector<Cell>& cells) {
  bool open = false;
  for (Row& row : rows) {
    const bool begun = std::ranges::any_of(
        begins, [&](double bottom) { return std::abs(bottom - row.bottom) < 0.3 * row.size(); });
    const double gap = open ? row.bottom - cells.back().bottom() : 0;
    if (!open || begun || gap > std::min(1.25 * distance, kCellLines * row.size())) {
      cells.push_back({{}, isLeft});
      open = true;
    }
    cells.back().rows.push_back(std::move(row));
  }
}

/// Whether two sides are columns of a table: their cells begin side by side.
bool beginSideBySide(const Side& left, const Side& right, double size) {
  const Rows leftRows = rowsOf(left.words);
  const Rows rightRows = rowsOf(right.words);
  const double distance = closeLines(leftRows, rightRows);
  std::vector<Cell> leftCells;
  std::vector<Cell> rightCells;
  addCells(leftRows, true, distance, {}, leftCells);
  addCells(rightRows, false, distance, {}, rightCells);
  if (leftCells.size() < 2 || rightCells.size() < 2) return false;
  // The first ones of columns stand side by side too.
  const auto beside = std::count_if(leftCells.begin() + 1, leftCells.end(), [&](const Cell& cell) {
    return std::ranges::any_of(rightCells, [&](const Cell& other) {
      return std::abs(other.top() - cell.top()) < 0.5 * size;
    });
  });
  return beside * 5 >= (std::ssize(leftCells) - 1) * 4 &&
         beside * 5 >= (std::ssize(rightCells) - 1) * 3;
}

/// Whether each row of the left side stands beside a row of the right one.
bool standBeside(const Rows& left, const Rows& right, double size) {
  return std::ranges::all_of(left, [&](const Row& row) { return stands(row, right, size); });
}

// ---------------------------------------------------------------------------------------- a page

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

/// Reads a page, block by block.
class PageReading {
 public:
  PageReading(std::span<const PageWord* const> words, double pageWidth) : text_(words) {
    std::size_t right = 0;
    std::size_t letters = 0;
    std::vector<double> sizes;
    for (const PageWord* word : words) {
      sizes.push_back(word->size);
      letters += word->letters.size();
      right += static_cast<std::size_t>(std::ranges::count_if(
          word->letters, [](const PageLetter& letter) { return isRightToLeft(letter.code); }));
    }
    mostlyRight_ = right * 2 > letters;
    size_ = median(std::move(sizes));
    double left = pageWidth;
    for (const PageWord* word : words) {
      left = std::min(left, word->left);
      right_ = std::max(right_, word->right);
    }
    right_ = std::max(right_, pageWidth - left);  // the margins are alike
    read(rowsOf(words), 0);
  }

  std::vector<PageLine> lines;

 private:
  void read(const Rows& rows, int depth);
  bool readColumns(const Rows& rows, std::size_t done, const Gutter& gutter, int depth);
  void readTable(std::span<const Row> rows, double edge, int depth);
  void readCells(std::span<const Cell> cells, int depth);
  void readBlock(std::span<const Row> rows);
  bool setFromRight(std::span<const Row> rows, Interval column) const;

  LineText text_;
  bool mostlyRight_ = false;
  double size_ = 0;
  double right_ = 0;  ///< how far lines may reach
  std::uint32_t block_ = 0;
};

void PageReading::read(const Rows& rows, int depth) {
  constexpr int kMostColumns = 8;
  if (rows.empty()) return;
  if (depth >= kMostColumns || rows.size() > kMostRowsForColumns) return readBlock(rows);
  std::vector<std::vector<Interval>> parts;
  parts.reserve(rows.size());
  for (const Row& row : rows) parts.push_back(segments(row));
  std::size_t done = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::vector<Interval> around = segmentsAround(rows, parts, i);
    const auto gutter = gutterFrom(parts, i, around, kGutter * size_);
    if (gutter && readColumns(rows, done, *gutter, depth)) {
      done = gutter->end;
    } else if (const auto table = tableAt(rows, done, i, around, size_); table && !mostlyRight_) {
      readBlock(std::span(rows).subspan(done, table->begin - done));
      readTable(std::span(rows).subspan(table->begin, table->end - table->begin), table->edge,
                depth);
      done = table->end;
    }
    if (done > i) i = done - 1;
  }
  readBlock(std::span(rows).subspan(done));
}

/// Reads the rows from `done` to the end of the gutter, where it parts columns of running text.
bool PageReading::readColumns(const Rows& rows, std::size_t done, const Gutter& gutter, int depth) {
  const std::span<const Row> run(&rows[gutter.begin], gutter.end - gutter.begin);
  const double edge = (gutter.gap.left + gutter.gap.right) / 2;
  const Side left = sideOf(run, edge, true);
  const Side right = sideOf(run, edge, false);
  if (!isRunningText(left, size_) || !isRunningText(right, size_)) return false;
  if (beginSideBySide(left, right, size_)) return false;
  readBlock(std::span(rows).subspan(done, gutter.begin - done));
  read(rowsOf((mostlyRight_ ? right : left).words), depth + 1);
  read(rowsOf((mostlyRight_ ? left : right).words), depth + 1);
  return true;
}

/// Row by row; where the cells of a row have several lines each, cell by cell.
void PageReading::readTable(std::span<const Row> rows, double edge, int depth) {
  const double middle = edge - kAligned * size_;
  std::vector<const PageWord*> words[2];
  for (const Row& row : rows) {
    for (const PageWord* word : row.words) words[word->left < middle ? 0 : 1].push_back(word);
  }
  Rows left = rowsOf(words[0]);
  Rows right = rowsOf(words[1]);
  double width = 0;
  for (const Row& row : left) width = std::max(width, row.right() - left.front().left());
  const bool labels = width < kColumnWidth * size_;
  if (labels && standBeside(left, right, size_)) return readBlock(rows);
  double margin = 0;
  for (const Row& row : rows) margin = std::max(margin, row.right());
  margin = std::max(margin, right_);
  const double distance = closeLines(left, right);
  const std::vector<double> begins = tableRows(left, right, edge, margin, size_);
  std::vector<Cell> cells;
  addCells(std::move(left), true, distance, begins, cells);
  addCells(std::move(right), false, distance, begins, cells);
  std::ranges::stable_sort(cells, {}, &Cell::top);
  Rows plain;  // rows of cells of one line each
  for (std::size_t begin = 0; begin < cells.size();) {
    double bottom = cells[begin].bottom();
    std::size_t end = begin + 1;
    for (; end < cells.size() && cells[end].top() < bottom - 0.5 * size_; ++end) {
      bottom = std::max(bottom, cells[end].bottom());
    }
    const std::span<const Cell> band(&cells[begin], end - begin);
    begin = end;
    std::vector<const PageWord*> all;
    for (const Cell& cell : band) {
      for (const Row& row : cell.rows) all.insert(all.end(), row.words.begin(), row.words.end());
    }
    Rows together = rowsOf(all);
    if (together.size() == 1) {
      plain.push_back(std::move(together.front()));
      continue;
    }
    readBlock(std::exchange(plain, {}));
    readCells(band, depth);
  }
  readBlock(plain);
}

void PageReading::readCells(std::span<const Cell> cells, int depth) {
  Rows sides[2];
  for (const Cell& cell : cells) {
    Rows& side = sides[cell.isLeft ? 0 : 1];
    side.insert(side.end(), cell.rows.begin(), cell.rows.end());
  }
  const std::size_t first = lines.size();
  readBlock(sides[0]);
  const std::size_t second = lines.size();
  read(sides[1], depth + 1);
  // A label stands before what it labels.
  if (second != first + 1 || lines.size() == second) return;
  lines[second].text = lines[first].text + "\t" + lines[second].text;
  lines[second].firstWord = lines[first].firstWord;
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(first));
}

/// Whether paragraphs begin at the right: lines that do not fill the column say it by the side on
/// which they stand. (Right-to-left script may be set in paragraphs from the left, by mistake.)
bool PageReading::setFromRight(std::span<const Row> rows, Interval column) const {
  if (!mostlyRight_) return false;
  std::size_t left = 0;
  std::size_t right = 0;
  for (const Row& row : rows) {
    if (row.right() - row.left() > 0.85 * column.width()) continue;
    left += row.left() - column.left < kIndent * size_ ? 1 : 0;
    right += column.right - row.right() < kIndent * size_ ? 1 : 0;
  }
  return right >= left;
}

void PageReading::readBlock(std::span<const Row> rows) {
  if (rows.empty()) return;
  Interval column{rows.front().left(), rows.front().right()};
  for (const Row& row : rows) {
    column.left = std::min(column.left, row.left());
    column.right = std::max(column.right, row.right());
  }
  const bool fromRight = setFromRight(rows, column);
  for (const Row& row : rows) {
    PageLine line;
    const std::string text = text_.of(row.words, fromRight, line.filled);
    line.text = trimmed(text);
    if (line.text.empty()) continue;
    for (std::size_t& at : line.filled) at -= std::min(at, text.find_first_not_of(" \t"));
    const PageWord* first = fromRight ? row.words.back() : row.words.front();
    line.left = row.left();
    line.right = row.right();
    line.top = row.top;
    line.bottom = row.bottom;
    line.size = row.size();
    line.firstWord = first->filled ? line.size : first->right - first->left + 0.3 * line.size;
    line.columnLeft = column.left;
    line.columnRight = column.right;
    line.block = block_;
    line.fromRight = fromRight;
    lines.push_back(std::move(line));
  }
  ++block_;
}

}  // namespace

std::vector<PageLine> linesOfPage(std::vector<PageWord> words, double pageWidth) {
  std::vector<const PageWord*> pointers;
  for (PageWord& word : words) {
    if (word.letters.empty()) continue;
    word.size = std::max(word.size, 0.5);
    pointers.push_back(&word);
  }
  if (pointers.empty()) return {};
  return std::move(PageReading(pointers, pageWidth).lines);
}

}  // namespace retold
