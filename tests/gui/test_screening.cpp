#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <catch2/catch.hpp>

#include "gui/models/candidate_list.h"
#include "gui/models/match_list.h"
#include "gui/panels/runs_dialog.h"
#include "gui/strings.h"
#include "gui/views/card.h"
#include "gui/views/card_list_view.h"
#include "gui/views/line_prompt.h"
#include "indexer/store/backends.h"
#include "queries/tag/tagging.h"
#include "tests/gui/many_project.h"
#include "tests/gui/small_project.h"

using namespace retold;
using retold::test::becomes;
using retold::test::Browser;
using retold::test::SmallProject;

namespace {

Card cardOf(const QAbstractItemModel& model, int row) {
  return model.index(row, 0).data(CardRole).value<Card>();
}

/// The card of the document that is open.
Card openCard(Browser& browser) {
  const auto* list = browser.window.findChild<CandidateList*>();
  const auto row = list->rowOf(browser.session().document()->document().id);
  REQUIRE(row);
  return cardOf(*list, *row);
}

QStringList labelsIn(Browser& browser, const char* panel) {
  QStringList texts;
  const auto* found = browser.window.findChild<Panel*>(QLatin1String(panel));
  for (const QLabel* label : found->findChildren<QLabel*>()) {
    if (!label->isHidden()) texts += label->text().split(QLatin1Char('\n'));
  }
  return texts;
}

QMenu& menuNamed(Browser& browser, const char* name) {
  for (QMenu* menu : browser.window.findChildren<QMenu*>()) {
    if (menu->accessibleName() == QLatin1String(name)) return *menu;
  }
  FAIL("no menu " << name);
  return *browser.window.findChild<QMenu*>();
}

QAction& entry(QMenu& menu, const char* text) {
  for (QAction* action : menu.actions()) {
    if (action->text() == QLatin1String(text)) return *action;
  }
  FAIL("no entry " << text);
  return *menu.actions().front();
}

/// Checks languages with the mouse and closes the menu, which screens again.
void runOnly(Browser& browser, std::initializer_list<const char*> languages) {
  QMenu& menu = menuNamed(browser, "Languages whose lexicons run");
  const auto before = browser.session().findings();
  menu.popup(browser.window.mapToGlobal(QPoint(20, 20)));
  for (const char* language : languages) {
    QTest::mouseClick(&menu, Qt::LeftButton, {},
                      menu.actionGeometry(&entry(menu, language)).center());
    CHECK(menu.isVisible());
  }
  QTest::keyClick(&menu, Qt::Key_Escape);
  REQUIRE(becomes([&] { return browser.session().findings() != before; }));
  browser.window.activateWindow();  // a menu that closes leaves the offscreen platform without one
  QApplication::setActiveWindow(&browser.window);
  REQUIRE(QTest::qWaitForWindowActive(&browser.window));
  browser.transcript().setFocus();
}

}  // namespace

TEST_CASE("L leaves a document that one cannot read to a reader, and Ctrl+Z takes it back") {
  SmallProject project;
  Browser browser(project);
  browser.show("ben.txt");
  browser.press(Qt::Key_L);
  CHECK(project.read()->decisions().empty());
  browser.type(QStringLiteral("Besa"));
  browser.press(Qt::Key_Return);
  const auto decisions = project.read()->decisions();
  REQUIRE(decisions.size() == 1);
  CHECK(decisions.front().verdict == Verdict::CannotRead);
  CHECK(decisions.front().reader == "Besa");
  CHECK(decisions.front().subject == Subject::Document);
  CHECK(browser.status() == QStringLiteral("Left ben.txt to Besa"));
  CHECK(openCard(browser).sign == QStringLiteral("… waits for Besa"));

  auto* list = browser.window.findChild<CandidateList*>();
  list->setShown(Shown::Waiting);
  REQUIRE(list->rowCount() == 1);
  CHECK(list->documentAt(0) == browser.session().document()->document().id);
  list->setShown(Shown::Undecided);
  CHECK(!list->rowOf(browser.session().document()->document().id));
  browser.session().setCoder(QStringLiteral("Besa"));
  list->setShown(Shown::Undecided);
  CHECK(list->rowOf(browser.session().document()->document().id));
  browser.session().setCoder(QStringLiteral("Ana"));

  browser.press(Qt::Key_Z, Qt::ControlModifier);
  CHECK(!browser.session().waitsFor(browser.session().document()->document().id));
  list->setShown(Shown::Waiting);
  CHECK(list->rowCount() == 0);
}

