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

/// What lies on a page beside its contents: a field of a form, a comment.
struct PdfAnnotation {
  std::size_t page = 1;
  /// Points from the top left corner of the page, and its size.
  double x = 0, y = 0, width = 0, height = 0;
  std::string entries;     ///< of its dictionary: "/Subtype/Widget/FT/Tx/T(name)/V(Ana)"
  std::string appearance;  ///< what it shows, from its own bottom left corner; "" for none
  std::string state;       ///< in which it shows that, of a check box; "" for always
  std::string group;       ///< entries of the field that it is one of several places of
};

/// A PDF of A4 pages with these contents and annotations, of which the fields make a form.
/// `pageEntries` are added to the dictionary of each page ("/Rotate 90").
std::string pdfWith(const std::vector<std::string>& contents,
                    const std::vector<PdfAnnotation>& annotations,
                    const std::string& pageEntries = "");

}  // namespace retold
