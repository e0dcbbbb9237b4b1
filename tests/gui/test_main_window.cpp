#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTextBlock>
#include <catch2/catch.hpp>
#include <map>

#include "gui/code_label.h"
#include "gui/models/candidate_list.h"
#include "gui/strings.h"
#include "gui/views/card_list_view.h"
#include "gui/views/code_finder.h"
#include "gui/views/transcript_view.h"
#include "tests/gui/small_project.h"

using namespace retold;
using retold::test::becomes;
using retold::test::Browser;
using retold::test::SmallProject;

namespace {

const std::string& contentOf(const std::string& name) {
  for (const auto& [known, content] : test::smallTexts()) {
    if (known == name) return content;
  }
  FAIL("no text " << name);
  return test::smallTexts().front().second;
}

/// The only coding of the project, checked against the text that it points into.
Coding theCoding(const SmallProject& project) {
  const auto storage = project.read();
  const std::vector<Coding> codings = storage->codings({});
  REQUIRE(codings.size() == 1);
  const auto text = storage->text(codings.front().text);
  REQUIRE(text);
  CHECK(text->content.substr(codings.front().span.begin, codings.front().span.size()) ==
        codings.front().quote);
  return codings.front();
}

QString nameOf(Session& session, CodeId code) { return toQString(session.code(code)->name); }

}  // namespace

TEST_CASE("without a project the window says how to open one") {
  SmallProject project;
  Settings settings(project.folder() + QStringLiteral("/none.ini"));
  MainWindow window(settings);
  window.show();
  auto* start = window.findChild<StartPage*>();
  REQUIRE(start != nullptr);
  CHECK(start->isVisible());
  const auto buttons = start->findChildren<QPushButton*>();
  QStringList names;
  for (const QPushButton* button : buttons) names << button->accessibleName();
  CHECK(names == QStringList{"Open a project", "New project", "Try it with samples"});
}

TEST_CASE("a project that is not there is told within the window, with what to do") {
  SmallProject project;
  Settings settings(project.folder() + QStringLiteral("/none.ini"));
  MainWindow window(settings);
  window.show();
  window.open(project.folder() + QStringLiteral("/nowhere.retold"));
  auto* bar = window.findChild<MessageBar*>(QStringLiteral("messageBar"));
  REQUIRE(bar != nullptr);
  CHECK(bar->isVisible());
  CHECK(bar->text().contains(QStringLiteral("nowhere.retold")));
  CHECK(!window.session().isOpen());
  CHECK(settings.recentProjects().isEmpty());
}

TEST_CASE("opening a project changes nothing in it") {
  SmallProject project;
  const std::string before = project.read()->chainHead();
  {
    Browser browser(project);
    browser.press(Qt::Key_J);
    browser.press(Qt::Key_BracketRight);
  }
  CHECK(project.read()->chainHead() == before);
}

TEST_CASE(
    "an opened project is screened and its best candidate shown, with the base of the count") {
  SmallProject project;
  Browser browser(project);
  auto* panel = browser.window.findChild<Panel*>(QStringLiteral("candidates"));
  REQUIRE(panel != nullptr);
  QStringList labels;
  for (const QLabel* label : panel->findChildren<QLabel*>()) labels << label->text();
  const auto candidates = browser.session().findings()->ranking->candidates();
  CHECK(labels.contains(QStringLiteral("%1 candidates of 6 documents").arg(candidates)));
  CHECK(labels.contains(QStringLiteral("recall unknown: no random sample has been read yet")));
  REQUIRE(browser.session().document());
  CHECK(browser.session().currentMatch() == 0);
}

TEST_CASE("J and K, N and P go through the candidates") {
  SmallProject project;
  Browser browser(project);
  const auto shown = [&] { return browser.session().document()->document().id; };
  const auto& ranked = browser.session().findings()->ranking->documents();
  CHECK(shown() == ranked[0].document);
  browser.press(Qt::Key_J);
  CHECK(shown() == ranked[1].document);
  browser.press(Qt::Key_N);
  CHECK(shown() == ranked[2].document);
  browser.press(Qt::Key_K);
  browser.press(Qt::Key_P);
  CHECK(shown() == ranked[0].document);
  browser.press(Qt::Key_P);
  CHECK(shown() == ranked[0].document);
}

