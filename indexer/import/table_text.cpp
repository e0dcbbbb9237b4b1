#include "indexer/import/table_text.h"

#include <optional>
#include <utility>

#include "indexer/import/file_walk.h"
#include "indexer/import/importer.h"
#include "indexer/import/reader_pool.h"
#include "indexer/system.h"
#include "indexer/text/decode.h"
#include "model/error.h"

namespace retold {

namespace {

constexpr std::uint64_t kLargestTable = 256ull << 20;

/// The bytes that a csv table stands in, as text.
std::string decodedTable(const std::string& name, std::string_view bytes) {
  NotText notText;
  auto decoded = decode(bytes, {}, notText);
  if (!decoded) {
    throw Error(ErrorKind::Io, name + " cannot be read: " + notText.reason,
                "save the table as CSV, and give that file");
  }
  return std::move(decoded->text);
}

std::vector<TableText> readSheets(const std::string& path, const std::string& name,
                                  std::string_view format, std::string_view bytes) {
  std::vector<TableText> tables;
  const ReadOptions options;
  ReaderPool pool(options.limits);
  const ReadResult result =
      pool.read(format, name, bytes, options, [&tables, &name](ReadDocument&& sheet) {
        if (sheet.contained && sheet.containedFormat == "csv") {
          tables.push_back({name + sheet.member, std::move(*sheet.contained)});
        }
      });
  if (tables.empty()) {
    throw Error(ErrorKind::Refused,
                path + " cannot be read: " + result.unreadable.value_or("it holds no table"),
                "save the table as CSV, and give that file");
  }
  return tables;
}

}  // namespace

std::string_view trimmedCell(std::string_view cell) {
  const std::size_t begin = cell.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return cell.substr(begin, cell.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string smallAscii(std::string_view text) {
  std::string small(text);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

std::vector<TableText> readTables(const std::filesystem::path& file) {
  const std::string path = readableName(file.string());
  const std::string name = readableName(file.filename().string());
  std::string why;
  if (!fileState(file, why)) {
    throw Error(ErrorKind::NotFound, path + ": " + why, "check the spelling of the path");
  }
  FileTrouble trouble;
  const auto bytes = readFile(file, kLargestTable, trouble);
  if (!bytes) throw Error(ErrorKind::Io, path + " cannot be read: " + trouble.reason);
  const ImportFormat* format = findImportFormat(file);
  if (format != nullptr && format->read == nullptr) {
    return readSheets(path, name, format->name, bytes->bytes);
  }
  return {{name, decodedTable(path, bytes->bytes)}};
}

TableText readTableText(const std::filesystem::path& file) {
  std::vector<TableText> tables = readTables(file);
  if (tables.size() == 1) return std::move(tables.front());
  std::string names;
  for (const TableText& table : tables) names += (names.empty() ? "" : ", ") + table.name;
  throw Error(ErrorKind::Refused,
              readableName(file.string()) + " has several sheets with tables: " + names,
              "save the one that is meant as a file of its own, and give that");
}

}  // namespace retold
