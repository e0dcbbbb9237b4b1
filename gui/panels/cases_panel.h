#pragma once

#include <QLineEdit>
#include <QProgressBar>
#include <QTableView>

#include "gui/models/case_table.h"
#include "gui/panel.h"
#include "gui/panels/cases_panel_changes.h"
#include "gui/panels/cases_panel_file.h"

namespace retold {

/// The cases of the project in a table whose cells may be typed over, and the file of the one that
/// is chosen.
class CasesPanel final : public Panel {
  Q_OBJECT
 public:
  CasesPanel(Session& session, QWidget* parent);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void layOut();
  void addActions();
  void addChangeActions();
  void showCounts();
  void showChosen();
  void noticeChange(Parts parts);
  /// Room for the heads, when other columns are shown; the user's own widths stay otherwise.
  void fitHeads();
  /// Chooses this case again after the rows were made anew.
  void keepChosen();
  void showPossible();
  void chooseColumns();
  void editAttributes();
  void openDocument();
  /// In place of what the cell with the keyboard says.
  void putIntoCell(const QString& value);

  Session& session_;
  CaseTable* model_;
  QLineEdit* search_;
  QTableView* table_;
  QLabel* empty_;
  CaseFileView* file_;
  CaseChanges* changes_;
  std::optional<CaseId> chosen_;
  int fitted_ = 0;          ///< columns when the heads got their room
  bool arranging_ = false;  ///< rows are made anew: what is chosen stays
  QList<QAction*> ofCase_;  ///< possible where a case is chosen
  QList<QAction*> ofPart_;  ///< where an episode or assistance is
};

}  // namespace retold
