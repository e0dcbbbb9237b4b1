#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QTest>
#include <QToolButton>
#include <catch2/catch.hpp>

#include "gui/models/coding_list.h"
#include "gui/panels/transcript_panel.h"
#include "gui/strings.h"
#include "gui/views/card_list_view.h"
#include "gui/views/chooser.h"
#include "gui/views/code_finder.h"
#include "gui/views/dragged.h"
#include "gui/views/favourites_bar.h"
#include "tests/gui/small_project.h"

// Tags by keyboard and mouse, as they reach the project.

using namespace retold;
using retold::test::Browser;
using retold::test::SmallProject;

namespace {

CodeId codeOf(Browser& browser, const std::string& name) {
  for (const Code& code : browser.session().codebook().codes) {
    if (code.name == name) return code.id;
  }
  FAIL("no code " << name);
  return {};
}

CodeId someCode(Browser& browser, std::size_t index) {
  return browser.session().codebook().codes[index].id;
}

std::vector<std::string> quotesIn(const SmallProject& project) {
  std::vector<std::string> quotes;
  for (const Coding& coding : project.read()->codings({})) quotes.push_back(coding.quote);
  return quotes;
}

using Quotes = std::vector<std::string>;

/// The finder of the page where one reads.
CodeFinder& finderOf(const Browser& browser) {
  auto* panel = browser.window.findChild<TranscriptPanel*>();
  REQUIRE(panel != nullptr);
  return *panel->findChild<CodeFinder*>();
}

/// A browser on anna.txt with "no work" tagged, and the cursor at its end.
struct Tagged {
  Tagged() : browser(project) {
    browser.show("anna.txt");
    browser.selectByKeys(QStringLiteral("no work"));
    REQUIRE(browser.session().tag(*browser.transcript().selectedPassage(), someCode(browser, 3)));
    browser.press(Qt::Key_Escape);
  }
  Coding coding() const {
    const auto codings = project.read()->codings({});
    REQUIRE(codings.size() == 1);
    return codings.front();
  }
  SmallProject project;
  Browser browser;
};

}  // namespace

TEST_CASE("from a selection to a saved coding it takes at most three keys") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.selectByKeys(QStringLiteral("no work"));
  browser.type(QStringLiteral("d"));
  browser.press(Qt::Key_Return);
  CHECK(quotesIn(project) == Quotes{"no work"});

  const CodeId favourite = someCode(browser, 5);
  REQUIRE(browser.session().setFavourite(favourite, true));
  browser.type(QStringLiteral("1"));
  const auto codings = project.read()->codings({});
  REQUIRE(codings.size() == 2);
  CHECK((codings[0].code == favourite || codings[1].code == favourite));
}

TEST_CASE("after Esc letters are keys again, and act on the coding at the cursor") {
  Tagged tagged;
  Browser& browser = tagged.browser;
  browser.press(Qt::Key_I);
  CHECK(tagged.coding().important);
  browser.press(Qt::Key_Exclam);
  CHECK_FALSE(tagged.coding().important);
}

TEST_CASE("a tagged passage stays selected, and letters tag it with a further code") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.selectByKeys(QStringLiteral("no work"));
  browser.type(QStringLiteral("debt"));
  browser.press(Qt::Key_Return);
  REQUIRE(quotesIn(project) == Quotes{"no work"});
  CHECK(browser.transcript().selectedPassage());
  browser.type(QStringLiteral("reject"));
  browser.press(Qt::Key_Return);
  CHECK(project.read()->decisions().empty());
  CHECK(quotesIn(project) == Quotes{"no work", "no work"});

  browser.press(Qt::Key_Escape);
  CHECK_FALSE(browser.transcript().selectedPassage());
  browser.press(Qt::Key_C);
  CHECK(browser.status() == QStringLiteral("Confirmed case 017"));
}

TEST_CASE("Shift+Enter tags and keeps the finder for another code") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.selectByKeys(QStringLiteral("no work"));
  browser.type(QStringLiteral("pover"));
  browser.press(Qt::Key_Return, Qt::ShiftModifier);
  CHECK(quotesIn(project).size() == 1);
  browser.type(QStringLiteral("debt"));
  browser.press(Qt::Key_Return);
  CHECK(quotesIn(project) == Quotes{"no work", "no work"});
}

