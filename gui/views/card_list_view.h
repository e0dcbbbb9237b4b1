#pragma once

#include <QListView>
#include <QString>

namespace retold {

/// A list of cards that says what to do where it is empty.
class CardListView final : public QListView {
  Q_OBJECT
 public:
  CardListView(const QString& accessibleName, int quoteLines, int linesBelow = 1,
               QWidget* parent = nullptr);

  void setPlaceholder(const QString& text);
  /// Makes the row current and brings it into sight, without telling anybody; -1 = no row.
  void showRow(int row);

 signals:
  /// The user moved to this row, by key or mouse.
  void rowChosen(int row);
  /// Enter or a double click.
  void rowEntered(int row);

 protected:
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QString placeholder_;
  bool quiet_ = false;
};

}  // namespace retold
