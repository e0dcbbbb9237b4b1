#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"

namespace retold {

/// Columns that `text` takes on a terminal: none for marks, two for wide East Asian letters and
/// emoji. A good guess (UAX #11): terminals differ in detail.
std::size_t displayWidth(std::string_view text);

/// `text` for reading on one line: line ends and tabs as spaces, control characters (which a
/// terminal would obey) as U+FFFD.
std::string onOneLine(std::string_view text);

/// `text` made `width` columns wide by spaces behind it (or before it).
std::string padded(std::string text, std::size_t width);
std::string paddedLeft(std::string text, std::size_t width);

/// A hit as `console` marks it: bold or in [brackets].
std::string marked(const Console& console, std::string_view hit);

/// Text of unknown direction: on a terminal between FSI and PDI, so that it cannot turn round what
/// stands beside it.
std::string isolated(const Console& console, std::string_view text);

/// A table with a header row; columns two spaces apart, the last one as long as it is. A column
/// whose header begins with ">" is set flush right.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> header);
  void add(std::vector<std::string> row);
  bool empty() const { return rows_.size() == 1; }
  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<bool> right_;
};

}  // namespace retold
