#include "gui/charts.h"

#include <QCoreApplication>
#include <algorithm>
#include <map>

#include "gui/code_label.h"
#include "gui/models/attribute_cells.h"
#include "gui/strings.h"
#include "gui/views/code_chip.h"

namespace retold {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("retold", text); }

const Code* find(const Codebook& codebook, CodeId id) {
  const auto at = std::find_if(codebook.codes.begin(), codebook.codes.end(),
                               [&](const Code& code) { return code.id == id; });
  return at == codebook.codes.end() ? nullptr : &*at;
}

Chart::Line lineOf(const Codebook& codebook, CodeId id, const Theme& theme) {
  const Code* code = find(codebook, id);
  if (code == nullptr) return {toQString(toText(id)), {}, {}, toQString(toText(id))};
  return {codeLabel(*code), theme.code(*code), signOf(code->kind), toQString(code->name)};
}

/// Rows of the same label are told apart by the names of their codes.
void tellApart(std::vector<Chart::Line>& lines) {
  std::map<QString, int> times;
  for (const Chart::Line& line : lines) ++times[line.label];
  for (Chart::Line& line : lines) {
    if (times[line.label] > 1 && line.name != line.label) {
      line.label = QStringLiteral("%1 (%2)").arg(line.label, line.name);
    }
  }
}

QString columnInWords(const CountTable::Line& column,
                      const std::function<bool(const std::string&)>& isHidden) {
  if (column.state) return stateInWords(*column.state);
  if (column.unrecorded) return notRecordedInWords();
  return isHidden && isHidden(column.label) ? tr("text hidden") : toQString(column.label);
}

/// "n = 31 codings in 12 of 68 documents (23 cases)", and what limits the scope.
QString baseInWords(const CountBase& base, const QString& restriction) {
  QString text = tr("n = %1 in %2 of %3, %4")
                     .arg(counted(base.codings, tr("1 coding"), tr("%1 codings")),
                          grouped(base.codedDocuments),
                          counted(base.documents, tr("1 document"), tr("%1 documents")),
                          counted(base.cases, tr("1 case"), tr("%1 cases")));
  if (!restriction.isEmpty()) text += QLatin1Char('\n') + restriction;
  return text;
}

std::optional<double> real(std::optional<std::uint64_t> value) {
  return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
}

}  // namespace

Chart frequencyChart(const CodeFrequencies& counts, CodeUnit unit, const Codebook& codebook,
                     const Theme& theme, const QString& restriction) {
  Chart chart;
  chart.kind = Chart::Kind::Bars;
  chart.title = tr("How often each code is used");
  chart.base = baseInWords(counts.base, restriction) + QLatin1Char('\n') +
               tr("A passage counts for its code and for the codes above it.");
  const std::array<QString, 3> units{tr("codings"), tr("documents"), tr("cases")};
  const auto first = static_cast<std::size_t>(unit);
  chart.unit = units[first];
  std::vector<std::size_t> order{first};
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (i != first) order.push_back(i);
  }
  for (const std::size_t i : order) chart.columns.push_back({units[i], {}, {}});
  std::vector<CodeFrequency> codes = counts.codes;
  const auto valueOf = [](const CodeFrequency& code, std::size_t what) {
    return static_cast<double>(what == 0 ? code.codings : what == 1 ? code.documents : code.cases);
  };
  std::stable_sort(codes.begin(), codes.end(), [&](const auto& a, const auto& b) {
    return valueOf(a, first) > valueOf(b, first);
  });
  for (const CodeFrequency& code : codes) {
    chart.rows.push_back(lineOf(codebook, code.code, theme));
    for (const std::size_t i : order) chart.cells.emplace_back(valueOf(code, i));
  }
  tellApart(chart.rows);
  return chart;
}

