#pragma once

#include <QComboBox>
#include <QProgressBar>
#include <QPushButton>

#include "gui/lexicon_choices.h"
#include "gui/models/candidate_list.h"
#include "gui/panel.h"
#include "gui/panels/screening_options.h"
#include "gui/views/card_list_view.h"

namespace retold {

/// The documents in the order in which they should be read, and what the order rests on.
class CandidatesPanel final : public Panel {
  Q_OBJECT
 public:
  CandidatesPanel(Session& session, QWidget* parent);

 private:
  void layOut();
  void addActions();
  void showScreening();
  void showTitle(const Findings& findings);
  /// What the empty list says where the filter keeps out what it would hold; empty where it does
  /// not.
  QString filteredOut(const Findings& findings) const;
  void restoreShown();
  void showBase(const Findings& findings);
  void showPlaceholder();
  void showProgress(quint64 done, quint64 total);
  void showCurrentDocument();
  void skip();
  void step(int by);
  void goToUndecided();

  Session& session_;
  CandidateList* model_;
  QLabel* recall_;
  QLabel* base_;
  QComboBox* lexicons_;
  QComboBox* shown_;
  ScreeningOptions* options_;
  QWidget* working_;
  QProgressBar* progress_;
  QPushButton* stop_;
  CardListView* list_;
  QLabel* review_;
  std::vector<LexiconChoice> choices_;
  std::optional<DocumentId> last_;  ///< of the list that was open: where to go on from
};

}  // namespace retold
