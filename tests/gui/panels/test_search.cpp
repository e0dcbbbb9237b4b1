#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QTest>
#include <algorithm>
#include <catch2/catch.hpp>

#include "gui/panels/search_panel.h"
#include "gui/strings.h"
#include "gui/theme.h"
#include "gui/views/search_words.h"
#include "queries/tag/tagging.h"
#include "tests/gui/small_project.h"

namespace retold {
namespace {

using test::becomes;
using test::Browser;
using test::SmallProject;

/// The panel alone in a window, over a project that is not screened.
struct Searching {
  explicit Searching(bool arabic = false) : session(QStringLiteral("Ana")) {
    QObject::connect(&session, &Session::said, [this](const QString& text) { said = text; });
    QObject::connect(&session, &Session::failed,
                     [this](const Problem& problem) { failed = problem.what; });
    if (arabic) QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    panel = std::make_unique<SearchPanel>(session, nullptr);
    tester = std::make_unique<QAbstractItemModelTester>(
        &panel->hits(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    REQUIRE(session.open(project.path()));
    panel->resize(1200, 700);
    panel->show();
    panel->activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(panel.get()));
  }
  ~Searching() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }

  QLineEdit* field() { return panel->findChild<QLineEdit*>(QStringLiteral("query")); }
  SearchTable* table() { return panel->findChild<SearchTable*>(); }
  SearchSets* sets() { return panel->findChild<SearchSets*>(); }
  SearchTagBar* tagBar() { return panel->findChild<SearchTagBar*>(); }
  QString label(const char* name) { return panel->findChild<QLabel*>(QLatin1String(name))->text(); }
  bool settled() {
    return !panel->source().isWorking() && !panel->source().isSorting() &&
           (panel->source().kind() == ConcordanceSource::Kind::Nothing ||
            panel->source().count().has_value());
  }
  /// Types into the field and waits for the hits.
  void find(const QString& query) {
    field()->setFocus();
    field()->clear();
    const auto latin = [](QChar sign) { return sign.unicode() < 0x80; };
    if (!std::all_of(query.begin(), query.end(), latin)) {
      field()->insert(query);  // keys of tests are Latin
    } else {
      QTest::keyClicks(field(), query);
    }
    REQUIRE(becomes(
        [&] { return (panel->source().how() == query || panel->source().fault()) && settled(); }));
  }
  void act(const char* id) {
    auto* action = panel->findChild<QAction*>(QLatin1String(id));
    REQUIRE(action != nullptr);
    action->trigger();
  }
  /// Gives the line that is asked for.
  void answer(const QString& line) {
    auto* prompt = panel->findChild<LinePrompt*>();
    REQUIRE(prompt->isVisible());
    auto* typed = prompt->findChild<QLineEdit*>();
    QTest::keyClicks(typed, line);
    QTest::keyClick(typed, Qt::Key_Return);
  }
  QString cell(int row, int column, int role = Qt::DisplayRole) {
    return panel->hits().index(row, column).data(role).toString();
  }
  QStringList columnTexts(int column) {
    QStringList texts;
    for (int row = 0; row < panel->hits().rowCount(); ++row) texts << cell(row, column);
    return texts;
  }
  std::vector<Coding> codings() {
    std::vector<Coding> all;
    session.read([&](const Storage& storage) { all = storage.codings({}); });
    return all;
  }

