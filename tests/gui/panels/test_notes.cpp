#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/panels/concerns_panel.h"
#include "gui/panels/framework_panel.h"
#include "gui/panels/memos_panel.h"
#include "gui/panels/newer_text_panel.h"
#include "gui/panels/notes_panel.h"
#include "gui/strings.h"
#include "queries/notes/concerns.h"
#include "tests/gui/rich_project.h"
#include "tests/gui/small_project.h"

using namespace retold;
using test::becomes;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

/// A panel over a project, shown and with the keyboard.
template <class Kind, class Project = test::SmallProject>
struct Shown {
  Project project;
  Session session{QStringLiteral("Ana")};
  QStringList problems;
  Kind* panel = nullptr;
  std::unique_ptr<Kind> owned;

  explicit Shown(const std::function<void(Storage&, Session&)>& prepare = {}) {
    QObject::connect(&session, &Session::failed, &session,
                     [this](const Problem& problem) { problems << problem.what; });
    REQUIRE(session.open(project.path()));
    if (prepare) {
      REQUIRE(session.change(kEveryPart, [&](Storage& storage) { prepare(storage, session); }));
    }
    owned = std::make_unique<Kind>(session, nullptr);
    panel = owned.get();
    panel->resize(1100, 700);
    panel->show();
    panel->activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(panel));
  }

  /// As the window does before it goes.
  ~Shown() { session.close(); }

  void trigger(const char* action) {
    auto* found = panel->template findChild<QAction*>(QLatin1String(action));
    REQUIRE(found != nullptr);
    REQUIRE(isPossible(*found));
    found->trigger();
  }
  template <class Widget>
  Widget& named(const char* accessibleName) {
    for (auto* widget : panel->template findChildren<Widget*>()) {
      if (widget->accessibleName() == QLatin1String(accessibleName)) return *widget;
    }
    FAIL("no widget " << accessibleName);
    return *panel->template findChild<Widget*>();
  }
  std::vector<Memo> memos() { return project.read()->memos(); }
};

Card cardOf(const QAbstractItemModel& model, int row) {
  return model.index(row, 0).data(CardRole).value<Card>();
}

void choose(QMenu& menu, int entry) {
  emit menu.aboutToShow();
  REQUIRE(menu.actions().size() > entry);
  menu.actions()[entry]->trigger();
}

QPlainTextEdit& field(QWidget& panel, const char* name) {
  for (auto* edit : panel.findChildren<QPlainTextEdit*>()) {
    if (edit->accessibleName() == QLatin1String(name)) return *edit;
  }
  FAIL("no field " << name);
  return *panel.findChild<QPlainTextEdit*>();
}

std::optional<Concern> raise(Storage& storage, const char* document, const std::string& quote) {
  const auto found = storage.documentNamed(document);
  const auto text = storage.text(found->text);
  const std::size_t at = text->content.find(quote);
  return raiseConcern(storage, found->id, text->id, {at, at + quote.size()}, "call", "Ana");
}

}  // namespace

TEST_CASE("a memo is written on the project, listed, changed, removed and brought back") {
  Shown<MemosPanel> the;
  auto& list = the.named<QListView>("Memos");
  const QAbstractItemModelTester tester(list.model(), Mode::Fatal);
  QPlainTextEdit& memo = field(*the.panel, "Memo");
  choose(*the.panel->findChild<QMenu*>(), 0);
  CHECK(memo.hasFocus());
  QTest::keyClicks(&memo, QStringLiteral("begin with the women"));
  QTest::keyClick(&memo, Qt::Key_Return, Qt::ControlModifier);
  REQUIRE(becomes([&] { return list.model()->rowCount() == 1; }));
  CHECK(cardOf(*list.model(), 0).title == QStringLiteral("the project"));
  CHECK(cardOf(*list.model(), 0).after == QStringLiteral("begin with the women"));
  CHECK(list.currentIndex().row() == 0);

  memo.setFocus();
  QTest::keyClick(&memo, Qt::Key_End, Qt::ControlModifier);
  QTest::keyClicks(&memo, QStringLiteral("!"));
  list.setFocus();
  REQUIRE(the.memos().size() == 1);
  CHECK(the.memos().front().text == "begin with the women!");
  REQUIRE(becomes([&] {
    return list.model()->rowCount() == 1 && cardOf(*list.model(), 0).after.endsWith('!');
  }));

  the.trigger("notes.remove-memo");
  CHECK(the.memos().empty());
  REQUIRE(becomes([&] { return list.model()->rowCount() == 0; }));
  the.session.undo();
  REQUIRE(becomes([&] { return list.model()->rowCount() == 1; }));
  CHECK(the.problems.isEmpty());
}

