#pragma once

#include <QAbstractListModel>
#include <vector>

#include "gui/views/card.h"
#include "queries/notes/concerns.h"

namespace retold {

/// Concerns as cards: the open ones first.
class ConcernList final : public QAbstractListModel {
  Q_OBJECT
 public:
  explicit ConcernList(QObject* parent = nullptr) : QAbstractListModel(parent) {}

  void setRows(std::vector<ConcernRow> rows);
  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  const ConcernRow& rowAt(int row) const { return rows_[static_cast<std::size_t>(row)]; }
  /// -1 = not listed.
  int rowOf(ConcernId id) const;

 private:
  std::vector<ConcernRow> rows_;
};

/// "case 017 · anna.txt"; the document alone where it belongs to no case.
QString placeInLine(const ConcernRow& row);

}  // namespace retold
