#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "indexer/reader/pdf_layout.h"

namespace retold {

bool isRightToLeft(char32_t code);

/// Puts the words of a page's lines into the order in which they are read: right-to-left script as
/// it is spoken (the inverse of UAX #9), ligatures and Arabic presentation forms as the letters
/// that they stand for, a space between words and a tab between cells. One thread.
class LineText {
 public:
  /// The words of the page tell how wide its letters are.
  explicit LineText(std::span<const PageWord* const> page);
  ~LineText();

  /// The text of words that stand side by side, from left to right. Adds to `filled` where in it
  /// begins what was filled into fields of a form, but for marks.
  std::string of(std::span<const PageWord* const> row, bool fromRight,
                 std::vector<std::size_t>& filled) const;

 private:
  class AlefWidths;
  std::unique_ptr<const AlefWidths> alefs_;
};

}  // namespace retold
