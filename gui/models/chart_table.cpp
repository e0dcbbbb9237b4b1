#include "gui/models/chart_table.h"

#include <QLocale>

#include "gui/strings.h"

namespace retold {

void ChartTable::setChart(Chart chart) {
  beginResetModel();
  chart_ = std::move(chart);
  endResetModel();
}

int ChartTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(chart_.rows.size());
}

int ChartTable::columnCount(const QModelIndex& parent) const {
  if (parent.isValid() || chart_.empty()) return 0;
  return 1 + static_cast<int>(chart_.kind == Chart::Kind::Strip ? 2 : chart_.columns.size());
}

QString ChartTable::head(int column) const {
  if (column == 0) return tr("What");
  if (chart_.kind != Chart::Kind::Strip) {
    return chart_.columns[static_cast<std::size_t>(column - 1)].label;
  }
  return column == 1 ? tr("Passages") : tr("Where");
}

QString ChartTable::cell(int row, int column) const {
  const auto at = static_cast<std::size_t>(row);
  if (column == 0) return chart_.rows[at].label;
  if (chart_.kind == Chart::Kind::Strip) {
    const std::vector<Chart::Mark>& marks = chart_.marks[at];
    if (column == 1) return QLocale().toString(static_cast<qulonglong>(marks.size()));
    QStringList places;
    for (const Chart::Mark& mark : marks) places << mark.words;
    return places.join(QStringLiteral(", "));
  }
  const std::optional<double> value = chart_.at(at, static_cast<std::size_t>(column - 1));
  return value ? QLocale().toString(*value, 'f', 0) : tr("nothing can be counted");
}

QVariant ChartTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  if (role == Qt::ToolTipRole && index.column() == 0) {
    const Chart::Line& line = chart_.rows[static_cast<std::size_t>(index.row())];
    return line.name.isEmpty() || line.name == line.label
               ? line.label
               : QStringLiteral("%1\n%2").arg(line.label, line.name);
  }
  if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return cell(index.row(), index.column());
  if (role == Qt::AccessibleTextRole) {
    return QStringLiteral("%1, %2: %3")
        .arg(cell(index.row(), 0), head(index.column()), cell(index.row(), index.column()));
  }
  if (role == Qt::TextAlignmentRole && index.column() > 0 && chart_.kind != Chart::Kind::Strip) {
    return QVariant::fromValue(Qt::Alignment(Qt::AlignTrailing | Qt::AlignVCenter));
  }
  return {};
}

QVariant ChartTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return head(section);
}

QString ChartTable::asText() const {
  QStringList lines;
  QStringList heads;
  for (int column = 0; column < columnCount(); ++column) heads << onOneLine(head(column));
  lines << heads.join(QLatin1Char('\t'));
  for (int row = 0; row < rowCount(); ++row) {
    QStringList cells;
    for (int column = 0; column < columnCount(); ++column) cells << onOneLine(cell(row, column));
    lines << cells.join(QLatin1Char('\t'));
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace retold