TEST_CASE("memos are narrowed by words, and the base is said") {
  Shown<MemosPanel> the([](Storage& storage, Session& session) {
    const DocumentId ben = storage.documentNamed("ben.txt")->id;
    writeMemo(storage, {}, "Begin with the women", toUtf8(session.coder()));
    writeMemo(storage, ben, "Short interview", "Ben");
  });
  auto& list = the.named<QListView>("Memos");
  REQUIRE(becomes([&] { return list.model()->rowCount() == 2; }));
  QTest::keyClicks(&the.named<QLineEdit>("Words in memos"), QStringLiteral("INTERVIEW sh"));
  REQUIRE(becomes([&] { return list.model()->rowCount() == 1; }));
  CHECK(cardOf(*list.model(), 0).after == QStringLiteral("Short interview"));
  QStringList lines;
  for (const QLabel* label : the.panel->findChildren<QuietLabel*>()) lines << label->text();
  CHECK(lines.contains(QStringLiteral("1 of 2 memos shown")));
}

TEST_CASE("a memo of another coder is shown and cannot be typed into") {
  Shown<MemosPanel> the([](Storage& storage, Session&) { writeMemo(storage, {}, "mine", "Ben"); });
  auto& list = the.named<QListView>("Memos");
  REQUIRE(becomes([&] { return list.model()->rowCount() == 1; }));
  QPlainTextEdit& memo = field(*the.panel, "Memo");
  CHECK(memo.toPlainText() == QStringLiteral("mine"));
  CHECK(memo.isReadOnly());
  QTest::keyClicks(&memo, QStringLiteral("x"));
  CHECK(memo.toPlainText() == QStringLiteral("mine"));
}

TEST_CASE("what is typed into a memo that was removed meanwhile is kept as one of its own") {
  Shown<MemosPanel> the([](Storage& storage, Session&) { writeMemo(storage, {}, "one", "Ana"); });
  auto& list = the.named<QListView>("Memos");
  REQUIRE(becomes([&] { return list.model()->rowCount() == 1; }));
  QPlainTextEdit& memo = field(*the.panel, "Memo");
  memo.setFocus();
  QTest::keyClick(&memo, Qt::Key_End, Qt::ControlModifier);
  QTest::keyClicks(&memo, QStringLiteral(" two"));
  REQUIRE(the.session.change(Part::Memos, [](Storage& storage) {
    Progress progress;
    removeMemo(storage, findMemos(storage, {}, progress).rows.front(), "Ana");
  }));
  list.setFocus();
  REQUIRE(the.memos().size() == 1);
  CHECK(the.memos().front().text == "one two");
  CHECK(the.problems.isEmpty());
}

TEST_CASE("closing the project stores the memo that is being typed") {
  Shown<MemosPanel> the;
  choose(*the.panel->findChild<QMenu*>(), 0);
  QTest::keyClicks(&field(*the.panel, "Memo"), QStringLiteral("not finished"));
  the.session.close();
  REQUIRE(the.memos().size() == 1);
  CHECK(the.memos().front().text == "not finished");
}

TEST_CASE("the note of a coding is a memo, and opens its passage") {
  Shown<MemosPanel> the([](Storage& storage, Session&) {
    const auto anna = storage.documentNamed("anna.txt");
    const std::string content = storage.text(anna->text)->content;
    const std::size_t at = content.find("a debt");
    tagPassage(storage, anna->id, {at, at + 6}, storage.codebook().codes.front(), "Ana", "to whom?",
               std::nullopt);
  });
  auto& list = the.named<QListView>("Memos");
  REQUIRE(becomes([&] { return list.model()->rowCount() == 1; }));
  CHECK(cardOf(*list.model(), 0).sign == QStringLiteral("note of a coding"));
  QSignalSpy reading(&the.session, &Session::readingWanted);
  QSignalSpy pointed(&the.session, &Session::passagePointedAt);
  list.setFocus();
  QTest::keyClick(&list, Qt::Key_Return);
  CHECK(reading.count() == 1);
  REQUIRE(pointed.count() == 1);
  REQUIRE(the.session.document());
  CHECK(the.session.document()->quote(pointed.front().front().value<ByteSpan>()) == "a debt");
}

