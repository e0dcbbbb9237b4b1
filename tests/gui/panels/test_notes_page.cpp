#include <QApplication>
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
#include "tests/gui/rich_project.h"
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

TEST_CASE("a stored memo gives the keyboard back to the text, which stays where it was") {
  test::SmallProject project;
  test::Browser browser(project);
  browser.show("ben.txt");
  browser.selectByKeys(QStringLiteral("Two years later"));
  const int cursor = browser.transcript().textCursor().position();
  browser.press(Qt::Key_M, Qt::ControlModifier);
  browser.type(QStringLiteral("a second journey?"));
  browser.press(Qt::Key_Return, Qt::ControlModifier);
  REQUIRE(project.read()->memos().size() == 1);
  CHECK(QApplication::focusWidget() == &browser.transcript());
  CHECK(browser.transcript().textCursor().position() == cursor);
  CHECK(browser.transcript().selectedPassage());
}

TEST_CASE("the flag of a concern stays beside its words after the document was read anew") {
  test::RichProject project;
  test::Browser browser(project.path(), project.folder(), QStringLiteral("Ana"));
  const auto storage = project.read();
  const Document revised = *storage->documentNamed("revised.txt");
  const Coding older = storage->codings({revised.id, {}, {}}).front();
  REQUIRE(older.text != revised.text);
  REQUIRE(browser.session().change(Part::Concerns, [&](Storage& changed) {
    raiseConcern(changed, revised.id, older.text, older.span, "call", "Ana");
  }));
  browser.show("revised.txt");
  const std::vector<FlaggedPassage>& flags = browser.transcript().margin().flags();
  REQUIRE(flags.size() == 1);
  CHECK(browser.session().document()->quote(flags.front().span) == older.quote);
  CHECK(flags.front().label.endsWith(QStringLiteral("open: call · raised on an older text")));
}

TEST_CASE("a passage of an older text is shown where it stands now, and it is said") {
  test::RichProject project;
  test::Browser browser(project.path(), project.folder(), QStringLiteral("Ana"));
  browser.show("revised.txt");
  const std::vector<Transfer> waiting = browser.session().transfers();
  REQUIRE(waiting.size() == 3);
  const auto openAt = [&](const Transfer& each) {
    browser.show("recorded.vtt");
    browser.session().openAt(each.coding.document, each.coding.text, each.coding.span);
  };
  openAt(waiting[0]);
  REQUIRE(waiting[0].place.standing == Standing::Exact);
  CHECK(browser.transcript().byteAtCursor() == waiting[0].place.span.begin);
  CHECK(
      browser.status() ==
      QStringLiteral("This document was read anew since: the passage stands here in its new text"));
  openAt(waiting[1]);
  REQUIRE(waiting[1].place.standing == Standing::Changed);
  CHECK(browser.transcript().byteAtCursor() == waiting[1].place.span.begin);
  CHECK(browser.status() ==
        QStringLiteral("This document was read anew since: this place of its new text is the one "
                       "most like the passage"));
  openAt(waiting[2]);
  REQUIRE(waiting[2].place.standing == Standing::Gone);
  CHECK(browser.status() ==
        QStringLiteral(
            "This document was read anew since, and its new text does not have the passage"));
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
