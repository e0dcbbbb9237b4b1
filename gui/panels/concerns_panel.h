#pragma once

#include <QComboBox>
#include <QPushButton>

#include "gui/models/concern_list.h"
#include "gui/panel.h"
#include "gui/session.h"
#include "gui/views/card_list_view.h"
#include "gui/views/line_prompt.h"

namespace retold {

/// The safeguarding concerns of the project as a queue: opened in the text, settled with what was
/// done, opened again. Whether a document passes the filter never hides how many are open.
class ConcernsPanel final : public Panel {
  Q_OBJECT
 public:
  ConcernsPanel(Session& session, QWidget* parent);

  /// Reads the queue anew, and tells how many are open.
  void reread();

 signals:
  /// All that are open in the project, whatever the filter says.
  void countKnown(quint64 open);

 private:
  enum Shown { Open, Settled, All };

  void layOut();
  QWidget* makeDetails();
  void addActions();
  void showBase(const std::vector<ConcernRow>& every);
  void showCurrent();
  std::optional<ConcernRow> current() const;
  void openCurrent();
  void askOutcome();
  void settle(const QString& outcome);
  void reopenCurrent();
  void showPossible();

  Session& session_;
  ConcernList* model_;
  QComboBox* shown_;
  QuietLabel* base_;
  CardListView* list_;
  QLabel* place_;
  QLabel* quote_;
  QLabel* told_;
  QPushButton* openButton_;
  QPushButton* settleButton_;
  QPushButton* reopenButton_;
  LinePrompt* prompt_;
  std::optional<ConcernRow> asked_;  ///< which one prompt_ asks about
  QAction* open_ = nullptr;
  QAction* settle_ = nullptr;
  QAction* reopen_ = nullptr;
};

}  // namespace retold