TEST_CASE("concerns are a queue: the open ones first, settled with what was done, opened again") {
  Shown<ConcernsPanel> the([](Storage& storage, Session&) {
    raise(storage, "anna.txt", "no work");
    raise(storage, "ben.txt", "his brother");
  });
  auto& list = the.named<QListView>("Concerns");
  const QAbstractItemModelTester tester(list.model(), Mode::Fatal);
  REQUIRE(list.model()->rowCount() == 2);
  CHECK(cardOf(*list.model(), 0).title.contains(QStringLiteral("017")));
  CHECK(cardOf(*list.model(), 0).sign == QStringLiteral("open"));
  QSignalSpy counts(the.panel, &ConcernsPanel::countKnown);
  the.trigger("notes.settle-concern");
  auto* answer = the.panel->findChild<LinePrompt*>()->findChild<QLineEdit*>();
  REQUIRE(answer->hasFocus());
  QTest::keyClicks(answer, QStringLiteral("told the shelter"));
  QTest::keyClick(answer, Qt::Key_Return);
  CHECK(list.model()->rowCount() == 1);
  REQUIRE(counts.count() >= 1);
  CHECK(counts.back().front().toULongLong() == 1);
  auto& shown = the.named<QComboBox>("Concerns to show");
  shown.setCurrentIndex(1);
  emit shown.activated(1);
  REQUIRE(list.model()->rowCount() == 1);
  CHECK(cardOf(*list.model(), 0).sign == QStringLiteral("settled"));
  the.trigger("notes.reopen-concern");
  CHECK(list.model()->rowCount() == 0);
  CHECK(counts.back().front().toULongLong() == 2);
  CHECK(openConcerns(*the.project.read()).size() == 2);
  CHECK(the.problems.isEmpty());
}

TEST_CASE("a concern is not settled without saying what was done") {
  Shown<ConcernsPanel> the(
      [](Storage& storage, Session&) { raise(storage, "anna.txt", "no work"); });
  the.trigger("notes.settle-concern");
  QTest::keyClick(the.panel->findChild<LinePrompt*>()->findChild<QLineEdit*>(), Qt::Key_Return);
  CHECK(the.problems ==
        QStringList{QStringLiteral("a concern is settled by saying what was done")});
  CHECK(openConcerns(*the.project.read()).size() == 1);
}

TEST_CASE("the filter hides no open concern without saying so") {
  Shown<ConcernsPanel> the([](Storage& storage, Session&) {
    raise(storage, "anna.txt", "no work");
    raise(storage, "ben.txt", "his brother");
  });
  Filter filter;
  filter.conditions.push_back({FilterCondition::Kind::Attribute, "sex", "female", false});
  the.session.setFilter(filter);
  auto& list = the.named<QListView>("Concerns");
  REQUIRE(becomes([&] { return list.model()->rowCount() == 1; }));
  QStringList lines;
  for (const QLabel* label : the.panel->findChildren<QuietLabel*>()) lines << label->text();
  CHECK(lines.contains(
      QStringLiteral("2 open of 2 concerns · 1 open one is in a document that the filter hides")));
}

namespace {

using NewerTexts = Shown<NewerTextPanel, test::RichProject>;

QListView& waiting(NewerTexts& the) {
  auto& list = the.named<QListView>("Codings on older texts");
  REQUIRE(becomes([&] { return list.model()->rowCount() == 3; }));
  return list;
}

void select(QPlainTextEdit& view, const QString& words) {
  const QTextCursor found = view.document()->find(words);
  REQUIRE(!found.isNull());
  view.setTextCursor(found);
}

}  // namespace