TEST_CASE("favourites stand first and numbered in the finder, and Ctrl+B lets one go") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  const CodeId last = browser.session().codebook().codes.back().id;
  REQUIRE(browser.session().setFavourite(last, true));
  browser.selectByKeys(QStringLiteral("no work"));
  browser.press(Qt::Key_T);
  browser.press(Qt::Key_Backspace);
  auto* codes = finderOf(browser).findChild<CodeList*>();
  CHECK(codes->codes().front().id == last);
  CHECK(codes->index(0).data(CardRole).value<Card>().number == QStringLiteral("1"));
  auto* bar = browser.window.findChild<FavouritesBar*>();
  CHECK(bar->isVisible());
  browser.press(Qt::Key_B, Qt::ControlModifier);
  CHECK(browser.session().favourites().empty());
  CHECK_FALSE(bar->isVisible());
}

TEST_CASE("there are at most nine favourites, and they are remembered for the project") {
  SmallProject project;
  {
    Browser browser(project);
    for (std::size_t i = 0; i < 9; ++i) {
      CHECK(browser.session().setFavourite(someCode(browser, i), true));
    }
    CHECK_FALSE(browser.session().setFavourite(someCode(browser, 9), true));
    CHECK(browser.session().setFavourite(someCode(browser, 0), false));
  }
  Browser again(project);
  REQUIRE(again.session().favourites().size() == 8);
  CHECK(again.session().favourites().front() == someCode(again, 1));
}

TEST_CASE("Alt+Shift and the arrows move the ends of the coding by words, and undo takes it back") {
  Tagged tagged;
  Browser& browser = tagged.browser;
  const auto modifiers = Qt::AltModifier | Qt::ShiftModifier;
  browser.press(Qt::Key_Up, modifiers);
  CHECK(tagged.coding().quote == "and no work");
  browser.press(Qt::Key_Right, modifiers);
  CHECK(tagged.coding().quote == "and no work. I");
  browser.press(Qt::Key_Left, modifiers);
  CHECK(tagged.coding().quote == "and no work");
  browser.press(Qt::Key_Down, modifiers);
  CHECK(tagged.coding().quote == "no work");
  browser.press(Qt::Key_Z, Qt::ControlModifier);
  CHECK(tagged.coding().quote == "and no work");
}

TEST_CASE("a coding is never made empty from its ends") {
  Tagged tagged;
  const auto modifiers = Qt::AltModifier | Qt::ShiftModifier;
  for (int i = 0; i < 4; ++i) tagged.browser.press(Qt::Key_Left, modifiers);
  CHECK(tagged.coding().quote == "no");
}

TEST_CASE("the coding holds what is selected, is split at the cursor and merged again") {
  Tagged tagged;
  Browser& browser = tagged.browser;
  TranscriptView& view = browser.transcript();
  const std::string content = browser.session().document()->text().content;
  const auto place = [&](const std::string& words) {
    return ByteSpan{content.find(words), content.find(words) + words.size()};
  };
  view.select(place("a debt and no work"));
  browser.press(Qt::Key_Return, Qt::AltModifier | Qt::ShiftModifier);
  CHECK(tagged.coding().quote == "a debt and no work");
  view.select({place("and no").begin, place("and no").begin});
  browser.press(Qt::Key_S, Qt::ShiftModifier);
  CHECK(quotesIn(tagged.project) == Quotes{"a debt", "and no work"});
  browser.press(Qt::Key_M, Qt::ShiftModifier);
  CHECK(tagged.coding().quote == "a debt and no work");
}

TEST_CASE("Shift+T gives the coding another code, Delete takes it away") {
  Tagged tagged;
  Browser& browser = tagged.browser;
  const CodeId before = tagged.coding().code;
  browser.press(Qt::Key_T, Qt::ShiftModifier);
  browser.type(QStringLiteral("debt"));
  browser.press(Qt::Key_Return);
  CHECK(tagged.coding().code != before);
  CHECK(tagged.coding().quote == "no work");
  browser.press(Qt::Key_Delete);
  CHECK(quotesIn(tagged.project).empty());
}

