#pragma once

#include "gui/models/memo_list.h"
#include "gui/panel.h"
#include "gui/panels/memo_editor.h"
#include "gui/session.h"
#include "gui/views/card_list_view.h"

namespace retold {

/// Memos on the document that is read, its case and its codings; one key writes one more.
class DocumentMemosPanel final : public Panel {
  Q_OBJECT
 public:
  DocumentMemosPanel(Session& session, QWidget* parent);

 private:
  void find();
  void receive(MemosFound found);
  /// Memos may say what a text says: they are seen when it is.
  void showHiding();
  void write();
  void openRow(int row);
  void leave();

  Session& session_;
  MemoList* model_;
  CardListView* list_;
  QuietLabel* none_;
  MemoEditor* editor_;
  QAction* write_;
  JobHandle finding_;
  DocumentId found_;     ///< whose memos are listed
  bool hidden_ = false;  ///< how they are listed
};

}  // namespace retold
