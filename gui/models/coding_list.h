#pragma once

#include <QAbstractListModel>

#include "gui/session.h"

namespace retold {

/// The codings of the open document in the order of their passages.
class CodingList final : public QAbstractListModel {
  Q_OBJECT
 public:
  explicit CodingList(Session& session, QObject* parent = nullptr);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  const Coding& codingAt(int row) const;

 private:
  void rebuild();

  Session& session_;
  std::vector<Coding> codings_;
};

}  // namespace retold
