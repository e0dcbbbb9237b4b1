#include "indexer/reader/sheet.h"

#include <algorithm>
#include <utility>

#include "indexer/import/csv_reader.h"
#include "indexer/reader/package.h"

namespace retold {

namespace {

/// Quoted as well where a reader could take a character for the table's delimiter.
std::string field(std::string_view value) {
  std::string text = csvField(value);
  const bool quoted = text.size() != value.size();
  if (!quoted && value.find_first_of(";\t|") != std::string_view::npos) text = '"' + text + '"';
  return text;
}

}  // namespace

SheetCsv::SheetCsv(const ReadLimits& limits) : most_(limits.text * 4) {}

void SheetCsv::checkSize() const {
  if (text_.size() <= most_) return;
  throw Unreadable{"a sheet of the spreadsheet holds more than " + sizeInWords(most_) +
                   " (four times the largest text); a file that is meant to be so large is read "
                   "with --largest-text"};
}

void SheetCsv::cell(std::uint32_t column, std::string_view value) {
  if (value.empty() || column >= kMostColumns || column < fields_) return;
  // Commas part the fields: one before each but the first.
  text_.append(column - fields_ + (fields_ > 0 ? 1 : 0), ',');
  text_ += field(value);
  fields_ = column + 1;
  checkSize();
}

void SheetCsv::endRow() {
  if (fields_ == 0) return;
  rows_.push_back({text_.size(), fields_});
  widest_ = std::max(widest_, fields_);
  fields_ = 0;
}

std::string SheetCsv::finish() {
  std::uint64_t filling = 0;
  for (const Row& row : rows_) filling += widest_ - row.fields + 2;
  // One cell far to the right would make every row that wide.
  const bool fill = text_.size() + filling <= std::max<std::uint64_t>(text_.size() * 8, 1 << 20);
  std::string csv;
  csv.reserve(text_.size() + (fill ? filling : rows_.size() * 2));
  std::uint64_t begin = 0;
  for (const Row& row : rows_) {
    csv.append(text_, begin, row.end - begin);
    if (fill) csv.append(widest_ - row.fields, ',');
    csv += "\r\n";
    begin = row.end;
  }
  *this = SheetCsv({.text = most_ / 4});
  return csv;
}

std::vector<std::string> SheetCounts::notes() const {
  std::vector<std::string> notes;
  if (hidden) notes.push_back("the sheet is hidden in the spreadsheet; it was read");
  if (hiddenRows > 0) {
    notes.push_back(counted(hiddenRows, "hidden row was", "hidden rows were") + " read");
  }
  if (hiddenColumns > 0) {
    notes.push_back(counted(hiddenColumns, "hidden column was", "hidden columns were") + " read");
  }
  if (comments > 0) notes.push_back("comments on cells were left out");
  if (boxes) notes.push_back("text boxes on the sheet were left out");
  if (noResult > 0) {
    notes.push_back(counted(noResult, "formula has", "formulas have") +
                    " no stored result: open the file in a spreadsheet program, save it and "
                    "import it again");
  }
  return notes;
}

void giveSheets(std::vector<Sheet>&& sheets, std::string_view name, std::string_view damage,
                ReadResult& result, const ReadSink& sink) {
  if (sheets.empty()) {
    result.unreadable = damage.empty()
                            ? "the spreadsheet holds no values"
                            : "the spreadsheet is damaged and no values can be read from it; look "
                              "for another copy, or let the program that made it repair it";
    return;
  }
  if (!damage.empty()) {
    result.diagnostics.push_back({Severity::Warning, std::string(name), 0, 0,
                                  "the spreadsheet is damaged (" + std::string(damage) +
                                      "); what could be read was read and rows may be missing"});
  }
  const bool only = sheets.size() == 1;
  for (Sheet& sheet : sheets) {
    ReadDocument document;
    if (!only) document.member = "!" + sheet.name;
    document.contained = std::move(sheet.csv);
    document.containedFormat = "csv";
    document.encoding = {"UTF-8", 1.0, false};
    document.notes = std::move(sheet.notes);
    if (!damage.empty()) document.notes.push_back("the file is damaged: " + std::string(damage));
    sink(std::move(document));
  }
}

}  // namespace retold
