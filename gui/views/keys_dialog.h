#pragma once

#include <QAbstractTableModel>
#include <QDialog>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>

#include "gui/shortcuts.h"

namespace retold {

/// All actions with their keys: where they can be done, what they do, the keys.
class KeyTable final : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Where, What, Keys, ColumnCount };

  explicit KeyTable(Shortcuts& shortcuts, QObject* parent = nullptr);

  const MenuAction& entryAt(int row) const;
  void keysChanged();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation,
                      int role = Qt::DisplayRole) const override;

 private:
  Shortcuts& shortcuts_;
};

/// Shows all keys, and gives actions others: choose a line, press the new key. Deletes itself when
/// it is closed. `shortcuts` must outlive it.
class KeysDialog final : public QDialog {
  Q_OBJECT
 public:
  KeysDialog(Shortcuts& shortcuts, QWidget* parent);

 signals:
  void keysChanged();

 private:
  void layOut();
  const MenuAction* chosen() const;
  void showChosen();
  void give();
  void told(const QString& text);

  Shortcuts& shortcuts_;
  KeyTable* model_;
  QSortFilterProxyModel* narrowed_;
  QTableView* table_;
  QLineEdit* typed_;
  QKeySequenceEdit* key_;
  QPushButton* give_;
  QPushButton* none_;
  QPushButton* reset_;
  QPushButton* resetAll_;
  QLabel* note_;
};

}  // namespace retold
