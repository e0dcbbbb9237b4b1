#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>
#include <catch2/catch.hpp>

#include "gui/panels/cases_attributes.h"
#include "gui/panels/cases_panel.h"
#include "gui/strings.h"
#include "gui/views/chooser.h"
#include "gui/views/time_line.h"
#include "gui/views/value_editor.h"
#include "indexer/store/backends.h"
#include "queries/cases/attribute_sets.h"
#include "queries/cases/case_edits.h"
#include "tests/gui/small_project.h"

using namespace retold;
using retold::test::becomes;
using retold::test::SmallProject;

namespace {

AttributeDefinition definition(std::string name, AttributeUnit unit, AttributeType type,
                               std::vector<std::string> values = {}) {
  return {newUuid(), std::move(name), "", unit, type, std::move(values), ""};
}

/// The page of cases over a project with case 017 and a second one, as the window shows it.
struct CasePage {
  SmallProject project;
  Session session{QStringLiteral("Ana")};
  QMainWindow window;
  CasesPanel* shown = nullptr;
  QStringList problems;
  QString said;

  CasePage() {
    QObject::connect(&session, &Session::failed, &window,
                     [this](const Problem& problem) { problems << problem.what; });
    QObject::connect(&session, &Session::said, &window,
                     [this](const QString& text) { said = text; });
    {
      const auto storage = openProject(toUtf8(project.path()), OpenMode::Write, "test");
      defineAttributes(
          *storage,
          {definition("sex", AttributeUnit::Case, AttributeType::Choice, {"female", "male"}),
           definition("age", AttributeUnit::Case, AttributeType::Number),
           definition("entry date", AttributeUnit::Episode, AttributeType::Date),
           definition("exit date", AttributeUnit::Episode, AttributeType::Date)},
          "add attributes", "Maker");
      addCase(*storage, "018", {*storage->documentNamed("ben.txt")}, "Maker");
    }
    REQUIRE(session.open(project.path()));
    shown = new CasesPanel(session, nullptr);
    window.setCentralWidget(shown);
    for (const MenuAction& entry : shown->menuActions()) window.addAction(entry.action);
    window.resize(1200, 800);
    window.show();
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    REQUIRE(becomes([this] { return table().model()->rowCount() == 2; }));
    table().setFocus();
  }

  QTableView& named(const char* name) {
    auto* found = window.findChild<QTableView*>(QLatin1String(name));
    REQUIRE(found != nullptr);
    return *found;
  }
  QTableView& table() { return named("caseTable"); }
  int columnOf(const QTableView& view, const char* title) {
    for (int column = 0; column < view.model()->columnCount(); ++column) {
      if (view.model()->headerData(column, Qt::Horizontal).toString() == QLatin1String(title)) {
        return column;
      }
    }
    FAIL("no column " << title);
    return -1;
  }
  void choose(QTableView& view, int row, const char* title) {
    view.setCurrentIndex(view.model()->index(row, columnOf(view, title)));
    view.setFocus();
  }
  QString cell(QTableView& view, int row, const char* title) {
    return view.model()->index(row, columnOf(view, title)).data().toString();
  }
  void type(const QString& keys) {
    for (const QChar key : keys) {
      REQUIRE(QApplication::focusWidget() != nullptr);
      QTest::keyClicks(QApplication::focusWidget(), QString(key));
    }
  }
  void awaitChooser() {
    REQUIRE(becomes([this] {
      auto* chooser = window.findChild<Chooser*>();
      return chooser != nullptr && chooser->isActiveWindow();
    }));
  }
  /// Types into the chooser that opens, and takes its line.
  void choose(const QString& typed) {
    awaitChooser();
    type(typed);
    press(Qt::Key_Return);
  }
  /// Where a chooser was just closed, no window manager gives the keyboard back here.
  void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    if (QApplication::focusWidget() == nullptr) window.activateWindow();
    REQUIRE(becomes([] { return QApplication::focusWidget() != nullptr; }));
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
  }
  void overtype(const QString& text) {
    press(Qt::Key_F2);
    type(text);
    press(Qt::Key_Return);
    QCoreApplication::processEvents();
  }
  ValueEditor* editor() { return window.findChild<ValueEditor*>(); }
  Case person(const char* name) { return *project.read()->caseNamed(name); }
};

