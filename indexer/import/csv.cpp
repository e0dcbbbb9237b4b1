#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "indexer/import/column_names.h"
#include "indexer/import/csv_reader.h"
#include "indexer/import/mapping.h"
#include "indexer/import/readers.h"
#include "indexer/import/table_text.h"
#include "indexer/text/names.h"

namespace retold {

namespace {

using Role = ColumnRole;

/// A column whose values are attributes.
struct AttributeColumn {
  std::size_t index = 0;
  AttributePlace place;
  const TableMapping::Column* mapped = nullptr;
};

/// The columns of a table by what they are.
struct Columns {
  std::vector<std::string> header;
  std::map<Role, std::size_t> at;
  std::map<Role, const TableMapping::Column*> mapped;  ///< of a mapping that says what values mean
  std::vector<AttributeColumn> attributes;
  std::optional<std::size_t> episode;     ///< holds the number of the row's episode
  std::optional<std::size_t> assistance;  ///< and of its assistance

  std::optional<std::size_t> find(Role role) const {
    const auto found = at.find(role);
    if (found == at.end()) return std::nullopt;
    return found->second;
  }
  bool isTaken(std::size_t index) const {
    return std::any_of(at.begin(), at.end(),
                       [index](const auto& column) { return column.second == index; });
  }
};

std::uint64_t codepoints(std::string_view text) {
  return static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

/// The column with the longest texts in the first rows, where they read like sentences: on average
/// 25 characters, or 12 outside the Latin, Greek and Cyrillic scripts.
std::optional<std::size_t> longestColumn(CsvReader reader, std::size_t columns) {
  std::vector<std::uint64_t> characters(columns), bytes(columns);
  std::uint64_t rows = 0;
  while (const auto record = reader.next()) {
    for (std::size_t i = 0; i < std::min(columns, record->fields.size()); ++i) {
      characters[i] += codepoints(record->fields[i]);
      bytes[i] += record->fields[i].size();
    }
    if (++rows == 200) break;
  }
  if (rows == 0 || columns == 0) return std::nullopt;
  const auto longest = std::max_element(bytes.begin(), bytes.end());
  const auto column = static_cast<std::size_t>(longest - bytes.begin());
  const bool wide = *longest > characters[column] * 5 / 2;  // three bytes a character
  if (characters[column] / rows < (wide ? 12U : 25U)) return std::nullopt;
  return column;
}

/// "1:02:03.5", "02:03" or seconds as a number.
std::optional<std::int64_t> parseTime(std::string_view text) {
  text = trimmedCell(text);
  double seconds = 0;
  while (!text.empty()) {
    const std::size_t colon = text.find(':');
    const std::string_view part = text.substr(0, colon);
    double value = 0;
    const auto [end, error] =
        std::from_chars(part.data(), part.data() + part.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || end != part.data() + part.size() || value < 0) return std::nullopt;
    seconds = seconds * 60 + value;
    if (!(seconds < 1e9)) return std::nullopt;
    if (colon == std::string_view::npos) return std::llround(seconds * 1000);
    text.remove_prefix(colon + 1);
  }
  return std::nullopt;
}

/// Reads one table.
class TableReading {
 public:
  TableReading(std::string_view name, const Decoded& decoded, const ReadOptions& options,
               const ReadSink& sink)
      : name_(name), decoded_(decoded), options_(options), sink_(sink) {}

  ReadResult read();

 private:
  struct Row {
    std::uint64_t number = 0;  ///< from 1, the header not counted
    CsvRecord record;
  };

  std::string value(const Row& row, Role role) const;
  std::optional<CsvRecord> findHeader(CsvReader& reader);
  bool prepareColumns(const CsvRecord& header);
  bool findText();
  void takeMapping(const CsvRecord& header);
  void takeNames(const CsvRecord& header);
  void settlePersons(const CsvRecord& header);
  void warnOfPersons(const CsvRecord& header, Role role, std::string_view what);
  CsvReader rows() const;
  std::vector<std::string> valuesOf(std::size_t column) const;
  bool hasRepeats(std::size_t column) const;
  void checkWidth(const Row& row);
  void giveRow(const Row& row);
  void addTurn(const Row& row);
  void giveWhole();
  ReadDocument newDocument(const Row& row, std::string member);
  void addAttribute(ReadDocument& document, const Row& row, const AttributeColumn& column);
  std::string memberOf(const Row& row);
  void warn(const Row& row, std::string message);
  void say(Severity severity, CsvPlace place, std::string message);

  std::string_view name_;
  const Decoded& decoded_;
  const ReadOptions& options_;
  const ReadSink& sink_;
  ReadResult result_;
  Columns columns_;
  std::size_t skipped_ = 0;  ///< rows above the header
  std::string headerSource_;
  std::set<std::string> members_;
  std::vector<ReadDocument> joined_;  ///< documents whose turns are rows
  std::map<std::string, std::size_t> joinedById_;
};

std::string TableReading::value(const Row& row, Role role) const {
  const auto column = columns_.find(role);
  if (!column || *column >= row.record.fields.size()) return {};
  const std::string& cell = row.record.fields[*column];
  const auto mapped = role == Role::Text ? columns_.mapped.end() : columns_.mapped.find(role);
  return mapped == columns_.mapped.end() ? cell : mappedValue(*mapped->second, cell);
}

void TableReading::say(Severity severity, CsvPlace place, std::string message) {
  if (result_.diagnostics.size() >= CsvReader::kMostTroubles) return;
  result_.diagnostics.push_back(
      {severity, std::string(name_), place.line, place.column, std::move(message)});
}

void TableReading::warn(const Row& row, std::string message) {
  say(Severity::Warning, {row.record.line, 0}, std::move(message));
}

/// A reader of the rows below the header.
CsvReader TableReading::rows() const {
  CsvReader reader(decoded_.text, std::string(name_));
  for (std::size_t i = 0; i <= skipped_; ++i) reader.next();
  return reader;
}

/// Values of a column in the first rows.
std::vector<std::string> TableReading::valuesOf(std::size_t column) const {
  constexpr std::size_t kEnough = 500;
  CsvReader reader = rows();
  std::vector<std::string> values;
  while (values.size() < kEnough) {
    const auto record = reader.next();
    if (!record) break;
    if (column < record->fields.size()) values.emplace_back(trimmedCell(record->fields[column]));
  }
  return values;
}

/// True when a value of the column comes twice.
bool TableReading::hasRepeats(std::size_t column) const {
  CsvReader reader = rows();
  std::set<std::string> seen;
  while (const auto record = reader.next()) {
    if (column >= record->fields.size()) continue;
    const std::string_view value = trimmedCell(record->fields[column]);
    if (!value.empty() && !seen.emplace(value).second) return true;
  }
  return false;
}

// The header

/// The header row. Titles may stand above it: rows with one cell where others have several, or rows
/// without any column of the mapping.
std::optional<CsvRecord> TableReading::findHeader(CsvReader& reader) {
  constexpr std::size_t kMostTitles = 10;
  const auto cells = [](const CsvRecord& row) {
    return std::count_if(row.fields.begin(), row.fields.end(),
                         [](const std::string& field) { return !trimmedCell(field).empty(); });
  };
  CsvReader ahead = reader;
  std::size_t at = 0;
  for (; at < kMostTitles; ++at) {
    const auto row = ahead.next();
    if (!row) break;
    const bool hasMapped =
        std::any_of(row->fields.begin(), row->fields.end(), [this](const std::string& field) {
          return columnOf(options_.mapping, trimmedCell(field)) != nullptr;
        });
    if (hasMapped || (options_.mapping.columns.empty() &&
                      (cells(*row) > 1 || !findRoles(row->fields).empty()))) {
      for (; skipped_ < at; ++skipped_) reader.next();
      break;
    }
  }
  return reader.next();
}

/// The columns that the mapping names; the others are left out, and that is said.
void TableReading::takeMapping(const CsvRecord& header) {
  using Kind = ColumnMeaning::Kind;
  static const std::map<Kind, Role> kRoles{
      {Kind::Text, Role::Text},       {Kind::Document, Role::Document}, {Kind::Case, Role::Case},
      {Kind::Speaker, Role::Speaker}, {Kind::Start, Role::Start},       {Kind::End, Role::End}};
  std::string others;
  for (std::size_t i = 0; i < header.fields.size(); ++i) {
    const std::string name(trimmedCell(header.fields[i]));
    const TableMapping::Column* column = columnOf(options_.mapping, name);
    const auto meaning = column ? parseMeaning(column->meaning) : std::nullopt;
    if (!meaning) {
      if (!name.empty()) others += (others.empty() ? "\"" : ", \"") + name + "\"";
    } else if (const auto role = kRoles.find(meaning->kind); role != kRoles.end()) {
      columns_.at.emplace(role->second, i);
      columns_.mapped.emplace(role->second, column);
    } else if (meaning->kind == Kind::Episode) {
      columns_.episode = i;
    } else if (meaning->kind == Kind::Assistance) {
      columns_.assistance = i;
    } else if (meaning->kind == Kind::Attribute) {
      columns_.attributes.push_back({i, meaning->place, column});
    }
  }
  if (!others.empty()) {
    say(Severity::Note, {header.line, 0},
        "the mapping does not name these columns, and they were left out: " + others);
  }
}

/// A column that is headed "name" may hold persons' names: then it is left out, and that is said;
/// otherwise it may name the documents.
void TableReading::settlePersons(const CsvRecord& header) {
  for (std::size_t i = 0; i < header.fields.size(); ++i) {
    if (columns_.isTaken(i) || !namesPersons(header.fields[i])) continue;
    const std::string name(trimmedCell(header.fields[i]));
    if (!readLikePersons(valuesOf(i), true)) {
      columns_.at.emplace(Role::Document, i);
      continue;
    }
    std::erase_if(columns_.attributes,
                  [i](const AttributeColumn& column) { return column.index == i; });
    say(Severity::Warning, placeOf(header, i),
        "the column \"" + name +
            "\" seems to hold persons' names and was left out; if it is wanted, say in a mapping "
            "what it means, such as \"document\"");
  }
}

void TableReading::takeNames(const CsvRecord& header) {
  columns_.at = findRoles(header.fields);
  for (std::size_t i = 0; i < header.fields.size(); ++i) {
    const std::string name = asName(header.fields[i]);
    if (columns_.isTaken(i) || name.empty()) continue;
    if (headerKey(name) == "episode") {
      columns_.episode = i;
    } else if (headerKey(name) == "assistance") {
      columns_.assistance = i;
    } else {
      columns_.attributes.push_back({i, parseAttributePlace(name), nullptr});
    }
  }
  for (AttributeColumn& column : columns_.attributes) {
    const AttributeUnit unit = column.place.unit;
    const bool fits = unit == AttributeUnit::Case || unit == AttributeUnit::Document ||
                      column.place.number > 0 ||
                      (unit == AttributeUnit::Episode ? columns_.episode : columns_.assistance);
    if (!fits) column.place = {AttributeUnit::Case, 0, asName(header.fields[column.index])};
  }
  settlePersons(header);
}

/// The column of the texts, by name or by what stands in it.
bool TableReading::findText() {
  if (columns_.find(Role::Text)) return true;
  const auto& header = columns_.header;
  const auto roles = findRoles(header);
  auto text = roles.find(Role::Text);
  if (text != roles.end() && !columns_.isTaken(text->second)) {
    columns_.at[Role::Text] = text->second;
    return true;
  }
  const auto longest = longestColumn(rows(), header.size());
  if (!longest) return false;
  std::erase_if(columns_.at, [&](const auto& column) { return column.second == *longest; });
  std::erase_if(columns_.attributes,
                [&](const AttributeColumn& column) { return column.index == *longest; });
  columns_.at[Role::Text] = *longest;
  say(Severity::Note, {1, 0},
      "no column is named text; the column \"" + header[*longest] +
          "\" has the longest texts and was taken");
  return true;
}

void TableReading::warnOfPersons(const CsvRecord& header, Role role, std::string_view what) {
  const auto column = columns_.find(role);
  if (!column || columns_.mapped.count(role) > 0 || !readLikePersons(valuesOf(*column), false)) {
    return;
  }
  say(Severity::Warning, placeOf(header, *column),
      "the column \"" + std::string(trimmedCell(header.fields[*column])) + "\" names the " +
          std::string(what) +
          " by what read like persons' names; expected codes that say nothing of the person. "
          "Replace them by codes and import again, or leave the column out by a mapping");
}

bool TableReading::prepareColumns(const CsvRecord& header) {
  columns_.header = header.fields;
  const bool mapped =
      std::any_of(header.fields.begin(), header.fields.end(), [this](const std::string& field) {
        return columnOf(options_.mapping, trimmedCell(field)) != nullptr;
      });
  if (mapped) {
    takeMapping(header);
  } else {
    takeNames(header);
    if (!options_.mapping.columns.empty()) {
      say(Severity::Note, {header.line, 0},
          "the table has none of the mapping's columns; it was read by the names of its own");
    }
  }
  if (!findText()) return false;
  warnOfPersons(header, Role::Document, "documents");
  warnOfPersons(header, Role::Case, "cases");
  return true;
}

// The rows

void TableReading::checkWidth(const Row& row) {
  const std::size_t expected = columns_.header.size();
  const std::size_t found = row.record.fields.size();
  if (found == expected) return;
  warn(row, "the row has " + std::to_string(found) + (found == 1 ? " field" : " fields") +
                " and the header " + std::to_string(expected) +
                "; what is missing was taken as empty, what is too much left out");
}

std::string TableReading::memberOf(const Row& row) {
  std::string rowMember = "#row " + std::to_string(row.number);
  const std::string id = asName(value(row, Role::Document));
  if (id.empty()) {
    members_.insert(rowMember);
    return rowMember;
  }
  std::string member = "#" + id;
  if (members_.insert(member).second) return member;
  warn(row, "the id \"" + id + "\" was used by an earlier row; this row is named " +
                std::string(name_) + rowMember);
  members_.insert(rowMember);
  return rowMember;
}

void TableReading::addAttribute(ReadDocument& document, const Row& row,
                                const AttributeColumn& column) {
  const auto& fields = row.record.fields;
  AttributePlace place = column.place;
  const bool ofDocument = place.unit == AttributeUnit::Document;
  if (column.index >= fields.size() || (document.caseName.empty() && !ofDocument)) return;
  const std::string& cell = fields[column.index];
  const std::string text = column.mapped ? mappedValue(*column.mapped, cell) : cell;
  const bool numbered =
      place.unit == AttributeUnit::Episode || place.unit == AttributeUnit::Assistance;
  if (numbered && place.number == 0) {
    const auto at = place.unit == AttributeUnit::Episode ? columns_.episode : columns_.assistance;
    const std::string_view number =
        at && *at < fields.size() ? trimmedCell(fields[*at]) : std::string_view();
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), place.number);
    if (error != std::errc{} || end != number.data() + number.size() || place.number == 0) {
      if (trimmedCell(text).empty()) return;
      const CsvPlace where = placeOf(row.record, column.index);
      say(Severity::Warning, where,
          "the row has no number of an " + std::string(toText(place.unit)) +
              "; expected 1, 2, 3 and so on in a column that means \"" +
              std::string(toText(place.unit)) + "\". The value \"" + asName(text) +
              "\" was left out");
      return;
    }
  }
  document.attributes.emplace_back(toText(place), text);
}

ReadDocument TableReading::newDocument(const Row& row, std::string member) {
  ReadDocument document;
  document.member = std::move(member);
  document.encoding = decoded_.encoding;
  document.caseName = asName(value(row, Role::Case));
  document.original = headerSource_ + "\n";
  for (const AttributeColumn& column : columns_.attributes) addAttribute(document, row, column);
  return document;
}

void TableReading::giveRow(const Row& row) {
  ReadDocument document = newDocument(row, memberOf(row));
  document.text = value(row, Role::Text);
  document.original.append(row.record.source).append("\n");
  sink_(std::move(document));
}

void TableReading::addTurn(const Row& row) {
  const bool hasId = columns_.find(Role::Document).has_value();
  std::string id = asName(value(row, Role::Document));
  if (hasId && id.empty()) {
    warn(row, "the row names no document; it was joined to the one of the row above");
    if (!joined_.empty() && joined_.back().member.size() > 1) id = joined_.back().member.substr(1);
  }
  const auto [at, isNew] = joinedById_.emplace(id, joined_.size());
  if (isNew) joined_.push_back(newDocument(row, hasId ? "#" + id : ""));
  ReadDocument& document = joined_[at->second];
  if (hasId) document.original.append(row.record.source).append("\n");

  const std::string cell = value(row, Role::Text);
  const std::string_view said = trimmedCell(cell);
  if (said.empty()) return;
  Turn turn;
  turn.speaker = asName(value(row, Role::Speaker));
  turn.span.begin = document.text.size();
  if (!turn.speaker.empty()) document.text += turn.speaker + ": ";
  turn.body.begin = document.text.size();
  document.text += said;
  turn.body.end = turn.span.end = document.text.size();
  turn.startMilliseconds = parseTime(value(row, Role::Start));
  turn.endMilliseconds = parseTime(value(row, Role::End));
  turn.page = static_cast<std::uint32_t>(row.number);
  document.text += '\n';
  document.turns.push_back(std::move(turn));
}

/// A table without a column of transcripts is one text: a line and a turn for each row that holds
/// anything, its cells parted by tabs.
void TableReading::giveWhole() {
  ReadDocument document;
  document.encoding = decoded_.encoding;
  CsvReader reader(decoded_.text, std::string(name_));
  std::uint32_t number = 0;
  while (const auto record = reader.next()) {
    ++number;
    std::string line;
    for (const std::string& field : record->fields) line += asName(field) + '\t';
    line.resize(line.find_last_not_of('\t') + 1);
    if (line.empty()) continue;
    Turn turn;
    turn.span.begin = document.text.size() + line.find_first_not_of('\t');
    turn.span.end = document.text.size() + line.size();
    turn.body = turn.span;
    turn.page = number;
    document.text += line + '\n';
    document.turns.push_back(std::move(turn));
  }
  result_.diagnostics = reader.diagnostics();  // what was said of columns no longer holds
  document.notes.push_back(
      "the table has no column of transcripts (one named text, transcript, content or body, or one "
      "of whole sentences); it was read as one text, a row on a line. If a column does hold "
      "transcripts, say which by --mapping");
  sink_(std::move(document));
}

ReadResult TableReading::read() {
  CsvReader reader(decoded_.text, std::string(name_));
  const auto header = findHeader(reader);
  if (!header) return std::move(result_);
  if (!prepareColumns(*header)) {
    if (options_.mapping.columns.empty()) {
      giveWhole();
    } else {
      result_.unreadable =
          "the mapping names no column of transcripts; expected a row whose meaning is text";
    }
    return std::move(result_);
  }
  headerSource_ = header->source;
  const auto id = columns_.find(Role::Document);
  const bool rowsAreTurns = columns_.find(Role::Speaker) && (!id || hasRepeats(*id));
  Row row;
  while (auto record = reader.next()) {
    ++row.number;
    row.record = std::move(*record);
    checkWidth(row);
    rowsAreTurns ? addTurn(row) : giveRow(row);
  }
  if (row.number == 0) result_.unreadable = "the table has a header and no rows";
  for (ReadDocument& document : joined_) {
    // The only document of a table is the table.
    if (document.member.empty()) document.original.clear();
    sink_(std::move(document));
  }
  const auto& found = reader.diagnostics();
  result_.diagnostics.insert(result_.diagnostics.end(), found.begin(), found.end());
  return std::move(result_);
}

}  // namespace

ReadResult readTable(std::string_view name, std::string_view bytes, const ReadOptions& options,
                     const ReadSink& sink) {
  ReadResult result;
  const std::optional<Decoded> decoded = decodeFile(name, bytes, options, result);
  if (!decoded) return result;
  ReadResult read = TableReading(name, *decoded, options, sink).read();
  read.diagnostics.insert(read.diagnostics.begin(), result.diagnostics.begin(),
                          result.diagnostics.end());
  return read;
}

}  // namespace retold
