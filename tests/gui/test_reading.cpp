#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>
#include <catch2/catch.hpp>

#include "gui/models/boilerplate_list.h"
#include "gui/models/coding_list.h"
#include "gui/panels/boilerplate_dialog.h"
#include "gui/panels/files_dialog.h"
#include "gui/panels/transcript_panel.h"
#include "gui/strings.h"
#include "gui/theme.h"
#include "gui/views/card_list_view.h"
#include "gui/views/chooser.h"
#include "indexer/store/backends.h"
#include "queries/lexicon/codebooks.h"
#include "tests/gui/rich_project.h"
#include "tests/gui/small_project.h"

// What the browser shows of where a text comes from and how it stands to others.

using namespace retold;
using retold::test::Browser;
using retold::test::RichProject;

namespace {

Browser browse(const RichProject& project) {
  return Browser(project.path(), project.folder(), QStringLiteral("Ana"));
}

QStringList labelsOf(const QWidget& parent) {
  QStringList texts;
  for (const QLabel* label : parent.findChildren<QLabel*>()) {
    if (label->isVisible()) texts << label->text();
  }
  return texts;
}

void putCursor(TranscriptView& view, const QString& words) {
  const QTextCursor found = view.document()->find(words);
  REQUIRE(!found.isNull());
  QTextCursor at(view.document());
  at.setPosition(found.selectionStart() + 1);
  view.setTextCursor(at);
}

QAction* actionOf(const Browser& browser, const QString& text) {
  for (QAction* action : browser.window.findChildren<QAction*>()) {
    if (action->text().remove(QLatin1Char('&')) == text) return action;
  }
  FAIL("no action " << toUtf8(text));
  return nullptr;
}

TranscriptPanel& panelOf(const Browser& browser) {
  auto* panel = browser.window.findChild<TranscriptPanel*>();
  REQUIRE(panel != nullptr);
  return *panel;
}

QStringList marksOf(const TranscriptView& view) {
  QStringList texts;
  for (const PlaceMark& mark : view.placeMarks()) {
    texts << (mark.place + QLatin1Char('|') + mark.language);
  }
  return texts;
}

/// The colour of the letter at the first place of `words`, as the text is laid out.
QColor inkOf(const TranscriptView& view, const QString& words) {
  const QTextCursor found = view.document()->find(words);
  REQUIRE(!found.isNull());
  const int at = found.selectionStart() - found.block().position();
  for (const QTextLayout::FormatRange& range : found.block().layout()->formats()) {
    if (range.start <= at && at < range.start + range.length) {
      return range.format.foreground().color();
    }
  }
  return themeOf(view.palette()).text;
}

Chooser& openChooser(const Browser& browser) {
  auto* chooser = browser.window.findChild<Chooser*>();
  REQUIRE(chooser != nullptr);
  REQUIRE(QTest::qWaitForWindowExposed(chooser));
  return *chooser;
}

void choose(const Browser& browser, const QString& typed) {
  auto* field = openChooser(browser).findChild<QLineEdit*>();
  QTest::keyClicks(field, typed);
  QTest::keyClick(field, Qt::Key_Return);
}

}  // namespace

TEST_CASE("the margin says when each turn was spoken, and its language where it is another") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("recorded.vtt");
  CHECK(marksOf(browser.transcript()) == QStringList{"00:12:31|", "00:12:40|", "00:12:49|ro"});
  CHECK(browser.transcript().placeMarks().back().whole ==
        QStringLiteral("00:12:49 to 00:12:58\nRomanian (ro), guessed, 93 % sure"));
}

TEST_CASE("the margin says on which page a turn begins and where a page begins within it") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("scanned.pdf");
  CHECK(marksOf(browser.transcript()) == QStringList{"p. 1|", "p. 1|", "p. 2|", "p. 3|"});
}

TEST_CASE("rows of a table are called rows") {
  Text text;
  text.content = "Yes.";
  text.reader = "csv 1";
  Turn turn;
  turn.span = turn.body = {0, 4};
  turn.page = 12;
  text.turns = {turn};
  const auto marks = placeMarks(text, "en");
  REQUIRE(marks.size() == 1);
  CHECK(marks.front().place == QStringLiteral("row 12"));
  CHECK(marks.front().whole == QStringLiteral("row 12 of the original"));
}

