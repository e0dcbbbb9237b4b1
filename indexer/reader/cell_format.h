#pragma once

#include <string>
#include <string_view>

namespace retold {

/// What a number format of a spreadsheet makes of a number, as far as it changes what is read.
struct CellFormat {
  bool year = false, month = false, day = false;
  bool time = false;     ///< hours, minutes or seconds
  bool elapsed = false;  ///< "[h]:mm": hours beyond a day
  bool thousandths = false;
  bool percent = false;
  std::size_t zeros = 0;  ///< "00000": digits, with zeros in front

  bool isDate() const { return year || month || day; }
  friend bool operator==(const CellFormat&, const CellFormat&) = default;
};

/// Of a format code as xlsx writes it: "dd/mm/yyyy", "[$-409]d-mmm-yy;@", "0.00%". Only its first
/// section counts.
CellFormat parseCellFormat(std::string_view code);
/// Of a number format that is not written out in the file (0..163).
CellFormat builtInCellFormat(unsigned id);

/// A number as a reader of the sheet would write it: without exponent, at most 15 digits, integers
/// without ".0"; a date as ISO 8601, without day or month where the format shows none, without a
/// time at midnight; a time as hh:mm:ss; percent with its sign. What is no number stays as written.
/// `from1904`: days count from 1904-01-01, not from 1899-12-31 (with a 29th of February 1900).
std::string cellText(std::string_view value, const CellFormat& format, bool from1904);

}  // namespace retold