TEST_CASE("brackets go through the hits in reading order") {
  SmallProject project;
  Browser browser(project);
  browser.show("ben.txt");
  const auto document = browser.session().document();
  REQUIRE(document->matches().size() >= 2);
  const auto begin = [&] {
    return document->matches()[static_cast<std::size_t>(*browser.session().currentMatch())]
        .span.begin;
  };
  while (true) {
    const auto before = begin();
    browser.press(Qt::Key_BracketLeft);
    if (begin() == before) break;
    REQUIRE(begin() < before);
  }
  // Several matches may begin at one place.
  const auto first = begin();
  for (std::size_t i = 1; i < document->matches().size(); ++i) {
    const auto before = begin();
    browser.press(Qt::Key_BracketRight);
    CHECK(begin() >= before);
  }
  CHECK(begin() > first);
}

TEST_CASE("a passage selected with the mouse is tagged by typing the first letters of a code") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.selectByMouse(QStringLiteral("a debt and no work"));
  browser.type(QStringLiteral("pover"));
  auto* finder = browser.window.findChild<CodeFinder*>(QStringLiteral("tagging"));
  REQUIRE(finder->isVisible());
  browser.press(Qt::Key_Return);
  CHECK(!finder->isVisible());

  const Coding coding = theCoding(project);
  CHECK(coding.quote == "a debt and no work");
  CHECK(coding.coder == "Ana");
  CHECK(nameOf(browser.session(), coding.code).contains(QStringLiteral("poverty")));
  CHECK(browser.status() == QStringLiteral("Tagged “a debt and no work” with %1")
                                .arg(codeLabel(*browser.session().code(coding.code))));
}

TEST_CASE("Ctrl+Z takes the coding away and Ctrl+Shift+Z brings it back") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.selectByKeys(QStringLiteral("no work"));
  browser.type(QStringLiteral("pover"));
  browser.press(Qt::Key_Return);
  const Coding coding = theCoding(project);
  browser.press(Qt::Key_Z, Qt::ControlModifier);
  CHECK(project.read()->codings({}).empty());
  CHECK(browser.session().codings().empty());
  CHECK(browser.status().startsWith(QStringLiteral("Undone: ")));
  browser.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  CHECK(theCoding(project) == coding);
  browser.press(Qt::Key_Z, Qt::ControlModifier);
  browser.press(Qt::Key_Z, Qt::ControlModifier);
  CHECK(browser.status() == QStringLiteral("There is nothing of yours to undo"));
}

TEST_CASE("the quote of a coding is the text's, in every script") {
  struct Row {
    const char* document;
    const char* selected;  // as the widget shows it
    const char* quote;     // as the text has it
  };
  const Row row =
      GENERATE(Row{"marks.txt", "wept. \U0001F622", "wept. \U0001F622"},
               Row{"marks.txt", "Zur Post", "Zur Post"},
               Row{"arabic.txt", "الرجل نفسه", "الرجل نفسه"}, Row{"thai.txt", "หนี้ยังอยู่", "หนี้ยังอยู่"});
  SmallProject project;
  Browser browser(project);
  browser.show(row.document);
  browser.selectByKeys(QString::fromUtf8(row.selected));
  browser.type(QStringLiteral("pover"));
  browser.press(Qt::Key_Return);
  const Coding coding = theCoding(project);
  CHECK(coding.quote == row.quote);
  CHECK(coding.span.begin == contentOf(row.document).find(row.quote));
}