TEST_CASE("a text without pages, times and other languages has an empty margin") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("revised.txt");
  CHECK(browser.transcript().placeMarks().empty());
}

TEST_CASE("the head of a document says its languages, its times, and how far to trust it") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("recorded.vtt");
  const QStringList labels = labelsOf(panelOf(browser));
  CHECK(labels.contains(
      QStringLiteral("English (en) 72 %, Romanian (ro) 28 %, guessed · 00:12:31 to 00:12:58")));
  browser.show("scanned.pdf");
  CHECK(labelsOf(panelOf(browser)).contains(QStringLiteral("English (en), guessed · 3 pages")));
  CHECK(labelsOf(panelOf(browser))
            .contains(
                QStringLiteral("recognised from pictures, 72 % sure: check against the original")));
  browser.show("amal-en.txt");
  CHECK(
      labelsOf(panelOf(browser)).contains(QStringLiteral("a translation of amal-ar.txt, by Mina")));
  browser.show("amal-ar.txt");
  CHECK(labelsOf(panelOf(browser)).contains(QStringLiteral("translated in amal-en.txt, by Mina")));
}

TEST_CASE("Ctrl+L says the language of the turn at the cursor, and Ctrl+Z takes it back") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("recorded.vtt");
  TranscriptView& view = browser.transcript();
  view.setFocus();
  putCursor(view, QStringLiteral("When did"));
  browser.press(Qt::Key_L, Qt::ControlModifier);
  choose(browser, QStringLiteral("hausa"));
  CHECK(marksOf(view) == QStringList{"00:12:31|ha", "00:12:40|", "00:12:49|ro"});
  CHECK(browser.status() ==
        QStringLiteral("The language of “When did you come back?” is Hausa (ha)"));
  const auto document = browser.session().document()->document();
  const auto said = project.read()->languageCorrections(document.id);
  REQUIRE(said.size() == 1);
  CHECK(said.front().language == "ha");
  CHECK(said.front().span == browser.session().document()->text().turns[0].body);
  QApplication::setActiveWindow(&browser.window);
  view.setFocus();
  browser.press(Qt::Key_Z, Qt::ControlModifier);
  CHECK(marksOf(view) == QStringList{"00:12:31|", "00:12:40|", "00:12:49|ro"});
  CHECK(project.read()->languageCorrections(document.id).empty());
}

TEST_CASE("the language of a selection is said of just that passage") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("recorded.vtt");
  browser.selectByKeys(QStringLiteral("fost vândută"));
  browser.press(Qt::Key_L, Qt::ControlModifier);
  choose(browser, QStringLiteral("(it)"));
  const auto document = browser.session().document();
  const auto said = project.read()->languageCorrections(document->document().id);
  REQUIRE(said.size() == 1);
  CHECK(document->quote(*said.front().span) == "fost vândută");
}

TEST_CASE("a language that is not in the list can be said by its code, and nonsense is refused") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("recorded.vtt");
  actionOf(browser, QStringLiteral("Language of the whole document…"))->trigger();
  choose(browser, QStringLiteral("rmy-Latn"));
  const auto id = browser.session().document()->document().id;
  REQUIRE(project.read()->languageCorrections(id).size() == 1);
  CHECK(project.read()->languageCorrections(id).front().language == "rmy-Latn");
  QTest::qWait(0);
  actionOf(browser, QStringLiteral("Language of the whole document…"))->trigger();
  choose(browser, QStringLiteral("12?"));
  auto* bar = browser.window.findChild<MessageBar*>(QStringLiteral("messageBar"));
  CHECK(bar->text().startsWith(QStringLiteral("\"12?\" is no code of a language.\n")));
  CHECK(project.read()->languageCorrections(id).size() == 1);
}

TEST_CASE("Escape leaves the question for a language, and nothing is said") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("recorded.vtt");
  browser.transcript().setFocus();
  browser.press(Qt::Key_L, Qt::ControlModifier);
  QTest::keyClick(openChooser(browser).findChild<QLineEdit*>(), Qt::Key_Escape);
  CHECK(project.read()->languageCorrections(browser.session().document()->document().id).empty());
}

