#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/panels/lexicon_panel.h"
#include "gui/strings.h"
#include "gui/views/lexicon_changes.h"
#include "gui/views/lexicon_examples.h"
#include "gui/views/lexicon_exchange.h"
#include "gui/views/lexicon_ledger.h"
#include "tests/gui/small_project.h"

using namespace retold;
using retold::test::becomes;
using retold::test::SmallProject;

namespace {

/// A lexicon so small that a test can be followed by hand.
const std::string kOwn =
    "retold-lexicon 1\nid: ours\ntitle: Ours\nlanguage: en\nversion: 1\nauthors: A\n"
    "sources: own words\nreview: drafted\n\nconcept again: another time\n  again = again\n\n"
    "pattern trafficked-again, weight 1.2: trafficked another time\n  sold ~3 @again = sold "
    "again\n";

/// The page by itself, with a project and the small lexicon in it.
struct LexiconPage {
  explicit LexiconPage(const std::string& own = kOwn)
      : session(QStringLiteral("Ana")), panel(session, nullptr) {
    REQUIRE(session.open(project.path()));
    panel.resize(1200, 800);
    panel.show();
    panel.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&panel));
    if (!own.empty()) REQUIRE(desk().take(own));
  }
  LexiconDesk& desk() { return panel.desk(); }
  template <class Widget>
  Widget& named(const char* name) {
    for (Widget* each : panel.findChildren<Widget*>())
      if (each->accessibleName() == QLatin1String(name)) return *each;
    FAIL("nothing is called " << name);
    return *panel.findChild<Widget*>();
  }
  QPushButton& button(const char* text) {
    for (QPushButton* each : panel.findChildren<QPushButton*>())
      if (each->text() == QLatin1String(text)) return *each;
    FAIL("no button " << text);
    return *panel.findChild<QPushButton*>();
  }
  void click(const char* text) { QTest::mouseClick(&button(text), Qt::LeftButton); }
  void openTab(const char* text) {
    auto* tabs = panel.findChild<QTabWidget*>();
    for (int i = 0; i < tabs->count(); ++i)
      if (tabs->tabText(i) == QLatin1String(text)) tabs->setCurrentIndex(i);
    REQUIRE(tabs->tabText(tabs->currentIndex()) == QLatin1String(text));
  }
  void replaceText(QLineEdit& field, const char* text) {
    field.setFocus();
    field.selectAll();
    QTest::keyClicks(&field, QLatin1String(text));
  }
  LexiconPreview& preview() { return *panel.findChild<LexiconPreview*>(); }
  LexiconTermForm& form() { return *panel.findChild<LexiconTermForm*>(); }

  SmallProject project;
  Session session;
  LexiconPanel panel;
};

}  // namespace

TEST_CASE("a built-in lexicon can be read and made one's own, and only then be changed") {
  LexiconPage page(std::string{});
  page.desk().choose(QStringLiteral("risk-factors"));
  auto& tree = page.named<QTreeView>("Languages, their concepts and patterns, and the terms");
  tree.setFocus();
  tree.setCurrentIndex(tree.model()->index(0, 0));
  REQUIRE(page.desk().current() != nullptr);
  QTest::keyClick(&tree, Qt::Key_Right);
  QTest::keyClick(&tree, Qt::Key_Down);
  REQUIRE(page.desk().section() != nullptr);
  CHECK_FALSE(page.desk().canChange());
  CHECK(page.named<QLineEdit>("Meaning in English").isReadOnly());
  page.click("Make it mine");
  CHECK(page.desk().canChange());
  CHECK_FALSE(page.named<QLineEdit>("Meaning in English").isReadOnly());
  REQUIRE(page.project.read()->ownLexicons().size() == 1);
  CHECK(page.project.read()->ownLexicons().front().text == page.desk().current()->entry.builtin);
}