TEST_CASE("the readers who are known are offered and an empty name leaves it to anybody") {
  SmallProject project;
  Browser browser(project);
  browser.show("ben.txt");
  browser.press(Qt::Key_L);
  browser.type(QStringLiteral("Besa"));
  browser.press(Qt::Key_Return);
  browser.show("anna.txt");
  browser.press(Qt::Key_L);
  browser.press(Qt::Key_Down);
  browser.press(Qt::Key_Return);
  CHECK(project.read()->decisions().back().reader == "Besa");
  CHECK(browser.status() == QStringLiteral("Left case 017 to Besa"));
  browser.show("marks.txt");
  browser.press(Qt::Key_L);
  browser.press(Qt::Key_Return);
  CHECK(project.read()->decisions().back().reader.empty());
  CHECK(browser.status() == QStringLiteral("Left marks.txt to anybody who can read it"));
  browser.press(Qt::Key_L);
  browser.press(Qt::Key_Escape);
  CHECK(project.read()->decisions().size() == 3);
}

TEST_CASE("each match shows the words that fit, what they mean, how they fit and their status") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  const auto document = browser.session().document();
  const Match& match = document->matches().front();
  REQUIRE(!match.gloss.empty());
  const Card card = cardOf(*browser.window.findChild<MatchList*>(), 0);
  CHECK(card.below ==
        QStringLiteral("meaning: %1 · “%2”")
            .arg(apart(toQString(match.gloss)), apart(QStringLiteral("trafficked … again"))));
  CHECK(card.also == QStringLiteral("asserted · %1").arg(wordsFor(match.how)));
  CHECK(!card.number.isEmpty());
  const QString tip =
      browser.window.findChild<MatchList*>()->index(0, 0).data(Qt::ToolTipRole).toString();
  CHECK(tip.contains(QStringLiteral("drafted, not yet read by a fluent reader")));
}

TEST_CASE("W shows line by line how the score came about, and the arrows go through the matches") {
  SmallProject project;
  Browser browser(project);
  browser.show("ben.txt");
  QListWidget* lines =
      browser.window.findChild<Panel*>(QStringLiteral("evidence"))->findChild<QListWidget*>();
  CHECK(!lines->isVisible());
  browser.press(Qt::Key_W);
  REQUIRE(lines->isVisible());
  CHECK(QApplication::focusWidget() == lines);
  const auto document = browser.session().document();
  REQUIRE(lines->count() == static_cast<int>(document->matches().size()));
  REQUIRE(lines->count() > 1);
  lines->setCurrentRow(0);
  browser.press(Qt::Key_Down);
  CHECK(browser.session().currentMatch() == 1);
  CHECK(lines->item(1)->toolTip() == lines->item(1)->text());
  browser.press(Qt::Key_W);
  CHECK(!lines->isVisible());
}

TEST_CASE("how far the lexicons can be trusted stands beside what they found") {
  SmallProject project;
  Browser browser(project);
  runOnly(browser, {"Albanian (sq)", "Romanian (ro)"});
  bool isSaid = false;
  for (const QString& text : labelsIn(browser, "candidates")) {
    isSaid |=
        text.startsWith(QStringLiteral("3 lexicons, drafted, not yet read by a fluent reader"));
  }
  CHECK(isSaid);
  browser.show("anna.txt");
  isSaid = false;
  for (const QString& text : labelsIn(browser, "evidence")) {
    isSaid |= text.contains(QStringLiteral("drafted, not yet read by a fluent reader"));
  }
  CHECK(isSaid);
}