TEST_CASE("a no-break space and a combining mark reach the quote as they stand in the text") {
  SmallProject project;
  Browser browser(project);
  browser.show("marks.txt");
  TranscriptView& view = browser.transcript();
  const std::string& content = contentOf("marks.txt");
  const std::string wanted = "caf\u0065\u0301\u00A0\u2019Zur";
  const std::uint64_t begin = content.find(wanted);
  const Utf16Span units =
      browser.session().document()->offsets().toUtf16({begin, begin + wanted.size()});
  view.setFocus();
  QTextCursor cursor(view.document());
  cursor.setPosition(static_cast<int>(units.begin));
  view.setTextCursor(cursor);
  while (view.textCursor().selectionEnd() < static_cast<int>(units.end)) {
    browser.press(Qt::Key_Right, Qt::ShiftModifier);
  }
  browser.type(QStringLiteral("pover"));
  browser.press(Qt::Key_Return);
  CHECK(theCoding(project).quote == wanted);
}

TEST_CASE("T tags the current hit where nothing is selected, and keeps the term that led to it") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.transcript().clearSelection();
  browser.press(Qt::Key_T);
  browser.type(QStringLiteral("pover"));
  browser.press(Qt::Key_Return);
  const Coding coding = theCoding(project);
  CHECK(coding.quote.find("trafficked again") != std::string::npos);
  REQUIRE(coding.trace);
  CHECK(coding.trace->quote == coding.quote);
  CHECK(project.read()->lexiconText(coding.trace->lexiconDigest));
}

TEST_CASE("T opens the finder also with a selection, and is not taken for a letter of the code") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.selectByKeys(QStringLiteral("no work"));
  browser.type(QStringLiteral("tpover"));
  browser.press(Qt::Key_Return);
  CHECK(nameOf(browser.session(), theCoding(project).code).contains(QStringLiteral("poverty")));
}

TEST_CASE("Escape in the code finder tags nothing") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.selectByKeys(QStringLiteral("no work"));
  browser.type(QStringLiteral("pover"));
  browser.press(Qt::Key_Escape);
  CHECK(!browser.window.findChild<CodeFinder*>(QStringLiteral("tagging"))->isVisible());
  CHECK(project.read()->codings({}).empty());
  CHECK(QApplication::focusWidget() == &browser.transcript());
}

TEST_CASE("the arrows choose another code than the first") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.selectByKeys(QStringLiteral("no work"));
  browser.type(QStringLiteral("d"));
  auto* codes =
      browser.window.findChild<CodeFinder*>(QStringLiteral("tagging"))->findChild<CodeList*>();
  REQUIRE(codes->rowCount() >= 2);
  const CodeId second = codes->codes()[1].id;
  browser.press(Qt::Key_Down);
  browser.press(Qt::Key_Return);
  CHECK(theCoding(project).code == second);
}

TEST_CASE("C confirms the case of the document, and the decision is there when one comes back") {
  SmallProject project;
  {
    Browser browser(project);
    browser.show("anna.txt");
    browser.press(Qt::Key_C);
    CHECK(browser.status() == QStringLiteral("Confirmed case 017"));
  }
  const auto decisions = project.read()->decisions();
  REQUIRE(decisions.size() == 1);
  CHECK(decisions.front().subject == Subject::Case);
  CHECK(decisions.front().verdict == Verdict::Confirm);
  CHECK(decisions.front().coder == "Ana");
  REQUIRE(decisions.front().trace);
  CHECK(decisions.front().trace->quote.find("trafficked again") != std::string::npos);
  Browser again(project);
  again.show("anna.txt");
  CHECK(again.session().standings().of(again.session().document()->document()).verdict ==
        Verdict::Confirm);
}

TEST_CASE("R asks for the reason and rejects the document where it belongs to no case") {
  SmallProject project;
  Browser browser(project);
  browser.show("ben.txt");
  browser.press(Qt::Key_R);
  CHECK(project.read()->decisions().empty());
  browser.type(QStringLiteral("Rn of his brother"));
  browser.press(Qt::Key_Return);
  const auto decisions = project.read()->decisions();
  REQUIRE(decisions.size() == 1);
  CHECK(decisions.front().subject == Subject::Document);
  CHECK(decisions.front().verdict == Verdict::Reject);
  CHECK(decisions.front().reason == "Rn of his brother");
  CHECK(browser.status() == QStringLiteral("Rejected ben.txt"));
}

