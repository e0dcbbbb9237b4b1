#include "gui/models/boilerplate_list.h"

#include <QLocale>
#include <algorithm>

#include "gui/strings.h"

namespace retold {

BoilerplateTable::BoilerplateTable(Session& session, QObject* parent)
    : QAbstractTableModel(parent), session_(session) {
  connect(&session_, &Session::boilerplateChanged, this, &BoilerplateTable::rebuild);
  rebuild();
}

void BoilerplateTable::rebuild() {
  std::vector<KnownBoilerplate> now = session_.boilerplate();
  const bool sameRows = now.size() == rows_.size() &&
                        std::equal(now.begin(), now.end(), rows_.begin(),
                                   [](const KnownBoilerplate& a, const KnownBoilerplate& b) {
                                     return a.passage.key == b.passage.key;
                                   });
  if (sameRows) {  // the reader stays where he is
    rows_ = std::move(now);
    if (!rows_.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
    return;
  }
  beginResetModel();
  rows_ = std::move(now);
  endResetModel();
}

int BoilerplateTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int BoilerplateTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : Columns;
}

QString BoilerplateTable::kindOf(const KnownBoilerplate& known) const {
  if (known.mark) {
    const QString who = toQString(known.mark->coder);
    return (known.mark->boilerplate ? tr("form, %1 says") : tr("speech, %1 says"))
        .arg(who.isEmpty() ? tr("another reader") : who);
  }
  return known.passage.question ? tr("a form's question") : tr("a form's text");
}

QVariant BoilerplateTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const KnownBoilerplate& known = rows_[static_cast<std::size_t>(index.row())];
  const QString sentence = onOneLine(toQString(known.passage.text));
  if (role == Qt::CheckStateRole && index.column() == Sentence) {
    return known.counts() ? Qt::Checked : Qt::Unchecked;
  }
  if (role == Qt::TextAlignmentRole && index.column() == Documents) {
    return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  }
  if (role == Qt::ToolTipRole) return sentence;
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case Sentence:
      return sentence;
    case Documents:
      return known.detected ? QLocale().toString(static_cast<qulonglong>(known.passage.documents))
                            : QString(QChar(0x2013));
    case Kind:
      return kindOf(known);
    default:
      return {};
  }
}

bool BoilerplateTable::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::CheckStateRole || index.column() != Sentence) return false;
  const std::string sentence = rows_[static_cast<std::size_t>(index.row())].passage.text;
  session_.markBoilerplate(sentence, value.toInt() == Qt::Checked);
  return true;
}

Qt::ItemFlags BoilerplateTable::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  if (index.column() == Sentence && !session_.isReadOnly()) flags |= Qt::ItemIsUserCheckable;
  return flags;
}

QVariant BoilerplateTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case Sentence:
      return tr("Sentence (checked: boilerplate)");
    case Documents:
      return tr("Documents");
    case Kind:
      return tr("What it is");
    default:
      return {};
  }
}

}  // namespace retold