TEST_CASE("a term is looked for while it is typed, and what is wrong with it stands below") {
  LexiconPage page;
  REQUIRE(becomes([&] { return page.desk().sound() != nullptr; }));
  page.desk().select(page.desk().currentIndex(), 13);
  page.click("New term");
  auto& term = page.named<QLineEdit>("Term");
  CHECK(QApplication::focusWidget() == &term);
  QTest::keyClicks(&term, QStringLiteral("trafficked ~"));
  CHECK(page.form().fault() ==
        "✗ At sign 12: expected a number of words from 0 to 100 right behind ~, as in ~8");
  QTest::keyClicks(&term, QStringLiteral("3 @again"));
  CHECK(page.form().fault() == "");
  REQUIRE(becomes([&] { return page.preview().count() == "4 places in 3 documents"; }));
  CHECK(page.preview().list()->model()->rowCount() == 4);

  page.replaceText(page.named<QLineEdit>("Meaning in English"), "trafficked again");
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
  CHECK(page.desk().current()->text == kOwn + "  trafficked ~3 @again = trafficked again\n");
  REQUIRE(page.desk().term() != nullptr);
  CHECK(page.desk().term()->text.expression == "trafficked ~3 @again");
  CHECK(page.project.read()->ownLexicons().front().text == kOwn);
  REQUIRE(becomes([&] { return page.button("Save").isEnabled(); }));
  page.click("Save");
  CHECK(page.project.read()->ownLexicons().front().text == page.desk().current()->text);
  CHECK_FALSE(page.desk().current()->isChanged());
}

TEST_CASE("a place of the preview opens its passage on the page where one reads") {
  LexiconPage page;
  REQUIRE(becomes([&] { return page.desk().sound() != nullptr; }));
  page.desk().select(page.desk().currentIndex(), 11);
  REQUIRE(becomes([&] { return page.preview().count() == "4 places in 3 documents"; }));
  QSignalSpy wanted(&page.session, &Session::readingWanted);
  page.preview().list()->setFocus();
  page.preview().list()->setCurrentIndex(page.preview().list()->model()->index(0, 0));
  QTest::keyClick(page.preview().list(), Qt::Key_Return);
  CHECK(wanted.count() == 1);
  CHECK(page.session.document()->document().name == "anna.txt");
}