TEST_CASE("Escape leaves the question for the reason, and nothing is decided") {
  SmallProject project;
  Browser browser(project);
  browser.press(Qt::Key_R);
  browser.type(QStringLiteral("no"));
  browser.press(Qt::Key_Escape);
  CHECK(project.read()->decisions().empty());
}

TEST_CASE("Shift+C and Shift+R judge the current match and not the document") {
  SmallProject project;
  Browser browser(project);
  browser.show("ben.txt");
  const auto span = [&] {
    const auto& matches = browser.session().document()->matches();
    return matches[static_cast<std::size_t>(*browser.session().currentMatch())].span;
  };
  const ByteSpan first = span();
  browser.press(Qt::Key_C, Qt::ShiftModifier);
  for (int i = 0; i < 20 && span() == first; ++i) browser.press(Qt::Key_BracketRight);
  REQUIRE(span() != first);
  browser.press(Qt::Key_R, Qt::ShiftModifier);
  browser.type(QStringLiteral("heard of it"));
  browser.press(Qt::Key_Return);
  const auto decisions = project.read()->decisions();
  REQUIRE(decisions.size() == 2);
  CHECK(decisions[0].subject == Subject::Match);
  CHECK(decisions[0].verdict == Verdict::Confirm);
  CHECK(decisions[1].subject == Subject::Match);
  CHECK(decisions[1].verdict == Verdict::Reject);
  CHECK(decisions[1].reason == "heard of it");
  REQUIRE(decisions[0].trace);
  const Document document = browser.session().document()->document();
  CHECK(!browser.session().standings().of(document).verdict);
  CHECK(browser.session().standings().of(document.id, keyOf(*decisions[0].trace)).verdict ==
        Verdict::Confirm);
}

TEST_CASE("an undone decision is undecided again") {
  SmallProject project;
  Browser browser(project);
  browser.show("ben.txt");
  browser.press(Qt::Key_U);
  const Document document = browser.session().document()->document();
  CHECK(browser.session().standings().of(document).verdict == Verdict::Unsure);
  browser.press(Qt::Key_Z, Qt::ControlModifier);
  CHECK(!browser.session().standings().of(document).verdict);
}

TEST_CASE("a second browser on the project reads only, says so, and changes nothing") {
  SmallProject project;
  Browser first(project);
  Browser second(project, QStringLiteral("Ben"));
  auto* bar = second.window.findChild<MessageBar*>(QStringLiteral("readOnlyBar"));
  CHECK(bar->isVisible());
  CHECK(bar->text().startsWith(
      QStringLiteral("This project is open for reading only: nothing can be decided or tagged.\n"
                     "The project is being changed by retold-browser")));
  CHECK(!first.window.findChild<MessageBar*>(QStringLiteral("readOnlyBar"))->isVisible());
  QApplication::setActiveWindow(&second.window);
  second.window.findChild<CardListView*>()->setFocus();
  second.press(Qt::Key_C);
  auto* message = second.window.findChild<MessageBar*>(QStringLiteral("messageBar"));
  CHECK(message->isVisible());
  CHECK(message->text().startsWith(
      QStringLiteral("Nothing was changed: this project is open for reading only.")));
  CHECK(project.read()->decisions().empty());
}

