#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QStatusBar>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <catch2/catch.hpp>

#include "gui/models/attribute_cells.h"
#include "gui/panels/boilerplate_dialog.h"
#include "gui/panels/cases_attributes.h"
#include "gui/panels/codebook_dialogs.h"
#include "gui/panels/files_dialog.h"
#include "gui/panels/history_dialog.h"
#include "gui/panels/runs_dialog.h"
#include "gui/strings.h"
#include "gui/views/chooser.h"
#include "gui/views/message_bar.h"
#include "gui/views/veil.h"
#include "indexer/text/boilerplate.h"
#include "queries/cases/case_edits.h"
#include "queries/cases/case_file.h"
#include "queries/tag/editing.h"
#include "queries/tag/tagging.h"
#include "tests/gui/small_project.h"
#include "tests/gui/visible_texts.h"

using namespace retold;
using retold::test::becomes;
using retold::test::Browser;
using retold::test::SmallProject;
using retold::test::VisibleText;

namespace {

/// Words of the transcript "anna.txt" that no lexicon, code or name holds.
const QString kSpoken = QStringLiteral("My aunt took me in");
/// Stands in whatever a researcher writes.
const QString kWritten = QStringLiteral("zebrafinch");

/// A project in which the words stand wherever words of people can be kept.
struct Marked {
  SmallProject project;
  Browser browser{project};
  QTabBar* tabs = browser.window.findChild<QTabBar*>(QStringLiteral("pages"));

  Marked() {
    browser.show("anna.txt");
    browser.session().change(kEveryPart, [](Storage& storage) { REQUIRE_NOTHROW(mark(storage)); });
    REQUIRE(becomes([&] { return browser.isSettled(); }));
  }

  static void put(Storage& storage, const Object& object) {
    storage.apply({EventId::create(), "Ana", "write", {{ChangeKind::Put, object}}, {}});
  }

  static void mark(Storage& storage) {
    const std::string written = toUtf8(kWritten);
    const Document anna = *storage.documentNamed("anna.txt");
    const std::string content = storage.text(anna.text)->content;
    const std::size_t at = content.find(toUtf8(kSpoken));
    const ByteSpan passage{at, at + static_cast<std::size_t>(kSpoken.size())};
    const Code code = storage.codebook().codes[3];
    const Coding coding = tagPassage(storage, anna.id, passage, code, "Ana", written, std::nullopt);
    put(storage, Memo{MemoId::create(), anna.id, written, "Ana", now()});
    put(storage, Memo{MemoId::create(), *anna.caseId, written, "Ana", now()});
    put(storage, Memo{MemoId::create(), code.id, written, "Ana", now()});
    put(storage, Memo{MemoId::create(), coding.id, written, "Ana", now()});
    Summary summary;
    summary.id = SummaryId::create();
    summary.caseId = *anna.caseId;
    summary.code = code.id;
    summary.text = written;
    summary.coder = "Ana";
    summary.time = now();
    put(storage, summary);
    Concern concern;
    concern.id = ConcernId::create();
    concern.document = anna.id;
    concern.text = anna.text;
    concern.span = passage;
    concern.quote = coding.quote;
    concern.note = written;
    concern.coder = "Ana";
    concern.time = now();
    put(storage, concern);
    markCase(storage, *storage.person(*anna.caseId), anna);
    const BoilerplatePassage asked{boilerplateKey(toUtf8(kSpoken)), toUtf8(kSpoken), 41, false};
    storage.storeBoilerplate(std::span(&asked, 1), storage.documentCount());
  }

  static void markCase(Storage& storage, const Case& person, const Document& anna) {
    const AttributeValue value{ValueState::Given, toUtf8(kWritten)};
    const AttributeValue reason{ValueState::Missing, toUtf8(kWritten)};
    AttributeDefinition story;
    story.id = newUuid();
    story.name = "story";
    put(storage, story);
    AttributeDefinition country = story;
    country.id = newUuid();
    country.name = "country";
    country.type = AttributeType::Choice;
    country.values = {"Moldova"};
    put(storage, country);
    const auto set = [&](AttributeUnit unit, std::uint32_t number, const char* name,
                         const AttributeValue& what) {
      setValue(storage, *storage.person(person.id), {unit, number, name},
               unit == AttributeUnit::Document ? std::optional(anna) : std::nullopt, what, "Ana");
    };
    Case changed = person;  // as an import brings values in, also those that do not fit
    for (const char* name : {"story", "country", "undefined"}) changed.attributes[name] = value;
    changed.attributes["left out"] = reason;
    put(storage, changed);
    addEpisode(storage, person, "Ana");
    addAssistance(storage, person, "Ana");
    set(AttributeUnit::Episode, 1, "how", value);
    set(AttributeUnit::Assistance, 1, "what", value);
    set(AttributeUnit::Document, 0, "setting", value);
  }

  void hide() {
    browser.window.findChild<QAction*>(QStringLiteral("view.hide-texts"))->trigger();
    REQUIRE(browser.session().hidesText());
  }

  /// Waits for what pages find out in the background.
  void settle() {
    for (int i = 0; i < 12; ++i) QTest::qWait(25);
  }

