#include "gui/models/concern_list.h"

#include "gui/models/memo_list.h"
#include "gui/strings.h"

namespace retold {

QString placeInLine(const ConcernRow& row) {
  const QString document = apart(toQString(row.document));
  return row.caseName.empty()
             ? document
             : ConcernList::tr("case %1 · %2").arg(apart(toQString(row.caseName)), document);
}

void ConcernList::setRows(std::vector<ConcernRow> rows) {
  beginResetModel();
  rows_ = std::move(rows);
  endResetModel();
}

int ConcernList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ConcernList::rowOf(ConcernId id) const {
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (rows_[row].concern.id == id) return static_cast<int>(row);
  }
  return -1;
}

QVariant ConcernList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const ConcernRow& row = rowAt(index.row());
  const Concern& concern = row.concern;
  const QString place = placeInLine(row);
  if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return place;
  const QString quote = onOneLine(toQString(concern.quote));
  const QString raised =
      tr("%1 · %2").arg(apart(toQString(concern.coder)), timeInLine(concern.time));
  const QString said = onOneLine(toQString(concern.settled ? concern.outcome : concern.note));
  const QString sign = concern.settled ? tr("settled") : tr("open");
  if (role == Qt::AccessibleTextRole) {
    return tr("%1, %2: “%3”. Raised by %4. %5").arg(place, sign, quote, raised, said);
  }
  if (role != CardRole) return {};
  Card card;
  card.title = place;
  card.sign = sign;
  card.tone = concern.settled ? Tone::Good : Tone::Warning;
  card.after = quote;
  card.below = said.isEmpty() ? raised : tr("%1 · %2").arg(raised, said);
  return QVariant::fromValue(card);
}

}  // namespace retold
