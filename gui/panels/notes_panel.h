#pragma once

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <vector>

#include "gui/panel.h"
#include "gui/session.h"

namespace retold {

/// The page of what a researcher writes beside the codings: memos, concerns, codings whose text is
/// another now, and the framework. One is in front; its keys are those of the page.
class NotesPanel final : public Panel {
  Q_OBJECT
 public:
  NotesPanel(Session& session, QWidget* parent);

 private:
  void add(Panel* part, const char* id, const QString& title);
  void bringToFront(int index);
  /// `count` behind the title, in `words` for screen readers; 0 = none.
  void showCount(int index, quint64 count, const QString& words);

  Session& session_;
  QTabBar* tabs_;
  QStackedWidget* stack_;
  std::vector<Panel*> parts_;
  QStringList titles_;
};

}  // namespace retold
