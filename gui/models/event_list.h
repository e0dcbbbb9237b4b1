#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "gui/session.h"
#include "queries/history/describe.h"

namespace retold {

/// The history of the project, newest first; older events are read when they are looked at.
class EventList final : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { When, Who, What, ColumnCount };

  /// `session` must outlive it.
  explicit EventList(Session& session, QObject* parent = nullptr);

  /// Begins anew with the newest event.
  void refresh();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation,
                      int role = Qt::DisplayRole) const override;
  bool canFetchMore(const QModelIndex& parent) const override;
  void fetchMore(const QModelIndex& parent) override;

 private:
  struct Line {
    QString when;
    QString who;
    QString what;
  };
  /// The next page that has any line, newest first.
  std::vector<Line> olderLines();
  std::vector<Line> pageOfLines();
  QString inWords(const Event& event, const EventDescriber& describer) const;

  Session& session_;
  std::vector<Line> lines_;
  std::uint64_t next_ = 0;  ///< number of the newest event that was not read yet; 0 = none is left
};

}  // namespace retold