TEST_CASE("a change is taken back by Ctrl+Z before anything of the project is") {
  LexiconPage page;
  page.desk().select(page.desk().currentIndex(), 11);
  auto& term = page.named<QLineEdit>("Term");
  page.replaceText(term, "again | twice");
  QTest::keyClick(&term, Qt::Key_Return);
  CHECK(page.desk().current()->isChanged());
  auto& tree = page.named<QTreeView>("Languages, their concepts and patterns, and the terms");
  tree.setFocus();
  QTest::keyClick(&tree, Qt::Key_Z, Qt::ControlModifier);
  CHECK_FALSE(page.desk().current()->isChanged());
  CHECK(page.project.read()->ownLexicons().size() == 1);
  QTest::keyClick(&tree, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  CHECK(page.desk().current()->isChanged());
}

TEST_CASE("looking at the note of a term changes nothing of it") {
  std::string own = kOwn;
  own.insert(own.find("  sold ~3"), "  # say\u00A0it\n");
  LexiconPage page(own);
  page.desk().select(page.desk().currentIndex(), 15);
  auto& note = page.named<QPlainTextEdit>("Note on the term");
  note.setFocus();
  REQUIRE(note.toPlainText() == QStringLiteral("say it"));  // as a widget has it
  page.named<QLineEdit>("Term").setFocus();
  CHECK_FALSE(page.desk().current()->isChanged());
  note.setFocus();
  note.moveCursor(QTextCursor::End);
  QTest::keyClicks(&note, QStringLiteral(" so"));
  page.named<QLineEdit>("Term").setFocus();
  CHECK(page.desk().current()->text.find("say\u00A0it so") != std::string::npos);
}

TEST_CASE("what is not saved when the project is closed is there when it is opened again") {
  LexiconPage page;
  const std::string changed = kOwn + "  half a term (\n";
  page.desk().change(changed, 14);
  page.session.close();
  CHECK(page.project.read()->ownLexicons().front().text == kOwn);
  REQUIRE(page.session.open(page.project.path()));
  page.desk().choose(QStringLiteral("ours"));
  REQUIRE(page.desk().count() == 1);
  CHECK(page.desk().at(0).text == changed);
  CHECK(page.desk().at(0).isChanged());
  page.desk().select(0, 0);
  page.desk().discard();
  CHECK(page.desk().at(0).text == kOwn);
  CHECK(page.project.read()->ownLexicons().size() == 1);
}

TEST_CASE("what is not saved of a lexicon is kept when one pauses, and while one goes on and on") {
  LexiconPage page;
  page.desk().select(page.desk().currentIndex(), 11);
  auto& term = page.named<QLineEdit>("Term");
  const auto draft = [&] {
    for (const OwnLexicon& each : page.project.read()->ownLexicons())
      if (!isFinished(each)) return each.text;
    return std::string();
  };
  std::string typed = "again";
  for (const char* name : {"draftPause", "draftOldest"}) {
    auto* timer = page.desk().findChild<QTimer*>(QLatin1String(name));
    REQUIRE(timer != nullptr);
    REQUIRE(timer->isSingleShot());
    CHECK(timer->interval() <= 30'000);
    typed += " | twice";
    page.replaceText(term, typed.c_str());
    QTest::keyClick(&term, Qt::Key_Return);
    REQUIRE(timer->isActive());
    CHECK(draft().find(typed) == std::string::npos);
    timer->start(0);
    auto& gloss = page.named<QLineEdit>("Meaning in English");
    page.replaceText(gloss, "half a mean");
    CHECK(becomes([&] { return draft().find(typed) != std::string::npos; }));
    // What is being typed meanwhile stays, and goes into the draft when the project is closed.
    CHECK(gloss.text() == QStringLiteral("half a mean"));
    CHECK(page.desk().current()->isChanged());
    CHECK(page.desk().canUndo());
    CHECK(page.desk().line() == 11);
  }
  page.session.close();
  CHECK(draft().find("half a mean") != std::string::npos);
}

TEST_CASE("another lexicon is not chosen while unsaved changes cannot be kept") {
  LexiconPage page;
  page.desk().change(kOwn + "# mine\n", 0);
  ImportWish wish;
  wish.files.paths = {toUtf8(page.project.folder() + QStringLiteral("/texts"))};
  REQUIRE(page.session.bringIn(wish));
  page.desk().choose(QStringLiteral("risk-factors"));
  CHECK(page.desk().id() == QStringLiteral("ours"));
  CHECK(page.desk().current()->text == kOwn + "# mine\n");
  REQUIRE(becomes([&] { return !page.session.isImporting(); }));
  page.desk().choose(QStringLiteral("risk-factors"));
  CHECK(page.desk().id() == QStringLiteral("risk-factors"));
}

TEST_CASE("a lexicon is changed as a file, keeps its signs, and is not saved with faults") {
  LexiconPage page;
  page.openTab("As a file");
  auto* source = page.panel.findChild<LexiconSourceView*>();
  source->text()->setFocus();
  source->text()->moveCursor(QTextCursor::End);
  QTest::keyClicks(source->text(), QStringLiteral("  bought a\u00A0b"));
  source->commit();
  CHECK(page.desk().current()->text == kOwn + "  bought a\u00A0b");
  REQUIRE(becomes([&] { return source->faults()->count() == 1; }));
  CHECK(source->faults()->item(0)->text() ==
        "✗ line 15, sign 10: two terms stand side by side; expected | for a choice, ~n or >n for a "
        "gap, or quotation marks round a phrase");
  CHECK_FALSE(page.button("Save").isEnabled());
  source->text()->moveCursor(QTextCursor::Start);
  source->faults()->setCurrentRow(0);
  emit source->faults()->itemClicked(source->faults()->item(0));
  CHECK(source->text()->textCursor().blockNumber() == 14);
  CHECK(source->text()->textCursor().positionInBlock() == 9);
}

TEST_CASE("who reviewed a lexicon is said with a name, and drafted stays what it is without one") {
  LexiconPage page;
  page.openTab("About");
  auto& review = page.named<QComboBox>("Review status");
  review.setFocus();
  review.setCurrentIndex(1);
  emit review.activated(1);
  CHECK(page.desk().current()->outline.header("review") == "drafted");
  auto& by = page.named<QLineEdit>("Who reviewed it, and when");
  CHECK(QApplication::focusWidget() == &by);
  QTest::keyClicks(&by, QStringLiteral("Ileana M., 2026-11-22"));
  QTest::keyClick(&by, Qt::Key_Return);
  CHECK(page.desk().current()->outline.header("review") == "reviewed by Ileana M., 2026-11-22");
  page.replaceText(page.named<QLineEdit>("Version of the lexicon"), "2");
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
  CHECK(page.desk().current()->outline.header("version") == "2");
}

TEST_CASE("the page shows what a change gains and loses before it is saved") {
  LexiconPage page;
  page.desk().select(page.desk().currentIndex(), 13);
  const EditedText edited =
      withNewTerm(page.desk().current()->text, 13, {"trafficked ~3 @again", "again", ""});
  page.desk().change(edited.text, edited.line);
  page.openTab("What changes");
  auto* changes = page.panel.findChild<LexiconChangesView*>();
  REQUIRE(becomes([&] { return changes->list()->model()->rowCount() == 7; }));
  CHECK(changes->summary() ==
        "4 passages gained, 0 lost, 0 with another status · candidates of this lexicon alone: 3 "
        "gained, 0 lost\nThe change can touch 3 of 6 documents; those were screened with both "
        "texts");
  CHECK(page.project.read()->ownLexicons().front().text == kOwn);
}

TEST_CASE("the ledger and the examples are of the lexicon as it stands on the page") {
  LexiconPage page;
  REQUIRE(becomes([&] { return page.desk().sound() != nullptr; }));
  page.openTab("Ledger");
  auto* ledger = page.panel.findChild<LexiconLedgerView*>();
  REQUIRE(becomes([&] { return ledger->table()->model()->rowCount() == 1; }));
  CHECK(ledger->summary() ==
        "1 of 1 term found nowhere, 0 only in what was rejected · 0 decisions · 6 of 6 documents "
        "searched");
  page.openTab("Examples");
  auto* examples = page.panel.findChild<LexiconExamplesView*>();
  REQUIRE(
      becomes([&] { return examples->summary() == "No examples are built in for this lexicon."; }));
  QTest::keyClicks(&page.named<QPlainTextEdit>("A text to try the lexicon on"),
                   QStringLiteral("They sold me again."));
  REQUIRE(becomes([&] {
    return examples->verdict() == "a candidate, score 1.20: trafficked-again (asserted)";
  }));
}

TEST_CASE("lexicons go out to files and come in from them") {
  LexiconPage page;
  const QString file = page.project.folder() + QStringLiteral("/ours.lexicon");
  exportLexiconFile(page.desk(), file, -1);
  page.desk().removeOwn();
  CHECK(page.project.read()->ownLexicons().empty());
  importLexiconFile(page.desk(), file, -1, {});
  REQUIRE(page.project.read()->ownLexicons().size() == 1);
  CHECK(page.project.read()->ownLexicons().front().text == kOwn);
  CHECK(page.desk().id() == "ours");
  QSignalSpy failed(&page.session, &Session::failed);
  importLexiconFile(page.desk(), file + QStringLiteral("x"), -1, {});
  CHECK(failed.count() == 1);
}
