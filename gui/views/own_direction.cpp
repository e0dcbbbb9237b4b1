#include "gui/views/own_direction.h"

#include "gui/strings.h"

namespace retold {

void OwnDirectionDelegate::initStyleOption(QStyleOptionViewItem* option,
                                           const QModelIndex& index) const {
  QStyledItemDelegate::initStyleOption(option, index);
  option->text = apart(option->text);
}

}  // namespace retold
