#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "indexer/import/csv_reader.h"
#include "indexer/text/utf8.h"
#include "model/error.h"
#include "queries/find/white_space.h"
#include "queries/screen/screener.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 7> kColumns{"document", "action", "code",     "quote",
                                                   "reason",   "reader", "certainty"};
constexpr std::string_view kColumnsExpected =
    "expected a first row with document, action, code, quote and reason";
enum Column { kDocument, kAction, kCode, kQuote, kReason, kReader, kCertainty };

/// Thrown and caught within this file: a row cannot be applied.
struct Fault {
  Column column;
  std::string message;
};

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return lower;
}

std::string shortened(std::string_view quote) {
  constexpr std::size_t most = 60;
  const std::string line = withSingleSpaces(quote);
  std::size_t at = 0;
  for (std::size_t signs = 0; at < line.size() && signs < most; ++signs) nextCodepoint(line, at);
  return '"' + line.substr(0, at) + (at < line.size() ? "…" : "") + '"';
}

/// Where field `index` of a record begins, in lines and columns of the file.
LineColumn placeOf(const CsvRecord& record, char delimiter, std::size_t index) {
  LineColumn place{record.line, 1};
  std::size_t field = 0;
  bool quoted = false;
  for (const char c : record.source) {
    if (field == index) break;
    if (c == '"') quoted = !quoted;
    if (c == delimiter && !quoted) ++field;
    if (c == '\n') place = {place.line + 1, 0};
    place.column += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }
  return place;
}

std::string linesOf(std::string_view content, const std::vector<ByteSpan>& places) {
  constexpr std::size_t most = 10;
  const std::size_t shown = std::min(places.size(), most);
  std::string text = "in lines ";
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == places.size() ? " and " : ", ";
    text += std::to_string(lineColumn(content, places[i].begin).line);
  }
  return text + (places.size() > most ? " and further ones" : "");
}

/// `; its beginning "the words" stands in line 12`; empty when not even its first word stands
/// there.
std::string beginningOf(std::string_view content, std::string_view quote) {
  std::string_view beginning = trimmed(quote);
  while (true) {
    std::size_t end = beginning.size();
    while (end > 0 && whiteSpaceAt(beginning, end - 1) == 0) --end;
    if (end == 0) return {};
    beginning = trimmed(beginning.substr(0, end));
    const std::vector<ByteSpan> places = findQuote(content, beginning);
    if (places.empty()) continue;
    return "; its beginning " + shortened(beginning) + " stands in line " +
           std::to_string(lineColumn(content, places.front().begin).line);
  }
}

/// The columns of the table by number; none where the table does not have one.
using Columns = std::array<std::optional<std::size_t>, kColumns.size()>;

class Decisions {
 public:
  Decisions(Storage& storage, std::string_view file, const std::string& coder,
            const std::vector<Lexicon>& lexicons)
      : storage_(storage),
        file_(file),
        coder_(coder),
        lexicons_(lexicons),
        codebook_(storage.codebook()),
        decisions_(storage.decisions()) {}

