#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace retold {

/// What is written on a page at `x` and `y` points from its top left corner, in Courier, whose
/// letters are 0.6 of its size wide. Bytes of WinAnsiEncoding; "\\", "(" and ")" are escaped.
std::string shown(double x, double y, std::string_view text, double size = 10);
/// Lines one under the other, 12 points apart.
std::string shownLines(double x, double y, const std::vector<std::string>& lines, double size = 10);
/// A black square: what a page without text may show.
std::string drawnSquare();

/// A PDF of A4 pages with these contents. The font F1 is Courier, F2 is ZapfDingbats, F3 is Courier
/// of which each letter means what `meanings` says: its code and UTF-16 in hexadecimal digits.
std::string pdfOf(const std::vector<std::string>& contents,
                  const std::vector<std::pair<char, std::string>>& meanings = {});

}  // namespace retold
