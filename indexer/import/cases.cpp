#include "indexer/import/cases.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "indexer/import/column_names.h"
#include "indexer/import/csv_reader.h"
#include "indexer/import/table_text.h"
#include "indexer/store/storage.h"
#include "indexer/text/names.h"
#include "model/error.h"

namespace retold {

namespace {

using Kind = ColumnMeaning::Kind;

std::string inQuotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

/// One column that is read.
struct CaseColumn {
  std::size_t index = 0;
  ColumnMeaning meaning;
  const TableMapping::Column* mapped = nullptr;
};

/// Reads one table of cases.
class CasesReading {
 public:
  CasesReading(const Storage& storage, const TableText& table, const TableMapping& mapping)
      : storage_(storage), table_(table), name_(table.name), mapping_(mapping) {}

  /// What the rows say; `put` of the report is empty. None where the table is none.
  std::optional<CaseValues> read();
  CasesReport report;

 private:
  bool readHeader(CsvReader& reader);
  bool takeHeader(const CsvRecord& header);
  void nameColumns(const CsvRecord& header);
  std::optional<ColumnMeaning> meaningOf(const std::string& header) const;
  std::optional<AttributePlace> definedPlace(const std::string& header) const;
  void takeMapped(const CsvRecord& header);
  void defineMapped(CaseValues& values) const;
  bool holdsPersons(std::size_t column, std::size_t skipped) const;

  void readRow(const CsvRecord& row, CaseValues& values);
  std::vector<ToldValue> valuesOf(const CsvRecord& row, const std::string& caseName,
                                  CaseValues& values);
  std::optional<std::uint32_t> numberOf(const CsvRecord& row, Kind kind, bool wanted);
  void place(const Document& document, const std::string& caseName, const CsvRecord& row,
             CaseValues& values);
  std::optional<Document> findDocument(const std::string& name, const CsvRecord& row);
  void checkTwins(const CsvRecord& row, const std::string& caseName);

  const CaseColumn* column(Kind kind) const;
  std::string cell(const CsvRecord& row, const CaseColumn* column) const;
  void say(Severity severity, CsvPlace place, std::string message);
  void warn(const CsvRecord& row, const CaseColumn* at, std::string message);

