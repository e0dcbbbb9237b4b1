#include "queries/lexicon/editing.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <vector>

#include "indexer/text/utf8.h"

namespace retold {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kUsualIndent = "  ";

/// The order in which headers stand, for those that are put in.
constexpr std::array<std::string_view, 15> kHeaders{
    "id",      "title",    "language",        "version",        "authors",
    "sources", "review",   "matching",        "coverage",       "threshold",
    "uses",    "stemming", "attached-before", "attached-after", "diacritics"};

bool isComment(std::string_view line) {
  const auto ink = line.find_first_not_of(kBlanks);
  return ink != std::string_view::npos && line[ink] == '#';
}

bool isSetIn(std::string_view line) {
  return !line.empty() && (line.front() == ' ' || line.front() == '\t');
}

/// Runs of white space as single blanks, none at the ends.
std::string evenedOut(std::string_view text) {
  std::string even;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank)
      even += c;
    else if (!even.empty() && even.back() != ' ')
      even += ' ';
  }
  if (even.ends_with(' ')) even.pop_back();
  return even;
}

std::size_t widthOf(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

/// A text by lines, each with its line end.
class FileLines {
 public:
  explicit FileLines(std::string_view text) {
    while (!text.empty()) {
      const auto end = text.find('\n');
      const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
      lines_.emplace_back(text.substr(0, size));
      text.remove_prefix(size);
    }
    if (!lines_.empty() && endOf(lines_.front()).size() == 2) lineEnd_ = "\r\n";
  }

  std::size_t size() const { return lines_.size(); }
  /// Line `number`, from 1, without its line end.
  std::string_view at(std::uint32_t number) const {
    const std::string& line = lines_.at(number - 1);
    return std::string_view(line).substr(0, line.size() - endOf(line).size());
  }
  void replace(std::uint32_t number, std::string_view content) {
    std::string& line = lines_.at(number - 1);
    line = std::string(content) + std::string(endOf(line));
  }
  /// `content` becomes line `number`; those from there on move down.
  void insert(std::uint32_t number, std::string_view content) {
    if (number > lines_.size() && !lines_.empty() && endOf(lines_.back()).empty())
      lines_.back() += lineEnd_;
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(number - 1),
                  std::string(content) + lineEnd_);
  }
  void remove(std::uint32_t first, std::uint32_t last) {
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(first - 1),
                 lines_.begin() + static_cast<std::ptrdiff_t>(last));
  }
  std::string text() const {
    std::string all;
    for (const std::string& line : lines_) all += line;
    return all;
  }

 private:
  static std::string_view endOf(std::string_view line) {
    if (line.ends_with("\r\n")) return "\r\n";
    return line.ends_with('\n') ? std::string_view("\n") : std::string_view();
  }

  std::vector<std::string> lines_;
  std::string lineEnd_ = "\n";
};

/// A section and, where a term is named, the term.
struct Place {
  OutlineSection section;
  std::size_t term = 0;  ///< index
};

Place placeOfTerm(const LexiconOutline& outline, std::uint32_t line) {
  for (const OutlineSection& section : outline.sections)
    for (std::size_t i = 0; i < section.terms.size(); ++i)
      if (section.terms[i].line == line) return {section, i};
  assert(false && "no term stands on this line");
  return {};
}

const OutlineSection& sectionAt(const LexiconOutline& outline, std::uint32_t line) {
  const auto found = std::find_if(outline.sections.begin(), outline.sections.end(),
                                  [line](const OutlineSection& each) { return each.line == line; });
  assert(found != outline.sections.end() && "no section begins on this line");
  return *found;
}

std::vector<std::string> noteLines(std::string_view note, std::string_view indent) {
  std::vector<std::string> lines;
  while (!note.empty()) {
    const auto end = std::min(note.find('\n'), note.size());
    const std::string line = evenedOut(note.substr(0, end));
    if (!line.empty()) lines.push_back(std::string(indent) + "# " + line);
    note.remove_prefix(std::min(end + 1, note.size()));
  }
  return lines;
}

/// Where the note of the term on `line` begins; `line` where it has none.
std::uint32_t noteBegin(const FileLines& lines, std::uint32_t line) {
  while (line > 1 && isComment(lines.at(line - 1)) && isSetIn(lines.at(line - 1))) --line;
  return line;
}

/// Puts a note in place of the one above the term on `line`; gives the term's line now.
std::uint32_t putNote(FileLines& lines, std::uint32_t line, std::string_view note,
                      std::string_view indent) {
  const std::uint32_t begin = noteBegin(lines, line);
  if (begin < line) lines.remove(begin, line - 1);
  std::uint32_t at = begin;
  for (const std::string& each : noteLines(note, indent)) lines.insert(at++, each);
  return at;
}

/// `old` with another expression and gloss.
std::string changedLine(std::string_view old, bool exactPhrases, const TermText& term) {
  const TermLineParts parts = partsOf(old, exactPhrases);
  const std::string expression = evenedOut(term.expression);
  const std::string gloss = evenedOut(term.gloss);
  const std::string_view before = old.substr(parts.begin, parts.end - parts.begin);
  const bool hadGloss = parts.equals < old.size();
  std::string line(old.substr(0, parts.begin));
  if (gloss.empty()) return line + (term.expression == before ? std::string(before) : expression);
  if (term.expression == before && hadGloss) return std::string(old.substr(0, parts.gloss)) + gloss;
  line += term.expression == before ? std::string(before) : expression;
  const std::size_t column = hadGloss ? widthOf(old.substr(0, parts.equals)) : 0;
  line.append(std::max<std::size_t>(1, column - std::min(column, widthOf(line))), ' ');
  return line + "= " + gloss;
}