AttributeValue given(std::string text) { return {ValueState::Given, std::move(text)}; }

}  // namespace

TEST_CASE("the table of cases shows each case with what is known, and why something is not") {
  CasePage page;
  CHECK(page.cell(page.table(), 0, "Case") == QStringLiteral("017"));
  CHECK(page.cell(page.table(), 0, "Documents") == QStringLiteral("1"));
  CHECK(page.cell(page.table(), 0, "sex") == QStringLiteral("female"));
  CHECK(page.cell(page.table(), 0, "age") == QStringLiteral("○ not asked"));
  CHECK(page.cell(page.table(), 1, "sex").isEmpty());
  const QAbstractItemModel& model = *page.table().model();
  const int sex = page.columnOf(page.table(), "sex");
  CHECK(model.index(1, sex).data(Qt::AccessibleTextRole).toString() ==
        QStringLiteral("nothing recorded"));
}

TEST_CASE("a cell that is typed over is stored as one change, and undone as one") {
  CasePage page;
  page.choose(page.table(), 1, "age");
  page.overtype(QStringLiteral("19"));
  CHECK(page.person("018").attributes == Attributes{{"age", given("19")}});
  CHECK(page.cell(page.table(), 1, "age") == QStringLiteral("19"));
  page.session.undo();
  CHECK(page.person("018").attributes.empty());
  CHECK(becomes([&] { return page.cell(page.table(), 1, "age").isEmpty(); }));
  CHECK(page.problems.isEmpty());
}

TEST_CASE("letters begin to type over a cell at once") {
  CasePage page;
  page.choose(page.table(), 1, "sex");
  page.type(QStringLiteral("Male"));
  page.press(Qt::Key_Return);
  CHECK(becomes([&] { return page.cell(page.table(), 1, "sex") == QStringLiteral("male"); }));
}

TEST_CASE(
    "a value that does not fit stays in its cell with the reason, and Esc leaves all as it was") {
  CasePage page;
  page.choose(page.table(), 0, "age");
  page.overtype(QStringLiteral("many"));
  REQUIRE(page.editor() != nullptr);
  auto* reading = page.window.findChild<QLabel*>(QStringLiteral("reading"));
  REQUIRE(reading != nullptr);
  CHECK(reading->isVisible());
  CHECK(reading->text() ==
        QStringLiteral("\"many\" is no number; expected digits, with a point before decimals"));
  CHECK(reading->y() >= page.editor()->geometry().bottom());
  page.press(Qt::Key_Escape);
  CHECK(becomes([&] { return page.editor() == nullptr; }));
  CHECK(page.cell(page.table(), 0, "age") == QStringLiteral("○ not asked"));
  CHECK(page.person("017").attributes.at("age").state == ValueState::NotAsked);
}

TEST_CASE("a cell that is left with what does not fit keeps what it had, and that is said") {
  CasePage page;
  page.choose(page.table(), 0, "sex");
  page.press(Qt::Key_F2);
  page.type(QStringLiteral("neither"));
  page.window.findChild<QLineEdit*>(QStringLiteral("caseSearch"))->setFocus();
  CHECK(becomes([&] { return page.editor() == nullptr; }));
  CHECK(page.person("017").attributes.at("sex") == given("female"));
  CHECK(page.said ==
        QStringLiteral("Nothing was changed: \"neither\" is none of the values of \"sex\"; "
                       "expected \"female\", \"male\""));
}