TEST_CASE("M writes a note on the coding, Escape leaves it as it was") {
  Tagged tagged;
  Browser& browser = tagged.browser;
  browser.press(Qt::Key_M);
  browser.type(QStringLiteral("Ask the aunt"));
  browser.press(Qt::Key_Return);
  CHECK(tagged.coding().memo == "Ask the aunt");
  CHECK(QApplication::focusWidget() == &browser.transcript());
  browser.press(Qt::Key_M);
  browser.type(QStringLiteral(" again"));
  browser.press(Qt::Key_Escape);
  CHECK(tagged.coding().memo == "Ask the aunt");
  CHECK(browser.transcript().margin().passages().front().noted);
}

TEST_CASE("F4 raises a concern about the selected passage and a flag stands beside it") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.selectByKeys(QStringLiteral("no work"));
  browser.press(Qt::Key_F4);
  browser.type(QStringLiteral("She may go back"));
  browser.press(Qt::Key_Return);
  const auto concerns = project.read()->concerns();
  REQUIRE(concerns.size() == 1);
  CHECK(concerns.front().quote == "no work");
  CHECK(concerns.front().note == "She may go back");
  REQUIRE(browser.transcript().margin().flags().size() == 1);
  CHECK(browser.transcript().margin().flags().front().label.endsWith(
      QStringLiteral("open: She may go back")));
}

TEST_CASE("Ctrl+K makes a code of the selected words, under the code that one chooses") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.selectByKeys(QStringLiteral("no work"));
  browser.press(Qt::Key_K, Qt::ControlModifier);
  auto* chooser = browser.window.findChild<Chooser*>();
  REQUIRE(chooser != nullptr);
  REQUIRE(QTest::qWaitForWindowExposed(chooser));
  QTest::keyClick(chooser->findChild<QLineEdit*>(), Qt::Key_Return);
  const auto codings = project.read()->codings({});
  REQUIRE(codings.size() == 1);
  CHECK(codings.front().quote == "no work");
  CHECK(codings.front().code == codeOf(browser, "no-work"));
  browser.session().undo();
  CHECK(quotesIn(project).empty());
}

TEST_CASE("full stop and comma go through the codings of the text") {
  Tagged tagged;
  Browser& browser = tagged.browser;
  const std::string content = browser.session().document()->text().content;
  const std::uint64_t begin = content.find("My aunt");
  REQUIRE(browser.session().tag({begin, begin + 7}, someCode(browser, 4)));
  const auto current = [&] {
    const auto coding = browser.session().currentCoding();
    return coding ? coding->quote : std::string();
  };
  browser.press(Qt::Key_Comma);
  CHECK(current() == "no work");
  browser.press(Qt::Key_Period);
  CHECK(current() == "My aunt");
  browser.press(Qt::Key_Period);
  CHECK(current() == "My aunt");
}

TEST_CASE("Ctrl+G goes to a turn, and says what can be typed where there is none") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.transcript().setFocus();
  browser.press(Qt::Key_G, Qt::ControlModifier);
  browser.type(QStringLiteral("3"));
  browser.press(Qt::Key_Return);
  CHECK(browser.transcript().turnAtCursor() == std::size_t{2});
  browser.press(Qt::Key_G, Qt::ControlModifier);
  browser.type(QStringLiteral("99"));
  browser.press(Qt::Key_Return);
  CHECK(browser.status().startsWith(QStringLiteral("This text has no place “99”")));
}

TEST_CASE("Shift+Space grows a selection from the word to its turn") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.selectByKeys(QStringLiteral("ebt"));
  QStringList seen;
  for (int i = 0; i < 3; ++i) {
    browser.press(Qt::Key_Space, Qt::ShiftModifier);
    seen << toQString(browser.session().document()->quote(*browser.transcript().selectedPassage()));
  }
  CHECK(seen == QStringList{"debt", "I had a debt and no work.",
                            "I had a debt and no work. I was trafficked again in the city, and it "
                            "was worse."});
}

