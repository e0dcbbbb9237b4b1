#include "gui/models/card_rows.h"

#include "gui/strings.h"

namespace retold {

void CardRows::setRows(int count, std::function<Card(int)> card) {
  beginResetModel();
  count_ = count;
  card_ = std::move(card);
  endResetModel();
}

QVariant CardRows::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  if (role != CardRole && role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
  const Card card = card_(index.row());
  if (role == CardRole) return QVariant::fromValue(card);
  QStringList parts{card.title, card.sign, onOneLine(card.before + card.hit + card.after),
                    card.below};
  parts.removeAll(QString());
  return parts.join(QStringLiteral(" · "));
}

}  // namespace retold