TEST_CASE("each reason why there is no value can be typed, and looks different from the others") {
  CasePage page;
  QStringList looks;
  for (const char* words : {"missing", "n/a", "withheld", "not asked"}) {
    page.choose(page.table(), 1, "sex");
    page.overtype(QLatin1String(words));
    looks << page.cell(page.table(), 1, "sex");
  }
  CHECK(looks == QStringList{QStringLiteral("– missing"), QStringLiteral("⊘ not applicable"),
                             QStringLiteral("▪ withheld"), QStringLiteral("○ not asked")});
  page.choose(page.table(), 1, "sex");
  page.press(Qt::Key_Delete);
  CHECK(page.cell(page.table(), 1, "sex") == QStringLiteral("– missing"));
}

TEST_CASE(
    "what a cell says can be taken away again, by a key or by saying that it is not recorded") {
  CasePage page;
  for (const bool byKey : {true, false}) {
    page.choose(page.table(), 1, "sex");
    page.press(Qt::Key_Delete);
    REQUIRE(page.cell(page.table(), 1, "sex") == QStringLiteral("– missing"));
    page.choose(page.table(), 1, "sex");
    if (byKey) {
      page.press(Qt::Key_Delete, Qt::ShiftModifier);
    } else {
      page.overtype(QStringLiteral("not recorded"));
    }
    CHECK(becomes([&] { return page.cell(page.table(), 1, "sex").isEmpty(); }));
    page.session.undo();
    CHECK(
        becomes([&] { return page.cell(page.table(), 1, "sex") == QStringLiteral("– missing"); }));
  }
  CHECK(page.problems.isEmpty());
}

TEST_CASE("the values of an attribute are offered, several of them for one that holds several") {
  ValueEditor one(definition("sex", AttributeUnit::Case, AttributeType::Choice, {"a", "b"}),
                  nullptr);
  CHECK(one.itemText(0) == QStringLiteral("a"));
  CHECK(one.itemText(one.count() - 2) == QStringLiteral("withheld"));
  CHECK(one.itemText(one.count() - 1) == QStringLiteral("not recorded"));
  ValueEditor many(definition("how", AttributeUnit::Case, AttributeType::Choices, {"a", "b", "c"}),
                   nullptr);
  emit many.activated(1);
  emit many.activated(2);
  CHECK(many.currentText() == QStringLiteral("b; c"));
  emit many.activated(1);
  CHECK(many.currentText() == QStringLiteral("c"));
  CHECK(many.refusal().isEmpty());
}

TEST_CASE("a case is added, renamed and taken away by keys and words") {
  CasePage page;
  page.press(Qt::Key_Insert);
  page.type(QStringLiteral("019"));
  page.press(Qt::Key_Return);
  REQUIRE(becomes([&] { return page.table().model()->rowCount() == 3; }));
  CHECK(becomes([&] {
    return page.table().currentIndex().siblingAtColumn(0).data().toString() ==
           QStringLiteral("019");
  }));
  page.table().setFocus();
  page.press(Qt::Key_F2, Qt::ShiftModifier);
  const auto* name = qobject_cast<QLineEdit*>(QApplication::focusWidget());
  REQUIRE(name != nullptr);
  CHECK(name->selectedText() == QStringLiteral("019"));
  page.press(Qt::Key_End);
  page.press(Qt::Key_Backspace);
  page.press(Qt::Key_Backspace);
  page.type(QStringLiteral("20"));
  page.press(Qt::Key_Return);
  CHECK(becomes([&] { return page.cell(page.table(), 2, "Case") == QStringLiteral("020"); }));
  page.window.findChild<QAction*>(QStringLiteral("cases.remove"))->trigger();
  CHECK(becomes([&] { return page.table().model()->rowCount() == 2; }));
  CHECK(page.problems.isEmpty());
  page.session.undo();
  CHECK(becomes([&] { return page.table().model()->rowCount() == 3; }));
}

