#include "indexer/import/mapping.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "indexer/import/column_names.h"
#include "indexer/import/csv_reader.h"
#include "indexer/import/table_text.h"
#include "model/partial_date.h"

namespace retold {

namespace {

using Kind = ColumnMeaning::Kind;

struct MeaningName {
  Kind kind;
  std::string_view name;
};
constexpr std::array kMeanings{
    MeaningName{Kind::Text, "text"},
    MeaningName{Kind::Document, "document"},
    MeaningName{Kind::Case, "case"},
    MeaningName{Kind::Speaker, "speaker"},
    MeaningName{Kind::Start, "start"},
    MeaningName{Kind::End, "end"},
    MeaningName{Kind::Ignore, "ignore"},
    MeaningName{Kind::Episode, "episode"},
    MeaningName{Kind::Assistance, "assistance"},
};

constexpr std::string_view kMeaningHelp =
    "text, document, case, speaker, start, end, ignore, episode, assistance, or an attribute: "
    "\"attribute NAME\", \"episode 2 NAME\", \"assistance 1 NAME\", \"document NAME\"";

bool isSpace(char c) { return c == ' ' || c == '_' || c == '-' || c == '\t'; }

std::string_view withoutSpaces(std::string_view text) {
  while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
  return text;
}

/// What follows `word` in `text`, spaces between left out; none where it does not begin so, or
/// nothing follows.
std::optional<std::string_view> behindWord(std::string_view text, std::string_view word) {
  if (text.size() <= word.size() || !isSpace(text[word.size()])) return std::nullopt;
  if (smallAscii(text.substr(0, word.size())) != word) return std::nullopt;
  text = withoutSpaces(text.substr(word.size()));
  if (text.empty()) return std::nullopt;
  return text;
}

/// A number from 1 to 999 at the beginning of `text`, with a space behind; it is cut off.
std::uint32_t cutNumber(std::string_view& text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto digits = static_cast<std::size_t>(end - text.data());
  if (error != std::errc{} || digits > 3 || number == 0 || digits == text.size() ||
      !isSpace(text[digits])) {
    return 0;
  }
  const std::string_view rest = withoutSpaces(text.substr(digits));
  if (rest.empty()) return 0;
  text = rest;
  return number;
}

/// "episode 2 NAME" and "document NAME"; `bare`: also "episode NAME", of the row's episode.
std::optional<AttributePlace> unitPlace(std::string_view text, bool bare) {
  for (const AttributeUnit unit : {AttributeUnit::Episode, AttributeUnit::Assistance}) {
    auto rest = behindWord(text, toText(unit));
    if (!rest) continue;
    const std::uint32_t number = cutNumber(*rest);
    if (number == 0 && !bare) return std::nullopt;
    return AttributePlace{unit, number, std::string(*rest)};
  }
  if (const auto rest = behindWord(text, toText(AttributeUnit::Document))) {
    return AttributePlace{AttributeUnit::Document, 0, std::string(*rest)};
  }
  return std::nullopt;
}

/// True where `name` by itself would be read as something else than the attribute of that name.
bool meansMore(std::string_view name) {
  const std::string small = smallAscii(trimmedCell(name));
  return small == "attribute" ||
         std::ranges::find(kMeanings, small, &MeaningName::name) != kMeanings.end() ||
         unitPlace(name, true) || behindWord(name, "attribute") || behindWord(name, "case");
}

/// Reads the rows of a mapping file.
class MappingReading {
 public:
  MappingReading(std::string_view text, std::string_view name)
      : reader_(text, std::string(name)), name_(name) {}

  MappingReport read();

 private:
  bool readHeader();
  void readRow(const CsvRecord& row);
  std::string cell(const CsvRecord& row, std::string_view column) const;
  void readValues(const CsvRecord& row, TableMapping::Column& column);
  void checkOnce(const CsvRecord& row, const TableMapping::Column& column);
  void report(CsvPlace place, std::string message);

