#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <catch2/catch.hpp>

#include "gui/panels/codebook_dialogs.h"
#include "gui/panels/codebook_panel.h"
#include "gui/strings.h"
#include "gui/theme.h"
#include "gui/views/code_chip.h"
#include "queries/codebook/editing.h"
#include "queries/tag/tagging.h"
#include "tests/gui/small_project.h"

using namespace retold;
using retold::test::becomes;
using retold::test::SmallProject;

namespace {

/// The panel alone over the small project, shown, with the keyboard.
class Desk {
 public:
  explicit Desk(bool readOnly = false) : session(QStringLiteral("Ana")) {
    if (readOnly) writer = openProject(toUtf8(project.path()), OpenMode::Write, "another program");
    panel = std::make_unique<CodebookPanel>(session, nullptr);
    REQUIRE(session.open(project.path()));
    panel->resize(1100, 700);
    panel->show();
    panel->activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(panel.get()));
  }

  template <class Widget>
  Widget& named(const char* name) {
    for (Widget* widget : panel->findChildren<Widget*>()) {
      if (widget->accessibleName() == QLatin1String(name)) return *widget;
    }
    FAIL("there is no " << name);
    throw 0;
  }
  QTreeView& tree() { return named<QTreeView>("Codes"); }
  CodeTreeModel& model() { return *panel->findChild<CodeTreeModel*>(); }
  /// Finds the code by typing, as a user would.
  void choose(const QString& typed) {
    auto& find = named<QLineEdit>("Find codes");
    find.setFocus();
    find.clear();
    QTest::keyClicks(&find, typed);
    QTest::keyClick(&find, Qt::Key_Return);
    for (int row = 0; row < 20 && panel->findChild<CodeSearch*>() != nullptr; ++row) {
      const Code* code = current();
      if (code != nullptr && toQString(code->label) == typed) return;
      QTest::keyClick(&tree(), Qt::Key_Down);
    }
    FAIL("no code " << toUtf8(typed));
  }
  const Code* current() {
    const auto* search = panel->findChild<CodeSearch*>();
    return model().codeAt(search->mapToSource(tree().currentIndex()));
  }
  std::optional<Code> stored(const std::string& name) {
    for (const Code& code : session.codebook().codes) {
      if (code.name == name) return code;
    }
    return std::nullopt;
  }
  Coding tag(const char* name, const char* quote, const std::string& code) {
    Coding coding;
    session.change(Part::Codings, [&](Storage& storage) {
      const Document document = *storage.documentNamed(name);
      const std::string content = storage.text(document.text)->content;
      const std::size_t begin = content.find(quote);
      coding = tagPassage(storage, document.id, {begin, begin + std::string(quote).size()},
                          codeNamed(storage.codebook(), code), "Ana", "", {});
    });
    return coding;
  }
  QAction& action(const char* id) {
    auto* found = panel->findChild<QAction*>(QLatin1String(id));
    REQUIRE(found != nullptr);
    return *found;
  }

  SmallProject project;
  std::unique_ptr<Storage> writer;
  Session session;
  std::unique_ptr<CodebookPanel> panel;
};

constexpr const char* kPoverty = "risk/economic/poverty";

}  // namespace

TEST_CASE(
    "the colours of codes can be told from light and dark grounds, and letters read on them") {
  const QColor light(Qt::white);
  const QColor dark = darkPalette().color(QPalette::Base);
  CHECK(codeColours().size() >= 12);
  for (const CodeColour& colour : codeColours()) {
    INFO(colour.name);
    const QColor value{QLatin1String(colour.value)};
    CHECK(contrast(value, light) >= 3);
    CHECK(contrast(value, dark) >= 3);
    CHECK(contrast(value, Qt::black) >= 4.5);
  }
}

