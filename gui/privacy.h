#pragma once

#include <QMainWindow>
#include <QPointer>
#include <vector>

#include "gui/panel.h"
#include "gui/session.h"
#include "gui/settings.h"
#include "gui/views/line_prompt.h"
#include "gui/views/lock.h"
#include "gui/views/veil.h"

namespace retold {

/// What keeps others from reading along: texts that are hidden until one asks, a lock that hides
/// everything, and, for a second reader, what other coders found. Its actions stand in the menu
/// View.
class Privacy final : public QObject {
  Q_OBJECT
 public:
  /// All must outlive it; `window` is its parent.
  Privacy(Session& session, Settings& settings, QMainWindow& window);

  const std::vector<MenuAction>& menuActions() const { return actions_; }
  Lock& lock() { return *lock_; }
  /// Puts veils over what shows texts; once, when all panels are there.
  void drawVeils(QWidget& pages);
  /// A line for the user, without quotes while texts are hidden.
  QString shown(const QString& line) const;

 private:
  QAction* add(const char* id, const QString& text, const QList<QKeySequence>& keys, bool checkable,
               bool needsProject);
  void addActions();
  void addLockActions();
  void cover(QWidget* widget);
  void showHiding();
  void forgetAsking();
  void chooseKey();
  void chooseMinutes();

  Session& session_;
  Settings& settings_;
  QMainWindow& window_;
  Lock* lock_;
  std::vector<MenuAction> actions_;
  QAction* blind_ = nullptr;
  QAction* hide_ = nullptr;
  QAction* show_ = nullptr;
  QPointer<LinePrompt> prompt_;
  std::vector<QPointer<Veil>> veils_;
  DocumentId document_;  ///< that is open
};

}  // namespace retold
