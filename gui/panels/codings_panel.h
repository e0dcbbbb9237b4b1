#pragma once

#include <QPushButton>

#include "gui/models/coding_list.h"
#include "gui/panel.h"
#include "gui/views/card_list_view.h"

namespace retold {

/// The codings of the document. Where some stand on an earlier text of it, they come first, with
/// the place that is proposed for each: nothing moves until the reader accepts it.
class CodingsPanel final : public Panel {
  Q_OBJECT
 public:
  CodingsPanel(Session& session, QWidget* parent);

 private:
  void showCount();
  void removeCurrent();
  void layOutTransfers();
  void acceptCurrent();
  void acceptPlain();

  Session& session_;
  CodingList* model_;
  CardListView* list_;
  QWidget* older_;  ///< shown where codings wait for a place
  QLabel* waiting_;
  QPushButton* acceptPlain_;
};

}  // namespace retold
