#pragma once

#include <QAbstractListModel>
#include <map>
#include <vector>

#include "gui/views/card.h"
#include "model/codebook.h"
#include "queries/tag/transfer.h"

namespace retold {

/// Which of the codings that wait are listed.
enum class TransfersShown {
  All,
  Plain,   ///< the same words, in one place: isPlain()
  Unsure,  ///< a place is proposed that somebody should look at
  Gone     ///< the words are not found, or the passage is tagged so already
};
bool isShown(const Transfer& transfer, TransfersShown shown);

/// Codings on older texts of their documents, with where they would stand.
class TransferList final : public QAbstractListModel {
  Q_OBJECT
 public:
  explicit TransferList(QObject* parent = nullptr) : QAbstractListModel(parent) {}

  /// `codebook`: has the labels of their codes.
  void setRows(std::vector<Transfer> rows, const Codebook& codebook);
  /// What the code of this one is called.
  QString labelOf(const Transfer& transfer) const;
  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  const Transfer& rowAt(int row) const { return rows_[static_cast<std::size_t>(row)]; }
  const std::vector<Transfer>& rows() const { return rows_; }
  /// -1 = not listed.
  int rowOf(CodingId id) const;

 private:
  std::vector<Transfer> rows_;
  std::map<CodeId, QString> labels_;
};

}  // namespace retold