  const Storage& storage_;
  const TableText& table_;
  const std::string name_;
  const TableMapping& mapping_;
  std::vector<CaseColumn> columns_;
  std::vector<AttributeDefinition> definitions_;
  std::map<DocumentId, std::string> placed_;
  std::map<std::vector<std::string>, std::uint64_t> rows_;  ///< lines of the rows that were read
  std::size_t width_ = 0;
  std::size_t skipped_ = 0;  ///< rows above the header
};

void CasesReading::say(Severity severity, CsvPlace place, std::string message) {
  report.diagnostics.push_back({severity, name_, place.line, place.column, std::move(message)});
}

void CasesReading::warn(const CsvRecord& row, const CaseColumn* at, std::string message) {
  say(Severity::Warning, at ? placeOf(row, at->index) : CsvPlace{row.line, 0}, std::move(message));
}

const CaseColumn* CasesReading::column(Kind kind) const {
  const auto found = std::ranges::find_if(
      columns_, [kind](const CaseColumn& each) { return each.meaning.kind == kind; });
  return found == columns_.end() ? nullptr : &*found;
}

std::string CasesReading::cell(const CsvRecord& row, const CaseColumn* column) const {
  if (!column || column->index >= row.fields.size()) return {};
  const std::string_view cell = trimmedCell(row.fields[column->index]);
  return column->mapped ? mappedValue(*column->mapped, cell) : std::string(cell);
}

// The header

/// True where the column's values read like persons' names.
bool CasesReading::holdsPersons(std::size_t column, std::size_t skipped) const {
  constexpr std::size_t kEnough = 500;
  CsvReader reader(table_.text, name_);
  for (std::size_t i = 0; i <= skipped; ++i) reader.next();
  std::vector<std::string> values;
  while (const auto row = reader.next()) {
    if (column < row->fields.size()) values.emplace_back(trimmedCell(row->fields[column]));
    if (values.size() == kEnough) break;
  }
  return readLikePersons(values, true);
}

/// Where the project's definitions put a column: only where there is one possibility.
std::optional<AttributePlace> CasesReading::definedPlace(const std::string& header) const {
  const std::string key = headerKey(header);
  std::optional<AttributePlace> found;
  for (const AttributeDefinition& definition : definitions_) {
    if (headerKey(definition.name) != key) continue;
    if (found) return std::nullopt;
    found = AttributePlace{definition.unit, 0, definition.name};
  }
  return found;
}

/// What a column is without a mapping; none where it is to be an attribute of the case.
std::optional<ColumnMeaning> CasesReading::meaningOf(const std::string& header) const {
  const std::string key = headerKey(header);
  for (const Kind kind : {Kind::Document, Kind::Episode, Kind::Assistance}) {
    const std::string_view name = kind == Kind::Document  ? "document"
                                  : kind == Kind::Episode ? "episode"
                                                          : "assistance";
    if (key == name && !column(kind)) return ColumnMeaning{kind, {}};
  }
  return std::nullopt;
}

/// Columns that no mapping names, after those for case, document, episode and assistance.
void CasesReading::nameColumns(const CsvRecord& header) {
  std::set<AttributePlace> places;
  for (std::size_t i = 0; i < width_; ++i) {
    const std::string name(trimmedCell(header.fields[i]));
    const bool taken =
        std::ranges::any_of(columns_, [i](const CaseColumn& each) { return each.index == i; });
    if (taken) continue;
    if (name.empty()) {
      say(Severity::Warning, placeOf(header, i),
          "column " + std::to_string(i + 1) + " has no name; it was left out");
      continue;
    }
    if (namesPersons(name) && holdsPersons(i, skipped_)) {
      say(Severity::Warning, placeOf(header, i),
          "the column " + inQuotes(name) +
              " seems to hold persons' names and was left out; if it is wanted, say so in a "
              "mapping: \"attribute " +
              name + "\"");
      continue;
    }
    AttributePlace place = parseAttributePlace(name);
    const bool fits = place.unit == AttributeUnit::Case || place.number > 0 ||
                      column(place.unit == AttributeUnit::Episode      ? Kind::Episode
                             : place.unit == AttributeUnit::Assistance ? Kind::Assistance
                                                                       : Kind::Document) != nullptr;
    if (!fits) place = {AttributeUnit::Case, 0, name};
    if (place.unit == AttributeUnit::Case && place.name == name) {
      const auto defined = definedPlace(name);
      if (defined && ((defined->unit == AttributeUnit::Episode && column(Kind::Episode)) ||
                      (defined->unit == AttributeUnit::Assistance && column(Kind::Assistance)) ||
                      (defined->unit == AttributeUnit::Document && column(Kind::Document)))) {
        place = *defined;
      }
    }
    AttributePlace key = place;
    key.name = headerKey(place.name);
    if (!places.insert(key).second) {
      say(Severity::Warning, placeOf(header, i),
          "there are two columns " + inQuotes(name) + "; the second was left out");
      continue;
    }
    columns_.push_back({i, {Kind::Attribute, std::move(place)}, nullptr});
  }
}

/// Columns that the mapping names; the others are left out, and that is said.
void CasesReading::takeMapped(const CsvRecord& header) {
  std::string others;
  for (std::size_t i = 0; i < width_; ++i) {
    const std::string name(trimmedCell(header.fields[i]));
    const TableMapping::Column* mapped = columnOf(mapping_, name);
    const bool again = std::ranges::any_of(
        columns_, [mapped](const CaseColumn& each) { return each.mapped == mapped; });
    if (!mapped) {
      if (!name.empty()) others += (others.empty() ? "" : ", ") + inQuotes(name);
    } else if (again) {
      say(Severity::Warning, placeOf(header, i),
          "there are two columns " + inQuotes(name) + "; the second was left out");
    } else if (const auto meaning = parseMeaning(mapped->meaning)) {
      columns_.push_back({i, *meaning, mapped});
    }
  }
  if (!others.empty()) {
    say(Severity::Note, {header.line, 0},
        "the mapping does not name these columns, and they were left out: " + others);
  }
  for (const TableMapping::Column& column : mapping_.columns) {
    const bool found = std::ranges::any_of(
        columns_, [&column](const CaseColumn& each) { return each.mapped == &column; });
    if (found) continue;
    say(Severity::Warning, {header.line, 0},
        "the mapping names a column " + inQuotes(column.column) +
            ", and the table has none; expected it in the header");
  }
}

/// True when the row names the column of the case; the columns are then known.
bool CasesReading::takeHeader(const CsvRecord& header) {
  columns_.clear();
  width_ = header.fields.size();
  if (!mapping_.columns.empty()) {
    for (std::size_t i = 0; i < width_; ++i) {
      const TableMapping::Column* mapped = columnOf(mapping_, trimmedCell(header.fields[i]));
      const auto meaning = mapped ? parseMeaning(mapped->meaning) : std::nullopt;
      if (meaning && meaning->kind == Kind::Case) {
        takeMapped(header);
        return true;
      }
    }
    return false;
  }
  const auto exact = std::ranges::find_if(
      header.fields, [](const std::string& name) { return headerKey(name) == "case"; });
  std::optional<std::size_t> at;
  if (exact != header.fields.end()) {
    at = static_cast<std::size_t>(exact - header.fields.begin());
  } else if (const auto roles = findRoles(header.fields); roles.count(ColumnRole::Case) > 0) {
    at = roles.at(ColumnRole::Case);
  }
  if (!at) return false;
  columns_.push_back({*at, {Kind::Case, {}}, nullptr});
  for (std::size_t i = 0; i < width_; ++i) {
    if (i == *at) continue;
    if (const auto meaning = meaningOf(header.fields[i]))
      columns_.push_back({i, *meaning, nullptr});
  }
  nameColumns(header);
  return true;
}

bool CasesReading::readHeader(CsvReader& reader) {
  constexpr std::size_t kMostTitles = 10;
  const auto first = reader.next();
  if (!first) {
    say(Severity::Error, {}, "the table is empty; expected a header row with a column \"case\"");
    return false;
  }
  if (takeHeader(*first)) return true;
  for (skipped_ = 1; skipped_ < kMostTitles; ++skipped_) {
    const auto row = reader.next();
    if (!row) break;
    if (takeHeader(*row)) return true;
  }
  if (mapping_.columns.empty()) {
    say(Severity::Error, {first->line, 0},
        "the header has no column \"case\"; expected one with the code of each case");
    return false;
  }
  const auto named = std::ranges::find_if(mapping_.columns, [](const auto& each) {
    const auto meaning = parseMeaning(each.meaning);
    return meaning && meaning->kind == Kind::Case;
  });
  say(Severity::Error, {first->line, 0},
      named == mapping_.columns.end()
          ? "the mapping says of no column that it means \"case\"; expected one with the code of "
            "each case"
          : "the table has no column " + inQuotes(named->column) +
                ", which the mapping names for the case; expected it in the header");
  return false;
}

/// What the mapping says that attributes may hold.
void CasesReading::defineMapped(CaseValues& values) const {
  for (const CaseColumn& each : columns_) {
    if (!each.mapped || each.meaning.kind != Kind::Attribute) continue;
    const auto type = parseColumnType(each.mapped->type);
    if (!type || each.meaning.place.name == "episode") continue;
    AttributeDefinition definition;
    definition.id = newUuid();
    definition.name = each.meaning.place.name;
    definition.unit = each.meaning.place.unit;
    definition.type = *type;
    if (*type == AttributeType::Choice || *type == AttributeType::Choices) {
      for (const auto& [from, to] : each.mapped->values) {
        const bool given = readAttributeValue(to).state == ValueState::Given;
        const bool there = std::ranges::find(definition.values, to) != definition.values.end();
        if (given && !there) definition.values.push_back(to);
      }
      if (definition.values.empty()) continue;  // nothing is said of what may be chosen
    }
    values.define(std::move(definition));
  }
}

// The rows

std::optional<Document> CasesReading::findDocument(const std::string& name, const CsvRecord& row) {
  const CaseColumn* at = column(Kind::Document);
  try {
    std::optional<Document> found = storage_.documentNamed(name);
    if (found) return found;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::Refused) throw;
    warn(row, at, error.what());
    return std::nullopt;
  }
  warn(row, at,
       "the project has no document " + inQuotes(name) +
           "; expected its name as `retold status --files` shows it");
  return std::nullopt;
}

void CasesReading::place(const Document& document, const std::string& caseName,
                         const CsvRecord& row, CaseValues& values) {
  const auto [at, isNew] = placed_.emplace(document.id, caseName);
  if (isNew) {
    values.addDocument(caseName, document.id);
  } else if (at->second != caseName) {
    warn(row, column(Kind::Document),
         inQuotes(document.name) + " belongs to the case " + inQuotes(at->second) +
             " by an earlier row; it was left there, and not put into " + inQuotes(caseName));
  }
}

/// The number of the row's episode or assistance. `wanted`: there are values that need it.
std::optional<std::uint32_t> CasesReading::numberOf(const CsvRecord& row, Kind kind, bool wanted) {
  const CaseColumn* at = column(kind);
  const std::string text = cell(row, at);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size() && number >= 1 && number <= 999) {
    return number;
  }
  const std::string word = kind == Kind::Episode ? "episode" : "assistance";
  if (!text.empty()) {
    warn(row, at,
         inQuotes(text) + " is no number of an " + word +
             "; expected 1, 2, 3 and so on. What the row says of the " + word + " was left out");
  } else if (wanted) {
    warn(row, at,
         "the row has no number of an " + word +
             "; expected 1, 2, 3 and so on. What it says of "
             "the " +
             word + " was left out");
  }
  return std::nullopt;
}