TEST_CASE("an episode gets dates, and the time line says what they leave open") {
  CasePage page;
  page.table().setCurrentIndex(page.table().model()->index(0, 0));
  page.press(Qt::Key_E, Qt::ControlModifier);
  page.press(Qt::Key_E, Qt::ControlModifier);
  QTableView& episodes = page.named("episodeTable");
  REQUIRE(episodes.model()->rowCount() == 2);
  const auto set = [&](int row, const char* column, const char* text) {
    page.choose(episodes, row, column);
    page.overtype(QLatin1String(text));
  };
  set(0, "entry date", "spring 2001");
  set(0, "exit date", "2002");
  set(1, "entry date", "May 2003");
  auto* line = page.window.findChild<TimeLineView*>();
  REQUIRE(line->line().bars.size() == 2);
  CHECK(line->line().pairs.at(0).order == TimeLine::Order::Apart);
  auto* remarks = page.window.findChild<QLabel*>(QStringLiteral("remarks"));
  CHECK(remarks->text() == QStringLiteral("Between episode 1 and episode 2: 4 to 16 months."));
  set(1, "entry date", "before 2002");
  CHECK(remarks->text() ==
        QStringLiteral("By their dates, episode 2 may have come before episode 1: the order is not "
                       "certain."));

  page.choose(episodes, 1, "Episode");
  page.press(Qt::Key_Up, Qt::AltModifier);
  CHECK(page.cell(episodes, 0, "entry date") == QStringLiteral("before 2002"));
  CHECK(episodes.currentIndex().row() == 0);
  page.press(Qt::Key_Delete, Qt::ControlModifier);
  REQUIRE(episodes.model()->rowCount() == 1);
  CHECK(page.cell(episodes, 0, "exit date") == QStringLiteral("2002"));
  page.session.undo();
  CHECK(episodes.model()->rowCount() == 2);
  CHECK(page.problems.isEmpty());
}

TEST_CASE("the bars of the time line are said one by one, and lead to their row") {
  CasePage page;
  page.table().setCurrentIndex(page.table().model()->index(0, 0));
  page.press(Qt::Key_E, Qt::ControlModifier);
  page.press(Qt::Key_E, Qt::ControlModifier);
  QTableView& episodes = page.named("episodeTable");
  page.choose(episodes, 1, "entry date");
  page.overtype(QStringLiteral("after 2003"));
  auto* line = page.window.findChild<TimeLineView*>();
  line->setFocus();
  page.press(Qt::Key_Down);
  CHECK(line->current() == 1);
  CHECK(line->accessibleName().startsWith(QStringLiteral("Time line: Episode 2: began ")));
  CHECK(line->accessibleName().endsWith(
      QStringLiteral("or later; ended at a time that is not known")));
  page.press(Qt::Key_Up);
  CHECK(line->accessibleName() == QStringLiteral("Time line: Episode 1: no dates are known"));
  page.press(Qt::Key_Return);
  CHECK(episodes.hasFocus());
  CHECK(episodes.currentIndex().row() == 0);
}

TEST_CASE("documents are moved into another case, and out of any") {
  CasePage page;
  page.table().setCurrentIndex(page.table().model()->index(0, 0));
  auto* file = page.window.findChild<CaseFileView*>();
  file->bring(AttributeUnit::Document);
  QTableView& documents = page.named("documentTable");
  REQUIRE(documents.model()->rowCount() == 1);
  documents.selectRow(0);
  page.press(Qt::Key_M, Qt::ControlModifier | Qt::AltModifier);
  page.choose(QStringLiteral("018"));
  CHECK(becomes([&] { return documents.model()->rowCount() == 0; }));
  CHECK(page.said == QStringLiteral("anna.txt: in case 018 now"));
  CHECK(page.project.read()->documentsOf(page.person("018").id).size() == 2);
  page.session.undo();
  CHECK(becomes([&] { return documents.model()->rowCount() == 1; }));
}

