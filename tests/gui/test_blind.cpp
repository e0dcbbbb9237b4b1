#include <QDialog>
#include <QDialogButtonBox>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QStatusBar>
#include <QTabBar>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/panels/boilerplate_dialog.h"
#include "gui/panels/codebook_dialogs.h"
#include "gui/panels/files_dialog.h"
#include "gui/panels/history_dialog.h"
#include "gui/panels/runs_dialog.h"
#include "gui/strings.h"
#include "indexer/text/boilerplate.h"
#include "queries/cases/case_edits.h"
#include "queries/codebook/editing.h"
#include "queries/document/corrections.h"
#include "queries/notes/framework.h"
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

const std::string kOther = "Benedikta";

/// Ana's browser, blind, over a project in which another coder did everything that can be done.
struct TwoReaders {
  SmallProject project;
  Browser browser{project};
  QTabBar* tabs = browser.window.findChild<QTabBar*>(QStringLiteral("pages"));
  Problem problem;

  TwoReaders() {
    browser.show("anna.txt");
    session().change(kEveryPart, [](Storage& storage) { REQUIRE_NOTHROW(work(storage)); });
    session().setBlind(true);
    REQUIRE(becomes([&] { return browser.isSettled(); }));
    QObject::connect(&session(), &Session::failed, [this](const Problem& told) { problem = told; });
  }

  Session& session() { return browser.session(); }

  static void put(Storage& storage, const Object& object) {
    storage.apply({EventId::create(), kOther, "write", {{ChangeKind::Put, object}}, {}});
  }

  static Coding tagBy(Storage& storage, const std::string& words, const std::string& coder) {
    const Document anna = *storage.documentNamed("anna.txt");
    const std::size_t at = storage.text(anna.text)->content.find(words);
    return tagPassage(storage, anna.id, {at, at + words.size()}, codeOf(storage), coder, "",
                      std::nullopt);
  }

  static Code codeOf(const Storage& storage) { return storage.codebook().codes[3]; }

  static void work(Storage& storage) {
    const Document anna = *storage.documentNamed("anna.txt");
    const Coding coding = tagBy(storage, "My aunt", kOther);
    for (const Uuid& about : {Uuid(anna.id), Uuid(*anna.caseId), Uuid(coding.code)}) {
      put(storage, Memo{MemoId::create(), about, "thought by " + kOther, kOther, now()});
    }
    Decision decision;
    decision.id = DecisionId::create();
    decision.subject = Subject::Case;
    decision.subjectId = *anna.caseId;
    decision.question = Session::kQuestion;
    decision.coder = kOther;
    decision.verdict = Verdict::Confirm;
    decision.time = now();
    put(storage, decision);
    Summary summary;
    summary.id = SummaryId::create();
    summary.caseId = *anna.caseId;
    summary.code = coding.code;
    summary.text = "summed up by " + kOther;
    summary.coder = kOther;
    summary.time = now();
    put(storage, summary);
    ResultSet set;
    set.id = ResultSetId::create();
    set.name = "found by " + kOther;
    set.query = "again";
    set.coder = kOther;
    set.time = now();
    put(storage, set);
    const std::string sentence = "She was kind to me.";
    const BoilerplatePassage asked{boilerplateKey(sentence), sentence, 41, false};
    storage.storeBoilerplate(std::span(&asked, 1), storage.documentCount());
    put(storage, BoilerplateMark{newUuid(), asked.key, true, kOther});
    leaveOut(storage, *storage.documentNamed("carla.txt"), "consent withdrawn", kOther);
    if (const auto runs = storage.runs(); !runs.empty()) {
      ScreeningRun run = *storage.run(runs.front().number);
      run.id = RunId::create();
      run.coder = kOther;
      storage.keepRun(run);
    }
  }

  void settle() {
    for (int i = 0; i < 12; ++i) QTest::qWait(25);
  }

  /// What went wrong, as it is told; "" where nothing did.
  std::string problemOf(const std::function<void(Storage&)>& change) {
    problem = {};
    session().change(kEveryPart, change);
    return toUtf8(problem.what);
  }
};

std::vector<VisibleText> namesIn(const QWidget& widget) {
  return test::textsWith({toQString(kOther)}, widget);
}

void checkNoName(const QWidget& widget) { test::checkNoTextWith({toQString(kOther)}, widget); }

}  // namespace

