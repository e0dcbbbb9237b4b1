#include "gui/shortcuts.h"

#include <QAbstractItemModelTester>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/models/event_list.h"
#include "gui/panels/history_dialog.h"
#include "gui/views/keys_dialog.h"
#include "queries/tag/tagging.h"
#include "tests/gui/small_project.h"

using namespace retold;

namespace {

/// Three actions: one of the page where one reads, one of searching, one of every page.
struct Actions {
  QTemporaryDir folder;
  Settings settings{folder.filePath(QStringLiteral("settings.ini"))};
  QAction read;
  QAction search;
  QAction everywhere;

  std::vector<MenuAction> entries() {
    const auto entry = [](QAction& action, const char* id, Qt::Key key, std::optional<Page> page) {
      action.setObjectName(QLatin1String(id));
      action.setText(QLatin1String(id));
      action.setShortcuts({QKeySequence(key)});
      return MenuAction{Menu::Go, &action, {}, page, true};
    };
    return {entry(read, "read.one", Qt::Key_A, Page::Read),
            entry(search, "search.one", Qt::Key_A, Page::Search),
            entry(everywhere, "one", Qt::Key_F9, std::nullopt)};
  }
};

}  // namespace

TEST_CASE("a key belongs to one action of a page, and to none elsewhere where it is everybody's") {
  Actions actions;
  Shortcuts shortcuts(actions.entries(), actions.settings);
  const MenuAction& read = shortcuts.actions()[0];
  const MenuAction& everywhere = shortcuts.actions()[2];
  CHECK(shortcuts.holderOf(QKeySequence(Qt::Key_A), read) == nullptr);
  CHECK(shortcuts.holderOf(QKeySequence(Qt::Key_A), everywhere) != nullptr);
  shortcuts.give(everywhere, QKeySequence(Qt::Key_A));
  CHECK(actions.everywhere.shortcuts() == QList<QKeySequence>{QKeySequence(Qt::Key_A)});
  CHECK(actions.read.shortcuts().isEmpty());
  CHECK(actions.search.shortcuts().isEmpty());
}

TEST_CASE("keys that the user gave are there in the next session, until they are reset") {
  Actions actions;
  {
    Shortcuts shortcuts(actions.entries(), actions.settings);
    shortcuts.give(shortcuts.actions()[0], QKeySequence(Qt::CTRL | Qt::Key_K));
    shortcuts.give(shortcuts.actions()[1], {});
  }
  Shortcuts again(actions.entries(), actions.settings);
  CHECK(actions.read.shortcut() == QKeySequence(Qt::CTRL | Qt::Key_K));
  CHECK(actions.search.shortcuts().isEmpty());
  CHECK(again.isChanged(again.actions()[0]));
  CHECK_FALSE(again.isChanged(again.actions()[2]));
  again.resetAll();
  Shortcuts afterwards(actions.entries(), actions.settings);
  CHECK(actions.read.shortcut() == QKeySequence(Qt::Key_A));
  CHECK(actions.search.shortcut() == QKeySequence(Qt::Key_A));
}

TEST_CASE("in the window of keys one chooses an action, presses a key, and it is the action's") {
  Actions actions;
  Shortcuts shortcuts(actions.entries(), actions.settings);
  QWidget parent;
  auto* dialog = new KeysDialog(shortcuts, &parent);
  dialog->show();
  const QAbstractItemModelTester tester(dialog->findChild<KeyTable*>(),
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  auto* table = dialog->findChild<QTableView*>();
  CHECK(table->model()->rowCount() == 3);
  QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("search"));
  REQUIRE(table->model()->rowCount() == 1);
  table->selectRow(0);
  dialog->findChild<QKeySequenceEdit*>()->setKeySequence(QKeySequence(Qt::Key_F9));
  QPushButton* give = nullptr;
  for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
    if (button->text() == QStringLiteral("&Give it this key")) give = button;
  }
  REQUIRE(give != nullptr);
  QTest::mouseClick(give, Qt::LeftButton);
  CHECK(actions.search.shortcut() == QKeySequence(Qt::Key_F9));
  CHECK(actions.everywhere.shortcuts().isEmpty());
}

TEST_CASE("every action of the browser has a name of its own for the settings") {
  QTemporaryDir folder;
  Settings settings(folder.filePath(QStringLiteral("settings.ini")));
  MainWindow window(settings);
  QSet<QString> names;
  for (const QAction* action : window.findChildren<QAction*>()) {
    if (action->shortcuts().isEmpty() || action->text().isEmpty()) continue;
    INFO(action->text().toStdString());
    CHECK_FALSE(action->objectName().isEmpty());
    CHECK_FALSE(names.contains(action->objectName()));
    names.insert(action->objectName());
  }
  CHECK(names.contains(QStringLiteral("edit.undo")));
}

TEST_CASE("the history lists what was done, newest first, and undoes it") {
  test::SmallProject project;
  Session session(QStringLiteral("Ana"));
  REQUIRE(session.open(project.path()));
  REQUIRE(session.change(Part::Codings, [&](Storage& storage) {
    const Document anna = *storage.documentNamed("anna.txt");
    tagPassage(storage, anna.id, {0, 3}, storage.codebook().codes.front(), "Ana", "", std::nullopt);
  }));
  QWidget parent;
  auto* dialog = new HistoryDialog(session, &parent);
  dialog->show();
  auto* list = dialog->findChild<EventList*>();
  const QAbstractItemModelTester tester(list,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  while (list->canFetchMore({})) list->fetchMore({});
  const int before = list->rowCount();
  REQUIRE(before > 1);
  CHECK(list->index(0, EventList::Who).data().toString() == QStringLiteral("Ana"));
  CHECK(list->index(0, EventList::What)
            .data()
            .toString()
            .startsWith(QStringLiteral("tag passage: ")));
  for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
    if (button->text() == QStringLiteral("&Undo")) QTest::mouseClick(button, Qt::LeftButton);
  }
  while (list->canFetchMore({})) list->fetchMore({});
  CHECK(list->rowCount() == before + 1);
  bool isThere = true;
  session.read([&](const Storage& storage) { isThere = !storage.codings({}).empty(); });
  CHECK_FALSE(isThere);
}
