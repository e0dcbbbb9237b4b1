#include "indexer/import/csv_reader.h"

#include <array>
#include <utility>

namespace retold {

namespace {

/// How often each delimiter stands in the header line outside quotes; the most frequent wins, the
/// comma where none stands there.
char findDelimiter(std::string_view text) {
  constexpr std::array candidates{',', ';', '\t'};
  std::array<std::size_t, candidates.size()> counts{};
  bool quoted = false;
  bool begun = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted && begun) break;
    begun = begun || c != '\n';
    if (quoted) continue;
    for (std::size_t i = 0; i < candidates.size(); ++i) counts[i] += c == candidates[i];
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < candidates.size(); ++i) {
    if (counts[i] > counts[best]) best = i;
  }
  return candidates[best];
}

}  // namespace

CsvReader::CsvReader(std::string_view text, std::string fileName)
    : text_(text), file_(std::move(fileName)), delimiter_(findDelimiter(text)) {}

std::optional<CsvRecord> CsvReader::next() {
  while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) {
    line_ += text_[at_] == '\n';
    ++at_;
  }
  if (at_ >= text_.size()) return std::nullopt;

  CsvRecord record;
  record.line = line_;
  const std::size_t begin = at_;
  lineBegin_ = at_;
  do {
    record.starts.push_back(at_ - begin);
  } while (readField(record.fields.emplace_back()));
  record.source = text_.substr(begin, at_ - begin);
  if (record.source.ends_with('\r')) record.source.remove_suffix(1);
  if (at_ < text_.size()) {  // the line end
    ++at_;
    ++line_;
  }
  return record;
}

bool CsvReader::readField(std::string& field) {
  const std::size_t begin = at_;
  const bool quoted = at_ < text_.size() && text_[at_] == '"';
  if (quoted) readQuoted(field);
  const std::size_t rest = at_;
  while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n') ++at_;
  std::size_t end = at_;
  const bool endsLine = at_ >= text_.size() || text_[at_] == '\n';
  if (endsLine && end > rest && text_[end - 1] == '\r') --end;
  if (end > rest) {
    const std::string_view plain = text_.substr(rest, end - rest);
    if (quoted) {
      report(line_, lineBegin_, rest,
             "text stands behind the closing quote of a field; the field was kept as it stands. "
             "Expected a delimiter or the end of the line (a quote inside a quoted field is "
             "written twice)");
    } else if (const std::size_t quote = plain.find('"'); quote != std::string_view::npos) {
      report(line_, lineBegin_, rest + quote,
             "a quote stands inside a field that is not quoted; the field was kept as it stands. "
             "Expected the whole field in quotes, with each quote inside written twice");
    }
    field = text_.substr(begin, end - begin);
  }
  if (endsLine) return false;
  ++at_;
  return true;
}

void CsvReader::readQuoted(std::string& field) {
  const std::size_t opened = at_;
  const std::uint64_t openedLine = line_;
  const std::size_t openedLineBegin = lineBegin_;
  ++at_;
  for (;;) {
    const std::size_t quote = text_.find('"', at_);
    const std::size_t stop = quote == std::string_view::npos ? text_.size() : quote;
    for (std::size_t i = at_; i < stop; ++i) {
      if (text_[i] != '\n') continue;
      ++line_;
      lineBegin_ = i + 1;
    }
    field.append(text_.substr(at_, stop - at_));
    at_ = stop;
    if (quote == std::string_view::npos) {
      report(openedLine, openedLineBegin, opened,
             "a quoted field is not closed; everything to the end of the file was taken as its "
             "content. Expected a closing quote");
      return;
    }
    ++at_;
    if (at_ >= text_.size() || text_[at_] != '"') return;
    field += '"';
    ++at_;
  }
}

void CsvReader::report(std::uint64_t line, std::size_t lineBegin, std::size_t at,
                       std::string_view message) {
  if (diagnostics_.size() >= kMostTroubles) return;
  // A line may be as long as the file and hold a trouble in each field: counting goes on from the
  // one before.
  if (lineBegin != countedFrom_ || at < countedTo_) {
    countedFrom_ = countedTo_ = lineBegin;
    countedColumn_ = 1;
  }
  for (; countedTo_ < at; ++countedTo_) {
    countedColumn_ += (static_cast<unsigned char>(text_[countedTo_]) & 0xC0) != 0x80;
  }
  diagnostics_.push_back({Severity::Warning, file_, line, countedColumn_, std::string(message)});
}

CsvPlace placeOf(const CsvRecord& record, std::size_t field) {
  const std::size_t end =
      field < record.starts.size() ? record.starts[field] : record.source.size();
  CsvPlace place{record.line, 1};
  for (const char c : record.source.substr(0, end)) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else {
      place.column += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }
  }
  return place;
}

std::string csvField(std::string_view value) {
  const bool hasEdge = !value.empty() && (value.front() == ' ' || value.back() == ' ');
  if (value.find_first_of("\",\r\n") == std::string_view::npos && !hasEdge) {
    return std::string(value);
  }
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csvRecord(const std::vector<std::string>& fields) {
  // One empty field alone would be an empty line, which readers skip.
  if (fields.size() == 1 && fields.front().empty()) return "\"\"\r\n";
  std::string record;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) record += ',';
    record += csvField(fields[i]);
  }
  return record + "\r\n";
}

}  // namespace retold