TEST_CASE("a document is found by a part of its name and put into the case") {
  CasePage page;
  page.table().setCurrentIndex(page.table().model()->index(0, 0));
  page.press(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
  page.choose(QStringLiteral("CARL"));
  CHECK(becomes([&] { return page.said == QStringLiteral("carla.txt: in case 017 now"); }));
  CHECK(page.project.read()->documentsOf(page.person("017").id).size() == 2);
  page.press(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
  auto* chooser = page.window.findChild<Chooser*>();
  REQUIRE(becomes([&] {
    chooser = page.window.findChild<Chooser*>();
    return chooser != nullptr && chooser->findChild<QListView*>()->model()->rowCount() > 0;
  }));
  // Neither the case's own ones nor, before the others, those of another case.
  const auto* lines = chooser->findChild<QListView*>()->model();
  CHECK(lines->rowCount() == 4);
  CHECK(lines->index(3, 0).data() == QStringLiteral("ben.txt · now in case 018"));
  page.press(Qt::Key_Escape);
}

TEST_CASE("a new case whose name is a part of another's is made, and the other left alone") {
  CasePage page;
  page.table().setCurrentIndex(page.table().model()->index(0, 0));
  page.window.findChild<CaseFileView*>()->bring(AttributeUnit::Document);
  QTableView& documents = page.named("documentTable");
  REQUIRE(documents.model()->rowCount() == 1);
  documents.selectRow(0);
  page.press(Qt::Key_M, Qt::ControlModifier | Qt::AltModifier);
  auto* chooser = page.window.findChild<Chooser*>();
  REQUIRE(chooser != nullptr);
  REQUIRE(becomes([&] { return chooser->isActiveWindow(); }));
  page.type(QStringLiteral("18"));
  const auto* list = chooser->findChild<QListView*>();
  CHECK(list->currentIndex().data().toString() == QStringLiteral("New case “18”"));
  CHECK(list->model()->index(1, 0).data().toString() == QStringLiteral("018"));
  page.press(Qt::Key_Return);
  CHECK(becomes([&] { return page.said == QStringLiteral("anna.txt: in case 18 now"); }));
  CHECK(page.project.read()->documentsOf(page.person("018").id).size() == 1);
  CHECK(page.project.read()->documentsOf(page.person("18").id).size() == 1);
  page.session.undo();
  REQUIRE(becomes([&] { return documents.model()->rowCount() == 1; }));
  documents.selectRow(0);
  documents.setFocus();
  page.press(Qt::Key_M, Qt::ControlModifier | Qt::AltModifier);
  page.awaitChooser();
  page.type(QStringLiteral("18"));
  page.press(Qt::Key_Down);
  page.press(Qt::Key_Return);
  CHECK(becomes([&] { return page.said == QStringLiteral("anna.txt: in case 018 now"); }));
}

TEST_CASE("a document of a case is opened where one reads") {
  CasePage page;
  bool isWanted = false;
  QObject::connect(&page.session, &Session::readingWanted, &page.window, [&] { isWanted = true; });
  page.table().setCurrentIndex(page.table().model()->index(1, 0));
  page.press(Qt::Key_Return, Qt::ControlModifier);
  CHECK(isWanted);
  REQUIRE(page.session.document());
  CHECK(page.session.document()->document().name == "ben.txt");
}

TEST_CASE("two cases are merged after one has seen what becomes of them") {
  CasePage page;
  page.choose(page.table(), 1, "sex");
  page.overtype(QStringLiteral("male"));
  page.table().setCurrentIndex(page.table().model()->index(1, 0));
  page.window.findChild<QAction*>(QStringLiteral("cases.merge"))->trigger();
  QString told;
  QTimer look;
  QObject::connect(&look, &QTimer::timeout, &page.window, [&] {
    auto* box = page.window.findChild<QMessageBox*>();
    if (box == nullptr || !box->isVisible()) return;
    look.stop();
    told = box->text() + QLatin1Char('\n') + box->informativeText();
    for (QAbstractButton* button : box->buttons()) {
      if (box->buttonRole(button) == QMessageBox::AcceptRole) button->click();
    }
  });
  look.start(5);
  page.choose(QStringLiteral("017"));
  CHECK(becomes([&] { return page.table().model()->rowCount() == 1; }));
  CHECK(told ==
        QStringLiteral("Into case 017 go 1 document, 0 episodes, 0 assistance events and 0 "
                       "decisions of case 018, which then is no more.\nsex: “female” stays, “male” "
                       "goes into a memo\n\nUndo takes it back."));
  CHECK(page.project.read()->documentsOf(page.person("017").id).size() == 2);
  page.session.undo();
  CHECK(becomes([&] { return page.table().model()->rowCount() == 2; }));
}

TEST_CASE("only cases with a document that passes the filter are shown, with their number") {
  CasePage page;
  page.session.setFilter({{{FilterCondition::Kind::Attribute, "sex", "female", false}}});
  CHECK(becomes([&] { return page.table().model()->rowCount() == 1; }));
  CHECK(page.shown->findChild<QLabel*>()->text() == QStringLiteral("1 of 2 cases shown"));
  page.session.setFilter({{{FilterCondition::Kind::Attribute, "sex", "none", false}}});
  CHECK(becomes([&] { return page.table().model()->rowCount() == 0; }));
  page.session.setFilter({});
  CHECK(becomes([&] { return page.table().model()->rowCount() == 2; }));
}

TEST_CASE("typing narrows the table to the cases that hold it") {
  CasePage page;
  page.press(Qt::Key_F, Qt::ControlModifier);
  page.type(QStringLiteral("FEMALE"));
  CHECK(becomes([&] { return page.table().model()->rowCount() == 1; }));
  page.press(Qt::Key_Return);
  CHECK(page.table().hasFocus());
}

TEST_CASE("the table is sorted by a column as its values mean it") {
  CasePage page;
  page.choose(page.table(), 0, "age");
  page.overtype(QStringLiteral("9"));
  page.choose(page.table(), 1, "age");
  page.overtype(QStringLiteral("10"));
  page.table().sortByColumn(page.columnOf(page.table(), "age"), Qt::DescendingOrder);
  CHECK(page.cell(page.table(), 0, "Case") == QStringLiteral("018"));
  page.table().sortByColumn(page.columnOf(page.table(), "age"), Qt::AscendingOrder);
  CHECK(page.cell(page.table(), 0, "Case") == QStringLiteral("017"));
}

TEST_CASE("an attribute is defined, and values that do not fit it are told") {
  CasePage page;
  page.window.findChild<QAction*>(QStringLiteral("cases.attributes"))->trigger();
  auto* dialog = page.window.findChild<AttributesDialog*>();
  REQUIRE(dialog != nullptr);
  REQUIRE(QTest::qWaitForWindowActive(dialog));
  auto* list = dialog->findChild<QTreeWidget*>();
  CHECK(list->topLevelItemCount() == 4);
  for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
    if (button->text() == QStringLiteral("&Add…")) button->click();
  }
  auto* form = dialog->findChild<QDialog*>();
  REQUIRE(form != nullptr);
  REQUIRE(QTest::qWaitForWindowActive(form));
  auto* name = form->findChild<QLineEdit*>();
  REQUIRE(name->accessibleName() == QStringLiteral("Name"));
  QTest::keyClicks(name, QStringLiteral("town"));
  QTest::keyClick(name, Qt::Key_Return);
  CHECK(page.problems.isEmpty());
  CHECK(becomes([&] { return list->topLevelItemCount() == 5; }));
  CHECK(becomes([&] { return dialog->findChild<QDialog*>() == nullptr; }));
  page.session.undo();
  CHECK(list->topLevelItemCount() == 4);
  dialog->close();
}