TEST_CASE("a passage that is dropped on a code of the list is tagged with it") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  CodeList codes;
  const QAbstractItemModelTester tester(&codes,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  codes.setCodes(browser.session().codebook().codes);
  std::optional<DraggedPassage> dropped;
  QObject::connect(&codes, &CodeList::passageDropped, &codes,
                   [&](const CodeId&, const DraggedPassage& passage) { dropped = passage; });
  QMimeData passage;
  const auto document = browser.session().document();
  putPassage(passage, {document->document().id, document->text().id, {5, 9}});
  CHECK(codes.dropMimeData(&passage, Qt::CopyAction, -1, -1, codes.index(2)));
  REQUIRE(dropped);
  CHECK(dropped->span == ByteSpan{5, 9});
  CHECK_FALSE(codes.dropMimeData(&passage, Qt::CopyAction, 1, 0, {}));
  const std::unique_ptr<QMimeData> dragged(codes.mimeData({codes.index(1)}));
  CHECK(codeIn(*dragged) == codes.codes()[1].id);
}

TEST_CASE("the codings are narrowed by code, coder, words and the important mark") {
  Tagged tagged;
  Session& session = tagged.browser.session();
  CodingList list(session);
  const QAbstractItemModelTester tester(&list,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  CHECK(list.rowCount() == 1);
  list.setFilter(QStringLiteral("ana WORK"), false);
  CHECK(list.rowCount() == 1);
  list.setFilter(QStringLiteral("ben"), false);
  CHECK(list.rowCount() == 0);
  CHECK(list.total() == 1);
  list.setFilter({}, true);
  CHECK(list.rowCount() == 0);
  tagged.browser.press(Qt::Key_I);
  CHECK(list.rowCount() == 1);
  CHECK(list.index(0).data(CardRole).value<Card>().sign == QStringLiteral("★ important"));
}

TEST_CASE("the key of a favourite can be another one, and its button shows it") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  const CodeId favourite = someCode(browser, 5);
  REQUIRE(browser.session().setFavourite(favourite, true));
  auto* bar = browser.window.findChild<FavouritesBar*>();
  const QString label = toQString(browser.session().code(favourite)->label);
  CHECK(bar->findChild<QToolButton*>()->accessibleName() ==
        QStringLiteral("Tag with %1, key 1").arg(label));
  auto* action = browser.window.findChild<QAction*>(QStringLiteral("read.favourite-1"));
  REQUIRE(action != nullptr);
  CHECK(action->text() == QStringLiteral("Tag with favourite 1: %1").arg(label));
  action->setShortcuts({QKeySequence(Qt::Key_F11)});
  CHECK(bar->findChild<QToolButton*>()->accessibleName() ==
        QStringLiteral("Tag with %1, key F11").arg(label));
  browser.selectByKeys(QStringLiteral("no work"));
  browser.press(Qt::Key_1);
  CHECK(quotesIn(project).empty());
  browser.press(Qt::Key_F11);
  CHECK(quotesIn(project) == Quotes{"no work"});
}

TEST_CASE("Alt+Shift+Left moves the end of a tag on where one reads from the right") {
  SmallProject project;
  Browser browser(project);
  browser.show("arabic.txt");
  browser.selectByKeys(QStringLiteral("إلى البيت"));
  REQUIRE(browser.session().tag(*browser.transcript().selectedPassage(), someCode(browser, 3)));
  browser.press(Qt::Key_Left, Qt::AltModifier | Qt::ShiftModifier);
  CHECK(quotesIn(project) == Quotes{"إلى البيت ولم"});
  browser.press(Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
  CHECK(quotesIn(project) == Quotes{"إلى البيت"});
}

TEST_CASE("what was undone is named, and shown at once or when one asks for it") {
  Tagged tagged;
  Browser& browser = tagged.browser;
  const std::string tag =
      "tag passage: " + browser.session().codebook().codes[3].name + " in anna.txt";
  browser.show("ben.txt");
  browser.press(Qt::Key_Z, Qt::ControlModifier);
  CHECK(browser.session().document()->document().name == "anna.txt");
  CHECK(toUtf8(browser.status()) == "Undone: " + tag);

  browser.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  CHECK(toUtf8(browser.status()) == "Done again: " + tag);
  browser.show("ben.txt");
  browser.press(Qt::Key_4, Qt::ControlModifier);
  browser.press(Qt::Key_Z, Qt::ControlModifier);
  CHECK(toUtf8(browser.status()) == "Undone: " + tag + " (on the page Read: Ctrl+J goes there)");
  CHECK(browser.session().document()->document().name == "ben.txt");
  browser.press(Qt::Key_J, Qt::ControlModifier);
  CHECK(browser.session().document()->document().name == "anna.txt");
  CHECK(browser.transcript().isVisible());
}
