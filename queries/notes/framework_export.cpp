#include "queries/notes/framework_export.h"

#include <array>

#include "indexer/import/csv_reader.h"
#include "queries/export/html_text.h"
#include "queries/find/white_space.h"

namespace retold {

namespace {

std::string summaryOf(const FrameworkCell* cell) {
  return cell != nullptr && cell->summary ? cell->summary->text : std::string();
}

void writeCsv(const FrameworkExport& matrix, std::ostream& out) {
  const Framework& framework = matrix.framework;
  std::vector<std::string> record{"case"};
  for (const Code& code : framework.columns) record.push_back(code.name);
  out << csvRecord(record);
  for (std::size_t row = 0; row < framework.rows.size(); ++row) {
    record.assign({framework.rows[row].name});
    for (std::size_t column = 0; column < framework.columns.size(); ++column) {
      record.push_back(summaryOf(framework.cell(row, column)));
    }
    out << csvRecord(record);
  }
}

std::string number(std::uint64_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

void writePassages(const FrameworkExport& matrix, const Summary& summary, std::ostream& out) {
  std::string items;
  for (const CodingId& id : summary.codings) {
    const auto found = matrix.passages.find(id);
    if (found == matrix.passages.end()) continue;
    const FrameworkPassage& passage = found->second;
    items += "<li dir=\"auto\">“" + escapedHtml(withSingleSpaces(passage.coding.quote)) +
             "” <small><bdi>" + escapedHtml(passage.document) + "</bdi>, bytes " +
             std::to_string(passage.coding.span.begin) + " to " +
             std::to_string(passage.coding.span.end) + "</small></li>\n";
  }
  if (items.empty()) return;
  out << "<details><summary>" << number(summary.codings.size(), "passage", "passages")
      << "</summary>\n<ul>\n"
      << items << "</ul></details>\n";
}

void writeCell(const FrameworkExport& matrix, const FrameworkCell* cell, std::ostream& out) {
  out << "<td>";
  if (cell != nullptr && cell->summary) {
    out << paragraphsHtml(cell->summary->text);
    if (cell->summary->damaged)
      out << "<p><small>The passages that it rests on are damaged and cannot be shown</small></p>";
    writePassages(matrix, *cell->summary, out);
  }
  if (cell != nullptr && cell->waits()) {
    out << "<p><small>" << number(cell->passages, "passage", "passages")
        << ", not summed up</small></p>";
  }
  out << "</td>\n";
}

void writeHtml(const FrameworkExport& matrix, std::ostream& out) {
  const Framework& framework = matrix.framework;
  out << beginOfPage("Framework of " + matrix.project) << "<p>"
      << number(framework.rows.size(), "case", "cases") << " of " << framework.cases
      << (matrix.filtered ? ", of documents that pass the project's filter" : "")
      << ". Summaries of <bdi>" << escapedHtml(matrix.coder) << "</bdi>, written "
      << escapedHtml(matrix.made)
      << ". Quotes are as they stand in the transcripts: NOT DEPERSONALISED.</p>\n"
      << "<div style=\"overflow-x:auto\">\n<table>\n<thead><tr><th scope=\"col\">Case</th>";
  for (const Code& code : framework.columns) {
    out << "<th scope=\"col\"><bdi>" << escapedHtml(code.label.empty() ? code.name : code.label)
        << "</bdi></th>";
  }
  out << "</tr></thead>\n<tbody>\n";
  for (std::size_t row = 0; row < framework.rows.size(); ++row) {
    out << "<tr><th scope=\"row\"><bdi>" << escapedHtml(framework.rows[row].name)
        << "</bdi></th>\n";
    for (std::size_t column = 0; column < framework.columns.size(); ++column) {
      writeCell(matrix, framework.cell(row, column), out);
    }
    out << "</tr>\n";
  }
  out << "</tbody>\n</table>\n</div>\n" << kEndOfPage;
}

/// The passages that the summaries of a row name, where they are still tagged.
void addPassages(const Storage& storage, std::size_t row,
                 const std::unordered_map<CodeId, std::string>& codes, FrameworkExport& matrix) {
  std::unordered_set<CodingId> named;
  for (std::size_t column = 0; column < matrix.framework.columns.size(); ++column) {
    const FrameworkCell* cell = matrix.framework.cell(row, column);
    if (cell == nullptr || !cell->summary) continue;
    named.insert(cell->summary->codings.begin(), cell->summary->codings.end());
  }
  if (named.empty()) return;
  for (const DocumentId id : storage.documentsOf(matrix.framework.rows[row].id)) {
    const auto document = storage.document(id);
    if (!document || document->excluded) continue;
    for (Coding& coding : storage.codings({id, {}, {}})) {
      if (!named.contains(coding.id)) continue;
      const auto code = codes.find(coding.code);
      FrameworkPassage passage{coding, document->name,
                               code == codes.end() ? std::string() : code->second, true};
      matrix.passages.insert_or_assign(coding.id, std::move(passage));
    }
  }
}

constexpr std::array kFormats{
    FrameworkFormat{"csv", ".csv", &writeCsv},
    FrameworkFormat{"html", ".html", &writeHtml},
};

}  // namespace

std::span<const FrameworkFormat> frameworkFormats() { return kFormats; }

FrameworkExport collectFramework(const Storage& storage, const FrameworkQuestion& question,
                                 std::string_view projectName, Progress& progress) {
  FrameworkExport matrix;
  matrix.project = projectName;
  matrix.made = toText(now());
  matrix.coder = question.coder;
  matrix.filtered = question.documents != nullptr;
  matrix.framework = readFramework(storage, question, progress);
  std::unordered_map<CodeId, std::string> codes;
  for (Code& code : storage.codebook().codes) codes.emplace(code.id, std::move(code.name));
  for (std::size_t row = 0; row < matrix.framework.rows.size(); ++row) {
    addPassages(storage, row, codes, matrix);
  }
  return matrix;
}

}  // namespace retold