TEST_CASE("what a form prints is quiet, can be read, and says in how many documents it stands") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("form.txt");
  TranscriptView& view = browser.transcript();
  const Theme theme = themeOf(view.palette());
  CHECK(inkOf(view, QStringLiteral("ever been")) == theme.quiet);
  CHECK(inkOf(view, QStringLiteral("Yes, before")) == theme.text);
  CHECK(contrast(theme.quiet, theme.ground) >= 4.5);
  const QPalette dark = darkPalette();
  CHECK(contrast(themeOf(dark).quiet, themeOf(dark).ground) >= 4.5);
  DocumentActions& actions = *panelOf(browser).findChild<DocumentActions*>();
  CHECK(actions.tip(5) == QStringLiteral("stands in 41 documents: part of a form"));
  CHECK(actions.tip(view.shownDocument()->text().content.size() - 2).isEmpty());
}

TEST_CASE("the menu of a sentence says that it is not boilerplate, and undo takes that back") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("form.txt");
  TranscriptView& view = browser.transcript();
  view.setFocus();
  putCursor(view, QStringLiteral("ever been"));
  const QPoint at = view.cursorRect().center();
  QContextMenuEvent asked(QContextMenuEvent::Keyboard, at, view.viewport()->mapToGlobal(at));
  QApplication::sendEvent(view.viewport(), &asked);
  auto* menu = panelOf(browser).findChild<QMenu*>();
  REQUIRE(menu != nullptr);
  for (QAction* action : menu->actions()) {
    if (action->text() == QStringLiteral("Not &boilerplate: somebody said this")) action->trigger();
  }
  menu->close();
  CHECK(inkOf(view, QStringLiteral("ever been")) == themeOf(view.palette()).text);
  const auto marks = project.read()->boilerplateMarks();
  REQUIRE(marks.size() == 1);
  CHECK(!marks.front().boilerplate);
  CHECK(marks.front().coder == "Ana");
  browser.press(Qt::Key_Z, Qt::ControlModifier);
  CHECK(inkOf(view, QStringLiteral("ever been")) == themeOf(view.palette()).quiet);
}

TEST_CASE("a right click puts the cursor where it points, and keeps a selection around it") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("form.txt");
  TranscriptView& view = browser.transcript();
  const auto rightClick = [&view](const QString& words) {
    const QTextCursor found = view.document()->find(words);
    QTextCursor middle(view.document());
    middle.setPosition((found.selectionStart() + found.selectionEnd()) / 2);
    const QPoint at = view.cursorRect(middle).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, view.viewport()->mapToGlobal(at));
    QApplication::sendEvent(view.viewport(), &event);
    QApplication::activePopupWidget()->close();
  };
  rightClick(QStringLiteral("Yes, before"));
  CHECK(panelOf(browser).findChild<DocumentActions*>()->sentence() == "Yes, before.");
  browser.selectByMouse(QStringLiteral("ever been trafficked"));
  rightClick(QStringLiteral("ever been trafficked"));
  REQUIRE(view.selectedPassage());
  CHECK(view.shownDocument()->quote(*view.selectedPassage()) == "ever been trafficked");
}

TEST_CASE("the list of boilerplate is corrected by its check boxes") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("form.txt");
  actionOf(browser, QStringLiteral("Boilerplate…"))->trigger();
  auto* dialog = browser.window.findChild<BoilerplateDialog*>();
  REQUIRE(QTest::qWaitForWindowActive(dialog));
  auto* table = dialog->findChild<QTableView*>();
  const QAbstractItemModel& model = *table->model();
  REQUIRE(model.rowCount() == 1);
  const auto cell = [&model](int column) { return model.index(0, column).data().toString(); };
  CHECK(cell(BoilerplateTable::Sentence) ==
        QStringLiteral("Have you ever been trafficked before?"));
  CHECK(cell(BoilerplateTable::Documents) == QStringLiteral("41"));
  CHECK(cell(BoilerplateTable::Kind) == QStringLiteral("a form's question"));
  table->setFocus();
  QTest::keyClick(table, Qt::Key_Space);
  REQUIRE(project.read()->boilerplateMarks().size() == 1);
  CHECK(!project.read()->boilerplateMarks().front().boilerplate);
  CHECK(model.index(0, 0).data(Qt::CheckStateRole).toInt() == Qt::Unchecked);
  CHECK(cell(BoilerplateTable::Kind) == QStringLiteral("speech, Ana says"));
  QTest::keyClick(dialog, Qt::Key_Z, Qt::ControlModifier);
  CHECK(project.read()->boilerplateMarks().empty());
  CHECK(model.index(0, 0).data(Qt::CheckStateRole).toInt() == Qt::Checked);
}

