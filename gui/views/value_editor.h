#pragma once

#include <QComboBox>
#include <QLabel>
#include <QStyledItemDelegate>
#include <optional>

#include "model/case.h"

namespace retold {

/// A field in which the value of an attribute is typed, or chosen from what is offered: the values
/// of its definition, and the words for why there is none. Says below itself how a date is read,
/// or why what stands in it does not fit.
class ValueEditor final : public QComboBox {
  Q_OBJECT
 public:
  ValueEditor(std::optional<AttributeDefinition> definition, QWidget* parent);

  /// Why what is typed does not fit; empty where it does.
  QString refusal() const;

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void moveEvent(QMoveEvent* event) override;

 private:
  void offer();
  void take(int index);
  void showReading();
  void placeReading();

  std::optional<AttributeDefinition> definition_;
  QString typed_;    ///< before an offered value was chosen
  QLabel* reading_;  ///< within the same window, below the field
};

/// Edits cells of tables of attributes (attribute_cells.h) with a ValueEditor. What does not fit is
/// not taken: the reason stays below the cell until it is mended or Esc leaves it as it was.
class ValueDelegate final : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const override;
  void setEditorData(QWidget* editor, const QModelIndex& index) const override;
  void setModelData(QWidget* editor, QAbstractItemModel* model,
                    const QModelIndex& index) const override;

 signals:
  /// What was typed was not taken when the cell was left.
  void refused(const QString& reason) const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace retold
