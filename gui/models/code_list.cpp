#include "gui/models/code_list.h"

#include <QGuiApplication>
#include <QLocale>
#include <algorithm>

#include "gui/strings.h"
#include "gui/views/card.h"

namespace retold {

void CodeList::setCodes(std::vector<Code> codes) {
  beginResetModel();
  codes_ = std::move(codes);
  endResetModel();
}

void CodeList::setFavourites(std::vector<CodeId> favourites) {
  beginResetModel();
  favourites_ = std::move(favourites);
  endResetModel();
}

int CodeList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(codes_.size());
}

QVariant CodeList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Code& code = codes_[static_cast<std::size_t>(index.row())];
  const auto place = std::find(favourites_.begin(), favourites_.end(), code.id);
  const QString number =
      place == favourites_.end()
          ? QString()
          : QLocale().toString(static_cast<int>(place - favourites_.begin()) + 1);
  if (role == Qt::DisplayRole) return toQString(code.label);
  if (role == Qt::ToolTipRole) return toQString(code.definition);
  if (role == Qt::AccessibleTextRole) {
    const QString all =
        QStringLiteral("%1, %2. %3")
            .arg(toQString(code.label), toQString(code.name), toQString(code.definition));
    return number.isEmpty() ? all : tr("favourite %1: %2").arg(number, all);
  }
  if (role != CardRole) return {};
  Card card;
  card.number = number;
  card.title = toQString(code.label);
  card.below = toQString(code.name);
  card.stripe = themeOf(QGuiApplication::palette()).code(code);
  return QVariant::fromValue(card);
}

Qt::ItemFlags CodeList::flags(const QModelIndex& index) const {
  const Qt::ItemFlags usual = QAbstractListModel::flags(index);
  return index.isValid() ? usual | Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled : usual;
}

QMimeData* CodeList::mimeData(const QModelIndexList& indexes) const {
  auto* dragged = new QMimeData;
  if (!indexes.isEmpty()) {
    putCode(*dragged, codes_[static_cast<std::size_t>(indexes.front().row())].id);
  }
  return dragged;
}

bool CodeList::canDropMimeData(const QMimeData* dropped, Qt::DropAction, int, int,
                               const QModelIndex& parent) const {
  return parent.isValid() && dropped != nullptr && passageIn(*dropped).has_value();
}

bool CodeList::dropMimeData(const QMimeData* dropped, Qt::DropAction action, int row, int column,
                            const QModelIndex& parent) {
  if (!canDropMimeData(dropped, action, row, column, parent)) return false;
  emit passageDropped(codes_[static_cast<std::size_t>(parent.row())].id, *passageIn(*dropped));
  return true;
}

}  // namespace retold
