#pragma once

#include <QListWidget>
#include <QToolButton>

#include "gui/models/candidate_list.h"
#include "gui/panel.h"
#include "gui/panels/judging.h"
#include "gui/session.h"

namespace retold {

/// The case, or the document that belongs to none, which is to be judged: how it stands, what else
/// there is of it, how much is left, and the actions that judge it and its hits.
class JudgingPanel final : public Panel {
  Q_OBJECT
 public:
  JudgingPanel(Session& session, QWidget* parent);

 protected:
  bool event(QEvent* event) override;

 private:
  QAction* addJudgement(const char* id, const QString& text, const QList<QKeySequence>& keys,
                        const QString& hint, void (Judging::*what)());
  void addActions();
  void addHitActions();
  void layOut();
  QToolButton* buttonFor(QAction* action, const QString& text);
  void showSubject();
  void showStanding();
  void showOthers();
  void showQueue();
  QString lineOf(const Document& document) const;

  Session& session_;
  Judging* judging_;
  QLabel* standing_;
  QLabel* reason_;
  QListWidget* others_;
  QLabel* queue_;
  std::vector<DocumentId> otherIds_;  ///< in the order of the rows of `others_`
};

}  // namespace retold
