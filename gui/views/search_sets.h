#pragma once

#include <QAbstractListModel>
#include <QAction>
#include <QComboBox>
#include <QListView>
#include <QPushButton>
#include <QWidget>
#include <vector>

#include "gui/panel.h"
#include "gui/views/card_list_view.h"
#include "model/notes.h"
#include "queries/find/sets.h"

namespace retold {

/// The kept sets by name, a card each.
class ResultSetList final : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;

  void setSets(std::vector<ResultSet> sets);
  const std::vector<ResultSet>& sets() const { return sets_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<ResultSet> sets_;
};

/// The kept sets, and what can be done with them. Changes nothing itself.
class SearchSets final : public QWidget {
  Q_OBJECT
 public:
  explicit SearchSets(QWidget* parent = nullptr);

  void setSets(std::vector<ResultSet> sets, bool readOnly);
  const std::vector<ResultSet>& sets() const { return model_->sets(); }
  /// The one that is chosen in the list; null where none is.
  const ResultSet* current() const;
  QListView* list() const { return list_; }
  /// The action that keeps a set: its key is told where there is none yet.
  void followKeepAction(const QAction& keep);

 signals:
  void openWanted(const retold::ResultSet& set);
  void renameWanted(const retold::ResultSet& set);
  void removeWanted(const retold::ResultSet& set);
  void togetherWanted(const retold::ResultSet& first, retold::SetOperation operation,
                      const retold::ResultSet& second);

 private:
  QWidget* makeTogether();
  void showPossible();
  /// The one that the current one is put together with; null where none is.
  const ResultSet* otherSet() const;

  ResultSetList* model_;
  QLabel* title_;
  CardListView* list_;
  QPushButton* open_;
  QPushButton* rename_;
  QPushButton* remove_;
  QWidget* together_;
  QLabel* first_;
  QComboBox* operation_;
  QComboBox* second_;
  bool readOnly_ = false;
};

}  // namespace retold
