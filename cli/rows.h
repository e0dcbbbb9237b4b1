#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/command.h"

namespace retold {

/// One value of a result for programs: nothing, words, a number, yes or no.
using Cell = std::variant<std::monostate, std::string, std::uint64_t, double, bool>;

/// Rows with named columns, as CSV (RFC 4180, a header row, "yes" and "no") or as JSON lines (an
/// object a row; null, true and false).
class RowWriter {
 public:
  /// `format` is "csv" or "jsonl".
  RowWriter(std::ostream& out, std::string_view format, std::vector<std::string> columns);
  void row(const std::vector<Cell>& cells);

 private:
  std::ostream& out_;
  bool json_;
  std::vector<std::string> columns_;
};

/// Where results go: standard output or, with `file`, a new file that is there whole or not at all
/// once finish() has returned. Throws Error(Refused) when something is there already: it may be an
/// interview, or the project.
class Results {
 public:
  Results(Console& console, std::optional<std::string> file);
  std::ostream& stream() { return file_ ? buffer_ : console_.out; }
  void finish();

 private:
  Console& console_;
  std::optional<std::string> file_;
  std::ostringstream buffer_;
};

}  // namespace retold