  CsvReader reader_;
  std::string name_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::map<std::string, std::uint64_t> lines_;     ///< of the columns that were named
  std::map<std::string, std::uint64_t> meanings_;  ///< and of their meanings
  MappingReport report_;
};

void MappingReading::report(CsvPlace place, std::string message) {
  report_.diagnostics.push_back(
      {Severity::Error, name_, place.line, place.column, std::move(message)});
}

std::string MappingReading::cell(const CsvRecord& row, std::string_view column) const {
  const auto at = columns_.find(column);
  if (at == columns_.end() || at->second >= row.fields.size()) return {};
  return std::string(trimmedCell(row.fields[at->second]));
}

bool MappingReading::readHeader() {
  const auto header = reader_.next();
  if (!header) {
    report({},
           "the mapping is empty; expected a header row with the columns column and meaning "
           "(and type and values)");
    return false;
  }
  for (std::size_t i = 0; i < header->fields.size(); ++i) {
    columns_.emplace(headerKey(header->fields[i]), i);
  }
  for (const auto* name : {"column", "meaning"}) {
    if (columns_.count(name) > 0) continue;
    report({header->line, 0}, "the header has no column \"" + std::string(name) +
                                  "\"; expected the columns column and meaning (and type and "
                                  "values)");
    return false;
  }
  return true;
}

void MappingReading::readValues(const CsvRecord& row, TableMapping::Column& column) {
  const std::string values = cell(row, "values");
  std::set<std::string> seen;
  for (const std::string_view pair : splitValues(values)) {
    const std::size_t equals = pair.find('=');
    const CsvPlace place = placeOf(row, columns_.at("values"));
    if (equals == std::string_view::npos) {
      report(place, "\"" + std::string(pair) +
                        "\" has no \"=\"; expected what stands in the column, \"=\", and what it "
                        "means, such as 1=yes; 2=no; 99=not asked");
      continue;
    }
    const std::string from(trimmedCell(pair.substr(0, equals)));
    if (!seen.insert(smallAscii(from)).second) {
      report(place, "the value \"" + from + "\" is there twice; expected it once");
      continue;
    }
    column.values.emplace_back(from, trimmedCell(pair.substr(equals + 1)));
  }
}

/// A column may be named once, and a meaning given once, but for "ignore".
void MappingReading::checkOnce(const CsvRecord& row, const TableMapping::Column& column) {
  const auto [line, isNew] = lines_.emplace(headerKey(column.column), row.line);
  if (!isNew) {
    report(placeOf(row, columns_.at("column")),
           "the column \"" + column.column + "\" is there already, in line " +
               std::to_string(line->second) + "; expected each column once");
  }
  const auto meaning = parseMeaning(column.meaning);
  if (!meaning || meaning->kind == Kind::Ignore) return;
  const std::string key = meaning->kind == Kind::Attribute ? headerKey(toText(meaning->place))
                                                           : smallAscii(column.meaning);
  const auto [other, isFirst] = meanings_.emplace(key, row.line);
  if (!isFirst) {
    report(placeOf(row, columns_.at("meaning")),
           "the meaning \"" + column.meaning + "\" is there already, in line " +
               std::to_string(other->second) +
               "; expected each meaning once (\"ignore\" for a column that is not wanted)");
  }
}

void MappingReading::readRow(const CsvRecord& row) {
  TableMapping::Column column{cell(row, "column"), cell(row, "meaning"), cell(row, "type"), {}};
  if (column.column.empty() && column.meaning.empty()) return;
  if (column.column.empty()) {
    report(placeOf(row, columns_.at("column")),
           "the row names no column; expected the name that stands in the table's header");
    return;
  }
  if (!parseMeaning(column.meaning)) {
    report(placeOf(row, columns_.at("meaning")),
           "\"" + column.meaning + "\" is no meaning; expected " + std::string(kMeaningHelp));
    return;
  }
  if (!column.type.empty() && !parseColumnType(column.type)) {
    report(
        placeOf(row, columns_.at("type")),
        "\"" + column.type +
            "\" is no type; expected text, number, date, day-first date, month-first date, choice "
            "or choices, or nothing");
    return;
  }
  checkOnce(row, column);
  readValues(row, column);
  report_.mapping.columns.push_back(std::move(column));
}

MappingReport MappingReading::read() {
  if (!readHeader()) return std::move(report_);
  while (const auto row = reader_.next()) readRow(*row);
  const auto& found = reader_.diagnostics();
  report_.diagnostics.insert(report_.diagnostics.end(), found.begin(), found.end());
  if (report_.mapping.columns.empty() && report_.usable()) {
    report({}, "the mapping has no rows; expected one for each column of the table");
  }
  return std::move(report_);
}

}  // namespace

std::string toText(const AttributePlace& place) {
  switch (place.unit) {
    case AttributeUnit::Case:
      return meansMore(place.name) ? "attribute " + place.name : place.name;
    case AttributeUnit::Document:
      return "document " + place.name;
    default:
      break;
  }
  const std::string number = place.number == 0 ? "" : std::to_string(place.number) + " ";
  return std::string(toText(place.unit)) + " " + number + place.name;
}

AttributePlace parseAttributePlace(std::string_view text) {
  text = trimmedCell(text);
  if (const auto rest = behindWord(text, "attribute")) {
    return {AttributeUnit::Case, 0, std::string(*rest)};
  }
  if (const auto place = unitPlace(text, true)) return *place;
  return {AttributeUnit::Case, 0, std::string(text)};
}

std::optional<ColumnMeaning> parseMeaning(std::string_view text) {
  text = trimmedCell(text);
  const std::string small = smallAscii(text);
  for (const MeaningName& row : kMeanings) {
    if (row.name == small) return ColumnMeaning{row.kind, {}};
  }
  for (const auto* word : {"attribute", "case"}) {
    if (const auto rest = behindWord(text, word)) {
      return ColumnMeaning{Kind::Attribute, {AttributeUnit::Case, 0, std::string(*rest)}};
    }
  }
  if (const auto place = unitPlace(text, true)) return ColumnMeaning{Kind::Attribute, *place};
  return std::nullopt;
}

std::optional<bool> dayFirstOf(std::string_view type) {
  const std::string small = smallAscii(trimmedCell(type));
  if (small == "day-first date") return true;
  if (small == "month-first date") return false;
  return std::nullopt;
}

std::optional<AttributeType> parseColumnType(std::string_view text) {
  return dayFirstOf(text) ? AttributeType::Date : parseAttributeType(text);
}

bool MappingReport::usable() const {
  return std::ranges::none_of(
      diagnostics, [](const Diagnostic& each) { return each.severity == Severity::Error; });
}

MappingReport readTableMapping(std::string_view text, std::string_view name) {
  return MappingReading(text, name).read();
}

MappingReport readTableMapping(const std::filesystem::path& file) {
  const TableText table = readTableText(file);
  return readTableMapping(table.text, table.name);
}

std::string mappedValue(const TableMapping::Column& column, std::string_view cell) {
  const std::string_view value = trimmedCell(cell);
  const auto mapped = [&](std::string_view each) -> const std::string* {
    const std::string wanted = smallAscii(each);
    for (const auto& [from, to] : column.values) {
      if (smallAscii(from) == wanted) return &to;
    }
    return nullptr;
  };
  if (const std::string* whole = mapped(value)) return *whole;
  if (const auto dayFirst = dayFirstOf(column.type); dayFirst && !parsePartialDate(value)) {
    const auto date = parsePartialDate(value, dayFirst);
    return date ? toText(*date) : std::string(value);
  }
  if (parseColumnType(column.type) != AttributeType::Choices) return std::string(value);
  std::string all;
  for (const std::string_view each : splitValues(value)) {
    const std::string* part = mapped(each);
    all += (all.empty() ? "" : "; ") + (part ? *part : std::string(each));
  }
  return all;
}

const TableMapping::Column* columnOf(const TableMapping& mapping, std::string_view header) {
  const std::string key = headerKey(header);
  for (const TableMapping::Column& column : mapping.columns) {
    if (headerKey(column.column) == key) return &column;
  }
  return nullptr;
}

}  // namespace retold
