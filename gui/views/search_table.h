#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

#include "gui/models/concordance_table.h"

namespace retold {

/// Paints a line of a concordance: what stands before and behind the hit gives way at its far end,
/// the hit stands in the middle, and each line is read in its own direction.
class KwicDelegate final : public QStyledItemDelegate {
  Q_OBJECT
 public:
  explicit KwicDelegate(QObject* parent = nullptr);

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
};

/// Hits in a table: Enter or a double click asks for the passage, Space ticks what is selected.
/// Says what to do where it is empty.
class SearchTable final : public QTableView {
  Q_OBJECT
 public:
  explicit SearchTable(ConcordanceTable& hits, QWidget* parent = nullptr);

  /// A first line, and what follows it.
  void setPlaceholder(const QString& text);
  std::vector<int> selectedRows() const;
  /// The row with the keyboard; none where there is no row.
  std::optional<int> currentRow() const;
  /// Makes a row current and brings it into sight.
  void showRow(int row);

 signals:
  void rowEntered(int row);
  void headerClicked(int column);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  /// Left and right share what the other columns leave.
  void spread();
  void setRowHeights();
  void tickSelected();

  ConcordanceTable& hits_;
  QString placeholder_;
};

}  // namespace retold
