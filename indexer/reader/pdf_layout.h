#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace retold {

/// One letter as a page shows it. Lengths are in points (1/72 inch) from the page's top left
/// corner.
struct PageLetter {
  char32_t code = 0;
  double left = 0;
  double right = 0;
};

/// Letters that stand side by side, from left to right as drawn, whatever way they are read.
struct PageWord {
  std::vector<PageLetter> letters;  ///< not empty
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double size = 0;  ///< of the font, in points
  /// Filled into a form: the letters are in reading order, blanks and line ends among them. One
  /// blank is an empty field, which shows where answers stand.
  bool filled = false;

  bool isFormMark() const {
    return filled && (letters.front().code == U'\u2610' || letters.front().code == U'\u2612');
  }
  bool isField() const { return filled && !isFormMark(); }
  bool isEmptyField() const { return isField() && letters.size() == 1 && letters[0].code == U' '; }
};

/// One line of a page in the order in which it is read.
struct PageLine {
  std::string text;  ///< UTF-8; cells of a table are parted by tabs
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double size = 0;
  double firstWord = 0;   ///< how wide its first word is, with the space after it
  double columnLeft = 0;  ///< the column or block that it stands in
  double columnRight = 0;
  std::uint32_t block = 0;  ///< lines of one column or block have the same number
  bool fromRight = false;   ///< its paragraphs begin at the right edge
  /// Where in `text` begins what was filled into fields of a form, but for marks; ascending.
  std::vector<std::size_t> filled;
};

/// The lines of a page in reading order: columns one after the other, the cells of a table row by
/// row, right-to-left script in the order in which it is spoken (the inverse of UAX #9), ligatures
/// and Arabic presentation forms as the letters that they stand for. All words stand upright.
std::vector<PageLine> linesOfPage(std::vector<PageWord> words, double pageWidth);

/// What stands between a line and the next.
enum class LineBreak { Line, Paragraph };

/// The breaks after each line but the last of what linesOfPage() gave: a paragraph ends where the
/// distance to the next line grows, where the next line is indented, and where a line ends early
/// at the end of a sentence or before what looks like a speaker's label. What was filled into a
/// form ends its paragraph, and does not stand in one with the question over it.
std::vector<LineBreak> lineBreaks(std::span<const PageLine> lines);

/// Whether the paragraph of `last`, at the end of a page or column, goes on with `first`.
bool goesOn(const PageLine& last, const PageLine& first);

/// A page with its lines.
struct LaidOutPage {
  std::vector<PageLine> lines;
  double height = 0;
};

/// Takes headers, footers and page numbers out of `pages`: lines near the top or bottom that stand
/// at one height on at least three pages and on four pages in ten, and say the same but for numbers
/// that count with the pages. Gives how many lines went.
std::size_t removeRunningLines(std::vector<LaidOutPage>& pages);

}  // namespace retold