  DecisionsReport apply(std::string_view table) {
    if (const auto invalid = firstInvalidUtf8(table)) {
      const LineColumn place = lineColumn(table.substr(0, *invalid), *invalid);
      report(place.line, place.column, "this is no text in UTF-8; save the table as UTF-8");
      return std::move(report_);
    }
    if (table.starts_with("\xEF\xBB\xBF")) table.remove_prefix(3);
    CsvReader reader(table, file_);
    const std::optional<Columns> columns = readHeader(reader);
    if (!columns) return std::move(report_);
    while (const std::optional<CsvRecord> record = reader.next())
      applyRow(*record, *columns, reader.delimiter());
    report_.diagnostics.insert(report_.diagnostics.end(), reader.diagnostics().begin(),
                               reader.diagnostics().end());
    std::stable_sort(report_.diagnostics.begin(), report_.diagnostics.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.line < b.line; });
    noteUnchanged();
    return std::move(report_);
  }

 private:
  void report(std::uint64_t line, std::uint64_t column, std::string message,
              Severity severity = Severity::Error) {
    report_.diagnostics.push_back({severity, file_, line, column, std::move(message)});
  }

  std::optional<Columns> readHeader(CsvReader& reader) {
    const std::optional<CsvRecord> header = reader.next();
    if (!header) {
      report(0, 0, "the table is empty; " + std::string(kColumnsExpected));
      return std::nullopt;
    }
    width_ = header->fields.size();
    Columns columns;
    bool sound = true;
    for (std::size_t i = 0; i < header->fields.size(); ++i) {
      const std::string name = lowerCase(trimmed(header->fields[i]));
      const auto known = std::find(kColumns.begin(), kColumns.end(), name);
      const LineColumn place = placeOf(*header, reader.delimiter(), i);
      if (known == kColumns.end()) {
        report(place.line, place.column,
               "the column \"" + name +
                   "\" is not known and is not read; known are document, "
                   "action, code, quote, reason, reader and certainty",
               Severity::Warning);
        continue;
      }
      std::optional<std::size_t>& column =
          columns[static_cast<std::size_t>(known - kColumns.begin())];
      if (column) {
        report(place.line, place.column,
               "the column \"" + name + "\" stands here a second time; expected it once");
        sound = false;
      }
      column = i;
    }
    for (const Column needed : {kDocument, kAction}) {
      if (columns[needed]) continue;
      report(header->line, 0,
             "the column \"" + std::string(kColumns[needed]) + "\" is missing; " +
                 std::string(kColumnsExpected));
      sound = false;
    }
    if (!sound) return std::nullopt;
    return columns;
  }

  void applyRow(const CsvRecord& record, const Columns& columns, char delimiter) {
    ++report_.rows;
    if (record.fields.size() > width_) {
      const LineColumn place = placeOf(record, delimiter, width_);
      report(place.line, place.column,
             "this row has " + std::to_string(record.fields.size()) + " fields; expected " +
                 std::to_string(width_) + ", as in the first row");
      return;
    }
    Row row;
    for (std::size_t column = 0; column < kColumns.size(); ++column) {
      if (columns[column] && *columns[column] < record.fields.size())
        row[column] = trimmed(record.fields[*columns[column]]);
    }
    const auto placeOfColumn = [&](Column column) {
      return columns[column] ? placeOf(record, delimiter, *columns[column])
                             : LineColumn{record.line, 0};
    };
    try {
      apply(row);
    } catch (const Fault& fault) {
      const LineColumn place = placeOfColumn(fault.column);
      report(place.line, place.column, fault.message);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::Refused && error.kind() != ErrorKind::Conflict &&
          error.kind() != ErrorKind::NotFound)
        throw;
      report(record.line, 0, error.what());
    }
  }

  using Row = std::array<std::string, kColumns.size()>;

  void apply(Row& row) {
    const std::string action = lowerCase(row[kAction]);
    const std::optional<Verdict> verdict = parseVerdict(action);
    if (!verdict && action != "code") {
      throw Fault{kAction, (action.empty() ? std::string("no action stands here")
                                           : "the action is " + shortened(row[kAction])) +
                               "; expected confirm, reject, unsure, cannot-read or code"};
    }
    const Document document = documentOf(row[kDocument]);
    replaceLineEnds(row[kQuote]);
    replaceLineEnds(row[kReason]);
    if (verdict)
      judge(document, *verdict, row);
    else
      tag(document, row);
  }

  static void replaceLineEnds(std::string& text) {
    for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at + 1))
      text.replace(at, 2, "\n");
  }

  Document documentOf(const std::string& name) const {
    if (name.empty())
      throw Fault{kDocument, "no document stands here; expected the name of an imported one"};
    try {
      if (std::optional<Document> document = storage_.documentNamed(name)) return *document;
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::Refused) throw;
      throw Fault{kDocument, error.what()};
    }
    throw Fault{kDocument, "there is no document " + shortened(name) +
                               " in the project; expected the name of an imported one"};
  }

  void judge(const Document& document, Verdict verdict, const Row& row) {
    if (!row[kCode].empty()) {
      throw Fault{kCode,
                  "a code stands in a row that judges the document; expected an empty cell, "
                  "and the tag in a row of its own with the action code"};
    }
    if (verdict != Verdict::CannotRead && !row[kReader].empty()) {
      throw Fault{kReader,
                  "a reader stands in a row that judges the document; expected an empty cell, or "
                  "the action cannot-read"};
    }
    Judgement judgement;
    judgement.certainty = certaintyOf(row, verdict);
    judgement.reader = row[kReader];
    judgement.subject = Subject::Document;
    judgement.subjectId = document.id;
    judgement.verdict = verdict;
    judgement.reason = row[kReason];
    if (judgement.certainty == Certainty::Unstated)
      judgement.certainty = certaintyBefore(judgement);
    std::vector<ByteSpan> places;
    if (!row[kQuote].empty()) {
      const Text& text = textOf(document);
      places = placesOf(text, document, row[kQuote]);
      judgement.quotes.push_back(text.content.substr(places.front().begin, places.front().size()));
    }
    if (isIn(judgement)) {
      ++unchanged_;
      return;
    }
    if (places.size() == 1) judgement.trace = traceAt(document, places.front());
    decisions_.push_back(decide(storage_, judgement, coder_));
    ++countOf(verdict);
  }

  /// What the coder said when confirming this before stays where a row confirms it and says
  /// nothing.
  Certainty certaintyBefore(const Judgement& judgement) const {
    const auto newest =
        std::find_if(decisions_.rbegin(), decisions_.rend(), [&](const Decision& decision) {
          return decision.coder == coder_ && decision.subject == judgement.subject &&
                 decision.subjectId == judgement.subjectId &&
                 decision.question == judgement.question;
        });
    const bool again = newest != decisions_.rend() && judgement.verdict == Verdict::Confirm &&
                       newest->verdict == Verdict::Confirm;
    return again ? newest->certainty : Certainty::Unstated;
  }

  static Certainty certaintyOf(const Row& row, Verdict verdict) {
    const std::optional<Certainty> certainty = parseCertainty(lowerCase(row[kCertainty]));
    if (!certainty) {
      throw Fault{kCertainty, "the certainty is " + shortened(row[kCertainty]) +
                                  "; expected concern, known, feared-again or an empty cell"};
    }
    if (*certainty != Certainty::Unstated && verdict != Verdict::Confirm) {
      throw Fault{
          kCertainty,
          "a certainty stands in a row that does not confirm; expected an empty cell, or the "
          "action confirm"};
    }
    return *certainty;
  }

  std::uint64_t& countOf(Verdict verdict) {
    switch (verdict) {
      case Verdict::Confirm:
        return report_.confirmed;
      case Verdict::Reject:
        return report_.rejected;
      case Verdict::CannotRead:
        return report_.cannotRead;
      case Verdict::Unsure:
        break;
    }
    return report_.unsure;
  }

  /// The coder's latest verdict on this subject is the same and rests on the same words; one that
  /// was changed in between is given anew.
  bool isIn(const Judgement& judgement) const {
    for (auto decision = decisions_.rbegin(); decision != decisions_.rend(); ++decision) {
      if (decision->coder != coder_ || decision->subject != judgement.subject ||
          decision->subjectId != judgement.subjectId || decision->question != judgement.question) {
        continue;
      }
      if (decision->verdict != judgement.verdict || decision->reader != judgement.reader ||
          decision->certainty != judgement.certainty)
        return false;
      if (decision->quotes == judgement.quotes) return true;
    }
    return false;
  }

  void tag(const Document& document, const Row& row) {
    if (!row[kCertainty].empty()) {
      throw Fault{kCertainty,
                  "a certainty stands in a row that tags a passage; expected an empty cell, or the "
                  "action confirm"};
    }
    if (!row[kReader].empty()) {
      throw Fault{kReader,
                  "a reader stands in a row that tags a passage; expected an empty cell, or the "
                  "action cannot-read"};
    }
    if (row[kCode].empty())
      throw Fault{kCode, "no code stands here; the action code needs one of the codebook"};
    if (row[kQuote].empty()) {
      throw Fault{kQuote,
                  "no quote stands here; the action code needs the words to tag, as they "
                  "stand in the text"};
    }
    const Code code = codeOf(row[kCode]);
    const Text& text = textOf(document);
    const std::vector<ByteSpan> places = placesOf(text, document, row[kQuote]);
    if (places.size() > 1) {
      throw Fault{kQuote, "the quote " + shortened(row[kQuote]) + " stands " +
                              std::to_string(places.size()) + " times in " + document.name + ", " +
                              linesOf(text.content, places) +
                              "; expected a longer quote that stands there once"};
    }
    for (const Coding& coding : storage_.codings({document.id, code.id, coder_})) {
      if (coding.text == text.id && coding.span == places.front()) {
        ++unchanged_;
        return;
      }
    }
    tagPassage(storage_, document.id, places.front(), code, coder_, row[kReason],
               traceAt(document, places.front()));
    ++report_.coded;
  }

  Code codeOf(const std::string& name) const {
    try {
      return codeNamed(codebook_, name);
    } catch (const Error& error) {
      throw Fault{kCode, error.what()};
    }
  }

  static std::vector<ByteSpan> placesOf(const Text& text, const Document& document,
                                        const std::string& quote) {
    std::vector<ByteSpan> places = findQuote(text.content, quote);
    if (!places.empty()) return places;
    throw Fault{kQuote, "the quote " + shortened(quote) + " does not stand in " + document.name +
                            beginningOf(text.content, quote) +
                            "; expected words as they stand in the text"};
  }

  const Text& textOf(const Document& document) {
    if (current_.document == document.id) return current_.text;
    std::optional<Text> text = storage_.text(document.text);
    if (!text) throw Fault{kDocument, "the text of " + document.name + " is not in the project"};
    current_ = {document.id, std::move(*text), std::nullopt};
    return current_.text;
  }

  /// The match that has most in common with a passage.
  std::optional<LexiconTrace> traceAt(const Document& document, ByteSpan passage) {
    if (lexicons_.empty()) return std::nullopt;
    const Text& text = textOf(document);
    if (!current_.matches) current_.matches = scanText(lexicons_, text.content);
    const Match* best = nullptr;
    std::uint64_t most = 0;
    for (const Match& match : *current_.matches) {
      if (!match.span.overlaps(passage)) continue;
      const std::uint64_t common =
          std::min(match.span.end, passage.end) - std::max(match.span.begin, passage.begin);
      if (common <= most) continue;
      most = common;
      best = &match;
    }
    if (best == nullptr) return std::nullopt;
    return traceOf(storage_, *best, text, lexicons_);
  }

  void noteUnchanged() {
    if (unchanged_ == 0) return;
    report(0, 0,
           unchanged_ == 1 ? "1 row was in the project already and was not applied again"
                           : std::to_string(unchanged_) +
                                 " rows were in the project already and were not applied again",
           Severity::Note);
  }

  /// The document of the rows at hand: a table names one document in several rows.
  struct Current {
    DocumentId document;
    Text text;
    std::optional<std::vector<Match>> matches;
  };

  Storage& storage_;
  const std::string file_;
  const std::string& coder_;
  const std::vector<Lexicon>& lexicons_;
  const Codebook codebook_;
  std::vector<Decision> decisions_;
  DecisionsReport report_;
  Current current_;
  std::size_t width_ = 0;
  std::uint64_t unchanged_ = 0;
};

}  // namespace

DecisionsReport applyDecisions(Storage& storage, std::string_view table, std::string_view file,
                               const std::string& coder, const std::vector<Lexicon>& lexicons) {
  return Decisions(storage, file, coder, lexicons).apply(table);
}

}  // namespace retold
