#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "indexer/import/csv_reader.h"
#include "indexer/import/readers.h"
#include "indexer/text/fold.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

/// What a column of a table of transcripts can be.
enum class Role { Text, Id, Case, Speaker, Start };

struct ColumnName {
  Role role;
  std::string_view names;  ///< separated by "|"; compared folded; best first
};

constexpr std::array kColumnNames{
    ColumnName{Role::Text,
               "text|transcript|transcription|content|body|interview text|narrative|statement|"
               "utterance|texto|transcripción|transcrição|contenido|conteúdo|texte|contenu|testo|"
               "trascrizione|contenuto|inhalt|transkript|tekst|transkripcija|transkrypcja|sadržaj|"
               "treść|txt|metin|içerik|nội dung|văn bản|teks|isi|nakala|текст|расшифровка|"
               "содержание|зміст|съдържание|садржај|κείμενο|النص|نص|المحتوى|متن|文本|内容|逐字稿|"
               "本文|ข้อความ|पाठ|টেক্সট|ጽሑፍ"},
    ColumnName{Role::Id,
               "id|document|document id|doc|doc id|document name|file|file name|filename|name|"
               "transcript id|interview|interview id|record|record id|identifier|nr|no|number|"
               "documento|archivo|fichero|arquivo|ficheiro|fichier|dokument|datei|dosya|tệp|berkas|"
               "номер|документ|файл|معرف|الملف|رقم|编号|編號|文件|文档|รหัส|क्रमांक|"
               "আইডি"},
    ColumnName{Role::Case,
               "case|case id|case name|case code|case number|client|client id|participant|"
               "participant id|person|person id|beneficiary|caso|cas|dossier|fall|slučaj|caz|rast|"
               "vaka|kasus|дело|случай|випадок|случај|الحالة|القضية|个案|個案|案例|เคส|मामला"},
    ColumnName{Role::Speaker,
               "speaker|speaker name|speaker label|who|hablante|interlocutor|falante|locuteur|"
               "sprecher|sprecherin|parlante|govornik|vorbitor|folës|konuşmacı|người nói|pembicara|"
               "говорящий|мовець|говорник|المتحدث|说话人|發言人|发言人|ผู้พูด|वक्ता"},
    ColumnName{Role::Start, "start|start time|begin|time|timestamp|timecode|inicio|début|anfang"},
};

/// A header as names are compared: folded, "_" and "-" as spaces, single spaces.
std::string headerKey(std::string_view header) {
  std::string key;
  for (const char c : fold(header)) {
    const bool space = c == ' ' || c == '_' || c == '-' || c == '.' || c == '\t' || c == '\n';
    if (!space) {
      key += c;
    } else if (!key.empty() && key.back() != ' ') {
      key += ' ';
    }
  }
  while (key.ends_with(' ')) key.pop_back();
  return key;
}

/// The columns of a table by what they are.
struct Columns {
  std::vector<std::string> header;
  std::map<Role, std::size_t> at;

  std::optional<std::size_t> find(Role role) const {
    const auto found = at.find(role);
    if (found == at.end()) return std::nullopt;
    return found->second;
  }
};

std::optional<std::size_t> columnNamed(const std::vector<std::string>& keys,
                                       std::string_view names) {
  while (!names.empty()) {
    const std::size_t bar = names.find('|');
    const std::string wanted = headerKey(names.substr(0, bar));
    const auto found = std::find(keys.begin(), keys.end(), wanted);
    if (found != keys.end()) return static_cast<std::size_t>(found - keys.begin());
    names.remove_prefix(bar == std::string_view::npos ? names.size() : bar + 1);
  }
  return std::nullopt;
}

Columns findColumns(const std::vector<std::string>& header) {
  Columns columns{header, {}};
  std::vector<std::string> keys;
  keys.reserve(header.size());
  for (const std::string& name : header) keys.push_back(headerKey(name));
  for (const ColumnName& row : kColumnNames) {
    const auto column = columnNamed(keys, row.names);
    if (!column) continue;
    columns.at[row.role] = *column;
    keys[*column].clear();  // a column is one thing only
  }
  return columns;
}