TEST_CASE("a second browser shows what the first stores, and writes once that one is gone") {
  SmallProject project;
  auto first = std::make_unique<Browser>(project);
  Browser second(project, QStringLiteral("Ben"));
  REQUIRE(second.session().isReadOnly());
  second.show("anna.txt");
  second.press(Qt::Key_2, Qt::ControlModifier);
  auto* bar = second.window.findChild<MessageBar*>(QStringLiteral("readOnlyBar"));
  QPushButton* again = nullptr;
  for (auto* each : bar->findChildren<QPushButton*>()) {
    if (each->text() == QStringLiteral("Try again to &write")) again = each;
  }
  REQUIRE(again != nullptr);
  const CodeId code = first->session().codebook().codes.front().id;
  first->show("anna.txt");
  REQUIRE(first->session().tag({0, 3}, code));
  CHECK(second.session().codings().empty());
  QApplication::setActiveWindow(&first->window);
  QApplication::setActiveWindow(&second.window);
  CHECK(becomes([&] { return second.session().codings().size() == 1; }));
  CHECK(second.status() == QStringLiteral("What others stored meanwhile is shown"));

  auto* message = second.window.findChild<MessageBar*>(QStringLiteral("messageBar"));
  QTest::keyClick(again, Qt::Key_Space);
  CHECK(second.session().isReadOnly());
  CHECK(message->isVisible());
  first.reset();
  QTest::keyClick(again, Qt::Key_Space);
  CHECK_FALSE(second.session().isReadOnly());
  CHECK_FALSE(bar->isVisible());
  CHECK(second.session().document()->document().name == "anna.txt");
  CHECK(second.window.findChild<Workspace*>()->page() == Page::Search);
  CHECK(second.session().tag({5, 9}, code));
  CHECK(project.read()->codings({}).size() == 2);
}

TEST_CASE("a document without a match can be read and tagged from the list of all documents") {
  SmallProject project;
  Browser browser(project);
  auto* list = browser.window.findChild<CandidateList*>();
  list->setShown(Shown::All);
  browser.show("carla.txt");
  CHECK(!browser.session().currentMatch());
  browser.press(Qt::Key_T);
  CHECK(browser.status() ==
        QStringLiteral("Select a passage first, with the mouse or with Shift and the arrows"));
  browser.selectByKeys(QStringLiteral("maize"));
  browser.type(QStringLiteral("pover"));
  browser.press(Qt::Key_Return);
  CHECK(!theCoding(project).trace);
}

TEST_CASE("Ctrl+F finds a word in the document and says where there is none") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.press(Qt::Key_F, Qt::ControlModifier);
  browser.type(QStringLiteral("aunt"));
  browser.press(Qt::Key_Return);
  CHECK(browser.transcript().textCursor().selectedText() == QStringLiteral("aunt"));
  browser.type(QStringLiteral("xyz"));
  browser.press(Qt::Key_Return);
  QStringList labels;
  for (const QLabel* label : browser.window.findChildren<QLabel*>()) labels << label->text();
  CHECK(labels.contains(QStringLiteral("not found")));
  browser.press(Qt::Key_Escape);
  CHECK(QApplication::focusWidget() == &browser.transcript());
}

TEST_CASE("every control that takes the keyboard has a name for screen readers") {
  SmallProject project;
  Browser browser(project);
  for (const QWidget* widget : browser.window.findChildren<QWidget*>()) {
    if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() != nullptr) continue;
    if (widget->objectName().startsWith(QLatin1String("qt_"))) continue;
    if (qobject_cast<const QComboBox*>(widget->window()->parentWidget()) != nullptr ||
        widget->inherits("QComboBoxListView")) {
      continue;  // the list that drops from a combo box is named by the box
    }
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    const auto* label = qobject_cast<const QLabel*>(widget);
    const bool named = !widget->accessibleName().isEmpty() ||
                       (button != nullptr && !button->text().isEmpty()) || label != nullptr;
    INFO(widget->metaObject()->className() << " " << toUtf8(widget->objectName()));
    CHECK(named);
  }
}

TEST_CASE("an Arabic paragraph is read from the right") {
  SmallProject project;
  Browser browser(project);
  browser.show("arabic.txt");
  const QTextBlock block = browser.transcript().document()->firstBlock();
  CHECK(block.textDirection() == Qt::RightToLeft);
}

TEST_CASE("an Arabic line begins at the right edge") {
  SmallProject project;
  Browser browser(project);
  browser.show("arabic.txt");
  TranscriptView& view = browser.transcript();
  (void)view.grab();  // lays out what is seen
  CHECK(view.cursorRect(QTextCursor(view.document())).left() > view.viewport()->width() * 3 / 4);
  browser.show("carla.txt");
  (void)view.grab();
  CHECK(view.cursorRect(QTextCursor(view.document())).left() < view.viewport()->width() / 4);
}

