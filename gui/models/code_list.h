#pragma once

#include <QAbstractListModel>
#include <vector>

#include "gui/views/dragged.h"
#include "model/codebook.h"

namespace retold {

/// Codes to choose from, best first. A code can be dragged out, and a passage dropped on one.
class CodeList final : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;

  void setCodes(std::vector<Code> codes);
  const std::vector<Code>& codes() const { return codes_; }
  /// Those have the numbers of their keys, from 1.
  void setFavourites(std::vector<CodeId> favourites);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QMimeData* mimeData(const QModelIndexList& indexes) const override;
  Qt::DropActions supportedDropActions() const override { return Qt::CopyAction; }
  bool canDropMimeData(const QMimeData* dropped, Qt::DropAction action, int row, int column,
                       const QModelIndex& parent) const override;
  bool dropMimeData(const QMimeData* dropped, Qt::DropAction action, int row, int column,
                    const QModelIndex& parent) override;

 signals:
  void passageDropped(const retold::CodeId& code, const retold::DraggedPassage& passage);

 private:
  std::vector<Code> codes_;
  std::vector<CodeId> favourites_;
};

}  // namespace retold
