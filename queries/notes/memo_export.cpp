#include "queries/notes/memo_export.h"

#include <array>

#include "indexer/import/csv_reader.h"
#include "queries/export/html_text.h"
#include "queries/find/white_space.h"

namespace retold {

namespace {

void writeCsv(const MemoHeader& /*header*/, std::span<const MemoRow> rows, std::ostream& out) {
  out << csvRecord({"id", "about", "name", "code", "quote", "text", "coder", "time"});
  for (const MemoRow& row : rows) {
    out << csvRecord({toText(idOf(row)), std::string(toText(row.subject)), row.name, row.code,
                      row.coding ? row.coding->quote : "", row.memo.text, row.memo.coder,
                      toText(row.memo.time)});
  }
}

std::string counted(const MemoHeader& header, std::size_t shown) {
  return std::to_string(shown) + " of " + std::to_string(header.all) +
         (header.all == 1 ? " memo" : " memos") + " (" + header.selection + ")";
}

std::string dayOf(Timestamp time) {
  return toText(time).substr(0, std::string_view("2026-11-22").size());
}

void writeHtml(const MemoHeader& header, std::span<const MemoRow> rows, std::ostream& out) {
  out << beginOfPage("Memos of " + header.project) << "<p>"
      << escapedHtml(counted(header, rows.size())) << ", written " << escapedHtml(header.made)
      << ".</p>\n";
  for (const MemoRow& row : rows) {
    out << "<article>\n<h2><bdi>" << escapedHtml(aboutInWords(row)) << "</bdi></h2>\n";
    if (row.coding) {
      out << "<blockquote dir=\"auto\">" << escapedHtml(withSingleSpaces(row.coding->quote))
          << "</blockquote>\n";
    }
    out << paragraphsHtml(row.memo.text) << "<p><small><bdi>" << escapedHtml(row.memo.coder)
        << "</bdi>, " << dayOf(row.memo.time) << "</small></p>\n</article>\n";
  }
  out << kEndOfPage;
}

/// Signs that Markdown would take for its own are kept as letters.
std::string plainMarkdown(std::string_view text) {
  constexpr std::string_view kSigns = "\\`*_{}[]<>#|~";
  std::string result;
  bool atLineStart = true;
  for (const char c : text) {
    const bool lists = atLineStart && (c == '-' || c == '+' || c == '=');
    if (kSigns.find(c) != kSigns.npos || lists) result += '\\';
    result += c;
    atLineStart = c == '\n' || (atLineStart && c == ' ');
  }
  return result;
}

void writeMarkdown(const MemoHeader& header, std::span<const MemoRow> rows, std::ostream& out) {
  out << "# Memos of " << plainMarkdown(header.project) << "\n\n"
      << counted(header, rows.size()) << ", written " << header.made << ".\n";
  for (const MemoRow& row : rows) {
    out << "\n## " << plainMarkdown(withSingleSpaces(aboutInWords(row))) << "\n\n";
    if (row.coding) out << "> " << plainMarkdown(withSingleSpaces(row.coding->quote)) << "\n\n";
    out << plainMarkdown(row.memo.text) << "\n\n"
        << plainMarkdown(row.memo.coder) << ", " << dayOf(row.memo.time) << '\n';
  }
}

constexpr std::array kFormats{
    MemoFormat{"csv", ".csv", &writeCsv},
    MemoFormat{"html", ".html", &writeHtml},
    MemoFormat{"md", ".md", &writeMarkdown},
};

}  // namespace

std::span<const MemoFormat> memoFormats() { return kFormats; }

std::string selectionInWords(const MemoQuestion& question) {
  std::string words;
  const auto add = [&](const std::string& part) { words += (words.empty() ? "" : ", ") + part; };
  if (question.subject) add("about " + std::string(toText(*question.subject)));
  if (!question.coder.empty()) add("coder " + question.coder);
  if (!question.words.empty()) add("with the words " + question.words);
  if (question.from) add("from " + dayOf(*question.from));
  if (question.before) add("before " + dayOf(*question.before));
  if (question.documents) add("of the documents that pass the project's filter");
  return words.empty() ? "all" : words;
}

}  // namespace retold
