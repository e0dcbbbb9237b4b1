#include "gui/models/code_list.h"

#include <QGuiApplication>

#include "gui/strings.h"
#include "gui/views/card.h"

namespace retold {

void CodeList::setCodes(std::vector<Code> codes) {
  beginResetModel();
  codes_ = std::move(codes);
  endResetModel();
}

int CodeList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(codes_.size());
}

QVariant CodeList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Code& code = codes_[static_cast<std::size_t>(index.row())];
  if (role == Qt::DisplayRole) return toQString(code.label);
  if (role == Qt::ToolTipRole) return toQString(code.definition);
  if (role == Qt::AccessibleTextRole) {
    return QStringLiteral("%1, %2. %3")
        .arg(toQString(code.label), toQString(code.name), toQString(code.definition));
  }
  if (role != CardRole) return {};
  Card card;
  card.title = toQString(code.label);
  card.below = toQString(code.name);
  card.stripe = themeOf(QGuiApplication::palette()).code(code);
  return QVariant::fromValue(card);
}

}  // namespace retold
