#include <algorithm>
#include <array>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <utility>

#include "indexer/reader/cell_format.h"
#include "indexer/reader/odf.h"
#include "indexer/reader/package.h"
#include "indexer/reader/readers.h"
#include "indexer/reader/sheet.h"
#include "indexer/reader/xml.h"

namespace retold {

namespace {

constexpr std::string_view kKind = "spreadsheet";

/// What the styles of cells and sheets say that changes what is read.
struct OdsStyles {
  std::map<std::string, CellFormat, std::less<>> formats;  ///< by the cells' style, dates only
  std::set<std::string, std::less<>> hiddenTables;

  void read(const pugi::xml_node& root);
};

void OdsStyles::read(const pugi::xml_node& root) {
  std::map<std::string, CellFormat, std::less<>> dates;
  for (const std::string_view part : {"styles", "automatic-styles"}) {
    for (const pugi::xml_node& node : childOf(root, part).children()) {
      const std::string name(attributeOf(node, "name"));
      if (localName(node) == "date-style") {
        dates[name] = {.year = static_cast<bool>(childOf(node, "year")),
                       .month = static_cast<bool>(childOf(node, "month")),
                       .day = static_cast<bool>(childOf(node, "day"))};
      } else if (localName(node) == "style") {
        const auto date = dates.find(attributeOf(node, "data-style-name"));
        if (date != dates.end()) formats[name] = date->second;
        const pugi::xml_node table = childOf(node, "table-properties");
        if (attributeOf(table, "display") == "false") hiddenTables.insert(name);
      }
    }
  }
}

/// "PT13H30M05.5S" as "13:30:05.5"; what is written otherwise stays.
std::string durationText(std::string_view value) {
  if (!value.starts_with("PT")) return std::string(value);
  std::array<std::string, 3> parts{"00", "00", "00"};
  std::string digits;
  for (const char c : value.substr(2)) {
    const std::size_t part = std::string_view("HMS").find(c);
    if (part == std::string_view::npos) {
      digits += c == ',' ? '.' : c;
      continue;
    }
    const std::size_t whole = std::min(digits.find('.'), digits.size());
    if (whole < 2) digits.insert(0, 2 - whole, '0');
    while (digits.find('.') != std::string::npos && (digits.back() == '0' || digits.back() == '.'))
      digits.pop_back();
    parts[part] = std::exchange(digits, {});
  }
  return parts[0] + ':' + parts[1] + ':' + parts[2];
}

std::string dateText(std::string_view value, const CellFormat* format) {
  if (value.ends_with("T00:00:00")) value.remove_suffix(9);
  const bool plain = value.size() == 10 && value[4] == '-' && value[7] == '-';
  if (plain && format != nullptr && !format->day && format->year) {
    value = value.substr(0, format->month ? 7 : 4);
  }
  return std::string(value);
}

/// Reads one document, of the XML that holds its tables.
class OdsReading {
 public:
  OdsReading(const ReadLimits& limits, const OdsStyles& styles)
      : limits_(limits), styles_(styles) {}

  std::vector<Sheet> read(std::string_view xml);

 private:
  void readTable(std::string_view xml);
  void readRow(const pugi::xml_node& row, SheetCsv& csv, SheetCounts& counts) const;
  std::string valueOf(const pugi::xml_node& cell) const;
  void countColumns(std::string_view xml, SheetCounts& counts) const;

