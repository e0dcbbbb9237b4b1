#pragma once

#include <QAbstractListModel>
#include <optional>
#include <vector>

#include "gui/views/card.h"
#include "queries/notes/memos.h"

namespace retold {

/// Memos as cards, in the order in which they were found.
class MemoList final : public QAbstractListModel {
  Q_OBJECT
 public:
  explicit MemoList(QObject* parent = nullptr) : QAbstractListModel(parent) {}

  void setRows(std::vector<MemoRow> rows);
  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  const MemoRow& rowAt(int row) const { return rows_[static_cast<std::size_t>(row)]; }
  /// -1 = none has it.
  int rowOf(const Uuid& id) const;

 private:
  std::vector<MemoRow> rows_;
};

/// "document anna.txt", "tag Debt in anna.txt", with names that keep their direction.
QString aboutInLine(const MemoRow& row);
/// "12 May 2026 14:05", in the way of this computer.
QString timeInLine(Timestamp time);

}  // namespace retold
