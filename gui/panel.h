#pragma once

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>
#include <QWidget>
#include <optional>
#include <vector>

#include "gui/pages.h"

namespace retold {

/// The menus of the window, in order.
enum class Menu { Project, Edit, Go, Judge, Document, View, Help };

/// An action with its place. Its object name is what it is called in the settings, where the user
/// may give it other keys.
struct MenuAction {
  Menu menu;
  QAction* action;
  QString hint;                ///< the word that stands beside its key at the bottom of the window;
                               ///< empty = only in the menu
  std::optional<Page> page{};  ///< where it can be done; none = on every page
  bool needsProject = true;
  bool inSubmenu = false;  ///< it stands in a submenu that another entry brings along
};

/// True unless its panel said that it cannot be done just now (Panel::setPossible), or is behind
/// another one.
bool isPossible(const QAction& action);
/// False where its panel is behind another one.
bool isInFront(const QAction& action);

/// A part of the window with a title. Knows the Session and no other panel. Shows by a line at its
/// top that it holds the keyboard.
class Panel : public QWidget {
  Q_OBJECT
 public:
  Panel(const QString& title, QWidget* parent);
  ~Panel() override;

  /// What the panel adds to the menus.
  const std::vector<MenuAction>& menuActions() const { return actions_; }

  /// Of a panel within another one: while it is not in front, nothing of it can be done.
  void setInFront(bool inFront);
  bool isInFront() const { return inFront_; }

 signals:
  /// What can be done just now, in place of the keys that are always there; empty = nothing
  /// special.
  void hinted(const QString& text);
  void possibleChanged();
  /// A few letters that stand behind the title of the page, and what they mean; empty = none.
  void badged(const QString& badge, const QString& meaning);

 protected:
  /// Makes an action of this panel; its keys work in the whole window while the panel's page is
  /// shown. `id`: as "read.next-candidate", for good: settings keep it.
  QAction* addMenuAction(Menu menu, const char* id, const QString& text,
                         const QList<QKeySequence>& keys, const QString& hint = {});
  /// The action of this panel stands in `submenu`, not in the menu itself.
  void putInto(QMenu& submenu, QAction* action);
  /// Whether the action can be done just now. (The window enables actions: also by page.)
  void setPossible(QAction* action, bool possible);
  /// What `part`, a panel within this one, adds to the menus is added by this one.
  void adopt(Panel& part);
  QVBoxLayout* column() const { return column_; }
  QLabel* title() const { return title_; }
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<MenuAction> actions_;
  QLabel* title_;
  QVBoxLayout* column_;
  bool focused_ = false;
  bool inFront_ = true;
};

/// A label of second rank: smaller, wrapped, in a quieter colour that can still be read.
class QuietLabel final : public QLabel {
  Q_OBJECT
 public:
  explicit QuietLabel(const QString& text = {}, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QColor colour_;  ///< that was set last
};

}  // namespace retold
