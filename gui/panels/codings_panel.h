#pragma once

#include "gui/models/coding_list.h"
#include "gui/panel.h"
#include "gui/views/card_list_view.h"

namespace retold {

/// The codings of the document.
class CodingsPanel final : public Panel {
  Q_OBJECT
 public:
  CodingsPanel(Session& session, QWidget* parent);

 private:
  void showCount();
  void removeCurrent();

  Session& session_;
  CodingList* model_;
  CardListView* list_;
};

}  // namespace retold