TEST_CASE("Ctrl+T sets the translation beside the original, with what is tagged on both sides") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("amal-ar.txt");
  TranscriptPanel& panel = panelOf(browser);
  CHECK(!panel.otherView()->isVisible());
  browser.transcript().setFocus();
  browser.press(Qt::Key_T, Qt::ControlModifier);
  REQUIRE(panel.otherView()->isVisible());
  CHECK(panel.otherView()->toPlainText().startsWith(
      QStringLiteral("Q: What happened after you returned?")));
  CHECK(labelsOf(panel).contains(QStringLiteral("Original: amal-ar.txt")));
  CHECK(labelsOf(panel).contains(QStringLiteral("Translation: amal-en.txt")));
  const auto left = [](const QWidget* view) { return view->mapToGlobal(QPoint()).x(); };
  CHECK(left(panel.view()) < left(panel.otherView()));
  const auto marked = [](const TranscriptView& view) {
    QStringList words;
    for (const auto& each : view.extraSelections()) words << each.cursor.selectedText();
    return words;
  };
  CHECK(marked(*panel.view()).contains(QStringLiteral("دين كبير")));
  CHECK(marked(*panel.otherView()).contains(QStringLiteral("a large debt")));

  browser.show("amal-en.txt");
  CHECK(panel.otherView()->toPlainText().startsWith(QStringLiteral("س: ماذا")));
  (void)panel.grab();
  CHECK(left(panel.otherView()) < left(panel.view()));
  browser.show("form.txt");
  CHECK(!panel.otherView()->isVisible());
  browser.press(Qt::Key_T, Qt::ControlModifier);
  browser.show("amal-ar.txt");
  CHECK(!panel.otherView()->isVisible());
}

TEST_CASE("an Arabic side begins at the right edge, an English one at the left") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("amal-en.txt");
  browser.transcript().setFocus();
  browser.press(Qt::Key_T, Qt::ControlModifier);
  TranscriptPanel& panel = panelOf(browser);
  (void)panel.grab();
  const auto begin = [](const TranscriptView& view) {
    return view.cursorRect(QTextCursor(view.document())).left();
  };
  CHECK(begin(*panel.otherView()) > panel.otherView()->viewport()->width() * 3 / 4);
  CHECK(begin(*panel.view()) < panel.view()->viewport()->width() / 4);
}

TEST_CASE("the side that stands beside is opened by its button") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("amal-en.txt");
  browser.transcript().setFocus();
  browser.press(Qt::Key_T, Qt::ControlModifier);
  for (QToolButton* button : panelOf(browser).findChildren<QToolButton*>()) {
    if (button->text() == QStringLiteral("Read this one")) {
      QTest::mouseClick(button, Qt::LeftButton);
    }
  }
  CHECK(browser.session().document()->document().name == "amal-ar.txt");
  CHECK(panelOf(browser).otherView()->toPlainText().startsWith(QStringLiteral("Q: ")));
}