TEST_CASE("the code tree keeps the promises of a model while the codebook changes") {
  CodeTreeModel tree;
  CodeSearch search(&tree);
  using Mode = QAbstractItemModelTester::FailureReportingMode;
  const QAbstractItemModelTester first(&tree, Mode::Fatal);
  const QAbstractItemModelTester second(&search, Mode::Fatal);
  CHECK(tree.rowCount() == 0);
  Codebook codebook;
  for (const char* name : {"risk/work/papers", "risk/debt", "home", "risk/work", "old"}) {
    Code code;
    code.id = CodeId::create();
    code.name = name;
    code.label = name;
    code.retired = code.name == "old";
    codebook.codes.push_back(code);
  }
  tree.setCodebook(codebook, {{codebook.codes[0].id, 14, 3}, {codebook.codes[1].id, 2, 1}});
  CHECK(tree.rowCount() == 3);
  CHECK(search.rowCount() == 2);
  const QModelIndex risk = tree.indexOf("risk");
  CHECK(tree.codeAt(risk) == nullptr);
  CHECK(risk.data().toString() == QStringLiteral("Risk factors"));
  CHECK(risk.siblingAtColumn(CodeTreeModel::Codings).data().toString() == QStringLiteral("16"));
  const QModelIndex papers = tree.indexOf(codebook.codes[0].id);
  CHECK(papers.siblingAtColumn(CodeTreeModel::Documents).data().toString() == QStringLiteral("3"));
  CHECK(papers.data(Qt::AccessibleTextRole).toString() ==
        QStringLiteral("risk/work/papers, None of these, tagged on 14 passages in 3 documents"));
  search.setWanted(QStringLiteral("PAPERS"));
  CHECK(search.rowCount() == 1);
  search.setWanted({});
  search.setRetiredShown(true);
  CHECK(search.rowCount() == 3);
  codebook.codes.pop_back();
  tree.setCodebook(codebook, {});
  CHECK(search.rowCount() == 2);
}

TEST_CASE("a code that is dropped on another asks to be moved, never below itself") {
  CodeTreeModel tree;
  Codebook codebook;
  for (const char* name : {"a", "a/b", "c"}) {
    Code code;
    code.id = CodeId::create();
    code.name = name;
    codebook.codes.push_back(code);
  }
  tree.setCodebook(codebook, {});
  QSignalSpy moves(&tree, &CodeTreeModel::moveWanted);
  const std::unique_ptr<QMimeData> data(tree.mimeData({tree.indexOf("a")}));
  CHECK_FALSE(tree.dropMimeData(data.get(), Qt::MoveAction, -1, -1, tree.indexOf("a/b")));
  CHECK_FALSE(tree.dropMimeData(data.get(), Qt::MoveAction, -1, -1, tree.indexOf("a")));
  CHECK_FALSE(tree.canDropMimeData(data.get(), Qt::MoveAction, -1, -1, {}));
  CHECK(moves.isEmpty());
  CHECK(tree.canDropMimeData(data.get(), Qt::MoveAction, -1, -1, tree.indexOf("c")));
  tree.dropMimeData(data.get(), Qt::MoveAction, -1, -1, tree.indexOf("c"));
  REQUIRE(moves.size() == 1);
  CHECK(moves[0][0].toString() == QStringLiteral("a"));
  CHECK(moves[0][1].toString() == QStringLiteral("c"));
}

TEST_CASE("what is typed into a code's fields is stored when a field is left, and undone") {
  Desk page;
  page.choose(QStringLiteral("Poverty"));
  QSignalSpy said(&page.session, &Session::said);
  auto& label = page.named<QLineEdit>("Label");
  CHECK(label.text() == QStringLiteral("Poverty"));
  label.setFocus();
  label.selectAll();
  QTest::keyClicks(&label, QStringLiteral("Being poor"));
  CHECK(page.stored(kPoverty)->label == "Poverty");
  QTest::keyClick(&label, Qt::Key_Tab);
  CHECK(page.stored(kPoverty)->label == "Being poor");
  REQUIRE(!said.isEmpty());
  CHECK(said.last()[0].toString() == QStringLiteral("Saved “Being poor”"));
  auto& definition = page.named<QPlainTextEdit>("Definition");
  definition.setFocus();
  definition.selectAll();
  QTest::keyClicks(&definition, QStringLiteral("No money"));
  page.action("codebook.save").trigger();
  CHECK(page.stored(kPoverty)->definition == "No money");
  page.session.undo();
  page.session.undo();
  CHECK(page.stored(kPoverty)->label == "Poverty");
  CHECK(label.text() == QStringLiteral("Poverty"));
}

TEST_CASE("Escape stores what is typed and goes back to the tree") {
  Desk page;
  page.choose(QStringLiteral("Poverty"));
  auto& definition = page.named<QPlainTextEdit>("Definition");
  definition.setFocus();
  definition.selectAll();
  QTest::keyClicks(&definition, QStringLiteral("Long thought about"));
  QTest::keyClick(&definition, Qt::Key_Escape);
  CHECK(page.tree().hasFocus());
  CHECK(page.stored(kPoverty)->definition == "Long thought about");
  auto& label = page.named<QLineEdit>("Label");
  label.setFocus();
  label.selectAll();
  QTest::keyClicks(&label, QStringLiteral("Being poor"));
  QTest::keyClick(&label, Qt::Key_Escape);
  CHECK(page.stored(kPoverty)->label == "Being poor");
  page.session.undo();
  page.session.undo();
  CHECK(page.stored(kPoverty)->label == "Poverty");
  CHECK(page.stored(kPoverty)->definition != "Long thought about");
}