  template <class Look>
  void onEachPage(Look look) {
    for (int page = 0; page < tabs->count(); ++page) {
      tabs->setCurrentIndex(page);
      settle();
      look(tabs->tabText(page));
    }
  }
};

std::vector<VisibleText> wordsIn(const QWidget& widget) {
  return test::textsWith({kSpoken, kWritten}, widget);
}

void checkNoWords(const QWidget& widget) { test::checkNoTextWith({kSpoken, kWritten}, widget); }

}  // namespace

TEST_CASE("on no page does anything show or say words of people while texts are hidden") {
  Marked marked;
  int pagesWithWords = 0;
  marked.onEachPage(
      [&](const QString&) { pagesWithWords += wordsIn(marked.browser.window).empty() ? 0 : 1; });
  REQUIRE(pagesWithWords >= 4);  // the test looks where words stand

  marked.tabs->setCurrentIndex(0);
  marked.hide();
  marked.onEachPage([&](const QString& page) {
    INFO("page " << page.toStdString());
    checkNoWords(marked.browser.window);
    for (QTabBar* inner : marked.browser.window.findChildren<QTabBar*>()) {
      if (inner == marked.tabs || !inner->isVisible()) continue;
      for (int tab = 0; tab < inner->count(); ++tab) {
        inner->setCurrentIndex(tab);
        marked.settle();
        INFO("tab " << inner->tabText(tab).toStdString());
        checkNoWords(marked.browser.window);
      }
    }
  });
}

TEST_CASE("each picture shows counts and no words of people while texts are hidden") {
  Marked marked;
  marked.hide();
  marked.tabs->setCurrentIndex(marked.tabs->count() - 1);
  auto* page = marked.browser.window.findChild<QWidget*>(QStringLiteral("pictures"));
  REQUIRE(page != nullptr);
  const QList<QComboBox*> boxes = page->findChildren<QComboBox*>();
  const auto choose = [&](QComboBox* box, int index) {
    box->setCurrentIndex(index);
    emit box->activated(index);
    marked.settle();
  };
  int looked = 0;
  for (int picture = 0; picture < boxes[0]->count(); ++picture) {
    choose(boxes[0], picture);
    checkNoWords(marked.browser.window);
    for (int attribute = 0; attribute < boxes[2]->count() && boxes[2]->isVisible(); ++attribute) {
      choose(boxes[2], attribute);
      checkNoWords(marked.browser.window);
      const auto texts = test::readableTexts(*page);
      looked += std::any_of(texts.begin(), texts.end(), [](const VisibleText& each) {
        return each.text.contains(QStringLiteral("text hidden (1)"));
      });
    }
  }
  CHECK(looked >= 2);
}

TEST_CASE("no dialog shows or says words of people while texts are hidden") {
  Marked marked;
  Session& session = marked.browser.session();
  REQUIRE(session.change(Part::Boilerplate, [](Storage& storage) {
    const std::string key = boilerplateKey(toUtf8(kSpoken));
    Marked::put(storage, BoilerplateMark{newUuid(), key, true, "Ana"});
  }));
  const Code code = session.codebook().codes[3];
  std::vector<Coding> codings;
  session.read([&](const Storage& storage) { codings = storage.codings({}); });
  REQUIRE(codings.size() == 1);
  const std::vector<std::function<QDialog*()>> dialogs{
      [&] { return new HistoryDialog(session, &marked.browser.window); },
      [&] { return new BoilerplateDialog(session, &marked.browser.window); },
      [&] { return new RunsDialog(session, &marked.browser.window); },
      [&] { return new FilesDialog(session, &marked.browser.window); },
      [&] { return new AttributesDialog(session, &marked.browser.window); },
      [&] { return new MergeDialog(session, code, &marked.browser.window); },
      [&] { return new SplitDialog(session, code, codings, &marked.browser.window); },
  };
  int withWords = 0;
  for (const auto& make : dialogs) {
    QPointer<QDialog> dialog = make();
    dialog->show();
    marked.settle();
    withWords += wordsIn(*dialog).empty() ? 0 : 1;
    marked.hide();
    marked.settle();
    INFO(dialog->windowTitle().toStdString());
    checkNoWords(*dialog);
    delete dialog;
    dialog = make();
    dialog->show();
    marked.settle();
    checkNoWords(*dialog);
    if (const auto* veil = dialog->findChild<Veil*>()) CHECK(veil->isVisible());
    delete dialog;
    marked.browser.window.findChild<QAction*>(QStringLiteral("view.hide-texts"))->trigger();
  }
  CHECK(withWords >= 3);
}