TEST_CASE("only the languages that the user checks run, which is said") {
  SmallProject project;
  Browser browser(project);
  runOnly(browser, {"English (en)", "Albanian (sq)", "Romanian (ro)"});
  const QString there = QString::number(browser.session().findings()->lexiconsThere);
  CHECK(browser.session().findings()->lexicons.size() == 2);
  CHECK(browser.session().findings()->ranking->candidates() == 0);
  CHECK(labelsIn(browser, "candidates")
            .contains(QStringLiteral("only the lexicons in sq, ro were run: 2 of ") + there));

  runOnly(browser, {"All languages"});
  CHECK(browser.session().findings()->lexicons.size() ==
        browser.session().findings()->lexiconsThere);
}

TEST_CASE("a document with a match that is new since one's decision is marked and unread again") {
  SmallProject project;
  {
    Session before(QStringLiteral("Ana"));
    REQUIRE(before.open(project.path()));
    ScreeningChoices onlyRomanian;
    onlyRomanian.languages = {"ro"};
    before.setChoices(onlyRomanian);
    before.screen({QStringLiteral("prior-trafficking")});
    REQUIRE(becomes([&] { return before.findings() != nullptr; }));
    before.show(project.read()->documentNamed("ben.txt")->id);
    before.judge(Verdict::Reject, QStringLiteral("nothing there"));
  }
  Browser browser(project);
  browser.show("ben.txt");
  CHECK(openCard(browser).sign == QStringLiteral("+ new since"));
  CHECK(openCard(browser).below.contains(QStringLiteral("new since your decision of ")));
  auto* list = browser.window.findChild<CandidateList*>();
  list->setShown(Shown::Undecided);
  CHECK(list->rowOf(browser.session().document()->document().id));

  browser.press(Qt::Key_C);
  CHECK(openCard(browser).sign == QStringLiteral("✓ confirmed"));
  browser.press(Qt::Key_Z, Qt::ControlModifier);
  CHECK(openCard(browser).sign == QStringLiteral("+ new since"));
}

TEST_CASE("a screening is kept as a run, once as long as nothing changes") {
  SmallProject project;
  {
    Browser browser(project);
    CHECK(browser.session().keptAs() == 1);
    CHECK(labelsIn(browser, "candidates").filter(QStringLiteral(" · run 1")).size() == 1);
  }
  REQUIRE(project.read()->runs().size() == 1);
  CHECK(project.read()->runs().front().coder == "Ana");
  Browser again(project);
  CHECK(again.session().keptAs() == 1);
  CHECK(project.read()->runs().size() == 1);
}

TEST_CASE("how strictly words are matched can be chosen, and is said") {
  SmallProject project;
  Browser browser(project);
  QMenu& menu = menuNamed(browser, "How words are matched");
  const auto before = browser.session().findings();
  menu.popup(browser.window.mapToGlobal(QPoint(20, 20)));
  menu.setActiveAction(&entry(menu, "Tolerant"));
  QTest::keyClick(&menu, Qt::Key_Return);
  REQUIRE(becomes([&] { return browser.session().findings() != before; }));
  CHECK(browser.session().findings()->run.matching == "tolerant");
  CHECK(labelsIn(browser, "candidates").contains(QStringLiteral("matching: tolerant")));
}