TEST_CASE("a blind reader meets no other coder's name on any page") {
  TwoReaders readers;
  const auto look = [&](const auto& check) {
    for (int page = 0; page < readers.tabs->count(); ++page) {
      readers.tabs->setCurrentIndex(page);
      readers.settle();
      INFO("page " << readers.tabs->tabText(page).toStdString());
      check();
      for (QTabBar* inner : readers.browser.window.findChildren<QTabBar*>()) {
        if (inner == readers.tabs || !inner->isVisible()) continue;
        for (int tab = 0; tab < inner->count(); ++tab) {
          inner->setCurrentIndex(tab);
          readers.settle();
          INFO("tab " << inner->tabText(tab).toStdString());
          check();
        }
      }
    }
  };
  look([&] { checkNoName(readers.browser.window); });
  readers.session().setBlind(false);
  int named = 0;
  look([&] { named += namesIn(readers.browser.window).empty() ? 0 : 1; });
  CHECK(named >= 4);  // the test looks where names stand
}

TEST_CASE("a blind reader meets no other coder's name in any dialog") {
  TwoReaders readers;
  Session& session = readers.session();
  const Code code = session.codebook().codes[3];
  const std::vector<std::function<QDialog*()>> dialogs{
      [&] { return new HistoryDialog(session, &readers.browser.window); },
      [&] { return new BoilerplateDialog(session, &readers.browser.window); },
      [&] { return new RunsDialog(session, &readers.browser.window); },
      [&] { return new FilesDialog(session, &readers.browser.window); },
      [&] { return new MergeDialog(session, code, &readers.browser.window); },
  };
  int named = 0;
  for (const bool blind : {true, false}) {
    session.setBlind(blind);
    REQUIRE(becomes([&] { return readers.browser.isSettled(); }));
    for (const auto& make : dialogs) {
      QPointer<QDialog> dialog = make();
      dialog->show();
      readers.settle();
      INFO(dialog->windowTitle().toStdString());
      if (blind) checkNoName(*dialog);
      if (!blind) named += namesIn(*dialog).empty() ? 0 : 1;
      delete dialog;
    }
  }
  CHECK(named >= 3);
}

TEST_CASE("what went wrong is told to a blind reader without who did what") {
  TwoReaders readers;
  CHECK(readers.problemOf([](Storage& storage) {
    leaveOut(storage, *storage.documentNamed("carla.txt"), "mine", "Ana");
  }) == "carla.txt is left out already: consent withdrawn");
  CHECK(readers.problemOf([](Storage& storage) {
    removeCode(storage, TwoReaders::codeOf(storage).id, "Ana");
  }) == "the code \"" + readers.session().codebook().codes[3].name + "\" is used");

  Coding own;
  REQUIRE(readers.problemOf(
              [&](Storage& storage) { own = TwoReaders::tagBy(storage, "no work", "Ana"); }) == "");
  REQUIRE(readers.problemOf([&](Storage& storage) {
    Coding other = own;
    other.memo = "changed";
    TwoReaders::put(storage, other);
  }) == "");
  readers.problem = {};
  readers.session().undo();
  CHECK(toUtf8(readers.problem.what).ends_with(" cannot be undone: the coding was changed later"));
  CHECK(toUtf8(readers.problem.what).find(kOther) == std::string::npos);

  readers.problem = {};
  readers.session().change(Part::Codings, [&](Storage& storage) {
    ChangeSet changes{EventId::create(), "Ana", "edit memo", {{ChangeKind::Put, own}}, {}};
    changes.expected.push_back({own.id, 1});
    storage.apply(changes);
  });
  CHECK(toUtf8(readers.problem.what) == "\"edit memo\" was not done: what it changes was changed");
  readers.session().setBlind(false);
  readers.problem = {};
  readers.session().undo();
  CHECK(toUtf8(readers.problem.what).ends_with("was changed later by " + kOther + " (\"write\")"));
}

TEST_CASE("merging codes does not tell a blind reader how often others used them") {
  TwoReaders readers;
  Session& session = readers.session();
  auto* dialog = new MergeDialog(session, session.codebook().codes[3], &readers.browser.window);
  dialog->show();
  auto* codes = dialog->findChild<QListWidget*>();
  for (int row = 0; row < codes->count(); ++row) {
    codes->setCurrentRow(row);
    if (dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->isEnabled()) break;
  }
  QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok),
                    Qt::LeftButton);
  CHECK(readers.browser.status().startsWith(QStringLiteral("Merged “")));
  CHECK(!readers.browser.status().contains(QStringLiteral("passage")));
  HistoryDialog history(session, &readers.browser.window);
  history.show();
  checkNoName(history);
}