TEST_CASE("what Escape cannot store stays as typed until Escape is pressed again") {
  Desk page;
  page.choose(QStringLiteral("Poverty"));
  auto& label = page.named<QLineEdit>("Label");
  label.setFocus();
  label.selectAll();
  QTest::keyClicks(&label, QStringLiteral(" "));
  QTest::keyClick(&label, Qt::Key_Escape);
  CHECK(label.text() == QStringLiteral(" "));
  CHECK_FALSE(page.tree().hasFocus());
  QTest::keyClick(&label, Qt::Key_Escape);
  CHECK(label.text() == QStringLiteral("Poverty"));
  CHECK(page.tree().hasFocus());
  CHECK(page.stored(kPoverty)->label == "Poverty");
}

TEST_CASE("looking at a code changes nothing of it, and typing keeps its no-break spaces") {
  Desk page;
  const std::string definition = "the \u00AB\u00A0poor\u00A0\u00BB:\u2028no money";
  page.session.change(Part::Codebook, [&](Storage& storage) {
    Code code = codeNamed(storage.codebook(), kPoverty);
    code.definition = definition;
    code.exclude = "10\u202F%";
    changeCode(storage, code, "Ana");
  });
  QSignalSpy changed(&page.session, &Session::changed);
  page.choose(QStringLiteral("Poverty"));
  auto& exclude = page.named<QPlainTextEdit>("Exclude");
  auto& field = page.named<QPlainTextEdit>("Definition");
  field.setFocus();
  exclude.setFocus();
  page.tree().setFocus();
  page.action("codebook.save").trigger();
  CHECK(changed.isEmpty());
  CHECK(page.stored(kPoverty)->definition == definition);
  exclude.setFocus();
  exclude.moveCursor(QTextCursor::End);
  QTest::keyClicks(&exclude, QStringLiteral(" of all"));
  page.tree().setFocus();
  CHECK(page.stored(kPoverty)->exclude == "10\u202F% of all");
  CHECK(page.stored(kPoverty)->definition == definition);
}

TEST_CASE("colour, kind, stages and levels are stored when they are chosen") {
  Desk page;
  page.choose(QStringLiteral("Poverty"));
  QTest::mouseClick(&page.named<QToolButton>("Teal"), Qt::LeftButton);
  CHECK(page.stored(kPoverty)->colour == "#259280");
  QTest::mouseClick(&page.named<QToolButton>("The colour of its kind"), Qt::LeftButton);
  CHECK(page.stored(kPoverty)->colour.empty());
  const std::vector<std::string> before = page.stored(kPoverty)->stages;
  for (QCheckBox* box : page.panel->findChildren<QCheckBox*>()) {
    if (box->text() == QStringLiteral("journey")) box->click();
  }
  std::vector<std::string> after = before;
  after.emplace_back("TRANS");
  CHECK(page.stored(kPoverty)->stages == after);
  auto& kind = page.named<QComboBox>("Kind");
  kind.setFocus();
  QTest::keyClick(&kind, Qt::Key_Down);
  CHECK(page.stored(kPoverty)->kind == FactorKind::Protective);
}

TEST_CASE("a code that was renamed stays chosen, and those below it follow") {
  Desk page;
  page.choose(QStringLiteral("Poverty"));
  auto& name = page.named<QLineEdit>("Name");
  name.setFocus();
  name.selectAll();
  QTest::keyClicks(&name, QStringLiteral("ours/poor"));
  QTest::keyClick(&name, Qt::Key_Return);
  CHECK(page.stored("ours/poor"));
  page.named<QLineEdit>("Find codes").clear();
  REQUIRE(page.current() != nullptr);
  CHECK(page.current()->name == "ours/poor");
}

TEST_CASE("a name that another code has is refused, and what was typed stays") {
  Desk page;
  page.choose(QStringLiteral("Poverty"));
  QSignalSpy failed(&page.session, &Session::failed);
  auto& name = page.named<QLineEdit>("Name");
  name.setFocus();
  name.selectAll();
  QTest::keyClicks(&name, QStringLiteral("risk/economic/unemployment"));
  QTest::keyClick(&name, Qt::Key_Return);
  REQUIRE(!failed.isEmpty());
  CHECK(name.text() == QStringLiteral("risk/economic/unemployment"));
  CHECK(page.stored(kPoverty));
}

