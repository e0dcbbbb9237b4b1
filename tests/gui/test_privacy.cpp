#include "gui/privacy.h"

#include <QAccessible>
#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QTest>
#include <QToolTip>
#include <QVBoxLayout>
#include <catch2/catch.hpp>

#include "gui/models/candidate_list.h"
#include "gui/models/match_list.h"
#include "gui/views/card.h"
#include "tests/gui/small_project.h"

using namespace retold;
using retold::test::Browser;
using retold::test::SmallProject;

namespace {

QAction& action(Browser& browser, const char* id) {
  auto* found = browser.window.findChild<QAction*>(QLatin1String(id));
  REQUIRE(found != nullptr);
  return *found;
}

Lock& lockOf(Browser& browser) {
  auto* lock = browser.window.findChild<Lock*>();
  REQUIRE(lock != nullptr);
  return *lock;
}

/// Everything that the lists would show or read out of their first rows.
QString allTextOf(const QAbstractItemModel& model) {
  QString text;
  for (int row = 0; row < model.rowCount(); ++row) {
    const QModelIndex index = model.index(row, 0);
    const Card card = index.data(CardRole).value<Card>();
    for (const QString& part :
         {card.title, card.before, card.hit, card.after, card.below, card.also,
          index.data(Qt::DisplayRole).toString(), index.data(Qt::ToolTipRole).toString(),
          index.data(Qt::AccessibleTextRole).toString()}) {
      text += part + QLatin1Char('\n');
    }
  }
  return text;
}

/// What a screen reader finds under an object, as far as it is seen.
QString readOut(QAccessibleInterface* object) {
  if (object == nullptr || object->state().invisible) return {};
  QString text = object->text(QAccessible::Name) + QLatin1Char('\n') +
                 object->text(QAccessible::Value) + QLatin1Char('\n');
  for (int child = 0; child < object->childCount(); ++child) text += readOut(object->child(child));
  return text;
}

}  // namespace

TEST_CASE("hidden texts are neither seen nor read out until F9 asks for the open document") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  const QString words = QStringLiteral("trafficked again");
  const auto* matches = browser.window.findChild<MatchList*>();
  const auto* candidates = browser.window.findChild<CandidateList*>();
  REQUIRE(allTextOf(*matches).contains(words));
  REQUIRE(allTextOf(*candidates).contains(words));

  action(browser, "view.hide-texts").trigger();
  CHECK(!browser.transcript().isVisible());
  CHECK(!allTextOf(*matches).contains(words));
  CHECK(!allTextOf(*candidates).contains(words));
  CHECK(!readOut(QAccessible::queryAccessibleInterface(&browser.window)).contains(words));
  CHECK(!browser.session().currentMatchInWords().contains(words));

  browser.press(Qt::Key_F9);
  CHECK(browser.transcript().isVisible());
  CHECK(allTextOf(*matches).contains(words));
  browser.show("ben.txt");
  CHECK(!browser.transcript().isVisible());
  CHECK(!allTextOf(*matches).contains(words));
  action(browser, "view.hide-texts").trigger();
  CHECK(browser.transcript().isVisible());
  CHECK(allTextOf(*candidates).contains(words));
}

TEST_CASE("that texts are hidden is remembered, and a case can be judged without seeing them") {
  SmallProject project;
  {
    Browser browser(project);
    action(browser, "view.hide-texts").trigger();
  }
  Browser again(project);
  CHECK(!again.transcript().isVisible());
  again.show("ben.txt");
  again.press(Qt::Key_U);
  CHECK(project.read()->decisions().size() == 1);
}

