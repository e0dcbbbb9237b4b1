#include <array>

#include "cli/columns.h"
#include "cli/document_show.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "indexer/text/utf8.h"
#include "queries/document/side_by_side.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 2> kFormats{"text", "csv"};
constexpr std::size_t kColumn = 47;

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

std::string withMarks(const AlignedSide& side) {
  std::string text;
  std::uint64_t at = 0;
  for (const ByteSpan& span : side.coded) {
    text += side.text.substr(at, span.begin - at) + '[' +
            side.text.substr(span.begin, span.size()) + ']';
    at = span.end;
  }
  return onOneLine(text + side.text.substr(at));
}

/// `text` in lines of at most kColumn columns. A longer word, as in scripts without spaces, is cut.
std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::string line;
  const auto place = [&](const std::string& word) {
    if (!line.empty() && displayWidth(line) + 1 + displayWidth(word) > kColumn) {
      lines.push_back(std::move(line));
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    std::string piece;
    for (std::size_t sign = at; sign < end;) {
      const std::size_t begin = sign;
      nextCodepoint(text, sign);
      const std::string next = text.substr(begin, sign - begin);
      if (displayWidth(piece) + displayWidth(next) > kColumn) {
        place(piece);
        piece.clear();
      }
      piece += next;
    }
    if (!piece.empty()) place(piece);
    at = end + 1;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::vector<std::string> blockOf(const AlignedSide& side) {
  if (side.begin == side.end) return {"-"};
  const std::string turns = std::to_string(side.begin + 1) +
                            (side.end - side.begin > 1 ? "-" + std::to_string(side.end) : "");
  std::vector<std::string> block = linesOf(
      turns + ' ' + (side.speaker.empty() ? "" : onOneLine(side.speaker) + ": ") + withMarks(side));
  for (const std::string& code : side.codes) block.push_back("  = " + onOneLine(code));
  return block;
}

void writeAsText(const SideBySide& pair, Console& console) {
  console.out << padded(isolated(console, onOneLine(pair.original.name)), kColumn) << "  "
              << isolated(console, onOneLine(pair.translation.name)) << "\n\n";
  for (const AlignedRow& row : pair.rows) {
    const std::vector<std::string> left = blockOf(row.original);
    const std::vector<std::string> right = blockOf(row.translation);
    for (std::size_t at = 0; at < std::max(left.size(), right.size()); ++at) {
      const std::string line = at < left.size() ? left[at] : "";
      console.out << isolated(console, line);
      if (at < right.size() && !right[at].empty()) {
        console.out << std::string(kColumn + 2 - std::min(kColumn, displayWidth(line)), ' ')
                    << isolated(console, right[at]);
      }
      console.out << '\n';
    }
    console.out << '\n';
  }
  console.out << "Which turn stands beside which is a guess; [ ] marks what is tagged, = by which "
                 "codes.\n";
}

void writeAsCsv(const SideBySide& pair, Console& console) {
  RowWriter rows(console.out, "csv",
                 {"original_turn", "original_speaker", "original", "translation_turn",
                  "translation_speaker", "translation", "original_codes", "translation_codes"});
  const auto turns = [](const AlignedSide& side) {
    std::string text;
    for (std::size_t at = side.begin; at < side.end; ++at)
      text += (text.empty() ? "" : "; ") + std::to_string(at + 1);
    return text;
  };
  for (const AlignedRow& row : pair.rows) {
    rows.row({turns(row.original), row.original.speaker, row.original.text, turns(row.translation),
              row.translation.speaker, row.translation.text, joined(row.original.codes),
              joined(row.translation.codes)});
  }
}

}  // namespace

int alignDocument(const Arguments& arguments, const std::string& project, Console& console) {
  const std::string& name = arguments.operand(2, "DOCUMENT");
  arguments.noMoreThan(3);
  const bool csv = arguments.choice("--format", kFormats) == "csv";
  const auto storage = openToRead(project);
  const SideBySide pair = sideBySide(*storage, requireDocument(*storage, name));
  csv ? writeAsCsv(pair, console) : writeAsText(pair, console);
  return 0;
}

}  // namespace retold
