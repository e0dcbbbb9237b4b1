#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "queries/lexicon/ledger.h"

namespace retold {

/// What each term of a lexicon did, a row each. Sort by kSortRole through a proxy.
class LedgerTable final : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Term, Category, Hits, Documents, Confirmed, Rejected, OnlyByIt, Says, Columns };
  static constexpr int kSortRole = Qt::UserRole;

  using QAbstractTableModel::QAbstractTableModel;

  void setRows(std::vector<LedgerRow> rows);
  const LedgerRow& rowAt(int row) const { return rows_[static_cast<std::size_t>(row)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<LedgerRow> rows_;
};

/// "only rejected", "never found", "not in the lexicon any more"; empty where nothing is to be
/// said.
QString remarkOn(const LedgerRow& row);

}  // namespace retold
