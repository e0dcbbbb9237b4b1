#pragma once

#include "gui/models/match_list.h"
#include "gui/panel.h"
#include "gui/views/card_list_view.h"

namespace retold {

/// Why the document stands where it stands: its matches, and how the score came about.
class EvidencePanel final : public Panel {
  Q_OBJECT
 public:
  EvidencePanel(Session& session, QWidget* parent);

 private:
  void showDocument();

  Session& session_;
  MatchList* model_;
  QLabel* score_;
  CardListView* list_;
};

}  // namespace retold
