#pragma once

#include <QListWidget>
#include <QToolButton>

#include "gui/models/match_list.h"
#include "gui/panel.h"
#include "gui/views/card_list_view.h"

namespace retold {

/// Why the document stands where it stands: its matches, how the score came about, and what moved
/// it where the order was learned.
class EvidencePanel final : public Panel {
  Q_OBJECT
 public:
  EvidencePanel(Session& session, QWidget* parent);

 private:
  void layOut();
  void showDocument();
  void showNews();
  void showLines();
  void addLine(const QString& text);
  void showReview();

  Session& session_;
  MatchList* model_;
  QLabel* score_;
  QLabel* news_;
  QLabel* moved_;
  QToolButton* why_;
  QListWidget* lines_;  ///< first one for each match, in the list's order
  CardListView* list_;
  QLabel* review_;
};

}  // namespace retold