std::vector<ToldValue> CasesReading::valuesOf(const CsvRecord& row, const std::string& caseName,
                                              CaseValues& gathered) {
  std::vector<ToldValue> values;
  bool wantsEpisode = false;
  bool wantsAssistance = false;
  for (const CaseColumn& each : columns_) {
    if (each.meaning.kind != Kind::Attribute || each.index >= row.fields.size()) continue;
    const bool empty = trimmedCell(row.fields[each.index]).empty();
    const std::string text = cell(row, &each);
    const CsvPlace at = placeOf(row, each.index);
    values.push_back({each.meaning.place, readAttributeValue(text), at.line, at.column,
                      empty && text.empty(), name_});
    if (each.meaning.place.number > 0 || values.back().empty) continue;
    wantsEpisode = wantsEpisode || each.meaning.place.unit == AttributeUnit::Episode;
    wantsAssistance = wantsAssistance || each.meaning.place.unit == AttributeUnit::Assistance;
  }
  const auto episode = numberOf(row, Kind::Episode, wantsEpisode);
  const auto assistance = numberOf(row, Kind::Assistance, wantsAssistance);
  if (episode) gathered.addPart(caseName, AttributeUnit::Episode, *episode);
  if (assistance) gathered.addPart(caseName, AttributeUnit::Assistance, *assistance);
  std::vector<ToldValue> placed;
  if (episode && assistance) {
    const CsvPlace at = placeOf(row, column(Kind::Episode)->index);
    placed.push_back({{AttributeUnit::Assistance, *assistance, "episode"},
                      {ValueState::Given, std::to_string(*episode)},
                      at.line,
                      at.column,
                      false,
                      name_});
  }
  for (ToldValue& value : values) {
    const AttributeUnit unit = value.place.unit;
    if (value.place.number == 0 && unit == AttributeUnit::Episode) {
      if (!episode) continue;
      value.place.number = *episode;
    } else if (value.place.number == 0 && unit == AttributeUnit::Assistance) {
      if (!assistance) continue;
      value.place.number = *assistance;
    }
    placed.push_back(std::move(value));
  }
  return placed;
}

