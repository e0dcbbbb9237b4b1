#include "gui/menus.h"

#include <QMenuBar>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/pages.h"
#include "tests/gui/small_project.h"

using namespace retold;

namespace {

/// Titles of the menus that are there.
QStringList titles(const MainWindow& window) {
  QStringList titles;
  for (const QAction* menu : window.menuBar()->actions()) {
    if (menu->isVisible()) titles << menu->text().remove(QLatin1Char('&'));
  }
  return titles;
}

/// What stands in the menu that is there, by id; "" for what has none.
QStringList entries(const MainWindow& window, const char* title) {
  QStringList ids;
  for (const QAction* menu : window.menuBar()->actions()) {
    if (!menu->isVisible() || menu->text().remove(QLatin1Char('&')) != QLatin1String(title)) {
      continue;
    }
    for (const QAction* entry : menu->menu()->actions()) {
      if (entry->isVisible() && !entry->isSeparator()) ids << entry->objectName();
    }
  }
  return ids;
}

}  // namespace

TEST_CASE("without a project there are only the menus in which something can be done") {
  QTemporaryDir folder;
  Settings settings(folder.filePath(QStringLiteral("settings.ini")));
  MainWindow window(settings);
  CHECK(titles(window) == QStringList{"Project", "View", "Help"});
  CHECK(entries(window, "Project").last() == QStringLiteral("project.quit"));
}

TEST_CASE("a menu shows what belongs to the whole window and to the page that is shown") {
  const test::SmallProject project;
  QTemporaryDir folder;
  Settings settings(folder.filePath(QStringLiteral("settings.ini")));
  MainWindow window(settings);
  REQUIRE(window.session().open(project.path()));
  CHECK(titles(window) ==
        QStringList{"Project", "Edit", "Go", "Judge and tag", "Document", "View", "Help"});
  CHECK(entries(window, "Judge and tag").contains(QStringLiteral("read.tag")));

  auto* tabs = window.findChild<QTabBar*>(QStringLiteral("pages"));
  QStringList prefixes;  // of the ids of each page
  for (const PageRow& page : pages()) prefixes << QLatin1String(page.name) + QLatin1Char('.');
  for (int at = 0; at < tabs->count(); ++at) {
    tabs->setCurrentIndex(at);
    for (const char* menu :
         {"Project", "Edit", "Go", "Judge and tag", "Document", "View", "Help"}) {
      for (const QString& id : entries(window, menu)) {
        for (const QString& prefix : prefixes) {
          INFO(tabs->tabText(at).toStdString() << ", " << menu << ": " << id.toStdString());
          CHECK((prefix == prefixes[at] || !id.startsWith(prefix)));
        }
      }
    }
  }
  tabs->setCurrentIndex(3);
  REQUIRE(tabs->tabText(3) == QStringLiteral("Codebook"));
  CHECK(titles(window) == QStringList{"Project", "Edit", "Go", "View", "Help"});
  CHECK(entries(window, "Edit").contains(QStringLiteral("edit.undo")));
  CHECK(entries(window, "Edit").contains(QStringLiteral("codebook.new")));
}
