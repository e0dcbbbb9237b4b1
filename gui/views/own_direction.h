#pragma once

#include <QStyledItemDelegate>

namespace retold {

/// Cells that show words of texts: each is read in its own direction, whatever that of the window
/// is, so that a full stop stays at its sentence's end.
class OwnDirectionDelegate final : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

 protected:
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

}  // namespace retold