std::uint64_t codepoints(std::string_view text) {
  return static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

/// The column with the longest texts in the first rows, where they read like sentences: on average
/// 25 characters, or 12 outside the Latin, Greek and Cyrillic scripts.
std::optional<std::size_t> longestColumn(std::string_view text, std::string_view name,
                                         std::size_t columns) {
  CsvReader reader(text, std::string(name));
  reader.next();
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

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\n\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\n\r") - begin + 1);
}

/// A value as a part of a document's name: on one line.
std::string oneLine(std::string_view value) {
  std::string line(trimmed(value));
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return line;
}

/// "1:02:03.5", "02:03" or seconds as a number.
std::optional<std::int64_t> parseStart(std::string_view text) {
  text = trimmed(text);
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

  std::string_view field(const Row& row, Role role) const;
  bool prepareColumns(const std::vector<std::string>& header);
  void checkWidth(const Row& row);
  void giveRow(const Row& row);
  void addTurn(const Row& row);
  ReadDocument newDocument(const Row& row, std::string member) const;
  std::string memberOf(const Row& row);
  void warn(const Row& row, std::string message);

  std::string_view name_;
  const Decoded& decoded_;
  const ReadOptions& options_;
  const ReadSink& sink_;
  ReadResult result_;
  Columns columns_;
  std::string headerSource_;
  std::set<std::string> members_;
  std::vector<ReadDocument> joined_;  ///< documents whose turns are rows
  std::map<std::string, std::size_t> joinedById_;
};

std::string_view TableReading::field(const Row& row, Role role) const {
  const auto column = columns_.find(role);
  if (!column || *column >= row.record.fields.size()) return {};
  return row.record.fields[*column];
}

void TableReading::warn(const Row& row, std::string message) {
  result_.diagnostics.push_back(
      {Severity::Warning, std::string(name_), row.record.line, 0, std::move(message)});
}

bool TableReading::prepareColumns(const std::vector<std::string>& header) {
  columns_ = findColumns(header);
  if (columns_.find(Role::Text)) return true;
  const auto longest = longestColumn(decoded_.text, name_, header.size());
  if (!longest) {
    result_.unreadable =
        "the table has no column of transcripts; expected a header row with a column named text "
        "(or transcript, content, body), or a column of whole sentences";
    return false;
  }
  for (auto at = columns_.at.begin(); at != columns_.at.end();) {
    at = at->second == *longest ? columns_.at.erase(at) : std::next(at);
  }
  columns_.at[Role::Text] = *longest;
  result_.diagnostics.push_back({Severity::Note, std::string(name_), 1, 0,
                                 "no column is named text; the column \"" + header[*longest] +
                                     "\" has the longest texts and was taken"});
  return true;
}

/// True when a value of the column comes twice.
bool hasRepeats(std::string_view text, std::string_view name, std::size_t column) {
  CsvReader reader(text, std::string(name));
  reader.next();
  std::set<std::string> seen;
  while (const auto record = reader.next()) {
    if (column >= record->fields.size()) continue;
    const std::string_view value = trimmed(record->fields[column]);
    if (!value.empty() && !seen.emplace(value).second) return true;
  }
  return false;
}

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
  const std::string id = oneLine(field(row, Role::Id));
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

ReadDocument TableReading::newDocument(const Row& row, std::string member) const {
  ReadDocument document;
  document.member = std::move(member);
  document.encoding = decoded_.encoding;
  document.caseName = oneLine(field(row, Role::Case));
  document.original = headerSource_ + "\n";
  if (document.caseName.empty()) return document;
  for (std::size_t i = 0; i < columns_.header.size() && i < row.record.fields.size(); ++i) {
    const bool taken = std::any_of(columns_.at.begin(), columns_.at.end(),
                                   [&](const auto& column) { return column.second == i; });
    if (!taken && !trimmed(columns_.header[i]).empty()) {
      document.attributes.emplace_back(oneLine(columns_.header[i]), row.record.fields[i]);
    }
  }
  return document;
}

void TableReading::giveRow(const Row& row) {
  ReadDocument document = newDocument(row, memberOf(row));
  document.text = field(row, Role::Text);
  document.original.append(row.record.source).append("\n");
  sink_(std::move(document));
}

void TableReading::addTurn(const Row& row) {
  const bool hasId = columns_.find(Role::Id).has_value();
  std::string id = oneLine(field(row, Role::Id));
  if (hasId && id.empty()) {
    warn(row, "the row names no document; it was joined to the one of the row above");
    if (!joined_.empty() && joined_.back().member.size() > 1) id = joined_.back().member.substr(1);
  }
  const auto [at, isNew] = joinedById_.emplace(id, joined_.size());
  if (isNew) joined_.push_back(newDocument(row, hasId ? "#" + id : ""));
  ReadDocument& document = joined_[at->second];
  if (hasId) document.original.append(row.record.source).append("\n");

  const std::string_view said = trimmed(field(row, Role::Text));
  if (said.empty()) return;
  Turn turn;
  turn.speaker = oneLine(field(row, Role::Speaker));
  turn.span.begin = document.text.size();
  if (!turn.speaker.empty()) document.text += turn.speaker + ": ";
  turn.body.begin = document.text.size();
  document.text += said;
  turn.body.end = turn.span.end = document.text.size();
  turn.startMilliseconds = parseStart(field(row, Role::Start));
  turn.page = static_cast<std::uint32_t>(row.number);
  document.text += '\n';
  document.turns.push_back(std::move(turn));
}

ReadResult TableReading::read() {
  CsvReader reader(decoded_.text, std::string(name_));
  const auto header = reader.next();
  if (!header || !prepareColumns(header->fields)) return std::move(result_);
  headerSource_ = header->source;
  const auto id = columns_.find(Role::Id);
  const bool rowsAreTurns =
      columns_.find(Role::Speaker) && (!id || hasRepeats(decoded_.text, name_, *id));
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