TEST_CASE("a new code is made under the group of the chosen one, and is chosen then") {
  Desk page;
  page.choose(QStringLiteral("Poverty"));
  page.action("codebook.new").trigger();
  auto& asked = page.named<QLineEdit>("Label");
  auto* prompt = page.panel->findChild<LinePrompt*>();
  REQUIRE(prompt->isVisible());
  auto* answer = prompt->findChild<QLineEdit*>();
  QTest::keyClicks(answer, QStringLiteral("No papers"));
  QTest::keyClick(answer, Qt::Key_Return);
  REQUIRE(page.stored("risk/economic/no-papers"));
  CHECK(page.stored("risk/economic/no-papers")->kind == FactorKind::Risk);
  page.named<QLineEdit>("Find codes").clear();
  REQUIRE(page.current() != nullptr);
  CHECK(page.current()->name == "risk/economic/no-papers");
  CHECK(asked.text() == QStringLiteral("No papers"));
}

TEST_CASE("a code is retired and brought back, and found among the retired") {
  Desk page;
  page.choose(QStringLiteral("Poverty"));
  page.action("codebook.retire").trigger();
  CHECK(page.stored(kPoverty)->retired);
  REQUIRE(page.current() != nullptr);
  CHECK(page.current()->name == kPoverty);
  CHECK(page.action("codebook.retire").text() == QStringLiteral("Bring &back"));
  page.action("codebook.retire").trigger();
  CHECK_FALSE(page.stored(kPoverty)->retired);
}

TEST_CASE("only a code that nobody used is removed") {
  Desk page;
  page.tag("anna.txt", "again", kPoverty);
  page.choose(QStringLiteral("Poverty"));
  QSignalSpy failed(&page.session, &Session::failed);
  page.action("codebook.remove").trigger();
  CHECK(failed.size() == 1);
  CHECK(page.stored(kPoverty));
  page.session.undo();
  page.action("codebook.remove").trigger();
  CHECK_FALSE(page.stored(kPoverty));
}

TEST_CASE("a merge says what it touches, and is done and undone in one step") {
  Desk page;
  page.tag("anna.txt", "again", kPoverty);
  page.choose(QStringLiteral("Poverty"));
  page.action("codebook.merge").trigger();
  auto* dialog = page.panel->findChild<MergeDialog*>();
  REQUIRE(dialog != nullptr);
  auto* merge = dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
  CHECK_FALSE(merge->isEnabled());
  auto* codes = dialog->findChild<QListWidget*>();
  QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("risk/economic/unemployment"));
  int shown = 0;
  for (int row = 0; row < codes->count(); ++row) {
    if (codes->item(row)->isHidden()) continue;
    ++shown;
    codes->setCurrentRow(row);
  }
  CHECK(shown == 1);
  bool told = false;
  for (const QLabel* label : dialog->findChildren<QLabel*>()) {
    told = told ||
           label->text().startsWith(QStringLiteral("1 passage in 1 document get the other code."));
  }
  CHECK(told);
  REQUIRE(merge->isEnabled());
  QTest::mouseClick(merge, Qt::LeftButton);
  CHECK(page.stored(kPoverty)->retired);
  const auto read = page.project.read();
  REQUIRE(read->codings({}).size() == 1);
  CHECK(read->codings({})[0].code == page.stored("risk/economic/unemployment")->id);
  page.session.undo();
  CHECK_FALSE(page.stored(kPoverty)->retired);
  CHECK(page.project.read()->codings({})[0].code == page.stored(kPoverty)->id);
}

TEST_CASE("a split gives the ticked passages to a new code below") {
  Desk page;
  page.tag("anna.txt", "again", kPoverty);
  page.tag("carla.txt", "harvest", kPoverty);
  page.choose(QStringLiteral("Poverty"));
  page.action("codebook.split").trigger();
  auto* dialog = page.panel->findChild<SplitDialog*>();
  REQUIRE(dialog != nullptr);
  auto* list = dialog->findChild<QListWidget*>();
  REQUIRE(list->count() == 2);
  list->item(1)->setCheckState(Qt::Checked);
  QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("Bad harvest"));
  QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok),
                    Qt::LeftButton);
  REQUIRE(page.stored("risk/economic/poverty/bad-harvest"));
  CodingFilter filter;
  filter.code = page.stored("risk/economic/poverty/bad-harvest")->id;
  REQUIRE(page.project.read()->codings(filter).size() == 1);
  CHECK(page.project.read()->codings(filter)[0].quote == "harvest");
}

