#pragma once

#include <QAbstractListModel>

#include "gui/session.h"
#include "gui/views/card.h"
#include "gui/views/dragged.h"

namespace retold {

/// The codings of the open document in the order of their passages. A row can be dragged: it takes
/// its code along; a passage that is dropped on a row is to be tagged with that code.
class CodingList final : public QAbstractListModel {
  Q_OBJECT
 public:
  explicit CodingList(Session& session, QObject* parent = nullptr);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QMimeData* mimeData(const QModelIndexList& indexes) const override;
  Qt::DropActions supportedDropActions() const override { return Qt::CopyAction; }
  bool canDropMimeData(const QMimeData* dropped, Qt::DropAction action, int row, int column,
                       const QModelIndex& parent) const override;
  bool dropMimeData(const QMimeData* dropped, Qt::DropAction action, int row, int column,
                    const QModelIndex& parent) override;

  /// Shows the codings that have every word of `words` in their code, coder, quote or note; with
  /// `important` only those that are marked so.
  void setFilter(const QString& words, bool important);
  /// Those that the filter leaves out are counted too.
  int total() const { return total_; }
  const Coding& codingAt(int row) const;
  /// Row of a coding; -1 where it is not shown.
  int rowOf(CodingId id) const;
  /// Where a coding of an older text stands now; null where it is on the text that is shown.
  const Transfer* transferAt(int row) const;

 signals:
  void passageDropped(const retold::CodeId& code, const retold::DraggedPassage& passage);

 private:
  void rebuild();
  bool passes(const Coding& coding) const;
  void describe(const Transfer& transfer, Card& card) const;

  Session& session_;
  std::vector<Coding> codings_;  ///< those that wait for a place come first
  std::vector<Transfer> transfers_;
  QStringList words_;
  bool importantOnly_ = false;
  int total_ = 0;
};

/// "the same words stand there now", "other words: the place most alike, 83 %".
QString placeInWords(const Transfer& transfer);

}  // namespace retold
