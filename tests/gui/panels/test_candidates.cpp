#include <QLabel>
#include <QListView>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/models/candidate_list.h"
#include "gui/panels/candidates_panel.h"
#include "gui/strings.h"
#include "gui/views/card_list_view.h"
#include "tests/gui/small_project.h"

// The list of candidates: what it says of itself, and where one goes on.

using namespace retold;
using retold::test::becomes;
using retold::test::Browser;
using retold::test::SmallProject;

namespace {

CandidatesPanel& panelOf(const Browser& browser) {
  auto* panel = browser.window.findChild<CandidatesPanel*>();
  REQUIRE(panel != nullptr);
  return *panel;
}

CardListView& listOf(const Browser& browser) {
  auto* list = panelOf(browser).findChild<CardListView*>();
  REQUIRE(list != nullptr);
  return *list;
}

QStringList linesOf(const Browser& browser) {
  QStringList lines;
  for (const QLabel* label : panelOf(browser).findChildren<QLabel*>()) lines << label->text();
  return lines;
}

QString listed(const Browser& browser, int row) {
  return listOf(browser).model()->index(row, 0).data().toString();
}

QString opened(Browser& browser) {
  return toQString(browser.session().document()->document().name);
}

/// Chooses with the keyboard what the list shows: rows below the first choice.
void choose(Browser& browser, int row) {
  QComboBox* shown = nullptr;
  for (auto* box : panelOf(browser).findChildren<QComboBox*>()) {
    if (box->accessibleName() == QStringLiteral("Documents to show")) shown = box;
  }
  REQUIRE(shown != nullptr);
  shown->setFocus();
  browser.press(Qt::Key_Home);
  for (int i = 0; i < row; ++i) browser.press(Qt::Key_Down);
  browser.transcript().setFocus();
}

void look(Browser& browser, const Filter& filter, int rows) {
  browser.session().setFilter(filter);
  REQUIRE(becomes(
      [&] { return browser.session().passing() && listOf(browser).model()->rowCount() == rows; }));
}

const Filter kOfWomen{{{FilterCondition::Kind::Attribute, "sex", "female", false}}};
const Filter kNowhere{{{FilterCondition::Kind::Folder, "", "nowhere", false}}};

}  // namespace

TEST_CASE("with a filter the list says how many candidates pass it, and why it is empty") {
  SmallProject project;
  Browser browser(project);
  CHECK(linesOf(browser).contains(QStringLiteral("3 candidates of 6 documents")));

  look(browser, kOfWomen, 1);
  CHECK(linesOf(browser).contains(QStringLiteral("1 of 3 candidates pass the filter")));

  look(browser, kNowhere, 0);
  CHECK(linesOf(browser).contains(QStringLiteral("0 of 3 candidates pass the filter")));
  CHECK(listOf(browser).accessibleDescription() ==
        QStringLiteral("No candidate passes the filter. Those that it keeps out are there again "
                       "when you take it away."));

  browser.session().setFilter({});
  CHECK(linesOf(browser).contains(QStringLiteral("3 candidates of 6 documents")));
  CHECK(listOf(browser).model()->rowCount() == 3);
}

TEST_CASE("with a filter a list of what is undecided says that what passes is decided") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.press(Qt::Key_U);
  choose(browser, 1);
  look(browser, kOfWomen, 0);
  CHECK(listOf(browser).accessibleDescription() ==
        QStringLiteral("Every candidate that passes the filter is decided."));
}

TEST_CASE("from a document that is not in the list J and K go on where one was") {
  SmallProject project;
  Browser browser(project);
  const QString first = listed(browser, 0);
  const QString second = listed(browser, 1);
  const QString third = listed(browser, 2);
  browser.show(toUtf8(second));
  browser.show("carla.txt");
  browser.transcript().setFocus();
  browser.press(Qt::Key_J);
  CHECK(opened(browser) == third);
  browser.show(toUtf8(second));
  browser.show("carla.txt");
  browser.press(Qt::Key_K);
  CHECK(opened(browser) == first);
}

TEST_CASE("where the open document left the list J goes to the one behind it") {
  SmallProject project;
  Browser browser(project);
  const QString first = listed(browser, 0);
  const QString second = listed(browser, 1);
  const QString third = listed(browser, 2);
  browser.show(toUtf8(second));
  browser.transcript().setFocus();
  browser.press(Qt::Key_U);
  choose(browser, 1);
  REQUIRE(listOf(browser).model()->rowCount() == 2);
  browser.press(Qt::Key_J);
  CHECK(opened(browser) == third);
  browser.show(toUtf8(second));
  browser.press(Qt::Key_K);
  CHECK(opened(browser) == first);
}

TEST_CASE("a project that is opened again goes on with the document and the list of before") {
  SmallProject project;
  QString left;
  {
    Browser browser(project);
    choose(browser, 1);
    browser.press(Qt::Key_J);
    left = opened(browser);
    CHECK(left == listed(browser, 1));
    browser.press(Qt::Key_U);
  }
  Browser again(project);
  CHECK(opened(again) == left);
  CHECK(panelOf(again).findChild<CandidateList*>()->shown() == Shown::Undecided);
  CHECK(listOf(again).model()->rowCount() == 2);
  again.transcript().setFocus();
  again.press(Qt::Key_J);
  CHECK(opened(again) == listed(again, 1));
}

TEST_CASE("where nothing was read before, the first candidate that waits for a decision is shown") {
  SmallProject project;
  QString first;
  QString second;
  {
    Browser browser(project);
    first = listed(browser, 0);
    second = listed(browser, 1);
    browser.press(Qt::Key_U);
    REQUIRE(project.read()->decisions().size() == 1);
    browser.session().remember(QLatin1String(Session::kReadLast), {});
  }
  Browser again(project);
  CHECK(listed(again, 0) == first);
  CHECK(opened(again) == second);
}

TEST_CASE("Shift+J goes to the next candidate that is undecided, and says where there is none") {
  SmallProject project;
  Browser browser(project);
  const QString third = listed(browser, 2);
  browser.show(toUtf8(listed(browser, 1)));
  browser.transcript().setFocus();
  browser.press(Qt::Key_U);
  browser.show(toUtf8(listed(browser, 0)));
  browser.press(Qt::Key_U);
  browser.press(Qt::Key_J, Qt::ShiftModifier);
  CHECK(opened(browser) == third);
  browser.press(Qt::Key_U);
  browser.press(Qt::Key_J, Qt::ShiftModifier);
  CHECK(opened(browser) == third);
  CHECK(browser.status() ==
        QStringLiteral("This list has no candidate left that is undecided and not skipped"));
}
