#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/import/importer.h"

namespace retold {

/// Writes a sheet of a spreadsheet as csv (RFC 4180), cell by cell. Rows without a value are left
/// out; every row gets as many fields as the widest.
class SheetCsv {
 public:
  explicit SheetCsv(const ReadLimits& limits);

  /// The value of a cell of the current row; columns from 0, ascending. An empty value is none.
  /// Throws Unreadable where the table grows larger than ReadLimits allow.
  void cell(std::uint32_t column, std::string_view value);
  void endRow();
  bool empty() const { return rows_.empty(); }
  std::uint64_t rows() const { return rows_.size(); }
  /// The csv; the sheet is empty after it.
  std::string finish();

  /// Columns of a sheet of the widest spreadsheet program.
  static constexpr std::uint32_t kMostColumns = 16384;

 private:
  struct Row {
    std::uint64_t end = 0;     ///< in text_
    std::uint32_t fields = 0;  ///< before the row is filled up
  };
  void checkSize() const;

  std::uint64_t most_;
  std::string text_;  ///< the rows without line ends
  std::vector<Row> rows_;
  std::uint32_t fields_ = 0;  ///< of the current row
  std::uint32_t widest_ = 0;
};

/// A sheet with at least one value.
struct Sheet {
  std::string name;
  std::string csv;
  std::vector<std::string> notes;
};

/// Notes of what was read though it is hidden, or was left out.
struct SheetCounts {
  bool hidden = false;  ///< the sheet itself
  std::uint64_t hiddenRows = 0, hiddenColumns = 0;
  std::uint64_t comments = 0;  ///< cells with comments
  std::uint64_t noResult = 0;  ///< formulas without a stored result
  bool boxes = false;          ///< text boxes on the sheet
  std::vector<std::string> notes() const;
};

/// Hands the sheets to the sink as files within the file: member "" where it is the only one, else
/// "!Sheet name". `damage` and `result` as for giveFlow().
void giveSheets(std::vector<Sheet>&& sheets, std::string_view name, std::string_view damage,
                ReadResult& result, const ReadSink& sink);

}  // namespace retold
