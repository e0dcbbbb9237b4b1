#pragma once

#include <QMainWindow>
#include <QStackedWidget>
#include <functional>
#include <memory>

#include "gui/menus.h"
#include "gui/panels/import_actions.h"
#include "gui/privacy.h"
#include "gui/session.h"
#include "gui/settings.h"
#include "gui/shortcuts.h"
#include "gui/undo_guide.h"
#include "gui/views/key_hints.h"
#include "gui/views/message_bar.h"
#include "gui/views/start_page.h"
#include "gui/workspace.h"

namespace retold {

/// The window: the start page or the pages of the open project, menus, messages and the line that
/// tells what was done.
class MainWindow final : public QMainWindow {
  Q_OBJECT
 public:
  /// `settings` must outlive the window.
  explicit MainWindow(Settings& settings, QWidget* parent = nullptr);

  Session& session() { return session_; }
  /// Opens a project and begins to screen it.
  void open(const QString& path);

 protected:
  void closeEvent(QCloseEvent* event) override;
  void changeEvent(QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void layOut();
  void addActions();
  void addPages();
  void addRecentMenu();
  void fillRecentMenu(QMenu* menu);
  enum class Needs { Nothing, Project };
  QAction* add(Menu menu, const char* id, const QString& text, const QList<QKeySequence>& keys,
               const QString& hint, const std::function<void()>& what,
               Needs needs = Needs::Project);
  void addImports();
  void connectStart();
  /// True where an import is under way: it is stopped, and `then` is done when the file at hand is
  /// in, which may take a while. `what` says so.
  bool waitsForImport(const std::function<void()>& then, const QString& what);
  void goOnAfterImport();
  void closeProject();
  void showRecent();
  void showReadOnly();
  void showImport();
  /// Opens the project anew for writing, on the same page and document.
  void tryToWrite();
  void showStaleIndex();
  void chooseProject();
  void chooseCoder();
  void showProject();
  /// Enables what can be done on the page that is shown.
  void showPossible();
  void showProblem(const Problem& problem);
  /// In lines that stand there since before texts were hidden.
  void hideWhatIsQuoted();
  void changeTextSize(int by);
  void showKeys();

  Settings& settings_;
  Session session_;
  std::vector<MenuAction> actions_;
  std::unique_ptr<Shortcuts> shortcuts_;
  std::unique_ptr<Menus> menus_;
  QStackedWidget* pages_;
  StartPage* start_;
  ImportActions* imports_;
  Workspace* workspace_;
  UndoGuide* undone_;
  Privacy* privacy_ = nullptr;
  MessageBar* readOnly_;
  MessageBar* message_;
  KeyHints* hints_;
  QLabel* coder_;
  std::function<void()> afterImport_;
};

}  // namespace retold
