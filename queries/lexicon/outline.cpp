#include "queries/lexicon/outline.h"

#include <algorithm>
#include <array>
#include <utility>

#include "queries/lexicon/quotes.h"

namespace retold {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::array<std::string_view, 5> kSections{"concept", "pattern", "exclude", "cue",
                                                    "scope-ends"};

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

bool isBlank(char c) { return c == ' ' || c == '\t'; }

/// Behind the phrase that opens at `at`; `at` where none opens or it is never closed.
std::size_t behindPhrase(std::string_view line, std::size_t at) {
  const PhraseQuotes* quotes = phraseQuotesAt(line, at);
  if (quotes == nullptr) return at;
  std::size_t nearest = std::string_view::npos;
  std::size_t behind = at;
  for (const std::string_view close : quotes->close) {
    const std::size_t found = line.find(close, at + quotes->open.size());
    if (found < nearest) {
      nearest = found;
      behind = found + close.size();
    }
  }
  return behind;
}

/// Behind the regular expression that opens at `at`; `at` where it is never closed.
std::size_t behindExpression(std::string_view line, std::size_t at) {
  for (std::size_t i = at + 1; i < line.size(); ++i) {
    if (line[i] == '\\')
      ++i;
    else if (line[i] == '/')
      return i + 1;
  }
  return at;
}

/// The = before the gloss: the first one outside phrases and regular expressions.
std::size_t equalsOf(std::string_view line, bool exactPhrases) {
  bool itemBegins = true;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == '=' && (!exactPhrases || (i > 0 && isBlank(line[i - 1])))) return i;
    if (!exactPhrases) {
      const bool regex = line[i] == '/' && itemBegins;
      const std::size_t behind = regex ? behindExpression(line, i) : behindPhrase(line, i);
      if (behind > i) {
        i = behind;
        itemBegins = false;
        continue;
      }
      itemBegins = isBlank(line[i]) || line[i] == '(' || line[i] == '|';
    }
    ++i;
  }
  return line.size();
}

class OutlineReader {
 public:
  LexiconOutline read(std::string_view text) {
    if (text.starts_with(kBom)) text.remove_prefix(kBom.size());
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      ++number_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line == "shared:") break;
      readLine(line);
    }
    return std::move(outline_);
  }

 private:
  void readLine(std::string_view line) {
    const std::string_view content = trim(line);
    const bool setIn = !line.empty() && isBlank(line.front());
    if (content.starts_with('#')) {
      if (setIn)
        addNote(trim(content.substr(1)));
      else
        note_.clear();
      return;
    }
    std::string note = std::exchange(note_, {});
    if (content.empty()) return;
    if (setIn)
      readTerm(line, std::move(note));
    else
      readHead(line);
  }

  void addNote(std::string_view text) {
    if (!note_.empty()) note_ += '\n';
    note_ += text;
  }

  void readTerm(std::string_view line, std::string note) {
    if (outline_.sections.empty()) return;
    const TermLineParts parts = partsOf(line, outline_.exactPhrases);
    OutlineTerm term;
    term.line = number_;
    term.text.expression = line.substr(parts.begin, parts.end - parts.begin);
    term.text.gloss = line.substr(parts.gloss, parts.glossEnd - parts.gloss);
    term.text.note = std::move(note);
    outline_.sections.back().terms.push_back(std::move(term));
  }

  void readHead(std::string_view line) {
    const auto colon = std::min(line.find(':'), line.size());
    const std::string_view head = trim(line.substr(0, colon));
    const std::string_view behind =
        colon < line.size() ? trim(line.substr(colon + 1)) : std::string_view();
    const auto blank = std::min(head.find_first_of(kBlanks), head.size());
    const std::string_view word = head.substr(0, blank);
    if (std::find(kSections.begin(), kSections.end(), word) != kSections.end()) {
      OutlineSection section;
      section.kind = word;
      const std::string_view rest = trim(head.substr(blank));
      const auto comma = std::min(rest.find(','), rest.size());
      section.name = trim(rest.substr(0, comma));
      if (comma < rest.size()) section.options = trim(rest.substr(comma + 1));
      section.gloss = behind;
      section.line = number_;
      outline_.sections.push_back(std::move(section));
    } else if (colon < line.size() && outline_.sections.empty()) {
      outline_.headers.push_back({std::string(head), std::string(behind), number_});
      if (head == "matching") outline_.exactPhrases = behind == "exact-phrases";
    }
  }

  LexiconOutline outline_;
  std::string note_;  ///< of the comment lines right above
  std::uint32_t number_ = 0;
};

}  // namespace

std::string LexiconOutline::header(std::string_view key) const {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [key](const OutlineHeader& each) { return each.key == key; });
  return found == headers.end() ? std::string() : found->value;
}

LexiconOutline outlineOf(std::string_view text) { return OutlineReader().read(text); }

TermLineParts partsOf(std::string_view line, bool exactPhrases) {
  const auto ink = [&](std::size_t at) {
    return std::min(line.find_first_not_of(kBlanks, at), line.size());
  };
  const auto inkEnd = [&](std::size_t from, std::size_t end) {
    while (end > from && isBlank(line[end - 1])) --end;
    return end;
  };
  TermLineParts parts;
  parts.begin = ink(0);
  parts.equals = equalsOf(line, exactPhrases);
  parts.end = inkEnd(parts.begin, parts.equals);
  parts.gloss = parts.equals < line.size() ? ink(parts.equals + 1) : line.size();
  parts.glossEnd = inkEnd(parts.gloss, line.size());
  return parts;
}

}  // namespace retold
