#pragma once

#include <QAbstractListModel>
#include <functional>
#include <utility>

#include "gui/views/card.h"

namespace retold {

/// Cards that are made when they are looked at.
class CardRows final : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;

  void setRows(int count, std::function<Card(int row)> card);

  int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : count_;
  }
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  int count_ = 0;
  std::function<Card(int)> card_;
};

}  // namespace retold