TEST_CASE("two cases are merged without showing what was written of them while texts are hidden") {
  Marked marked;
  Session& session = marked.browser.session();
  REQUIRE(session.change(Part::Cases, [](Storage& storage) {
    const Case other = addCase(storage, "018", {}, "Ana");
    setValue(storage, other, {AttributeUnit::Case, 0, "story"}, std::nullopt,
             {ValueState::Given, "another zebrafinch"}, "Ana");
  }));
  marked.hide();
  marked.tabs->setCurrentIndex(4);
  marked.settle();
  marked.browser.window.findChild<QAction*>(QStringLiteral("cases.merge"))->trigger();
  auto* chooser = marked.browser.window.findChild<Chooser*>();
  REQUIRE(chooser != nullptr);
  QString shown;
  // The box runs an event loop of its own until it is answered.
  QTimer looks;
  QObject::connect(&looks, &QTimer::timeout, [&] {
    auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
    if (box == nullptr) return;
    shown = box->informativeText();
    checkNoWords(*box);
    box->reject();
  });
  looks.start(50);
  emit chooser->chosen(1);
  CHECK(shown.contains(QStringLiteral("story: “text hidden” stays, “text hidden” goes")));
}

TEST_CASE("words that stand in a line or a message go when texts are hidden") {
  Marked marked;
  Session& session = marked.browser.session();
  session.say(QStringLiteral("Tagged “%1” with risk").arg(kSpoken));
  emit session.warned(QStringLiteral("“%1” is not there").arg(kSpoken));
  session.say(QString());
  session.say(QStringLiteral("Tagged “%1” with risk").arg(kSpoken));
  marked.hide();
  marked.settle();
  checkNoWords(marked.browser.window);
  emit session.failed({ErrorKind::Refused, QStringLiteral("“%1” is not there").arg(kSpoken),
                       QStringLiteral("look for \"%1\"").arg(kSpoken)});
  checkNoWords(marked.browser.window);
  auto* bar = marked.browser.window.findChild<MessageBar*>(QStringLiteral("messageBar"));
  CHECK(toUtf8(bar->text()) == "“…” is not there.\nLook for “…”.");
}

TEST_CASE("a line without quotes keeps nothing of a quote that holds quotation marks itself") {
  const auto same = [](const char* line, const char* without) {
    CHECK(toUtf8(withoutQuotes(QString::fromUtf8(line))) == without);
  };
  same("Tagged “they sold me” risk/debt", "Tagged “…” risk/debt");
  same("Tagged “she said ”go” to me” risk/debt", "Tagged “…” risk/debt");
  same("Tagged “she said", "Tagged “…”");
  same("changed by Ana (\"edit memo\")", "changed by Ana (“…”)");
  same("Confirmed case 017", "Confirmed case 017");
}

TEST_CASE("a free text is not edited while it is hidden, other values are") {
  Marked marked;
  marked.hide();
  marked.tabs->setCurrentIndex(4);
  marked.settle();
  auto* table = marked.browser.window.findChild<QTableView*>(QStringLiteral("caseTable"));
  REQUIRE(table->model()->rowCount() == 1);
  int hidden = 0;
  int shown = 0;
  for (int column = 3; column < table->model()->columnCount(); ++column) {
    const QModelIndex cell = table->model()->index(0, column);
    const bool isHidden = cell.data().toString() == QStringLiteral("text hidden");
    CHECK(cell.flags().testFlag(Qt::ItemIsEditable) != isHidden);
    ++(isHidden ? hidden : shown);
    if (isHidden) CHECK(cell.data(Qt::EditRole).toString().isEmpty());
  }
  CHECK(hidden == 4);  // "sex" is not defined, so that anything may stand there
  CHECK(shown >= 1);
}

TEST_CASE("what somebody wrote freely is told from values of a list, numbers and dates") {
  AttributeDefinition country;
  country.type = AttributeType::Choice;
  country.values = {"Moldova"};
  const AttributeValue listed{ValueState::Given, "Moldova"};
  const AttributeValue other{ValueState::Given, "Over the river"};
  const AttributeValue reason{ValueState::NotAsked, "she wept"};
  CHECK_FALSE(isFreeText(&listed, &country));
  CHECK(isFreeText(&other, &country));
  CHECK(isFreeText(&listed, nullptr));
  CHECK_FALSE(isFreeText(nullptr, &country));
  CHECK_FALSE(isFreeText(&reason, nullptr));
  CHECK(cellWithoutText(&listed, &country) == QStringLiteral("Moldova"));
  CHECK(cellWithoutText(&other, &country) == QStringLiteral("text hidden"));
  CHECK(cellWithoutText(&reason, nullptr) == QStringLiteral("○ not asked"));
  CHECK(cellWithoutText(nullptr, nullptr).isEmpty());

  country.name = "country";
  const std::vector<AttributeDefinition> all{country};
  using Kind = FilterCondition::Kind;
  CHECK_FALSE(isFreeText(FilterCondition{Kind::Attribute, "country", "Moldova", false}, all));
  CHECK_FALSE(isFreeText(FilterCondition{Kind::Attribute, "case.country", "Moldova", true}, all));
  CHECK_FALSE(isFreeText(FilterCondition{Kind::Attribute, "story", "not asked", false}, all));
  CHECK(isFreeText(FilterCondition{Kind::Attribute, "country", "Over the river", false}, all));
  CHECK(isFreeText(FilterCondition{Kind::Attribute, "story", "she wept", false}, all));
  CHECK_FALSE(isFreeText(FilterCondition{Kind::Language, "", "ro", false}, all));
}