TEST_CASE("a document is said to be a translation of another, by whom and how") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("revised.txt");
  actionOf(browser, QStringLiteral("This is a translation of…"))->trigger();
  Chooser& chooser = openChooser(browser);
  for (QLineEdit* field : chooser.findChildren<QLineEdit*>()) {
    if (field->accessibleName() == QStringLiteral("Translator")) QTest::keyClicks(field, "Eva");
  }
  for (QAbstractButton* box : chooser.findChildren<QAbstractButton*>()) {
    if (box->text().contains(QStringLiteral("&program"))) box->click();
  }
  choose(browser, QStringLiteral("recorded"));
  REQUIRE(test::becomes([&] { return project.read()->translations().size() == 2; }));
  const auto storage = project.read();
  const DocumentId id = storage->documentNamed("revised.txt")->id;
  const auto all = storage->translations();
  const auto said = std::find_if(all.begin(), all.end(),
                                 [&](const Translation& each) { return each.document == id; });
  REQUIRE(said != all.end());
  CHECK(said->original == storage->documentNamed("recorded.vtt")->id);
  CHECK(said->translator == "Eva");
  CHECK(said->machine);
  CHECK(!said->back);
  CHECK(labelsOf(panelOf(browser))
            .contains(QStringLiteral("a translation of recorded.vtt, by Eva, by a program")));
  actionOf(browser, QStringLiteral("This is no translation"))->trigger();
  CHECK(project.read()->translations().size() == 1);
}

TEST_CASE("codings on an earlier text come first, with where they stand now, and do not move") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("revised.txt");
  auto* list = browser.window.findChild<CodingList*>();
  REQUIRE(list->rowCount() == 3);
  const auto card = [list](int row) { return list->index(row).data(CardRole).value<Card>(); };
  CHECK(card(0).sign == QStringLiteral("earlier text"));
  CHECK(card(0).below == QStringLiteral("the same words stand there now"));
  CHECK(card(1).below.startsWith(QStringLiteral("other words: the place most alike, ")));
  CHECK(card(1).hit == QStringLiteral("“My older cousin sold me twice in a year.”"));
  CHECK(card(2).below == QStringLiteral("its words are not found in the new text"));
  CHECK(browser.transcript().extraSelections().size() ==
        static_cast<qsizetype>(browser.session().document()->matches().size()));
}

TEST_CASE("a coding on an earlier text moves when its place is accepted, as one undoable step") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("revised.txt");
  CardListView* codings = nullptr;
  for (auto* list : browser.window.findChildren<CardListView*>()) {
    if (list->accessibleName() == QStringLiteral("Codings of this document")) codings = list;
  }
  REQUIRE(codings != nullptr);
  codings->setFocus();
  codings->setCurrentIndex(codings->model()->index(1, 0));
  browser.press(Qt::Key_Return, Qt::ControlModifier);
  const auto onNewText = [&] {
    std::vector<std::string> quotes;
    const auto storage = project.read();
    const auto document = storage->documentNamed("revised.txt");
    for (const Coding& coding : storage->codings({document->id, {}, {}})) {
      if (coding.text == document->text) quotes.push_back(coding.quote);
    }
    return quotes;
  };
  CHECK(onNewText() == std::vector<std::string>{"My older cousin sold me twice in a year."});
  CHECK(browser.session().transfers().size() == 2);
  browser.press(Qt::Key_Z, Qt::ControlModifier);
  CHECK(onNewText().empty());
  CHECK(browser.session().transfers().size() == 3);
}

TEST_CASE("a coding whose words are gone is not moved, and it is said why") {
  RichProject project;
  Browser browser = browse(project);
  browser.show("revised.txt");
  browser.session().acceptTransfers({browser.session().transfers().back()});
  auto* bar = browser.window.findChild<MessageBar*>(QStringLiteral("messageBar"));
  CHECK(bar->text().contains(QStringLiteral("are not found in the new text")));
  CHECK(browser.session().transfers().size() == 3);
}