TEST_CASE("codings on an older text are accepted, moved and dropped, each as one step") {
  NewerTexts the;
  QListView& list = waiting(the);
  const QAbstractItemModelTester tester(list.model(), Mode::Fatal);
  CHECK(cardOf(*list.model(), 0).sign == QStringLiteral("same words"));
  CHECK(cardOf(*list.model(), 1).sign == QStringLiteral("look at it"));
  CHECK(cardOf(*list.model(), 2).sign == QStringLiteral("not found"));
  QPlainTextEdit& older = field(*the.panel, "Older text");
  QPlainTextEdit& newer = field(*the.panel, "Newer text");
  CHECK(older.toPlainText().contains(QStringLiteral("I hid in the mill")));
  CHECK(newer.toPlainText().startsWith(QStringLiteral("A new first line")));

  the.trigger("notes.accept-place");
  CHECK(list.model()->rowCount() == 2);
  CHECK(the.problems.isEmpty());

  // The next one is moved to where the researcher says it stands.
  CHECK(list.currentIndex().row() == 0);
  newer.setFocus();
  select(newer, QStringLiteral("sold me twice"));
  the.trigger("notes.move-coding");
  REQUIRE(list.model()->rowCount() == 1);
  const auto storage = the.project.read();
  const auto document = storage->documentNamed("revised.txt");
  std::vector<std::string> quotes;
  for (const Coding& coding : storage->codings({document->id, {}, {}})) {
    if (coding.text == document->text) quotes.push_back(coding.quote);
  }
  CHECK(quotes == std::vector<std::string>{"I owed the driver money.", "sold me twice"});

  the.trigger("notes.drop-coding");
  CHECK(list.model()->rowCount() == 0);
  CHECK(the.project.read()->codings({document->id, {}, {}}).size() == 2);
  for (int step = 0; step < 3; ++step) the.session.undo();
  REQUIRE(becomes([&] { return list.model()->rowCount() == 3; }));
  CHECK(the.problems.isEmpty());
}

TEST_CASE("letters judge a coding also while a passage of its texts is selected") {
  NewerTexts the;
  QListView& list = waiting(the);
  QPlainTextEdit& newer = field(*the.panel, "Newer text");
  newer.setFocus();
  select(newer, QStringLiteral("new first line"));
  QTest::keyClicks(&newer, QStringLiteral("m"));
  CHECK(list.model()->rowCount() == 2);
  CHECK(the.problems.isEmpty());
}

TEST_CASE("codings with the same words are accepted together after they were shown") {
  NewerTexts the;
  QListView& list = waiting(the);
  the.trigger("notes.accept-plain");
  REQUIRE(list.model()->rowCount() == 1);
  CHECK(cardOf(*list.model(), 0).sign == QStringLiteral("same words"));
  CHECK(findTransfers(*the.project.read(), std::nullopt).size() == 3);  // nothing moved yet
  for (auto* button : the.panel->findChildren<QPushButton*>()) {
    if (button->text() == QStringLiteral("Accept these")) {
      REQUIRE(button->isVisible());
      QTest::mouseClick(button, Qt::LeftButton);
      break;
    }
  }
  CHECK(findTransfers(*the.project.read(), std::nullopt).size() == 2);
  CHECK(list.model()->rowCount() == 2);
}

TEST_CASE("a coding whose words are gone cannot be accepted, only moved or dropped") {
  NewerTexts the;
  QListView& list = waiting(the);
  list.setCurrentIndex(list.model()->index(2, 0));
  CHECK_FALSE(isPossible(*the.panel->findChild<QAction*>(QStringLiteral("notes.accept-place"))));
  CHECK_FALSE(isPossible(*the.panel->findChild<QAction*>(QStringLiteral("notes.move-coding"))));
  CHECK(isPossible(*the.panel->findChild<QAction*>(QStringLiteral("notes.drop-coding"))));
}

TEST_CASE("what is different between two passages is shown word by word, as text") {
  CHECK(
      differencesInLine("sold <b>me</b> once", "sold me twice").contains(QStringLiteral("[-<s>")));
  CHECK_FALSE(differencesInLine("<b>me</b>", "you").contains(QStringLiteral("<b>")));
}

namespace {

/// A framework over the small project: case 017, whose "a debt" has the first code.
struct Matrix : Shown<FrameworkPanel> {
  Matrix()
      : Shown([](Storage& storage, Session& opened) {
          const Codebook codebook = storage.codebook();
          const auto anna = storage.documentNamed("anna.txt");
          const std::size_t at = storage.text(anna->text)->content.find("a debt");
          tagPassage(storage, anna->id, {at, at + 6}, codebook.codes[1], "Ana", "", std::nullopt);
          opened.remember(QStringLiteral("framework/codes"),
                          QStringList{toQString(toText(codebook.codes[1].id)),
                                      toQString(toText(codebook.codes[2].id))});
        }),
        table(named<QTableView>("Framework matrix: cases by codes")) {
    REQUIRE(becomes([&] { return table.model()->rowCount() == 1; }));
  }
  QString cell(int column) { return table.model()->index(0, column).data().toString(); }
  QTableView& table;
};

}  // namespace

