#pragma once

#include <QAbstractListModel>

#include "gui/session.h"
#include "gui/views/card.h"

namespace retold {

/// The codings of the open document in the order of their passages.
class CodingList final : public QAbstractListModel {
  Q_OBJECT
 public:
  explicit CodingList(Session& session, QObject* parent = nullptr);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  const Coding& codingAt(int row) const;
  /// Where a coding of an older text stands now; null where it is on the text that is shown.
  const Transfer* transferAt(int row) const;

 private:
  void rebuild();
  void describe(const Transfer& transfer, Card& card) const;

  Session& session_;
  std::vector<Coding> codings_;  ///< those that wait for a place come first
  std::vector<Transfer> transfers_;
};

/// "the same words stand there now", "other words: the place most alike, 83 %".
QString placeInWords(const Transfer& transfer);

}  // namespace retold