TEST_CASE("the files are listed with what became of each, filtered and copied") {
  RichProject project;
  Browser browser = browse(project);
  browser.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
  auto* dialog = browser.window.findChild<FilesDialog*>();
  REQUIRE(dialog != nullptr);
  REQUIRE(QTest::qWaitForWindowActive(dialog));
  REQUIRE(test::becomes([&] { return dialog->findChild<QTableView*>()->model()->rowCount() > 0; }));
  CHECK(labelsOf(*dialog).contains(
      QStringLiteral("8 files given = 6 read + 0 the same as another + 1 that could not be read + "
                     "1 left out")));
  auto* table = dialog->findChild<QTableView*>();
  CHECK(table->model()->rowCount() == 8);
  CHECK(table->model()->index(0, FileList::Name).data() == QStringLiteral("broken.docx"));
  auto* group = dialog->findChild<QComboBox*>();
  QStringList groups;
  for (int i = 0; i < group->count(); ++i) groups << group->itemText(i);
  CHECK(groups == QStringList{"all files: 8", "could not be read: 1", "left out: 1",
                              "read, but hard to search: 1", "read: 5"});
  group->setFocus();
  QTest::keyClick(group, Qt::Key_Down);
  QTest::keyClick(group, Qt::Key_Down);
  REQUIRE(table->model()->rowCount() == 1);
  for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
    if (button->text() == QStringLiteral("&Copy as text")) {
      QTest::mouseClick(button, Qt::LeftButton);
    }
  }
  CHECK(QGuiApplication::clipboard()->text() ==
        QStringLiteral("File\tWhat became of it\tWhy, and what else is known\tLanguage (guessed)\t"
                       "Size\ndrafts/old.txt\tleft out\ta draft; by Maker\t\t%1\n")
            .arg(QLocale().formattedDataSize(2048)));
}

TEST_CASE("a file is opened by Enter, and the list follows an import") {
  RichProject project;
  Browser browser = browse(project);
  browser.press(Qt::Key_2, Qt::ControlModifier);
  browser.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
  auto* dialog = browser.window.findChild<FilesDialog*>();
  REQUIRE(dialog != nullptr);
  REQUIRE(QTest::qWaitForWindowActive(dialog));
  auto* table = dialog->findChild<QTableView*>();
  REQUIRE(test::becomes([&] { return table->model()->rowCount() == 8; }));
  const auto rowOf = [&](const QString& name) {
    for (int row = 0; row < table->model()->rowCount(); ++row) {
      if (table->model()->index(row, FileList::Name).data() == name) return row;
    }
    FAIL("no file " << toUtf8(name));
    return -1;
  };
  table->setCurrentIndex(table->model()->index(rowOf(QStringLiteral("broken.docx")), 0));
  QTest::keyClick(table, Qt::Key_Return);
  CHECK(dialog->isVisible());
  CHECK(browser.status().contains(QStringLiteral("has no text that could be shown")));
  table->setCurrentIndex(table->model()->index(rowOf(QStringLiteral("revised.txt")), 0));
  QTest::keyClick(table, Qt::Key_Return);
  CHECK(browser.session().document()->document().name == "revised.txt");
  CHECK(browser.window.findChild<Workspace*>()->page() == Page::Read);

  auto* group = dialog->findChild<QComboBox*>();
  group->setCurrentIndex(group->count() - 1);
  const QString shown = group->currentText();
  REQUIRE(shown == QStringLiteral("read: 5"));
  QFile more(project.folder() + QStringLiteral("/more.txt"));
  REQUIRE(more.open(QIODevice::WriteOnly));
  more.write("We had a long talk about the harvest and the price of maize in the village.\n");
  more.close();
  ImportWish wish;
  wish.files.paths = {toUtf8(more.fileName())};
  REQUIRE(browser.session().bringIn(wish));
  CHECK(test::becomes([&] { return group->currentText() == QStringLiteral("read: 6"); }));
  CHECK(table->model()->rowCount() == 6);
}

TEST_CASE("the files are sorted by a click on a heading") {
  RichProject project;
  Browser browser = browse(project);
  browser.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
  auto* dialog = browser.window.findChild<FilesDialog*>();
  REQUIRE(QTest::qWaitForWindowActive(dialog));
  auto* table = dialog->findChild<QTableView*>();
  REQUIRE(test::becomes([&] { return table->model()->rowCount() > 0; }));
  QHeaderView* header = table->horizontalHeader();
  const QPoint name(header->sectionViewportPosition(FileList::Name) + 20, header->height() / 2);
  QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, name);
  CHECK(table->model()->index(0, FileList::Name).data() == QStringLiteral("amal-ar.txt"));
  QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, name);
  CHECK(table->model()->index(0, FileList::Name).data() == QStringLiteral("scanned.pdf"));
}
