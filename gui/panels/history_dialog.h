#pragma once

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include "gui/models/event_list.h"

namespace retold {

/// What was done in the project, by whom and when, also in sessions before; and what undo and redo
/// would do. Deletes itself when it is closed. `session` must outlive it.
class HistoryDialog final : public QDialog {
  Q_OBJECT
 public:
  HistoryDialog(Session& session, QWidget* parent);

 private:
  void layOut();
  void refresh();

  Session& session_;
  EventList* model_;
  QTableView* table_;
  QLabel* next_;
  QPushButton* undo_;
  QPushButton* redo_;
};

}  // namespace retold
