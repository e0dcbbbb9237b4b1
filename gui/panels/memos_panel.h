#pragma once

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include "gui/models/memo_list.h"
#include "gui/panel.h"
#include "gui/panels/memo_editor.h"
#include "gui/session.h"
#include "gui/views/card_list_view.h"

namespace retold {

/// Every memo of the project: found by words, by what it is about, by coder and time; written,
/// changed, opened where it belongs, and exported as listed.
class MemosPanel final : public Panel {
  Q_OBJECT
 public:
  MemosPanel(Session& session, QWidget* parent);

 signals:
  /// How many memos the project has, once that is known.
  void countKnown(quint64 memos);

 protected:
  void showEvent(QShowEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void layOut();
  void addActions();
  void fillNewMenu();
  void chooseCode();
  void begin(const Uuid& about, const QString& aboutInWords);
  void refind();
  MemoQuestion question() const;
  void receive(MemosFound found);
  void fillCoders(const MemosFound& found);
  void showBase(std::uint64_t all);
  void openRow(int row);
  void enterRow(int row);
  void removeCurrent();
  void exportListed();
  void showPossible();

  Session& session_;
  MemoList* model_;
  QLineEdit* words_;
  QComboBox* subject_;
  QComboBox* coder_;
  QComboBox* time_;
  QuietLabel* base_;
  CardListView* list_;
  MemoEditor* editor_;
  QPushButton* new_;
  QMenu* newMenu_;
  QAction* remove_ = nullptr;
  const QAction* make_ = nullptr;
  QAction* open_ = nullptr;
  QAction* export_ = nullptr;
  JobHandle finding_;
  bool stale_ = true;
  bool wantsNewest_ = false;  ///< a memo was made: it is to be chosen
};

}  // namespace retold