TEST_CASE("the transcript marks each match and each coding at its place") {
  SmallProject project;
  Browser browser(project);
  browser.show("ben.txt");
  browser.selectByKeys(QStringLiteral("A man came"));
  browser.type(QStringLiteral("pover"));
  browser.press(Qt::Key_Return);
  const auto document = browser.session().document();
  QStringList marked;
  for (const auto& selection : browser.transcript().extraSelections()) {
    marked << selection.cursor.selectedText();
  }
  CHECK(marked.contains(QStringLiteral("A man came")));
  for (const Match& match : document->matches()) {
    CHECK(marked.contains(toQString(document->quote(match.span))));
  }
  marked.removeDuplicates();  // the coding at the cursor is marked twice
  QStringList expected{QStringLiteral("A man came")};
  for (const Match& match : document->matches()) {
    expected << toQString(document->quote(match.span));
  }
  expected.removeDuplicates();
  CHECK(marked.size() == expected.size());
}

TEST_CASE("tagged passages stay marked when the reasons of matches are looked up again") {
  SmallProject project;
  Browser browser(project);
  browser.show("ben.txt");
  browser.selectByKeys(QStringLiteral("A man came"));
  browser.type(QStringLiteral("pover"));
  browser.press(Qt::Key_Return);
  const auto isMarked = [&] {
    for (const auto& selection : browser.transcript().extraSelections()) {
      if (selection.cursor.selectedText() == QStringLiteral("A man came")) return true;
    }
    return false;
  };
  REQUIRE(isMarked());
  const auto before = browser.session().findings();
  browser.session().screenAgain();
  REQUIRE(test::becomes([&] { return browser.session().findings() != before; }));
  REQUIRE(test::becomes([&] { return browser.isSettled(); }));
  CHECK(isMarked());
  CHECK(browser.session().currentMatch().has_value());
}

TEST_CASE("Delete removes the coding that is chosen in the list") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.press(Qt::Key_Delete);  // there is none
  browser.selectByKeys(QStringLiteral("no work"));
  browser.type(QStringLiteral("pover"));
  browser.press(Qt::Key_Return);
  REQUIRE(theCoding(project).quote == "no work");
  for (auto* list : browser.window.findChildren<CardListView*>()) {
    if (list->accessibleName() == QStringLiteral("Codings of this document")) list->setFocus();
  }
  browser.press(Qt::Key_Down);
  browser.press(Qt::Key_Delete);
  CHECK(project.read()->codings({}).empty());
  CHECK(browser.status() == QStringLiteral("Removed Poverty from “no work”"));
  browser.press(Qt::Key_Z, Qt::ControlModifier);
  CHECK(theCoding(project).quote == "no work");
}

TEST_CASE("a decision keeps the passage that was selected as its evidence") {
  SmallProject project;
  Browser browser(project);
  browser.show("ben.txt");
  browser.selectByKeys(QStringLiteral("by his brother"));
  browser.window.findChild<CardListView*>()->setFocus();
  browser.press(Qt::Key_C);
  const auto decisions = project.read()->decisions();
  REQUIRE(decisions.size() == 1);
  CHECK(decisions.front().quotes == std::vector<std::string>{"by his brother"});
}

TEST_CASE("every key of the window stands for one thing") {
  SmallProject project;
  Browser browser(project);
  auto* tabs = browser.window.findChild<QTabBar*>(QStringLiteral("pages"));
  for (int page = 0; page < tabs->count(); ++page) {
    tabs->setCurrentIndex(page);
    std::map<QString, QString> holders;
    for (const QAction* action : browser.window.findChildren<QAction*>()) {
      if (action->shortcutContext() != Qt::WindowShortcut || !action->isEnabled()) continue;
      for (const QKeySequence& key : action->shortcuts()) {
        const auto [holder, isFree] = holders.emplace(key.toString(), action->objectName());
        INFO("page " << toUtf8(tabs->tabText(page)) << ": " << toUtf8(key.toString()) << " is "
                     << toUtf8(holder->second) << " and " << toUtf8(action->objectName()));
        CHECK(isFree);
      }
    }
  }
}
