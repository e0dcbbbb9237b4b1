#pragma once

#include <QCheckBox>
#include <QPushButton>
#include <QStackedLayout>
#include <QTableView>

#include "gui/panel.h"
#include "gui/panels/framework_cell.h"
#include "gui/session.h"
#include "queries/notes/framework_export.h"

namespace retold {

/// The framework matrix: what each case says on each chosen code, summed up by the researcher.
class FrameworkPanel final : public Panel {
  Q_OBJECT
 public:
  FrameworkPanel(Session& session, QWidget* parent);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void layOut();
  void addActions();
  void chooseCodes();
  void remember(const std::vector<CodeId>& codes);
  std::vector<CodeId> columns() const;
  FrameworkQuestion question() const;
  void read();
  void receive(Framework framework);
  void showBase();
  void openCell(const QModelIndex& index);
  void step(bool forward);
  void exportMatrix();

  Session& session_;
  FrameworkTable* model_;
  QTableView* table_;
  QLabel* empty_;
  QuietLabel* base_;
  QCheckBox* everyCase_;
  QPushButton* codes_;
  FrameworkCellEditor* editor_;
  QAction* export_ = nullptr;
  JobHandle reading_;
  JobHandle exporting_;
  FrameworkQuestion asked_;  ///< what the table answers
  bool stale_ = true;
  bool reverting_ = false;
};

}  // namespace retold
