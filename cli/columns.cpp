#include "cli/columns.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "indexer/text/utf8.h"

namespace retold {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Combining marks, joiners and direction signs of the scripts that our users write.
constexpr std::array kNoColumn{
    Range{0x00AD, 0x00AD},   Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD},
    Range{0x05BF, 0x05BF},   Range{0x05C1, 0x05C2}, Range{0x05C4, 0x05C5}, Range{0x0610, 0x061C},
    Range{0x064B, 0x065F},   Range{0x0670, 0x0670}, Range{0x06D6, 0x06DC}, Range{0x06DF, 0x06E4},
    Range{0x06E7, 0x06E8},   Range{0x06EA, 0x06ED}, Range{0x0900, 0x0902}, Range{0x093A, 0x093A},
    Range{0x093C, 0x093C},   Range{0x0941, 0x0948}, Range{0x094D, 0x094D}, Range{0x0951, 0x0957},
    Range{0x0962, 0x0963},   Range{0x0981, 0x0981}, Range{0x09BC, 0x09BC}, Range{0x09C1, 0x09C4},
    Range{0x09CD, 0x09CD},   Range{0x09E2, 0x09E3}, Range{0x0A01, 0x0A02}, Range{0x0A3C, 0x0A51},
    Range{0x0A70, 0x0A71},   Range{0x0A81, 0x0A82}, Range{0x0ABC, 0x0ABC}, Range{0x0AC1, 0x0AC8},
    Range{0x0ACD, 0x0ACD},   Range{0x0B82, 0x0B82}, Range{0x0BC0, 0x0BC0}, Range{0x0BCD, 0x0BCD},
    Range{0x0C3E, 0x0C40},   Range{0x0C46, 0x0C56}, Range{0x0CCC, 0x0CCD}, Range{0x0D41, 0x0D44},
    Range{0x0D4D, 0x0D4D},   Range{0x0DCA, 0x0DCA}, Range{0x0DD2, 0x0DD6}, Range{0x0E31, 0x0E31},
    Range{0x0E34, 0x0E3A},   Range{0x0E47, 0x0E4E}, Range{0x0EB1, 0x0EB1}, Range{0x0EB4, 0x0EBC},
    Range{0x0EC8, 0x0ECD},   Range{0x102D, 0x1030}, Range{0x1032, 0x1037}, Range{0x1039, 0x103A},
    Range{0x103D, 0x103E},   Range{0x135D, 0x135F}, Range{0x17B4, 0x17B5}, Range{0x17B7, 0x17BD},
    Range{0x17C6, 0x17C6},   Range{0x17C9, 0x17D3}, Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF},
    Range{0x200B, 0x200F},   Range{0x202A, 0x202E}, Range{0x2060, 0x206F}, Range{0x20D0, 0x20FF},
    Range{0xFE00, 0xFE0F},   Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF}, Range{0x1F3FB, 0x1F3FF},
    Range{0xE0100, 0xE01EF},
};

/// East Asian wide and full-width letters, and emoji.
constexpr std::array kTwoColumns{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0xA4CF},
    Range{0xA960, 0xA97C},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
    Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},
    Range{0x1F300, 0x1F3FA}, Range{0x1F400, 0x1F64F}, Range{0x1F680, 0x1F6FF},
    Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD},
};

template <std::size_t Size>
bool holds(const std::array<Range, Size>& ranges, char32_t codepoint) {
  const auto at = std::ranges::lower_bound(ranges, codepoint, {}, &Range::last);
  return at != ranges.end() && at->first <= codepoint;
}

}  // namespace

std::size_t displayWidth(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t codepoint = nextCodepoint(text, at);
    if (codepoint < 0x300)
      width += codepoint == 0xAD ? 0 : 1;
    else if (!holds(kNoColumn, codepoint))
      width += holds(kTwoColumns, codepoint) ? 2 : 1;
  }
  return width;
}

std::string onOneLine(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t codepoint = nextCodepoint(text, at);
    if (codepoint == '\n' || codepoint == '\t' || codepoint == 0x2028 || codepoint == 0x2029)
      line += ' ';
    else if (codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0))
      line += "\uFFFD";
    else
      line += text.substr(begin, at - begin);
  }
  return line;
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t taken = displayWidth(text);
  if (taken < width) text.append(width - taken, ' ');
  return text;
}

std::string paddedLeft(std::string text, std::size_t width) {
  const std::size_t taken = displayWidth(text);
  if (taken < width) text.insert(0, width - taken, ' ');
  return text;
}

std::string marked(const Console& console, std::string_view hit) {
  if (console.colour) return "\033[1m" + std::string(hit) + "\033[0m";
  return '[' + std::string(hit) + ']';
}

std::string isolated(const Console& console, std::string_view text) {
  if (!console.terminal) return std::string(text);
  return "\u2068" + std::string(text) + "\u2069";
}

TextTable::TextTable(std::vector<std::string> header) {
  for (std::string& name : header) {
    right_.push_back(name.starts_with('>'));
    if (right_.back()) name.erase(0, 1);
  }
  rows_.push_back(std::move(header));
}

void TextTable::add(std::vector<std::string> row) {
  assert(row.size() == right_.size());
  rows_.push_back(std::move(row));
}

std::string TextTable::text() const {
  std::vector<std::size_t> widths(right_.size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t at = 0; at < row.size(); ++at)
      widths[at] = std::max(widths[at], displayWidth(row[at]));
  }
  std::string text;
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (at > 0) line += "  ";
      line += right_[at] ? paddedLeft(row[at], widths[at]) : padded(row[at], widths[at]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

}  // namespace retold
