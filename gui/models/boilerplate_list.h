#pragma once

#include <QAbstractTableModel>

#include "gui/session.h"

namespace retold {

/// The sentences that recur in many documents, and whether they count as boilerplate: a check box
/// says so and can be set.
class BoilerplateTable final : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Sentence, Documents, Kind, Columns };

  explicit BoilerplateTable(Session& session, QObject* parent = nullptr);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  void rebuild();
  QString kindOf(const KnownBoilerplate& known) const;

  Session& session_;
  std::vector<KnownBoilerplate> rows_;
};

}  // namespace retold