TEST_CASE("a cell of the framework is summed up, linked to its passage and taken back") {
  Matrix the;
  const QAbstractItemModelTester tester(the.table.model(), Mode::Fatal);
  auto& passages = the.named<QListView>("Passages that the summary rests on");
  const QAbstractItemModelTester second(passages.model(), Mode::Fatal);
  CHECK(the.cell(0) == QStringLiteral("○ 1 passage, not summed up"));
  CHECK(the.cell(1).isEmpty());
  CHECK(the.table.model()->headerData(0, Qt::Vertical).toString() == QStringLiteral("017"));

  QPlainTextEdit& summary = field(*the.panel, "Summary");
  summary.setFocus();
  QTest::keyClicks(&summary, QStringLiteral("owes a driver"));
  QTest::keyClick(&summary, Qt::Key_Return, Qt::ControlModifier);
  CHECK(the.cell(0) == QStringLiteral("owes a driver"));
  CHECK(the.table.hasFocus());
  REQUIRE(the.project.read()->summaries().size() == 1);
  CHECK(the.project.read()->summaries().front().codings.empty());

  REQUIRE(passages.model()->rowCount() == 1);
  passages.setFocus();
  passages.setCurrentIndex(passages.model()->index(0, 0));
  QTest::keyClick(&passages, Qt::Key_Space);
  REQUIRE(the.project.read()->summaries().size() == 1);
  CHECK(the.project.read()->summaries().front().codings.size() == 1);
  CHECK(the.project.read()->summaries().front().text == "owes a driver");

  the.session.undo();
  the.session.undo();
  CHECK(the.project.read()->summaries().empty());
  REQUIRE(becomes([&] { return the.cell(0) == QStringLiteral("○ 1 passage, not summed up"); }));
  CHECK(summary.toPlainText().isEmpty());
  CHECK(the.problems.isEmpty());
}

TEST_CASE("leaving a cell of the framework stores what was typed there") {
  Matrix the;
  QPlainTextEdit& summary = field(*the.panel, "Summary");
  summary.setFocus();
  QTest::keyClicks(&summary, QStringLiteral("owes a driver"));
  the.table.setCurrentIndex(the.table.model()->index(0, 1));
  CHECK(the.cell(0) == QStringLiteral("owes a driver"));
  CHECK(summary.toPlainText().isEmpty());
  the.table.setCurrentIndex(the.table.model()->index(0, 0));
  CHECK(summary.toPlainText() == QStringLiteral("owes a driver"));
}

TEST_CASE("cells to be summed up are found by a key, and the columns are remembered") {
  Matrix the;
  the.table.setCurrentIndex(the.table.model()->index(0, 1));
  the.trigger("notes.next-cell");
  CHECK(the.table.currentIndex().column() == 0);
  the.session.remember(QStringLiteral("framework/codes"), QStringList{});
  the.session.close();
  REQUIRE(the.session.open(the.project.path()));
  REQUIRE(becomes([&] { return the.table.model()->columnCount() == 0; }));
  CHECK(the.table.isHidden());
}

TEST_CASE("the notes page counts what waits and gives its keys to what is in front") {
  Shown<NotesPanel> the([](Storage& storage, Session&) { raise(storage, "anna.txt", "no work"); });
  auto* tabs = the.panel->findChild<QTabBar*>(QStringLiteral("kinds"));
  REQUIRE(tabs->count() == 4);
  CHECK(tabs->tabText(1) == QStringLiteral("Concerns (1)"));
  CHECK(tabs->accessibleTabName(1) == QStringLiteral("Concerns: 1 open concern"));
  auto* settle = the.panel->findChild<QAction*>(QStringLiteral("notes.settle-concern"));
  CHECK_FALSE(isPossible(*settle));
  the.trigger("notes.show-concerns");
  CHECK(tabs->currentIndex() == 1);
  CHECK(isPossible(*settle));
  CHECK_FALSE(isPossible(*the.panel->findChild<QAction*>(QStringLiteral("notes.new-memo"))));
  QSignalSpy badges(the.panel, &Panel::badged);
  REQUIRE(the.session.change(Part::Concerns, [](Storage& storage) {
    settleConcern(storage, storage.concerns().front(), "told", "Ana");
  }));
  REQUIRE(badges.count() == 1);
  CHECK(badges.front().front().toString().isEmpty());
  CHECK(tabs->tabText(1) == QStringLiteral("Concerns"));
}
