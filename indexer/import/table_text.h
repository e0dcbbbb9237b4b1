#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace retold {

/// A csv table that a user gave, decoded.
struct TableText {
  std::string
      name;  ///< of the file, for diagnostics; of a spreadsheet with its sheet: "a.xlsx!Two"
  std::string text;
};

/// The tables of a csv file, or of the sheets of a spreadsheet that the program retold-reader reads
/// (xlsx, ods), those without a cell left out. Throws Error(NotFound | Io) with the reason, and
/// Error(Refused) for a file that holds no table.
std::vector<TableText> readTables(const std::filesystem::path& file);

/// The only table of a file; Error(Refused) that names the sheets where there are several.
TableText readTableText(const std::filesystem::path& file);

/// A cell without white space around it.
std::string_view trimmedCell(std::string_view cell);
/// ASCII letters made small.
std::string smallAscii(std::string_view text);

}  // namespace retold