Chart attributeChart(const CountTable& counts, const QString& attribute,
                     const std::function<bool(const std::string&)>& isHidden,
                     const Codebook& codebook, const Theme& theme, const QString& restriction) {
  Chart chart;
  chart.kind = Chart::Kind::Grid;
  chart.title = tr("Codes by %1: number of cases").arg(apart(attribute));
  chart.base = baseInWords(counts.base, restriction) + QLatin1Char('\n') +
               tr("A case counts once in a cell, and in each of its values; what was not given "
                  "stands apart, and so does what was not recorded. Beside each value: how many "
                  "cases have it.");
  chart.unit = tr("cases");
  for (const CountTable::Line& row : counts.rows) {
    chart.rows.push_back(lineOf(codebook, *row.code, theme));
  }
  tellApart(chart.rows);
  for (const CountTable::Line& column : counts.columns) {
    const QString label = columnInWords(column, isHidden);
    chart.columns.push_back({QStringLiteral("%1 (%2)").arg(label, grouped(column.base)), {}, {}});
  }
  for (const auto& cell : counts.cells) chart.cells.push_back(real(cell));
  if (chart.columns.empty()) chart.rows.clear();
  return chart;
}

Chart togetherChart(const CountTable& counts, const Codebook& codebook, const Theme& theme,
                    const QString& restriction) {
  Chart chart;
  chart.kind = Chart::Kind::Grid;
  chart.title = tr("Codes that occur together");
  chart.base = baseInWords(counts.base, restriction) + QLatin1Char('\n') +
               tr("Pairs of passages that overlap; on the diagonal the passages of the code.");
  chart.unit = tr("pairs");
  for (const CountTable::Line& row : counts.rows) {
    chart.rows.push_back(lineOf(codebook, *row.code, theme));
  }
  tellApart(chart.rows);
  for (const Chart::Line& row : chart.rows) chart.columns.push_back({row.label, {}, {}, row.name});
  for (const auto& cell : counts.cells) chart.cells.push_back(real(cell));
  return chart;
}

Chart alongChart(const OpenDocument& document, const std::vector<Coding>& codings,
                 const Codebook& codebook, const Theme& theme) {
  Chart chart;
  chart.kind = Chart::Kind::Strip;
  chart.title = tr("Codes along %1").arg(apart(toQString(document.document().name)));
  chart.unit = tr("passages");
  const auto size = static_cast<double>(std::max<std::size_t>(1, document.text().content.size()));
  std::map<CodeId, std::vector<Chart::Mark>> marks;
  std::uint64_t count = 0;
  for (const Coding& coding : codings) {
    if (coding.text != document.text().id) continue;
    const double begin = static_cast<double>(coding.span.begin) / size;
    marks[coding.code].push_back(
        {begin, static_cast<double>(coding.span.end) / size, percent(begin)});
    ++count;
  }
  chart.base = tr("n = %1; from the beginning of the text to its end")
                   .arg(counted(count, tr("1 coding"), tr("%1 codings")));
  for (const Code& code : codebook.codes) {
    const auto own = marks.find(code.id);
    if (own == marks.end()) continue;
    chart.rows.push_back(lineOf(codebook, code.id, theme));
    chart.marks.push_back(std::move(own->second));
  }
  tellApart(chart.rows);
  return chart;
}

Chart languagesChart(const std::vector<LanguageHits>& hits, std::uint64_t run,
                     std::uint64_t documents, const QString& restriction) {
  Chart chart;
  chart.kind = Chart::Kind::Bars;
  chart.title = tr("What the lexicons found, by their language");
  chart.base =
      tr("run %1 over %2").arg(run).arg(counted(documents, tr("1 document"), tr("%1 documents")));
  if (!restriction.isEmpty()) chart.base += QLatin1Char('\n') + restriction;
  chart.unit = tr("asserted matches");
  chart.columns = {{tr("asserted matches"), {}, {}},
                   {tr("documents with one"), {}, {}},
                   {tr("denied, feared, asked and so on"), {}, {}}};
  for (const LanguageHits& each : hits) {
    chart.rows.push_back({languageInWords(each.language), {}, {}});
    for (const std::uint64_t value : {each.asserted, each.documents, each.other}) {
      chart.cells.emplace_back(static_cast<double>(value));
    }
  }
  return chart;
}

}  // namespace retold
