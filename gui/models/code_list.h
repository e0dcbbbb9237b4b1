#pragma once

#include <QAbstractListModel>
#include <vector>

#include "model/codebook.h"

namespace retold {

/// Codes to choose from, best first.
class CodeList final : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;

  void setCodes(std::vector<Code> codes);
  const std::vector<Code>& codes() const { return codes_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<Code> codes_;
};

}  // namespace retold
