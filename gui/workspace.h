#pragma once

#include <QMap>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QWidget>
#include <vector>

#include "gui/pages.h"
#include "gui/panel.h"
#include "gui/session.h"
#include "gui/settings.h"
#include "gui/views/filter_bar.h"

namespace retold {

/// The pages of an open project, one at a time: a row of tabs, below it which documents
/// are looked at, and the panels of the page.
class Workspace final : public QWidget {
  Q_OBJECT
 public:
  explicit Workspace(Session& session, QWidget* parent = nullptr);

  /// Those that have panels, in the order of their tabs.
  const std::vector<Page>& shownPages() const { return shown_; }
  Page page() const;
  /// Shows the page and gives it the keyboard.
  void show(Page page);
  /// Shows the page that was there before; stays where there is none.
  void goBack();
  /// What the panels add to the menus; MenuAction::page says whose it is.
  const std::vector<MenuAction>& menuActions() const { return actions_; }
  static QString titleOf(Page page);

  void restoreSizes(const Settings& settings);
  void saveSizes(Settings& settings) const;

 signals:
  void pageChanged(retold::Page page);
  void hinted(const QString& text);
  /// A panel made one of its actions possible or impossible.
  void possibleChanged();

 private:
  QSplitter* makePage(const PageRow& page);
  void changePage(int index);
  void addFilterActions();

  Session& session_;
  QTabBar* tabs_;
  FilterBar* filter_;
  QStackedWidget* stack_;
  std::vector<Page> shown_;
  std::vector<MenuAction> actions_;
  std::vector<int> before_;           ///< tabs that were shown, the newest last
  QMap<QString, QSplitter*> splits_;  ///< whose sizes are kept, by name
};

}  // namespace retold