TEST_CASE("F12 hides window, title and dialogs at once, and only the chosen key brings them back") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  const QString title = browser.window.windowTitle();
  QDialog dialog(&browser.window);
  dialog.setWindowTitle(QStringLiteral("of Anna"));
  auto* column = new QVBoxLayout(&dialog);
  auto* field = new QLineEdit(QStringLiteral("of Anna too"));
  column->addWidget(field);
  dialog.show();
  Lock& lock = lockOf(browser);
  lock.setKey(QKeySequence(Qt::CTRL | Qt::Key_G));

  action(browser, "view.lock").trigger();
  REQUIRE(lock.isLocked());
  CHECK(!browser.transcript().isVisible());
  CHECK(!browser.window.menuBar()->isVisible());
  CHECK(!field->isVisible());
  CHECK(dialog.isVisible());
  CHECK(browser.window.windowTitle() == QStringLiteral("Locked"));
  CHECK(dialog.windowTitle() == QStringLiteral("Locked"));
  CHECK(!readOut(QAccessible::queryAccessibleInterface(&browser.window))
             .contains(QStringLiteral("anna.txt")));

  for (const Qt::Key key : {Qt::Key_C, Qt::Key_F12, Qt::Key_Escape, Qt::Key_G}) {
    QTest::keyClick(&browser.window, key);
  }
  QTest::mouseClick(&browser.window, Qt::LeftButton, {}, QPoint(300, 300));
  CHECK(lock.isLocked());
  CHECK(project.read()->decisions().empty());

  QTest::keyClick(&browser.window, Qt::Key_G, Qt::ControlModifier);
  CHECK(!lock.isLocked());
  CHECK(browser.transcript().isVisible());
  CHECK(browser.window.menuBar()->isVisible());
  CHECK(field->isVisible());
  CHECK(browser.window.windowTitle() == title);
  CHECK(dialog.windowTitle() == QStringLiteral("of Anna"));
}

TEST_CASE("a dialog that opens while the window is locked is hidden too") {
  SmallProject project;
  Browser browser(project);
  Lock& lock = lockOf(browser);
  lock.lock();
  QDialog dialog(&browser.window);
  dialog.setWindowTitle(QStringLiteral("of Anna"));
  auto* column = new QVBoxLayout(&dialog);
  auto* button = new QPushButton(QStringLiteral("of Anna"));
  column->addWidget(button);
  dialog.show();
  CHECK(!button->isVisible());
  CHECK(dialog.windowTitle() == QStringLiteral("Locked"));
  lock.unlock();
  CHECK(button->isVisible());
}

TEST_CASE("the window locks by itself when nothing was typed or clicked for so many minutes") {
  SmallProject project;
  Browser browser(project);
  Lock& lock = lockOf(browser);
  qint64 now = 0;
  lock.setClock([&now] { return now; });
  constexpr qint64 kMinute = 60 * 1000;
  now = 100 * kMinute;
  lock.lockIfIdle();
  CHECK(!lock.isLocked());
  lock.setIdleLimit(5);
  now += 4 * kMinute;
  lock.lockIfIdle();
  CHECK(!lock.isLocked());
  browser.press(Qt::Key_Shift);
  now += 4 * kMinute;
  lock.lockIfIdle();
  CHECK(!lock.isLocked());
  now += kMinute;
  lock.lockIfIdle();
  CHECK(lock.isLocked());
  lock.unlock();
  lock.lockIfIdle();
  CHECK(!lock.isLocked());
  lock.setClock([] { return qint64(0); });
}

TEST_CASE("F12 locks also while a dialog that must be answered has the keyboard") {
  SmallProject project;
  Browser browser(project);
  QDialog dialog(&browser.window);
  dialog.setModal(true);
  auto* field = new QLineEdit(QStringLiteral("of Anna"), &dialog);
  dialog.show();
  REQUIRE(QTest::qWaitForWindowActive(&dialog));
  field->setFocus();

  QTest::keyClick(field, Qt::Key_F12);
  CHECK(lockOf(browser).isLocked());
  CHECK(!field->isVisible());
  CHECK(!browser.transcript().isVisible());
  QTest::keyClick(&dialog, Qt::Key_F12);
  CHECK(!lockOf(browser).isLocked());
  CHECK(field->isVisible());
}

TEST_CASE("names are no markup in labels that do not say what their text is") {
  SmallProject project;
  Browser browser(project);
  QLabel label(QStringLiteral("<b>x</b> & y"), &browser.window);
  label.show();
  CHECK(label.textFormat() == Qt::PlainText);
  QToolTip::showText(QPoint(10, 10), QStringLiteral("<b>tip</b>"), &browser.window);
  REQUIRE(QToolTip::isVisible());
  int tips = 0;
  for (QWidget* window : QApplication::topLevelWidgets()) {
    const auto* tip = qobject_cast<QLabel*>(window);
    if (tip == nullptr || !tip->inherits("QTipLabel")) continue;
    ++tips;
    CHECK(tip->textFormat() == Qt::PlainText);
  }
  CHECK(tips > 0);
  QToolTip::hideText();
}
