#pragma once

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>

#include "gui/models/coding_list.h"
#include "gui/panel.h"
#include "gui/views/card_list_view.h"
#include "gui/views/code_palette.h"

namespace retold {

/// The codings of the document, and the codes to tag with. Where some codings stand on an earlier
/// text of the document, they come first, with the place that is proposed for each: nothing moves
/// until the reader accepts it.
class CodingsPanel final : public Panel {
  Q_OBJECT
 public:
  CodingsPanel(Session& session, QWidget* parent);

 private:
  void layOut();
  QWidget* makeList();
  void layOutTransfers();
  void connectList();
  void showCount();
  void showCurrent();
  void refreshCodes();
  void point(int row);
  void tagSelected(CodeId code);
  void tagDragged(CodeId code, const DraggedPassage& passage);
  void acceptCurrent();
  void acceptPlain();

  Session& session_;
  CodingList* model_;
  QTabBar* tabs_;
  QStackedWidget* stack_;
  QLineEdit* filter_;
  QCheckBox* important_;
  CardListView* list_;
  CodePalette* codes_;
  QWidget* older_;  ///< shown where codings wait for a place
  QLabel* waiting_;
  QPushButton* acceptPlain_;
};

}  // namespace retold