TEST_CASE("examples of a code open in the transcript, and its history is told") {
  Desk page;
  const Coding coding = page.tag("carla.txt", "the price of maize", kPoverty);
  page.choose(QStringLiteral("Poverty"));
  auto* use = page.panel->findChild<CodeUseView*>();
  REQUIRE(becomes([&] { return use->examples().rowCount() == 1; }));
  CHECK(use->history().rowCount() == 1);
  QSignalSpy wanted(&page.session, &Session::readingWanted);
  auto& list = page.named<CardListView>("Examples from the data");
  QTest::mouseClick(list.viewport(), Qt::LeftButton, {},
                    list.visualRect(list.model()->index(0, 0)).center());
  CHECK(wanted.size() == 1);
  REQUIRE(page.session.document() != nullptr);
  CHECK(page.session.document()->document().id == coding.document);
}

TEST_CASE("in a project that is only read nothing of the codebook can be changed") {
  Desk page(true);
  page.choose(QStringLiteral("Poverty"));
  CHECK(page.session.isReadOnly());
  CHECK(page.named<QLineEdit>("Label").isReadOnly());
  CHECK_FALSE(page.named<QComboBox>("Kind").isEnabled());
  CHECK_FALSE(isPossible(page.action("codebook.new")));
  CHECK_FALSE(isPossible(page.action("codebook.merge")));
  CHECK(isPossible(page.action("codebook.export")));
}

TEST_CASE("a group counts each document once in which any of its codes is tagged") {
  Desk desk;
  desk.tag("anna.txt", "no work", kPoverty);
  desk.tag("anna.txt", "debt", "risk/economic/unemployment");
  desk.tag("ben.txt", "village", kPoverty);
  const auto shown = [&](const char* path) {
    const QModelIndex index = desk.model().indexOf(path);
    return index.siblingAtColumn(CodeTreeModel::Documents).data().toString();
  };
  CHECK(becomes([&] { return shown("risk/economic") == QStringLiteral("2"); }));
  CHECK(shown("risk") == QStringLiteral("2"));
  CHECK(shown(kPoverty) == QStringLiteral("2"));
  CHECK(shown("risk/economic/unemployment") == QStringLiteral("1"));
}

TEST_CASE("while documents are filtered, codes are counted in those that pass, and that is said") {
  Desk desk;
  desk.tag("anna.txt", "no work", kPoverty);
  desk.tag("anna.txt", "debt", "risk/economic/unemployment");
  desk.tag("ben.txt", "village", kPoverty);
  const auto shown = [&](const char* path, int column) {
    return desk.model().indexOf(path).siblingAtColumn(column).data().toString();
  };
  const auto says = [&](const QString& words) {
    for (const auto* label : desk.panel->findChildren<QLabel*>()) {
      if (label->text().contains(words)) return true;
    }
    return false;
  };
  const QString scope = QStringLiteral("passages counted in the 1 document that passes the filter");
  REQUIRE(becomes([&] {
    return shown(kPoverty, CodeTreeModel::Documents) == QStringLiteral("2") &&
           shown("risk/economic", CodeTreeModel::Documents) == QStringLiteral("2");
  }));
  CHECK_FALSE(says(scope));
  Filter filter;
  FilterCondition condition;
  condition.kind = FilterCondition::Kind::Code;
  condition.value = "risk/economic/unemployment";
  filter.conditions.push_back(condition);
  desk.session.setFilter(filter);
  REQUIRE(becomes([&] {
    return shown(kPoverty, CodeTreeModel::Documents) == QStringLiteral("1") &&
           shown("risk/economic", CodeTreeModel::Documents) == QStringLiteral("1");
  }));
  CHECK(shown(kPoverty, CodeTreeModel::Codings) == QStringLiteral("1"));
  CHECK(shown("risk/economic", CodeTreeModel::Codings) == QStringLiteral("2"));
  CHECK(says(scope));
  desk.session.setFilter({});
  CHECK(becomes([&] { return shown(kPoverty, CodeTreeModel::Documents) == QStringLiteral("2"); }));
  CHECK_FALSE(says(scope));
}

TEST_CASE("a code that is asked for elsewhere is chosen, a retired one too") {
  Desk desk;
  const Code poverty = *desk.stored(kPoverty);
  desk.session.change(Part::Codebook,
                      [&](Storage& storage) { setRetired(storage, poverty.id, true, "Ana"); });
  desk.session.showCode(poverty.id);
  REQUIRE(desk.current() != nullptr);
  CHECK(desk.current()->id == poverty.id);
}
