#include "gui/keys.h"

#include <QPlainTextEdit>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/panels/concerns_panel.h"
#include "queries/tag/tagging.h"
#include "tests/gui/small_project.h"

using namespace retold;

TEST_CASE("texts name the key that an action has, or the action where it has none") {
  CHECK(keyOf("nobody.has-this", Qt::Key_F5) == QStringLiteral("F5"));
  QWidget window;
  QAction undo(QStringLiteral("&Undo"), &window);
  undo.setObjectName(QStringLiteral("test.undo"));
  undo.setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
  CHECK(keyOf("test.undo", Qt::Key_F5) == QStringLiteral("Ctrl+Z"));
  undo.setShortcut(QKeySequence(Qt::CTRL | Qt::Key_U));
  CHECK(keyOf("test.undo", Qt::Key_F5) == QStringLiteral("Ctrl+U"));
  undo.setShortcuts(QList<QKeySequence>());
  CHECK(keyOf("test.undo", Qt::Key_F5) == QStringLiteral("“Undo”"));
}

TEST_CASE("a button shows the key that its action was given") {
  test::SmallProject project;
  Session session(QStringLiteral("Ana"));
  REQUIRE(session.open(project.path()));
  ConcernsPanel panel(session, nullptr);
  const auto settle = [&panel]() -> QString {
    for (const auto* button : panel.findChildren<QPushButton*>()) {
      if (button->accessibleName() == QStringLiteral("Settle…")) return button->text();
    }
    return {};
  };
  CHECK(settle() == QStringLiteral("Settle…  (S)"));
  auto* action = panel.findChild<QAction*>(QStringLiteral("notes.settle-concern"));
  action->setShortcut(Qt::Key_G);
  CHECK(settle() == QStringLiteral("Settle…  (G)"));
  action->setShortcuts(QList<QKeySequence>());
  CHECK(settle() == QStringLiteral("Settle…"));
}

TEST_CASE("what was done names the key that takes it back now") {
  const test::SmallProject project;
  test::Browser browser(project);
  auto* undo = browser.window.findChild<QAction*>(QStringLiteral("edit.undo"));
  auto* screen = browser.window.findChild<QAction*>(QStringLiteral("read.screen-again"));
  REQUIRE(undo != nullptr);
  REQUIRE(screen != nullptr);
  undo->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_U));
  screen->setShortcut(Qt::Key_F6);
  CHECK(undoKey() == QStringLiteral("Ctrl+U"));
  browser.session().markBoilerplate("we ask everybody this", true);
  CHECK(browser.status() ==
        QStringLiteral("“we ask everybody this” is boilerplate; screen again (F6) to rank by it"));
  browser.transcript().setFocus();
  browser.press(Qt::Key_U, Qt::ControlModifier);
  CHECK(browser.status().startsWith(QStringLiteral("Undone")));
}