  const ReadLimits& limits_;
  const OdsStyles& styles_;
  std::vector<Sheet> sheets_;
};

std::string shownText(const pugi::xml_node& cell) {
  std::string text;
  bool first = true;
  for (const pugi::xml_node& node : cell.children()) {
    if (localName(node) != "p") continue;
    if (!std::exchange(first, false)) text += '\n';
    text += odfText(node);
  }
  return text;
}

std::string OdsReading::valueOf(const pugi::xml_node& cell) const {
  const std::string_view type = attributeOf(cell, "value-type");
  const std::string_view value = attributeOf(cell, "value");
  if (type == "date") {
    const auto format = styles_.formats.find(attributeOf(cell, "style-name"));
    return dateText(attributeOf(cell, "date-value"),
                    format == styles_.formats.end() ? nullptr : &format->second);
  }
  if (type == "time") return durationText(attributeOf(cell, "time-value"));
  if (type == "boolean") return attributeOf(cell, "boolean-value") == "true" ? "TRUE" : "FALSE";
  std::string shown = shownText(cell);
  if (type == "percentage") return cellText(value, {.percent = true}, false);
  if (type == "float" || type == "currency") {
    // Identifiers are often shown with zeros in front.
    const bool digits = shown.size() > 1 && shown[0] == '0' &&
                        shown.find_first_not_of("0123456789") == std::string::npos;
    return digits ? shown : cellText(value, {}, false);
  }
  if (shown.empty()) shown = attributeOf(cell, "string-value");
  return shown;
}

void OdsReading::readRow(const pugi::xml_node& row, SheetCsv& csv, SheetCounts& counts) const {
  std::uint32_t column = 0;
  bool filled = false;
  for (const pugi::xml_node& cell : row.children()) {
    const std::string_view name = localName(cell);
    if (name != "table-cell" && name != "covered-table-cell") continue;
    const std::uint32_t repeats =
        std::min(numberOf(attributeOf(cell, "number-columns-repeated"), 1), SheetCsv::kMostColumns);
    counts.comments += static_cast<bool>(childOf(cell, "annotation"));
    const std::string value = name == "table-cell" ? valueOf(cell) : std::string();
    if (!value.empty()) {
      filled = true;
      for (std::uint32_t i = 0; i < repeats; ++i) csv.cell(column + i, value);
    }
    column += repeats;
    if (column >= SheetCsv::kMostColumns) break;
  }
  csv.endRow();
  const std::string_view visible = attributeOf(row, "visibility");
  counts.hiddenRows += filled && (visible == "collapse" || visible == "filter");
}

void OdsReading::countColumns(std::string_view xml, SheetCounts& counts) const {
  XmlPieces columns(xml.substr(0, findTag(xml, "table-row", 0)), "table-column");
  for (std::string_view piece = columns.next(); !piece.empty(); piece = columns.next()) {
    const Xml column = parseXml(std::string(piece), "the spreadsheet", limits_);
    if (attributeOf(column.root(), "visibility") != "collapse") continue;
    const std::uint32_t repeats =
        numberOf(attributeOf(column.root(), "number-columns-repeated"), 1);
    // The rest of the sheet to the right is often hidden as a whole, and empty.
    if (repeats < 256) counts.hiddenColumns += repeats;
  }
}

void OdsReading::readTable(std::string_view xml) {
  const Xml tag =
      parseXml(std::string(xml.substr(0, behindTag(xml, 0))), "the spreadsheet", limits_);
  const pugi::xml_node table = tag.root();
  SheetCsv csv(limits_);
  SheetCounts counts;
  counts.hidden = styles_.hiddenTables.count(attributeOf(table, "style-name")) != 0;
  countColumns(xml, counts);
  XmlPieces rows(xml, "table-row");
  for (std::string_view piece = rows.next(); !piece.empty(); piece = rows.next()) {
    const Xml row = parseXml(std::string(piece), "the spreadsheet", limits_);
    std::uint32_t repeats =
        std::max(numberOf(attributeOf(row.root(), "number-rows-repeated"), 1), 1U);
    const std::uint64_t before = csv.rows();
    do {
      readRow(row.root(), csv, counts);
      // An empty row is repeated to the end of the sheet.
    } while (csv.rows() > before && --repeats > 0);
  }
  if (!csv.empty()) {
    sheets_.push_back({std::string(attributeOf(table, "name")), csv.finish(), counts.notes()});
  }
}

std::vector<Sheet> OdsReading::read(std::string_view xml) {
  XmlPieces tables(xml.substr(std::min(findTag(xml, "spreadsheet", 0), xml.size())), "table");
  for (std::string_view piece = tables.next(); !piece.empty(); piece = tables.next()) {
    readTable(piece);
  }
  return std::move(sheets_);
}

/// The tree of what stands before the tables.
Xml readHead(std::string_view xml, const ReadLimits& limits) {
  return parseXml(std::string(xml.substr(0, findTag(xml, "body", 0))), "the spreadsheet", limits);
}

}  // namespace

ReadResult readOds(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink) {
  const ReadLimits& limits = options.limits;
  return readOffice(limits, [&](ReadResult& result) {
    std::uint64_t unreadable = 0;
    std::string xml, damage;
    OdsStyles styles;
    if (isFlatOdf(bytes)) {
      xml = xmlAsUtf8(std::string(bytes), unreadable);
    } else {
      Package package(bytes, kKind, limits, isOdfPart);
      requireOdf(package, kKind, limits);
      styles.read(parseXml(package.take("styles.xml"), "the spreadsheet", limits).root());
      xml = xmlAsUtf8(package.take("content.xml"), unreadable);
      damage = package.damage();
    }
    styles.read(readHead(xml, limits).root());
    giveSheets(OdsReading(limits, styles).read(xml), name, damage, result, sink);
  });
}

}  // namespace retold
