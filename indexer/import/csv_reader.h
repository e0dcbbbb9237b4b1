#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.h"

namespace retold {

/// One record of a table: its fields and where it began.
struct CsvRecord {
  std::vector<std::string> fields;
  std::uint64_t line = 0;           ///< of its first character, from 1
  std::string_view source;          ///< the record as it stands in the text, without its line end
  std::vector<std::size_t> starts;  ///< byte of `source` at which each field begins
};

/// Line and column (code points) of a field, both from 1; of the record's end where it has no such
/// field.
struct CsvPlace {
  std::uint64_t line = 0;
  std::uint64_t column = 0;
};
CsvPlace placeOf(const CsvRecord& record, std::size_t field);

/// Reads RFC 4180 records from decoded text, one at a time. The delimiter (comma, semicolon, tab)
/// is found from the header line; quotes may hold delimiters, line ends and doubled quotes. A stray
/// quote or an unclosed field is a diagnostic, and the field is kept as it stands. Keeps a view of
/// the text. One thread.
class CsvReader {
 public:
  CsvReader(std::string_view text, std::string fileName);

  /// The next record; none at the end. Empty lines are skipped.
  std::optional<CsvRecord> next();
  char delimiter() const { return delimiter_; }
  /// At most kMostTroubles: a file of nothing but trouble is not to fill the memory.
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  static constexpr std::size_t kMostTroubles = 100'000;

 private:
  /// False when the field was the record's last.
  bool readField(std::string& field);
  void readQuoted(std::string& field);
  void report(std::uint64_t line, std::size_t lineBegin, std::size_t at, std::string_view message);

  std::string_view text_;
  std::string file_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
  std::size_t lineBegin_ = 0;
  char delimiter_ = ',';
  std::vector<Diagnostic> diagnostics_;
  std::size_t countedFrom_ = 0;  ///< of the line whose columns are counted so far
  std::size_t countedTo_ = 0;
  std::uint64_t countedColumn_ = 1;  ///< at countedTo_
};

/// A field as RFC 4180 wants it: quoted where needed. Shared by every CSV that we write.
std::string csvField(std::string_view value);
/// A whole record with its line end "\r\n".
std::string csvRecord(const std::vector<std::string>& fields);

}  // namespace retold
