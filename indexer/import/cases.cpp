#include "indexer/import/cases.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "indexer/import/case_values.h"
#include "indexer/import/csv_reader.h"
#include "indexer/import/file_walk.h"
#include "indexer/store/storage.h"
#include "indexer/system.h"
#include "indexer/text/decode.h"
#include "model/error.h"

namespace retold {

namespace {

constexpr std::uint64_t kLargestTable = 256ull << 20;

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

bool isNamed(std::string_view header, std::string_view wanted) {
  const std::string name = trimmed(header);
  return std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

std::string readTableText(const std::filesystem::path& file) {
  const std::string name = readableName(file.string());
  std::string why;
  if (!fileState(file, why)) {
    throw Error(ErrorKind::NotFound, name + ": " + why, "check the spelling of the path");
  }
  FileTrouble trouble;
  const auto bytes = readFile(file, kLargestTable, trouble);
  if (!bytes) throw Error(ErrorKind::Io, name + " cannot be read: " + trouble.reason);
  NotText notText;
  auto decoded = decode(bytes->bytes, {}, notText);
  if (!decoded) {
    throw Error(ErrorKind::Io, name + " cannot be read: " + notText.reason,
                "save the table as CSV, and give that file");
  }
  return std::move(decoded->text);
}

/// Reads one table of cases.
class CasesReading {
 public:
  CasesReading(Storage& storage, std::string name) : storage_(storage), name_(std::move(name)) {}

  CasesReport read(std::string_view text, const std::string& coder);

 private:
  bool readHeader(const std::optional<CsvRecord>& header);
  void readRow(const CsvRecord& row);
  void place(const std::string& documentName, const std::string& caseName, const CsvRecord& row);
  std::optional<Document> findDocument(const std::string& name, const CsvRecord& row);
  void report(Severity severity, std::uint64_t line, std::string message);
  std::string cell(const CsvRecord& row, std::optional<std::size_t> column) const;

  Storage& storage_;
  const std::string name_;
  CasesReport report_;
  std::optional<std::size_t> caseColumn_;
  std::optional<std::size_t> documentColumn_;
  std::map<std::size_t, std::string> attributeColumns_;
  std::map<DocumentId, std::string> placed_;
  CaseValues values_;
  std::size_t width_ = 0;
};

void CasesReading::report(Severity severity, std::uint64_t line, std::string message) {
  report_.diagnostics.push_back({severity, name_, line, 0, std::move(message)});
}

std::string CasesReading::cell(const CsvRecord& row, std::optional<std::size_t> column) const {
  if (!column || *column >= row.fields.size()) return {};
  return trimmed(row.fields[*column]);
}

bool CasesReading::readHeader(const std::optional<CsvRecord>& header) {
  if (!header) {
    report(Severity::Error, 0, "the table is empty; expected a header row with a column \"case\"");
    return false;
  }
  width_ = header->fields.size();
  for (std::size_t i = 0; i < width_; ++i) {
    const std::string name = trimmed(header->fields[i]);
    if (isNamed(name, "case") && !caseColumn_) {
      caseColumn_ = i;
    } else if (isNamed(name, "document") && !documentColumn_) {
      documentColumn_ = i;
    } else if (name.empty()) {
      report(Severity::Warning, header->line,
             "column " + std::to_string(i + 1) + " has no name; it was left out");
    } else if (std::any_of(attributeColumns_.begin(), attributeColumns_.end(),
                           [&](const auto& column) { return column.second == name; })) {
      report(Severity::Warning, header->line,
             "there are two columns \"" + name + "\"; the second was left out");
    } else {
      attributeColumns_[i] = name;
    }
  }
  if (caseColumn_) return true;
  report(Severity::Error, header->line,
         "the header has no column \"case\"; expected one with the code of each case");
  return false;
}

std::optional<Document> CasesReading::findDocument(const std::string& name, const CsvRecord& row) {
  try {
    std::optional<Document> found = storage_.documentNamed(name);
    if (found) return found;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::Refused) throw;
    report(Severity::Warning, row.line, error.what());
    return std::nullopt;
  }
  report(Severity::Warning, row.line,
         "the project has no document \"" + name +
             "\"; expected its name as `retold status --files` shows it");
  return std::nullopt;
}

void CasesReading::place(const std::string& documentName, const std::string& caseName,
                         const CsvRecord& row) {
  const std::optional<Document> document = findDocument(documentName, row);
  if (!document) return;
  const auto [at, isNew] = placed_.emplace(document->id, caseName);
  if (isNew) {
    values_.addDocument(caseName, document->id);
  } else if (at->second != caseName) {
    report(Severity::Warning, row.line,
           "\"" + document->name + "\" belongs to the case \"" + at->second +
               "\" by an earlier row; it was left there, and not put into \"" + caseName + "\"");
  }
}

void CasesReading::readRow(const CsvRecord& row) {
  ++report_.rows;
  const std::string caseName = cell(row, caseColumn_);
  if (caseName.empty()) {
    report(Severity::Warning, row.line, "the row names no case; it was left out");
    return;
  }
  if (row.fields.size() > width_) {
    report(Severity::Warning, row.line,
           "the row has " + std::to_string(row.fields.size()) + " fields and the header " +
               std::to_string(width_) + "; what is too much was left out");
  }
  std::vector<std::pair<std::string, std::string>> attributes;
  for (const auto& [column, name] : attributeColumns_) {
    attributes.emplace_back(name, cell(row, column));
  }
  values_.add(caseName, attributes, {Severity::Warning, name_, row.line, 0, ""},
              report_.diagnostics);
  const std::string document = cell(row, documentColumn_);
  if (!document.empty()) place(document, caseName, row);
}

CasesReport CasesReading::read(std::string_view text, const std::string& coder) {
  CsvReader reader(text, name_);
  if (!readHeader(reader.next())) return std::move(report_);
  while (const auto row = reader.next()) readRow(*row);
  const auto& found = reader.diagnostics();
  report_.diagnostics.insert(report_.diagnostics.end(), found.begin(), found.end());
  const CaseValues::Put put = values_.put(storage_, coder);
  report_.cases = put.cases;
  report_.documents = put.documents;
  return std::move(report_);
}

}  // namespace

CasesReport importCases(Storage& storage, const std::filesystem::path& file,
                        const std::string& coder) {
  const std::string text = readTableText(file);
  return CasesReading(storage, readableName(file.filename().string())).read(text, coder);
}

}  // namespace retold
