#include "gui/models/ledger_table.h"

#include <QCoreApplication>

#include "gui/strings.h"

namespace retold {

namespace {

std::uint64_t numberIn(const LedgerRow& row, int column) {
  switch (column) {
    case LedgerTable::Hits:
      return row.hits;
    case LedgerTable::Documents:
      return row.documents;
    case LedgerTable::Confirmed:
      return row.confirmed;
    case LedgerTable::Rejected:
      return row.rejected;
    case LedgerTable::OnlyByIt:
      return row.onlyByThis;
    default:
      return 0;
  }
}

bool isNumber(int column) { return column >= LedgerTable::Hits && column <= LedgerTable::OnlyByIt; }

QString wordsIn(const LedgerRow& row, int column) {
  if (column == LedgerTable::Term) return onOneLine(toQString(row.term));
  if (column == LedgerTable::Category) return toQString(row.category);
  return remarkOn(row);
}

}  // namespace

QString remarkOn(const LedgerRow& row) {
  const auto tr = [](const char* text) { return QCoreApplication::translate("retold", text); };
  if (row.gone) return tr("not in the lexicon any more");
  if (row.confirmed == 0 && row.rejected > 0)
    return row.onlyByThis == 0 ? tr("✗ only rejected, and nothing rests on it")
                               : tr("✗ only rejected");
  if (row.hits == 0) return tr("found nowhere");
  return {};
}

void LedgerTable::setRows(std::vector<LedgerRow> rows) {
  beginResetModel();
  rows_ = std::move(rows);
  endResetModel();
}

int LedgerTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int LedgerTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : Columns;
}

QVariant LedgerTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const LedgerRow& row = rowAt(index.row());
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
      return isNumber(column) ? grouped(numberIn(row, column)) : wordsIn(row, column);
    case Qt::ToolTipRole:
      return column == Term && !row.gloss.empty()
                 ? QStringLiteral("%1 = %2").arg(toQString(row.term), toQString(row.gloss))
                 : QVariant();
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter) |
                                 (isNumber(column) ? Qt::AlignTrailing : Qt::AlignLeading));
    case kSortRole:
      return isNumber(column) ? QVariant(static_cast<qulonglong>(numberIn(row, column)))
                              : QVariant(wordsIn(row, column));
    default:
      return {};
  }
}

QVariant LedgerTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter) |
                               (isNumber(section) ? Qt::AlignTrailing : Qt::AlignLeading));
  if (role == Qt::ToolTipRole && section == OnlyByIt)
    return tr("Candidates that would be none without this term");
  if (role != Qt::DisplayRole) return {};
  const QStringList titles{tr("Term"),      tr("Pattern"),  tr("Found"),      tr("Documents"),
                           tr("Confirmed"), tr("Rejected"), tr("Only by it"), tr("Remark")};
  return titles.value(section);
}

}  // namespace retold
