#include <QRegularExpression>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/lexicon_choices.h"
#include "gui/panels/history_dialog.h"
#include "gui/views/keys_dialog.h"
#include "indexer/store/backends.h"
#include "tests/gui/small_project.h"
#include "tests/gui/translators.h"
#include "tests/gui/visible_texts.h"

using namespace retold;

namespace {

/// A project without documents and codes: nothing of it is seen but its name and its coder.
QString emptyProject(const QTemporaryDir& folder) {
  const QString path = folder.filePath(QStringLiteral("0.retold"));
  createProject(path.toStdString(), Codebook{"", "", {}}, "0");
  return path;
}

void showEachPage(MainWindow& window) {
  auto* tabs = window.findChild<QTabBar*>(QStringLiteral("pages"));
  REQUIRE(tabs != nullptr);
  for (int page = 0; page < tabs->count(); ++page) {
    tabs->setCurrentIndex(page);
    QTest::qWait(0);
  }
  REQUIRE(test::becomes([&] { return !window.session().isScreening(); }));
}

/// Titles of lexicons are data, Qt brings its own texts, and the program has one name everywhere.
bool needsNoTranslation(const test::VisibleText& each) {
  const QString& text = each.text;
  for (const LexiconChoice& choice : lexiconChoices()) {
    if (text == choice.title) return true;
  }
  if (text == QStringLiteral("Retold") || each.where.contains(QStringLiteral("Scroll")))
    return true;
  static const QRegularExpression letters(QStringLiteral("\\p{L}{2,}"));
  static const QRegularExpression keys(
      QStringLiteral("^(Ctrl|Shift|Alt|Del|Esc|Enter|F\\d+|Tab|Space|Return|[A-Z]|[+ ,()])+$"));
  return !letters.match(text).hasMatch() || keys.match(text).hasMatch();
}

}  // namespace

TEST_CASE("every text of the window can be translated") {
  const test::Translated<test::PseudoTranslator> translated(Qt::LeftToRight);
  QTemporaryDir folder;
  Settings settings(folder.filePath(QStringLiteral("settings.ini")));
  settings.setCoder(QStringLiteral("0"));
  MainWindow window(settings);
  window.show();
  QStringList left;
  const auto look = [&](const QWidget& widget) {
    for (const test::VisibleText& each : test::visibleTexts(widget)) {
      if (each.text.contains(QLatin1Char('[')) || needsNoTranslation(each)) continue;
      left << QStringLiteral("%1 (%2)").arg(each.text, each.where);
    }
  };
  look(window);
  window.open(emptyProject(folder));
  showEachPage(window);
  look(window);
  HistoryDialog history(window.session(), nullptr);
  history.setAttribute(Qt::WA_DeleteOnClose, false);
  look(history);
  left.removeDuplicates();
  INFO(left.join(QLatin1Char('\n')).toStdString());
  CHECK(left.isEmpty());
}

TEST_CASE("longer texts leave every button and label the room that it needs") {
  const test::Translated<test::PseudoTranslator> translated(Qt::LeftToRight);
  test::SmallProject project;
  const test::Browser browser(project);
  browser.window.resize(1600, 1000);
  showEachPage(browser.window);
  auto* tabs = browser.window.findChild<QTabBar*>(QStringLiteral("pages"));
  for (int page = 0; page < tabs->count(); ++page) {
    tabs->setCurrentIndex(page);
    QTest::qWait(0);
    for (const QAbstractButton* button : browser.window.findChildren<QAbstractButton*>()) {
      if (!button->isVisible() || button->text().isEmpty()) continue;
      INFO(button->text().toStdString());
      CHECK(button->width() >= button->minimumSizeHint().width());
    }
  }
}

TEST_CASE("from right to left the pages are mirrored") {
  const test::Translated<test::ArabicTranslator> translated(Qt::RightToLeft);
  test::SmallProject project;
  const test::Browser browser(project);
  const auto placeOf = [&](const char* name) {
    const auto* panel = browser.window.findChild<Panel*>(QLatin1String(name));
    REQUIRE(panel != nullptr);
    return panel->mapTo(&browser.window, QPoint(0, 0)).x();
  };
  CHECK(placeOf("candidates") > placeOf("transcript"));
  CHECK(placeOf("transcript") > placeOf("codings"));
  const auto* tabs = browser.window.findChild<QTabBar*>(QStringLiteral("pages"));
  CHECK(tabs->tabRect(0).left() > tabs->tabRect(1).left());
  showEachPage(browser.window);
}
