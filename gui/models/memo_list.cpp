#include "gui/models/memo_list.h"

#include <QDateTime>
#include <QGuiApplication>
#include <QLocale>

#include "gui/strings.h"

namespace retold {

QString timeInLine(Timestamp time) {
  return QLocale().toString(QDateTime::fromMSecsSinceEpoch(time.milliseconds),
                            QLocale::ShortFormat);
}

QString aboutInLine(const MemoRow& row) {
  const QString name = apart(toQString(row.name));
  const auto code = [&row](const std::string& itsName) {
    return apart(toQString(row.label.empty() ? itsName : row.label));
  };
  switch (row.subject) {
    case MemoSubject::Project:
      return MemoList::tr("the project");
    case MemoSubject::Document:
      return MemoList::tr("document %1").arg(name);
    case MemoSubject::Case:
      return MemoList::tr("case %1").arg(name);
    case MemoSubject::Code:
      return MemoList::tr("code %1").arg(code(row.name));
    case MemoSubject::Coding:
      return MemoList::tr("coding %1 in %2").arg(code(row.code), name);
    case MemoSubject::Other:
      break;
  }
  return MemoList::tr("something else, or what was removed");
}

void MemoList::setRows(std::vector<MemoRow> rows) {
  beginResetModel();
  rows_ = std::move(rows);
  endResetModel();
}

int MemoList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int MemoList::rowOf(const Uuid& id) const {
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (idOf(rows_[row]) == id) return static_cast<int>(row);
  }
  return -1;
}

QVariant MemoList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const MemoRow& row = rowAt(index.row());
  const QString about = aboutInLine(row);
  if (role == Qt::DisplayRole) return about;
  const QString text = toQString(row.memo.text);
  if (role == Qt::ToolTipRole) {
    return row.coding ? tr("On “%1”").arg(onOneLine(toQString(row.coding->quote))) : about;
  }
  const QString who =
      tr("%1 · %2").arg(apart(toQString(row.memo.coder)), timeInLine(row.memo.time));
  if (role == Qt::AccessibleTextRole) {
    return tr("%1: %2. %3").arg(about, onOneLine(text), who);
  }
  if (role != CardRole) return {};
  Card card;
  card.title = about;
  card.after = onOneLine(text.left(1000));
  card.below = who;
  if (row.isCodingsNote()) card.sign = tr("note of a coding");
  return QVariant::fromValue(card);
}

}  // namespace retold