std::string newLine(std::string_view indent, const TermText& term) {
  const std::string gloss = evenedOut(term.gloss);
  return std::string(indent) + evenedOut(term.expression) + (gloss.empty() ? "" : " = " + gloss);
}

std::string_view indentOf(std::string_view line) {
  return line.substr(0, std::min(line.find_first_not_of(kBlanks), line.size()));
}

/// The line behind which a header of this key goes: the last one that stands before it in order.
std::uint32_t lineBefore(const LexiconOutline& outline, std::string_view key) {
  const auto rank = [](std::string_view each) {
    return std::find(kHeaders.begin(), kHeaders.end(), each) - kHeaders.begin();
  };
  std::uint32_t line = 1;
  for (const OutlineHeader& each : outline.headers)
    if (rank(each.key) < rank(key)) line = std::max(line, each.line);
  return line;
}

}  // namespace

EditedText withTerm(std::string_view text, std::uint32_t line, const TermText& term) {
  const LexiconOutline outline = outlineOf(text);
  const Place place = placeOfTerm(outline, line);
  const TermText& old = place.section.terms[place.term].text;
  FileLines lines(text);
  const std::string indent(indentOf(lines.at(line)));
  if (old.expression != term.expression || old.gloss != term.gloss)
    lines.replace(line, changedLine(lines.at(line), outline.exactPhrases, term));
  if (old.note != term.note) line = putNote(lines, line, term.note, indent);
  return {lines.text(), line};
}

EditedText withNewTerm(std::string_view text, std::uint32_t sectionLine, const TermText& term) {
  const LexiconOutline outline = outlineOf(text);
  const OutlineSection& section = sectionAt(outline, sectionLine);
  FileLines lines(text);
  const std::uint32_t last = section.terms.empty() ? sectionLine : section.terms.back().line;
  const std::string indent(section.terms.empty() ? kUsualIndent : indentOf(lines.at(last)));
  lines.insert(last + 1, newLine(indent, term));
  const std::uint32_t line = putNote(lines, last + 1, term.note, indent);
  return {lines.text(), line};
}

EditedText withoutTerm(std::string_view text, std::uint32_t line) {
  const LexiconOutline outline = outlineOf(text);
  const Place place = placeOfTerm(outline, line);
  FileLines lines(text);
  const std::uint32_t begin = noteBegin(lines, line);
  lines.remove(begin, line);
  const std::uint32_t gone = line - begin + 1;
  const auto& terms = place.section.terms;
  std::uint32_t look = place.section.line;
  if (place.term + 1 < terms.size())
    look = terms[place.term + 1].line - gone;
  else if (place.term > 0)
    look = terms[place.term - 1].line;
  return {lines.text(), look};
}

std::string withHeader(std::string_view text, std::string_view key, std::string_view value) {
  const LexiconOutline outline = outlineOf(text);
  const std::string even = evenedOut(value);
  FileLines lines(text);
  const auto there = std::find_if(outline.headers.begin(), outline.headers.end(),
                                  [key](const OutlineHeader& each) { return each.key == key; });
  if (there != outline.headers.end()) {
    if (there->value == value) return std::string(text);
    if (even.empty())
      lines.remove(there->line, there->line);
    else
      lines.replace(there->line, std::string(key) + ": " + even);
  } else if (!even.empty()) {
    lines.insert(lines.size() == 0 ? 1 : lineBefore(outline, key) + 1,
                 std::string(key) + ": " + even);
  }
  return lines.text();
}

EditedText withGloss(std::string_view text, std::uint32_t line, std::string_view gloss) {
  const LexiconOutline outline = outlineOf(text);
  const OutlineSection& section = sectionAt(outline, line);
  if (section.gloss == gloss) return {std::string(text), line};
  FileLines lines(text);
  const std::string_view old = lines.at(line);
  const std::string even = evenedOut(gloss);
  lines.replace(line,
                std::string(old.substr(0, old.find(':'))) + ":" + (even.empty() ? "" : " " + even));
  return {lines.text(), line};
}

EditedText withNewSection(std::string_view text, std::string_view head, const TermText& first) {
  FileLines lines(text);
  auto end = static_cast<std::uint32_t>(lines.size()) + 1;
  for (std::uint32_t i = 1; i < end; ++i)
    if (lines.at(i) == "shared:") end = i;
  if (end > 1 && lines.at(end - 1).find_first_not_of(kBlanks) != std::string_view::npos)
    lines.insert(end++, "");
  lines.insert(end++, evenedOut(head));
  if (first.expression.empty()) return {lines.text(), end - 1};
  lines.insert(end, newLine(kUsualIndent, first));
  const std::uint32_t line = putNote(lines, end, first.note, kUsualIndent);
  return {lines.text(), line};
}

std::string withoutSection(std::string_view text, std::uint32_t line) {
  const LexiconOutline outline = outlineOf(text);
  const OutlineSection& section = sectionAt(outline, line);
  FileLines lines(text);
  std::uint32_t last = section.terms.empty() ? line : section.terms.back().line;
  for (std::uint32_t at = last; at > line; --at)
    if (isSetIn(lines.at(at))) lines.remove(at, at);
  lines.remove(line, line);
  return lines.text();
}

}  // namespace retold
