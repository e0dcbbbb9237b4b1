#pragma once

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeView>

#include "gui/lexicon_desk.h"
#include "gui/models/lexicon_tree.h"
#include "gui/panel.h"
#include "gui/views/lexicon_about_form.h"
#include "gui/views/lexicon_preview.h"
#include "gui/views/lexicon_source_view.h"
#include "gui/views/lexicon_term_form.h"
#include "gui/views/line_prompt.h"

namespace retold {

/// The lexicons of the project: looked through, changed, tried out and saved.
class LexiconPanel final : public Panel {
  Q_OBJECT
 public:
  LexiconPanel(Session& session, QWidget* parent);
  ~LexiconPanel() override;

  LexiconDesk& desk() { return desk_; }

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QWidget* makeTreeSide();
  QWidget* makeWorkSide();
  void addActions();
  void fillLexicons();
  void showSelected();
  void showState();
  void chooseRow(const QModelIndex& row);
  void find(const QString& typed);
  void save();
  void askSection();
  QString standing() const;

  LexiconDesk desk_;
  QComboBox* lexicons_;
  QLineEdit* search_;
  LexiconTree* tree_;
  LexiconSearch* found_;
  QTreeView* view_;
  QLabel* standing_;
  QPushButton* makeOwn_;
  QPushButton* save_;
  QPushButton* discard_;
  QTabWidget* tabs_;
  LexiconTermForm* term_;
  LexiconPreview* preview_;
  LexiconAboutForm* about_;
  LexiconSourceView* source_;
  LinePrompt* prompt_;
  QAction* saveAction_ = nullptr;
  QAction* makeOwnAction_ = nullptr;
  QAction* newTerm_ = nullptr;
  QAction* newSection_ = nullptr;
  QAction* discardAction_ = nullptr;
  QAction* removeOwn_ = nullptr;
  QAction* export_ = nullptr;
};

}  // namespace retold
