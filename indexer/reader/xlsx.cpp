#include <algorithm>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <utility>

#include "indexer/reader/cell_format.h"
#include "indexer/reader/ooxml.h"
#include "indexer/reader/package.h"
#include "indexer/reader/readers.h"
#include "indexer/reader/sheet.h"
#include "indexer/reader/xml.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

constexpr std::string_view kKind = "spreadsheet";

/// "_x000D_" stands for a character that XML does not allow.
std::string unescaped(const std::string& text) {
  std::size_t at = text.find("_x");
  if (at == std::string::npos) return text;
  std::string plain = text.substr(0, at);
  for (; at < text.size(); ++at) {
    const bool escape = text.size() - at >= 7 && text.compare(at, 2, "_x") == 0 &&
                        text[at + 6] == '_' &&
                        text.find_first_not_of("0123456789ABCDEFabcdef", at + 2) == at + 6;
    if (!escape) {
      plain += text[at];
      continue;
    }
    const auto code = static_cast<char32_t>(std::stoul(text.substr(at + 2, 4), nullptr, 16));
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code == '\n' || code == '\t' || (code >= 0x20 && !surrogate)) appendUtf8(plain, code);
    at += 6;
  }
  return plain;
}

/// The text of a string item: its runs, without the reading aid above East Asian words.
std::string stringText(const pugi::xml_node& item) {
  std::string text;
  for (const pugi::xml_node& node : item.children()) {
    const std::string_view name = localName(node);
    if (name == "t") text += textBelow(node);
    if (name == "r") text += textBelow(childOf(node, "t"));
  }
  return unescaped(text);
}

/// "BC12" -> 54; none where it names no column.
std::optional<std::uint32_t> columnOf(std::string_view reference) {
  std::uint32_t column = 0;
  std::size_t letters = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z' || ++letters > 3) break;
    column = column * 26 + static_cast<std::uint32_t>(c - 'A') + 1;
  }
  if (letters == 0 || letters > 3) return std::nullopt;
  return column - 1;
}

/// Reads one workbook.
class XlsxReading {
 public:
  XlsxReading(Package& package, const ReadLimits& limits) : package_(package), limits_(limits) {}

  std::vector<Sheet> read();

 private:
  void readStrings(const std::string& part);
  void readFormats(const std::string& part);
  void readSheet(const std::string& part, std::string name, bool hidden);
  void readRow(const pugi::xml_node& row, SheetCsv& csv, SheetCounts& counts) const;
  std::string valueOf(const pugi::xml_node& cell, SheetCounts& counts) const;
  void countHiddenColumns(std::string_view xml, SheetCounts& counts) const;
  void countRelated(const std::string& part, SheetCounts& counts);

  Package& package_;
  const ReadLimits& limits_;
  std::vector<std::string> strings_;
  std::vector<CellFormat> formats_;  ///< by the number of a cell's style
  bool from1904_ = false;
  std::vector<Sheet> sheets_;
};

void XlsxReading::readStrings(const std::string& part) {
  std::uint64_t unreadable = 0;
  const std::string xml = xmlAsUtf8(package_.take(part), unreadable);
  XmlPieces items(xml, "si");
  for (std::string_view piece = items.next(); !piece.empty(); piece = items.next()) {
    const Xml item = parseXml(std::string(piece), "the spreadsheet", limits_);
    strings_.push_back(stringText(item.root()));
  }
}

void XlsxReading::readFormats(const std::string& part) {
  const Xml xml = parseXml(package_.take(part), "the spreadsheet", limits_);
  std::map<std::uint32_t, CellFormat> own;
  for (const pugi::xml_node& node : childOf(xml.root(), "numFmts").children()) {
    own[numberOf(attributeOf(node, "numFmtId"), 0)] =
        parseCellFormat(attributeOf(node, "formatCode"));
  }
  for (const pugi::xml_node& node : childOf(xml.root(), "cellXfs").children()) {
    const std::uint32_t id = numberOf(attributeOf(node, "numFmtId"), 0);
    const auto found = own.find(id);
    formats_.push_back(found == own.end() ? builtInCellFormat(id) : found->second);
  }
}

std::string XlsxReading::valueOf(const pugi::xml_node& cell, SheetCounts& counts) const {
  const std::string_view type = attributeOf(cell, "t");
  if (type == "inlineStr") return stringText(childOf(cell, "is"));
  const pugi::xml_node node = childOf(cell, "v");
  const std::string value = textBelow(node);
  if (value.empty() && childOf(cell, "f")) ++counts.noResult;
  if (value.empty()) return {};
  if (type == "s") {
    const std::uint32_t index = numberOf(value, UINT32_MAX);
    return index < strings_.size() ? strings_[index] : std::string();
  }
  if (type == "b") return value == "1" || value == "true" ? "TRUE" : "FALSE";
  if (type == "str") return unescaped(value);
  if (type == "e" || type == "d") return value;
  const std::uint32_t style = numberOf(attributeOf(cell, "s"), 0);
  const CellFormat format = style < formats_.size() ? formats_[style] : CellFormat{};
  return cellText(value, format, from1904_);
}