TEST_CASE("the order follows the decisions only when asked, and from ten of each on") {
  test::ManyProject project;
  Browser browser(project.path(), project.folder(), QStringLiteral("Ana"));
  auto* learned =
      browser.window.findChild<Panel*>(QStringLiteral("candidates"))->findChild<QCheckBox*>();
  REQUIRE(learned != nullptr);
  CHECK(!learned->isChecked());
  CHECK(!learned->isEnabled());
  CHECK(labelsIn(browser, "candidates")
            .contains(QStringLiteral("needs 10 confirmed and 10 rejected; there are 10 and 9")));
  browser.show("rejected-9.txt");
  browser.press(Qt::Key_R);
  browser.press(Qt::Key_Return);
  REQUIRE(learned->isEnabled());
  const auto candidates = browser.session().findings()->ranking->candidates();
  const auto before = browser.session().findings();
  learned->setFocus();
  browser.press(Qt::Key_Space);
  REQUIRE(becomes([&] { return browser.session().findings() != before; }));
  REQUIRE(browser.session().findings()->learner);
  CHECK(browser.session().findings()->ranking->candidates() == candidates);

  browser.show("unread-0.txt");
  bool isSaid = false;
  for (const QString& text : labelsIn(browser, "evidence")) {
    isSaid |= text.contains(QStringLiteral("learned from 10 confirmed and 10 rejected"));
  }
  CHECK(isSaid);
  browser.press(Qt::Key_W);
  QListWidget* lines =
      browser.window.findChild<Panel*>(QStringLiteral("evidence"))->findChild<QListWidget*>();
  CHECK(lines->count() > static_cast<int>(browser.session().document()->matches().size()));
  learned->setFocus();
  browser.press(Qt::Key_Space);
  REQUIRE(becomes([&] { return !browser.session().findings()->learner; }));
}

TEST_CASE("another cut-off marks the candidates anew without a screening, and says how many") {
  SmallProject project;
  Browser browser(project);
  REQUIRE(becomes([&] { return browser.session().findings()->isDetailed; }));
  const auto before = browser.session().findings()->ranking->candidates();
  auto* cutOff =
      browser.window.findChild<Panel*>(QStringLiteral("candidates"))->findChild<QDoubleSpinBox*>();
  REQUIRE(cutOff != nullptr);
  cutOff->setValue(999);
  CHECK(browser.session().findings()->ranking->candidates() == 0);
  CHECK(browser.status() == QStringLiteral("0 candidates: %1 fewer than before").arg(before));
  CHECK(!browser.session().isScreening());
  CHECK(project.read()->runs().size() == 1);
  CHECK(browser.settings->wish(browser.session().key()).choices.cutOff == 999);
  browser.session().setCutOff({});
  CHECK(browser.session().findings()->ranking->candidates() == before);
  CHECK(browser.status() == QStringLiteral("%1 candidates: %1 more than before").arg(before));
}

TEST_CASE("two kept runs are compared, and the list can be shown as it was in one of them") {
  SmallProject project;
  Browser browser(project);
  REQUIRE(becomes([&] { return browser.session().findings()->isDetailed; }));
  const auto first = browser.session().findings()->ranking->candidates();
  ScreeningChoices choices = browser.session().wish().choices;
  choices.languages = {"ro"};
  browser.session().setChoices(choices);
  browser.session().screenAgain();
  REQUIRE(becomes([&] { return browser.session().keptAs() == 2; }));
  RunsDialog dialog(browser.session(), &browser.window);
  dialog.setAttribute(Qt::WA_DeleteOnClose, false);
  dialog.show();
  const auto trees = dialog.findChildren<QTreeWidget*>();
  QTreeWidget* runs = trees.front();
  QTreeWidget* differences = trees.back();
  REQUIRE(runs->topLevelItemCount() == 2);
  const auto buttons = dialog.findChildren<QPushButton*>();
  const auto button = [&](const QString& text) {
    return *std::find_if(buttons.begin(), buttons.end(),
                         [&](const QPushButton* each) { return each->text() == text; });
  };
  CHECK(!button(QStringLiteral("&Compare two"))->isEnabled());
  runs->selectAll();
  QTest::mouseClick(button(QStringLiteral("&Compare two")), Qt::LeftButton);
  REQUIRE(becomes([&] { return differences->topLevelItemCount() == 3; }));
  CHECK(differences->topLevelItem(1)->text(0) ==
        QStringLiteral("Candidates: 0 gained, %1 lost").arg(first));
  runs->clearSelection();
  runs->topLevelItem(1)->setSelected(true);
  QTest::mouseClick(button(QStringLiteral("&Show as it was")), Qt::LeftButton);
  REQUIRE(becomes([&] { return browser.session().keptAs() == 1; }));
  CHECK(browser.session().findings()->ranking->candidates() == first);
}