/// A row that says again, word for word, what another said.
void CasesReading::checkTwins(const CsvRecord& row, const std::string& caseName) {
  std::vector<std::string> cells;
  for (const std::string& field : row.fields) cells.emplace_back(trimmedCell(field));
  const auto [at, isNew] = rows_.emplace(std::move(cells), row.line);
  if (isNew) return;
  warn(row, nullptr,
       "the row is the same as line " + std::to_string(at->second) + ", of the case " +
           inQuotes(caseName) + "; it changes nothing");
}

void CasesReading::readRow(const CsvRecord& row, CaseValues& values) {
  const bool blank = std::ranges::all_of(
      row.fields, [](const std::string& field) { return trimmedCell(field).empty(); });
  if (blank) return;  // spreadsheets end in rows of commas
  ++report.rows;
  const std::string caseName = asName(cell(row, column(Kind::Case)));
  if (caseName.empty()) {
    ++report.unplaced;
    warn(row, column(Kind::Case), "the row names no case; it was left out");
    return;
  }
  if (row.fields.size() > width_) {
    warn(row, nullptr,
         "the row has " + std::to_string(row.fields.size()) + " fields and the header " +
             std::to_string(width_) + "; what is too much was left out");
  }
  checkTwins(row, caseName);
  const std::string documentName = cell(row, column(Kind::Document));
  std::optional<Document> document;
  if (!documentName.empty()) document = findDocument(documentName, row);
  const std::vector<ToldValue> told = valuesOf(row, caseName, values);
  values.add(caseName, document ? document->name : "", told, report.diagnostics);
  if (document) place(*document, caseName, row, values);
  if (document || !documentName.empty()) return;
  for (const ToldValue& value : told) {
    if (value.place.unit != AttributeUnit::Document || value.empty) continue;
    say(Severity::Warning, {value.line, value.column},
        "the row names no document; what it says of one, " + inQuotes(toText(value.place)) +
            ", was left out");
  }
}