  SmallProject project;
  Session session;
  std::unique_ptr<SearchPanel> panel;
  std::unique_ptr<QAbstractItemModelTester> tester;
  QString said;
  QString failed;
};

using Column = ConcordanceTable::Column;

TEST_CASE("hits are shown while one types, with the words around them and what they rest on") {
  Searching search;
  CHECK(search.table()->model()->rowCount() == 0);
  search.find(QStringLiteral("trafficked again"));
  REQUIRE(search.panel->hits().rowCount() == 8);
  CHECK(search.label("status") == QStringLiteral("8 hits in 3 of 6 documents"));
}

TEST_CASE("a phrase is a hit of its own, beside its document, speaker and case") {
  Searching search;
  search.find(QStringLiteral("\"trafficked again\""));
  REQUIRE(search.panel->hits().rowCount() == 4);
  CHECK(search.label("status") == QStringLiteral("4 hits in 3 of 6 documents"));
  CHECK(search.cell(0, Column::Match) == QStringLiteral("trafficked again"));
  CHECK(search.cell(0, Column::Left).endsWith(QStringLiteral("and no work. I was")));
  CHECK(search.cell(0, Column::Right).startsWith(QStringLiteral("in the city")));
  CHECK(search.cell(0, Column::Document) == QStringLiteral("anna.txt"));
  CHECK(search.cell(0, Column::Speaker) == QStringLiteral("R07"));
  CHECK(search.cell(0, Column::Case) == QStringLiteral("017"));
  CHECK(search.cell(0, Column::Left, Qt::AccessibleTextRole)
            .startsWith(QStringLiteral("before the hit: ")));
  CHECK(search.cell(0, Column::Tick, Qt::AccessibleTextRole) == QStringLiteral("not ticked"));
  search.field()->clear();
  REQUIRE(becomes([&] { return search.panel->hits().rowCount() == 0; }));
  CHECK(search.label("status").isEmpty());
}

TEST_CASE("a fault is shown with its place, and the hits before it stay") {
  Searching search;
  search.find(QStringLiteral("again"));
  REQUIRE(search.panel->hits().rowCount() == 4);
  QTest::keyClicks(search.field(), QStringLiteral(" AND"));
  REQUIRE(becomes([&] { return search.panel->source().fault().has_value(); }));
  CHECK(search.panel->findChild<FaultLine*>()->isVisible());
  CHECK(search.label("fault").startsWith(QStringLiteral("Cannot be read yet, at sign ")));
  CHECK(search.panel->hits().rowCount() == 4);
  CHECK(search.label("status").endsWith(QStringLiteral("these are the hits of: again")));
  QTest::keyClicks(search.field(), QStringLiteral(" debt"));
  REQUIRE(becomes([&] { return !search.panel->source().fault().has_value(); }));
  CHECK_FALSE(search.panel->findChild<FaultLine*>()->isVisible());
}

TEST_CASE("where nothing is found, the table says what that may mean") {
  Searching search;
  search.find(QStringLiteral("debt or house"));
  REQUIRE(search.panel->hits().rowCount() == 0);
  REQUIRE(becomes([&] { return !search.panel->source().hints().isEmpty(); }));
  CHECK(search.panel->source().hints() ==
        QStringList{QStringLiteral("\"or\" was searched as a word; the operator is written OR")});
  CHECK(emptyInWords(search.panel->source()).contains(QStringLiteral("Nothing was found.")));
}

TEST_CASE("the order is chosen by three words or by the head of a column") {
  Searching search;
  search.find(QStringLiteral("again"));
  emit search.table()->headerClicked(Column::Right);
  REQUIRE(becomes([&] { return search.settled(); }));
  CHECK(search.columnTexts(Column::Right) ==
        QStringList{QStringLiteral(", by his brother."), search.cell(1, Column::Right),
                    search.cell(2, Column::Right), search.cell(3, Column::Right)});
  const QStringList up = search.columnTexts(Column::Right);
  CHECK(up[1].startsWith(QStringLiteral("in the city")));
  CHECK(up[2].startsWith(QStringLiteral("there")));
  emit search.table()->headerClicked(Column::Document);
  REQUIRE(becomes([&] { return search.settled(); }));
  emit search.table()->headerClicked(Column::Document);
  REQUIRE(becomes([&] { return search.settled(); }));
  CHECK(search.columnTexts(Column::Document) ==
        QStringList{QStringLiteral("marks.txt"), QStringLiteral("ben.txt"),
                    QStringLiteral("ben.txt"), QStringLiteral("anna.txt")});
}

TEST_CASE("rows are ticked by Space and by keys for all, none and the others") {
  Searching search;
  search.find(QStringLiteral("again"));
  QTest::keyClick(search.field(), Qt::Key_Down);
  REQUIRE(search.table()->hasFocus());
  CHECK(search.table()->currentRow() == 0);
  QTest::keyClick(search.table(), Qt::Key_Space);
  CHECK(search.panel->hits().ticked() == 1);
  CHECK(search.label("ticked") == QStringLiteral("1 ticked"));
  QTest::keyClick(search.table(), Qt::Key_Down, Qt::ShiftModifier);
  QTest::keyClick(search.table(), Qt::Key_Space);
  CHECK(search.panel->hits().ticked() == 2);
  QTest::keyClick(search.table(), Qt::Key_Space);
  CHECK(search.panel->hits().ticked() == 0);
  search.act("search.tick-all");
  CHECK(search.panel->hits().ticked() == 4);
  QTest::keyClick(search.table(), Qt::Key_Space);
  search.act("search.invert-ticks");
  CHECK(search.panel->hits().ticked() == 2);
  CHECK(search.panel->hits().places(true).size() == 2);
  search.act("search.tick-none");
  CHECK(search.panel->hits().ticked() == 0);
}

TEST_CASE("ticks stay with their hits when the order changes") {
  Searching search;
  search.find(QStringLiteral("again"));
  search.panel->hits().setTicked({0}, true);
  const auto place = search.panel->hits().places(true);
  emit search.table()->headerClicked(Column::Document);
  REQUIRE(becomes([&] { return search.settled(); }));
  emit search.table()->headerClicked(Column::Document);
  REQUIRE(becomes([&] { return search.settled(); }));
  CHECK(search.panel->hits().isTicked(3));
  CHECK(search.panel->hits().places(true) == place);
}

TEST_CASE("hits are tagged with favourites as passages are where one reads") {
  Searching search;
  const CodeId poverty = codeNamed(search.session.codebook(), "risk/economic/poverty").id;
  REQUIRE(search.session.setFavourite(poverty, true));
  search.find(QStringLiteral("again"));
  search.act("search.tick-all");
  search.act("search.tag");
  auto* finder = search.panel->findChild<CodeFinder*>();
  auto* typed = finder->findChild<QLineEdit*>();
  QTest::keyClick(typed, Qt::Key_Down);
  QTest::keyClick(typed, Qt::Key_B, Qt::ControlModifier);
  CHECK(search.session.favourites().size() == 2);
  CHECK(search.session.favourites().front() == poverty);
  QTest::keyClick(typed, Qt::Key_1);
  REQUIRE(search.tagBar()->isVisible());
  REQUIRE(becomes(
      [&] { return search.tagBar()->text() == QStringLiteral("4 passages in 3 documents."); }));
  QTest::keyClick(search.tagBar(), Qt::Key_Return);
  REQUIRE(search.codings().size() == 4);
  CHECK(search.codings().front().code == poverty);
}

TEST_CASE("ticked hits are tagged together after a look at what that does, in one step") {
  Searching search;
  search.find(QStringLiteral("again"));
  search.act("search.tag");
  CHECK(search.said ==
        QStringLiteral("Tick the hits to tag first: Space ticks one, A all of them"));
  search.act("search.tick-all");
  search.act("search.tag");
  auto* finder = search.panel->findChild<CodeFinder*>();
  REQUIRE(finder->isVisible());
  auto* typed = finder->findChild<QLineEdit*>();
  QTest::keyClicks(typed, QStringLiteral("debt"));
  QTest::keyClick(typed, Qt::Key_Return);
  REQUIRE(search.tagBar()->isVisible());
  REQUIRE(becomes(
      [&] { return search.tagBar()->text() == QStringLiteral("4 passages in 3 documents."); }));
  CHECK(search.codings().empty());
  QTest::keyClick(search.tagBar(), Qt::Key_Return);
  CHECK(search.codings().size() == 4);
  CHECK_FALSE(search.tagBar()->isVisible());
  CHECK(search.said.startsWith(QStringLiteral("Tagged 4 passages with ")));

  search.act("search.tag");
  QTest::keyClicks(typed, QStringLiteral("debt"));
  QTest::keyClick(typed, Qt::Key_Return);
  REQUIRE(becomes([&] {
    return search.tagBar()->text() ==
           QStringLiteral("There is nothing to tag; 4 are tagged with it already: passed over.");
  }));
  auto* stretch = search.tagBar()->findChild<QComboBox*>();
  QTest::keyClick(stretch, Qt::Key_Down);
  REQUIRE(becomes(
      [&] { return search.tagBar()->text() == QStringLiteral("4 passages in 3 documents."); }));
  QTest::keyClick(search.tagBar(), Qt::Key_Escape);
  CHECK_FALSE(search.tagBar()->isVisible());
  CHECK(search.codings().size() == 4);
  search.session.undo();
  CHECK(search.codings().empty());
}

TEST_CASE("hits are kept as sets, which are opened, put together, renamed and deleted") {
  Searching search;
  search.find(QStringLiteral("again"));
  search.act("search.keep-set");
  search.answer(QStringLiteral("again"));
  REQUIRE(search.sets()->sets().size() == 1);
  CHECK(search.sets()->sets()[0].places.size() == 4);
  CHECK(search.sets()->sets()[0].query == "again");
  search.find(QStringLiteral("city OR brother"));
  search.panel->hits().setTicked({0}, true);
  search.act("search.keep-set");
  search.answer(QStringLiteral("ticked"));
  REQUIRE(search.sets()->sets().size() == 2);
  CHECK(search.sets()->sets()[1].query == "ticked hits of city OR brother");
  CHECK(search.sets()->sets()[1].places.size() == 1);

  emit search.sets()->openWanted(ResultSet(search.sets()->sets()[0]));
  REQUIRE(becomes([&] { return search.settled() && search.panel->hits().rowCount() == 4; }));
  CHECK(search.label("status") == QStringLiteral("Set “again” · 4 passages in 3 of 6 documents"));
  CHECK(search.field()->text().isEmpty());

  emit search.sets()->togetherWanted(ResultSet(search.sets()->sets()[0]), SetOperation::Union,
                                     ResultSet(search.sets()->sets()[1]));
  REQUIRE(becomes([&] { return search.settled() && search.panel->hits().rowCount() == 5; }));
  CHECK(search.label("status") ==
        QStringLiteral("\"again\" or \"ticked\" · 5 passages in 3 of 6 documents"));

  emit search.sets()->renameWanted(ResultSet(search.sets()->sets()[1]));
  search.answer(QStringLiteral("again"));
  CHECK(search.failed == QStringLiteral("there is a result set \"again\" already"));
  emit search.sets()->renameWanted(ResultSet(search.sets()->sets()[1]));
  search.answer(QStringLiteral("brothers"));
  CHECK(search.sets()->sets()[1].name == "brothers");
  emit search.sets()->removeWanted(ResultSet(search.sets()->sets()[1]));
  CHECK(search.sets()->sets().size() == 1);
  search.session.undo();
  CHECK(search.sets()->sets().size() == 2);
}

TEST_CASE("a random part is drawn with a seed that is shown and draws the same again") {
  Searching search;
  search.find(QStringLiteral("again"));
  search.act("search.random-part");
  search.answer(QStringLiteral("some"));
  CHECK(search.said == QStringLiteral("That is no number: nothing was drawn"));
  search.act("search.random-part");
  search.answer(QStringLiteral("2 4711"));
  REQUIRE(becomes([&] { return search.settled() && search.panel->hits().rowCount() == 2; }));
  CHECK(search.label("status") ==
        QStringLiteral("2 of 4 of (again), drawn at random with seed 4711 · 2 passages in %1 of 6 "
                       "documents")
            .arg(search.panel->source().count()->documents));
  const auto first = search.panel->hits().places(false);
  search.find(QStringLiteral("again"));
  search.act("search.random-part");
  search.answer(QStringLiteral("2 4711"));
  REQUIRE(becomes([&] { return search.settled() && search.panel->hits().rowCount() == 2; }));
  CHECK(search.panel->hits().places(false) == first);
}

TEST_CASE("hits are written to a file in the order in which they are shown") {
  Searching search;
  search.find(QStringLiteral("debt OR harvest"));
  const QString path = search.project.folder() + QStringLiteral("/hits.csv");
  search.panel->exportTo(path);
  REQUIRE(becomes([&] { return search.said == QStringLiteral("Written to %1").arg(apart(path)); }));
  QFile file(path);
  REQUIRE(file.open(QIODevice::ReadOnly));
  const QByteArray table = file.readAll();
  CHECK(table.startsWith("document,begin,end,speaker,left,match,right\r\nanna.txt,"));
  CHECK(table.count("\r\n") == 3);
  QString problem;
  QObject::connect(&search.session, &Session::failed,
                   [&problem](const Problem& told) { problem = told.what; });
  const QString nowhere = search.project.folder() + QStringLiteral("/none/hits.csv");
  search.panel->exportTo(nowhere);
  REQUIRE(becomes([&] { return !problem.isEmpty(); }));
  CHECK(problem.startsWith(QStringLiteral("%1 could not be written: ").arg(apart(nowhere))));
}

TEST_CASE("only documents that pass the filter are searched, and the base says so") {
  Searching search;
  search.find(QStringLiteral("again"));
  Filter filter;
  filter.conditions.push_back({FilterCondition::Kind::Attribute, "sex", "female", false});
  search.session.setFilter(filter);
  REQUIRE(becomes([&] { return search.settled() && search.panel->hits().rowCount() == 1; }));
  CHECK(search.label("status") ==
        QStringLiteral("1 hit in 1 of the 1 documents that pass the filter"));
  search.session.setFilter({});
  REQUIRE(becomes([&] { return search.settled() && search.panel->hits().rowCount() == 4; }));
}

TEST_CASE("a right-to-left line has what stands before the hit on its right") {
  Searching search;
  search.find(QStringLiteral("البيت"));
  REQUIRE(search.panel->hits().rowCount() == 1);
  CHECK(search.cell(0, Column::Right) == toQString("قالت إنها عادت إلى"));
  CHECK(search.cell(0, Column::Right, Qt::AccessibleTextRole)
            .startsWith(QStringLiteral("before the hit: ")));
  CHECK(search.panel->hits().index(0, Column::Right).data(ConcordanceTable::BeforeRole).toBool());
}

TEST_CASE("in a right-to-left window that column is the first") {
  Searching search(true);
  search.find(QStringLiteral("البيت"));
  CHECK(search.cell(0, Column::Left) == toQString("قالت إنها عادت إلى"));
  CHECK(search.panel->hits().headerData(Column::Left, Qt::Horizontal, Qt::DisplayRole) ==
        QStringLiteral("Right"));
}

TEST_CASE("a document that is found as a whole cannot be ticked, but opened") {
  Searching search;
  search.find(QStringLiteral("attribute:sex=female"));
  REQUIRE(search.panel->hits().rowCount() == 1);
  CHECK(search.label("status") == QStringLiteral("Found in 1 of 6 documents"));
  search.act("search.tick-all");
  CHECK(search.panel->hits().ticked() == 0);
  CHECK(search.cell(0, Column::Tick, Qt::AccessibleTextRole) ==
        QStringLiteral("the document as a whole"));
  search.act("search.keep-set");
  CHECK(search.said == QStringLiteral("There is no passage to keep"));
}

TEST_CASE("how many are drawn is a number, with a seed where one is given") {
  CHECK(parseDrawWish(QStringLiteral(" 50 "))->wanted == 50);
  CHECK_FALSE(parseDrawWish(QStringLiteral("50"))->seed);
  CHECK(parseDrawWish(QStringLiteral("50 4711"))->seed == 4711);
  CHECK(parseDrawWish(QStringLiteral("50, seed 4711"))->seed == 4711);
  CHECK_FALSE(parseDrawWish(QStringLiteral("0")));
  CHECK_FALSE(parseDrawWish(QStringLiteral("fifty")));
  CHECK_FALSE(parseDrawWish(QString()));
}

TEST_CASE("a hit is opened on the page where one reads, and back is the table with its place") {
  const SmallProject project;
  Browser browser(project);
  auto* panel = browser.window.findChild<SearchPanel*>();
  REQUIRE(panel != nullptr);
  browser.press(Qt::Key_2, Qt::ControlModifier);
  REQUIRE(becomes([&] { return panel->isVisible(); }));
  browser.type(QStringLiteral("brother"));
  REQUIRE(becomes([&] { return panel->hits().rowCount() == 1; }));
  browser.press(Qt::Key_Return);
  browser.press(Qt::Key_Space);
  CHECK(panel->hits().ticked() == 1);
  browser.press(Qt::Key_Return);
  REQUIRE(becomes([&] { return browser.transcript().isVisible(); }));
  CHECK(browser.session().document()->document().name == "ben.txt");
  browser.press(Qt::Key_Left, Qt::AltModifier);
  REQUIRE(becomes([&] { return panel->isVisible(); }));
  CHECK(panel->hits().ticked() == 1);
  CHECK(panel->findChild<SearchTable*>()->currentRow() == 0);
  browser.press(Qt::Key_Slash);
  CHECK(panel->findChild<QLineEdit*>(QStringLiteral("query"))->hasFocus());
}

/// Pictures for the eye, in the folder that RETOLD_PICTURES names.
TEST_CASE("pictures of the search", "[.pictures]") {
  const QString folder = qEnvironmentVariable("RETOLD_PICTURES", QStringLiteral("/tmp"));
  for (const bool dark : {false, true}) {
    Searching search;
    if (dark) search.panel->setPalette(darkPalette());
    const auto picture = [&](const char* name) {
      QTest::qWait(100);
      search.panel->grab().save(QStringLiteral("%1/search-%2%3.png")
                                    .arg(folder, QLatin1String(name), dark ? "-dark" : ""));
    };
    picture("empty");
    search.find(QStringLiteral("again OR debt OR her OR البيت"));
    picture("hits");
    search.panel->hits().setTicked({0, 2}, true);
    search.act("search.keep-set");
    picture("name");
    search.answer(QStringLiteral("again or debt"));
    search.act("search.tick-all");
    search.act("search.keep-set");
    search.answer(QStringLiteral("everything that was found"));
    search.act("search.tag");
    picture("code");
    auto* typed = search.panel->findChild<CodeFinder*>()->findChild<QLineEdit*>();
    QTest::keyClicks(typed, QStringLiteral("debt"));
    QTest::keyClick(typed, Qt::Key_Return);
    REQUIRE(becomes([&] { return search.tagBar()->text().endsWith(QLatin1Char('.')); }));
    picture("tagging");
    QTest::keyClicks(search.field(), QStringLiteral(" AND (her"));
    REQUIRE(becomes([&] { return search.panel->source().fault().has_value(); }));
    picture("fault");
  }
}

}  // namespace
}  // namespace retold