void XlsxReading::readRow(const pugi::xml_node& row, SheetCsv& csv, SheetCounts& counts) const {
  std::uint32_t next = 0;
  bool filled = false;
  for (const pugi::xml_node& cell : row.children()) {
    if (localName(cell) != "c") continue;
    const std::uint32_t column = columnOf(attributeOf(cell, "r")).value_or(next);
    next = column + 1;
    const std::string value = valueOf(cell, counts);
    csv.cell(column, value);
    filled = filled || !value.empty();
  }
  csv.endRow();
  counts.hiddenRows += filled && hasAttribute(row, "hidden") && isOn(attributeOf(row, "hidden"));
}

void XlsxReading::countHiddenColumns(std::string_view xml, SheetCounts& counts) const {
  const std::size_t rows = std::min(findTag(xml, "sheetData", 0), xml.size());
  XmlPieces columns(xml.substr(0, rows), "col");
  for (std::string_view piece = columns.next(); !piece.empty(); piece = columns.next()) {
    const Xml column = parseXml(std::string(piece), "the spreadsheet", limits_);
    const pugi::xml_node node = column.root();
    if (!hasAttribute(node, "hidden") || !isOn(attributeOf(node, "hidden"))) continue;
    const std::uint32_t first = numberOf(attributeOf(node, "min"), 1);
    const std::uint32_t last = numberOf(attributeOf(node, "max"), first);
    // The rest of the sheet to the right is often hidden as a whole, and empty.
    if (last >= first && last < SheetCsv::kMostColumns) counts.hiddenColumns += last - first + 1;
  }
}

void XlsxReading::countRelated(const std::string& part, SheetCounts& counts) {
  const Relations relations = readRelations(package_, part, limits_);
  counts.comments = relations.byType.count("comments") + relations.byType.count("threadedComment");
  const auto [from, to] = relations.byType.equal_range("drawing");
  for (auto each = from; each != to; ++each) {
    const std::string* drawing = package_.find(each->second);
    if (drawing == nullptr) continue;
    const Xml xml = parseXml(std::string(*drawing), "the spreadsheet", limits_);
    counts.boxes = counts.boxes || findBelow(xml.root(), "txBody");
  }
}

void XlsxReading::readSheet(const std::string& part, std::string name, bool hidden) {
  std::uint64_t unreadable = 0;
  const std::string xml = xmlAsUtf8(package_.take(part), unreadable);
  SheetCsv csv(limits_);
  SheetCounts counts;
  counts.hidden = hidden;
  countHiddenColumns(xml, counts);
  XmlPieces rows(xml, "row");
  for (std::string_view piece = rows.next(); !piece.empty(); piece = rows.next()) {
    const Xml row = parseXml(std::string(piece), "the spreadsheet", limits_);
    readRow(row.root(), csv, counts);
  }
  countRelated(part, counts);
  if (csv.empty() && counts.noResult == 0) return;
  if (csv.empty()) {
    throw Unreadable{
        "the spreadsheet holds formulas without their results; open it in a "
        "spreadsheet program, save it and import it again"};
  }
  sheets_.push_back({std::move(name), csv.finish(), counts.notes()});
}

std::vector<Sheet> XlsxReading::read() {
  std::string main = readRelations(package_, "", limits_).first("officeDocument");
  if (main.empty() || !package_.find(main)) main = "xl/workbook.xml";
  const Relations relations = readRelations(package_, main, limits_);
  if (!package_.find(main)) {
    throw Unreadable{package_.damage().empty()
                         ? "the file is a zip package but no spreadsheet: it has no workbook"
                         : "the spreadsheet is damaged: its workbook is missing from the file; "
                           "look for another copy"};
  }
  const Xml workbook = parseXml(package_.take(main), "the spreadsheet", limits_);
  const pugi::xml_node properties = childOf(workbook.root(), "workbookPr");
  from1904_ = hasAttribute(properties, "date1904") && isOn(attributeOf(properties, "date1904"));
  readStrings(relations.first("sharedStrings"));
  readFormats(relations.first("styles"));
  for (const pugi::xml_node& node : childOf(workbook.root(), "sheets").children()) {
    const auto target = relations.byId.find(attributeOf(node, "id"));
    if (target == relations.byId.end()) continue;
    const std::string_view state = attributeOf(node, "state");
    readSheet(target->second, std::string(attributeOf(node, "name")),
              state.starts_with("hidden") || state == "veryHidden");
  }
  return std::move(sheets_);
}

/// Not unpacked: pictures, themes, cached data of pivot tables.
bool isWanted(std::string_view name) {
  if (!name.ends_with(".xml") && !name.ends_with(".rels")) return false;
  for (const std::string_view other :
       {"customxml/", "xl/theme/", "xl/pivot", "xl/comments", "xl/threaded", "xl/charts",
        "xl/calcchain", "docprops/", "xl/externallinks/", "xl/printersettings/"}) {
    if (name.starts_with(other)) return false;
  }
  return true;
}

}  // namespace

ReadResult readXlsx(std::string_view name, std::string_view bytes, const ReadOptions& options,
                    const ReadSink& sink) {
  return readOffice(options.limits, [&](ReadResult& result) {
    Package package(bytes, kKind, options.limits, isWanted);
    std::vector<Sheet> sheets = XlsxReading(package, options.limits).read();
    giveSheets(std::move(sheets), name, package.damage(), result, sink);
  });
}

}  // namespace retold
