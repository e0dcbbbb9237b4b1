#pragma once

#include <QAbstractTableModel>

#include "gui/views/chart.h"

namespace retold {

/// The numbers of a chart as a table: what it paints, for those who cannot see it, and to copy.
class ChartTable final : public QAbstractTableModel {
  Q_OBJECT
 public:
  explicit ChartTable(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  void setChart(Chart chart);
  /// With tabs between columns and a head row, as spreadsheets take it.
  QString asText() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation,
                      int role = Qt::DisplayRole) const override;

 private:
  QString head(int column) const;
  QString cell(int row, int column) const;

  Chart chart_;
};

}  // namespace retold