std::optional<CaseValues> CasesReading::read() {
  definitions_ = storage_.attributeDefinitions();
  CsvReader reader(table_.text, name_);
  if (!readHeader(reader)) return std::nullopt;
  CaseValues values;
  defineMapped(values);
  std::set<std::string> names;
  while (const auto row = reader.next()) {
    readRow(*row, values);
    if (names.size() < 500) names.insert(cell(*row, column(Kind::Case)));
  }
  const auto& found = reader.diagnostics();
  report.diagnostics.insert(report.diagnostics.end(), found.begin(), found.end());
  if (readLikePersons({names.begin(), names.end()}, false)) {
    say(Severity::Warning, {},
        "the names of the cases read like persons' names; expected codes that say nothing of the "
        "person. Replace them by codes before you go on, and keep the list of both outside the "
        "project");
  }
  return values;
}

CasesReport finish(CasesReading& reading, CaseValues::Put put) {
  CasesReport report = std::move(reading.report);
  auto& further = put.diagnostics;
  report.diagnostics.insert(report.diagnostics.end(), further.begin(), further.end());
  further.clear();
  std::ranges::stable_sort(report.diagnostics, {}, [](const Diagnostic& each) {
    return std::pair(each.line, each.column);
  });
  report.cases = put.cases;
  report.documents = put.documents;
  report.put = std::move(put);
  return report;
}

}  // namespace

CasesReport previewCases(const Storage& storage, const CasesRequest& request) {
  const TableText table = readTableText(request.file);
  CasesReading reading(storage, table, request.mapping);
  const auto values = reading.read();
  return finish(reading, values ? values->plan(storage) : CaseValues::Put());
}

CasesReport importCases(Storage& storage, const CasesRequest& request) {
  if (request.dryRun) return previewCases(storage, request);
  const TableText table = readTableText(request.file);
  CasesReading reading(storage, table, request.mapping);
  const auto values = reading.read();
  return finish(reading, values ? values->put(storage, request.coder) : CaseValues::Put());
}

CasesReport importCases(Storage& storage, const std::filesystem::path& file,
                        const std::string& coder) {
  CasesRequest request;
  request.file = file;
  request.coder = coder;
  return importCases(storage, request);
}

}  // namespace retold
