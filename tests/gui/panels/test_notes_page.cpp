#include <QListView>
#include <QTabBar>
#include <QTest>
#include <QTreeView>
#include <catch2/catch.hpp>

#include "gui/panels/codebook_panel.h"
#include "gui/panels/memos_panel.h"
#include "gui/strings.h"
#include "queries/notes/concerns.h"
#include "queries/notes/memos.h"
#include "tests/gui/small_project.h"

using namespace retold;
using test::becomes;

namespace {

void raiseOnNoWork(Storage& storage) {
  const auto anna = storage.documentNamed("anna.txt");
  const std::string words = "no work";
  const std::size_t at = storage.text(anna->text)->content.find(words);
  raiseConcern(storage, anna->id, anna->text, {at, at + words.size()}, "call", "Ana");
}

}  // namespace

TEST_CASE("a memo on the document that is read is written with one key and seen on both pages") {
  test::SmallProject project;
  test::Browser browser(project);
  browser.show("anna.txt");
  browser.transcript().setFocus();
  browser.press(Qt::Key_M, Qt::ControlModifier);
  browser.type(QStringLiteral("a second journey?"));
  browser.press(Qt::Key_Return, Qt::ControlModifier);
  const auto memos = project.read()->memos();
  REQUIRE(memos.size() == 1);
  CHECK(memos.front().text == "a second journey?");
  CHECK(memos.front().about == project.read()->documentNamed("anna.txt")->id);
  CHECK(browser.status().startsWith(QStringLiteral("Memo stored on document")));
  auto* panel = browser.window.findChild<Panel*>(QStringLiteral("memos"));
  REQUIRE(panel != nullptr);
  auto* list = panel->findChild<QListView*>();
  REQUIRE(becomes([&] { return list->model()->rowCount() == 1; }));
  CHECK(list->isVisible());
}

TEST_CASE("the tab of the notes page says how many concerns are open") {
  test::SmallProject project;
  test::Browser browser(project);
  auto* tabs = browser.window.findChild<QTabBar*>(QStringLiteral("pages"));
  const auto notes = [&] {
    for (int tab = 0; tab < tabs->count(); ++tab) {
      if (tabs->tabText(tab).startsWith(QStringLiteral("Notes"))) return tabs->tabText(tab);
    }
    return QString();
  };
  CHECK(notes() == QStringLiteral("Notes"));
  REQUIRE(browser.session().change(Part::Concerns, &raiseOnNoWork));
  CHECK(notes() == QStringLiteral("Notes (1)"));
  browser.session().undo();
  CHECK(notes() == QStringLiteral("Notes"));
}

TEST_CASE("what a memo on a code is about is shown on the page of the codebook") {
  test::SmallProject project;
  test::Browser browser(project);
  const Code code = browser.session().codebook().codes[7];
  REQUIRE(browser.session().change(Part::Memos, [&](Storage& storage) {
    writeMemo(storage, code.id, "narrower than it sounds", "Ana");
  }));
  browser.press(Qt::Key_6, Qt::ControlModifier);
  auto* memos = browser.window.findChild<MemosPanel*>();
  auto* list = memos->findChild<QListView*>();
  REQUIRE(becomes([&] { return list->model()->rowCount() == 1; }));
  list->setFocus();
  list->setCurrentIndex(list->model()->index(0, 0));
  browser.press(Qt::Key_O);
  auto* codebook = browser.window.findChild<CodebookPanel*>();
  CHECK(codebook->isVisible());
  auto* tree = codebook->findChild<QTreeView*>();
  CHECK(tree->currentIndex().data(CodeTreeModel::kPathRole).toString() == toQString(code.name));
}
