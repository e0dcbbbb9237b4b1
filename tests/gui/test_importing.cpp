#include "gui/importing.h"

#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTest>
#include <QTimer>
#include <catch2/catch.hpp>

#include "gui/panels/codebook_panel.h"
#include "gui/panels/document_memos_panel.h"
#include "gui/panels/import_actions.h"
#include "gui/panels/import_dialog.h"
#include "gui/panels/lexicon_panel.h"
#include "gui/panels/new_project_dialog.h"
#include "gui/strings.h"
#include "gui/views/message_bar.h"
#include "indexer/store/backends.h"
#include "queries/lexicon/own_lexicons.h"
#include "queries/tag/tagging.h"
#include "tests/gui/small_project.h"

using namespace retold;
using retold::test::becomes;
using retold::test::Browser;
using retold::test::SmallProject;

namespace {

QString folderWith(const SmallProject& project, const QString& name, int files) {
  const QString folder = project.folder() + QLatin1Char('/') + name;
  REQUIRE(QDir().mkpath(folder));
  for (int i = 0; i < files; ++i) {
    QFile file(folder + QStringLiteral("/new-%1.txt").arg(i));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(QStringLiteral("File %1. I was trafficked again.\n").arg(i).toUtf8());
  }
  return folder;
}

QString fileWith(const SmallProject& project, const QString& name, const QByteArray& content) {
  const QString path = project.folder() + QLatin1Char('/') + name;
  QFile file(path);
  REQUIRE(file.open(QIODevice::WriteOnly));
  file.write(content);
  return path;
}

ImportWish wishFor(const QString& path) {
  ImportWish wish;
  wish.files.paths = {toUtf8(path)};
  wish.files.threads = 1;
  return wish;
}

/// What is dropped onto a window by a file manager.
void drop(QWidget& window, const QStringList& paths) {
  QMimeData data;
  QList<QUrl> urls;
  for (const QString& path : paths) urls << QUrl::fromLocalFile(path);
  data.setUrls(urls);
  QDragEnterEvent enter(QPoint(40, 40), Qt::CopyAction, &data, Qt::LeftButton, {});
  QApplication::sendEvent(&window, &enter);
  REQUIRE(enter.isAccepted());
  QDropEvent dropped(QPointF(40, 40), Qt::CopyAction, &data, Qt::LeftButton, {});
  QApplication::sendEvent(&window, &dropped);
}

QString accountIn(const ImportDialog& dialog) {
  QStringList texts;
  for (const QLabel* label : dialog.findChildren<QLabel*>()) texts << label->text();
  return texts.join(QLatin1Char('\n'));
}

template <class Widget>
Widget& namedIn(const QWidget& panel, const char* name) {
  for (Widget* each : panel.findChildren<Widget*>()) {
    if (each->accessibleName() == QLatin1String(name)) return *each;
  }
  FAIL("there is no " << name);
  throw 0;
}

QPushButton* buttonIn(const QWidget& widget, const QString& text) {
  for (QPushButton* each : widget.findChildren<QPushButton*>()) {
    if (each->text() == text && each->isVisible()) return each;
  }
  FAIL("no button " << toUtf8(text));
  return nullptr;
}

std::uint64_t sampleFiles() {
  std::uint64_t files = 0;
  for (const char* folder : {"/samples/interviews", "/samples/case-notes"}) {
    files +=
        static_cast<std::uint64_t>(QDir(QStringLiteral(RETOLD_SOURCE_DIR) + QLatin1String(folder))
                                       .entryList({QStringLiteral("*.txt")})
                                       .size());
  }
  return files;
}

/// Presses a button of the dialog that is waited for, once it is there.
void answerWith(const QString& button) {
  auto* timer = new QTimer(qApp);
  QObject::connect(timer, &QTimer::timeout, [timer, button] {
    QWidget* dialog = QApplication::activeModalWidget();
    if (dialog == nullptr) return;
    for (QPushButton* each : dialog->findChildren<QPushButton*>()) {
      if (each->text() != button) continue;
      timer->deleteLater();
      each->click();
      return;
    }
  });
  timer->start(0);
}

}  // namespace

TEST_CASE("an import is accounted for in numbers that add up") {
  ImportOutcome outcome;
  outcome.files.emplace();
  outcome.files->found = 14;
  outcome.files->added = 9;
  outcome.files->duplicates = 2;
  outcome.files->unreadable = 3;
  outcome.files->now.documents = 1200;
  CHECK(
      accountInWords(outcome) ==
      QStringList{"14 files looked at = 9 new + 2 with the same text as another document + 3 that "
                  "could not be read",
                  QStringLiteral("The project holds %1 documents.").arg(grouped(1200))});
  outcome.files = ImportReport{};
  outcome.files->cancelled = true;
  CHECK(accountInWords(outcome).front() ==
        QStringLiteral("Stopped before all files were read. What is in is kept; import the same "
                       "folder again to go on."));
}

TEST_CASE("progress says count, rate and time left once there is something to reckon from") {
  CHECK(progressInWords(0, 0, 9) == QStringLiteral("Looking for files…"));
  CHECK(progressInWords(3, 50, 0.5) == QStringLiteral("3 of 50 files"));
  CHECK(progressInWords(20, 50, 10) ==
        QStringLiteral("20 of 50 files · 2 a second · about 15 seconds left"));
  CHECK(progressInWords(10, 50, 100) == QStringLiteral("10 of 50 files · about 7 minutes left"));
  CHECK(progressInWords(50, 50, 10) == QStringLiteral("50 of 50 files · 5 a second"));
}

TEST_CASE("a session lends its lock to an import and can change the project afterwards") {
  SmallProject project;
  const QString folder = folderWith(project, QStringLiteral("more"), 3);
  Session session(QStringLiteral("Ana"));
  REQUIRE(session.open(project.path()));
  QString refused;
  std::optional<ImportOutcome> outcome;
  QObject::connect(&session, &Session::failed, [&](const Problem& told) { refused = told.what; });
  QObject::connect(&session, &Session::imported,
                   [&](const ImportOutcome& each) { outcome = each; });
  session.show(project.read()->documentNamed("anna.txt")->id);
  REQUIRE(session.bringIn(wishFor(folder)));
  CHECK(session.isImporting());
  CHECK(!session.bringIn(wishFor(folder)));
  CHECK(refused ==
        QStringLiteral("Nothing was changed: files are being brought into the project just now."));
  session.tag({0, 3}, session.codebook().codes.front().id);
  CHECK(project.read()->codings({}).empty());
  REQUIRE(becomes([&] { return outcome.has_value(); }));
  CHECK(outcome->files->added == 3);
  CHECK(!session.isImporting());
  CHECK(!session.isReadOnly());
  CHECK(project.read()->documentCount() == test::smallTexts().size() + 3);
  CHECK(session.document()->document().name == "anna.txt");
  session.tag({0, 3}, session.codebook().codes.front().id);
  CHECK(project.read()->codings({}).size() == 1);
}

TEST_CASE("closing the project during an import keeps what is in, and nobody waits for the rest") {
  SmallProject project;
  const QString folder = folderWith(project, QStringLiteral("many"), 200);
  Session session(QStringLiteral("Ana"));
  REQUIRE(session.open(project.path()));
  REQUIRE(session.bringIn(wishFor(folder)));
  session.close();
  const auto storage = openProject(toUtf8(project.path()), OpenMode::Write, "test");
  Progress progress;
  CHECK(storage->verify(progress).empty());
  ImportRequest again;
  again.paths = {toUtf8(folder)};
  again.coder = "Ana";
  again.threads = 1;
  const ImportReport report = importPaths(*storage, again, progress);
  CHECK(report.found == 200);
  CHECK(report.added + report.unchanged == 200);
  CHECK(storage->documentCount() == test::smallTexts().size() + 200);
}

TEST_CASE("what is typed when a project is closed during an import is in the project") {
  SmallProject project;
  const QString folder = folderWith(project, QStringLiteral("many"), 200);
  Session session(QStringLiteral("Ana"));
  DocumentMemosPanel memos(session, nullptr);
  CodebookPanel codebook(session, nullptr);
  LexiconPanel lexicons(session, nullptr);
  QStringList problems;
  QObject::connect(&session, &Session::failed, [&](const Problem& told) { problems << told.what; });
  REQUIRE(session.open(project.path()));
  session.show(project.read()->documentNamed("anna.txt")->id);
  for (QWidget* panel : std::initializer_list<QWidget*>{&memos, &codebook, &lexicons}) {
    panel->show();
    REQUIRE(QTest::qWaitForWindowExposed(panel));
  }
  memos.findChild<QAction*>(QStringLiteral("read.write-memo"))->trigger();
  session.showCode(codeNamed(session.codebook(), "risk/economic/poverty").id);
  lexicons.desk().choose(QStringLiteral("risk-factors"));
  lexicons.desk().select(0, 0);
  lexicons.desk().makeOwn();
  const std::string language = lexicons.desk().current()->entry.language;
  REQUIRE(session.bringIn(wishFor(folder)));
  // Keys go straight to each field: to leave one would store it.
  QTest::keyClicks(&namedIn<QPlainTextEdit>(memos, "Memo"), QStringLiteral("doubtful"));
  QTest::keyClicks(&namedIn<QPlainTextEdit>(codebook, "Definition"), QStringLiteral("in need "));
  lexicons.desk().change(lexicons.desk().current()->text + "# mine\n", 0);
  session.close();
  CHECK(problems.isEmpty());
  const auto stored = project.read();
  REQUIRE(stored->memos().size() == 1);
  CHECK(stored->memos().front().text == "doubtful");
  CHECK(codeNamed(stored->codebook(), "risk/economic/poverty").definition.find("in need ") == 0);
  const std::vector<LexiconEntry> entries = lexiconEntries(*stored);
  const auto entry = std::ranges::find_if(entries, [&](const LexiconEntry& each) {
    return each.id == "risk-factors" && each.language == language;
  });
  REQUIRE((entry != entries.end() && entry->draft.has_value()));
  CHECK(entry->draft->text.ends_with("# mine\n"));
}

TEST_CASE("a second browser reads while the first imports") {
  SmallProject project;
  const QString folder = folderWith(project, QStringLiteral("many"), 60);
  Session first(QStringLiteral("Ana"));
  REQUIRE(first.open(project.path()));
  bool ended = false;
  QObject::connect(&first, &Session::imported, [&] { ended = true; });
  bool begun = false;  // the import takes its lock in another thread
  QObject::connect(&first, &Session::importProgressed, [&] { begun = true; });
  REQUIRE(first.bringIn(wishFor(folder)));
  REQUIRE(becomes([&] { return begun || ended; }));
  Session second(QStringLiteral("Ben"));
  REQUIRE(second.open(project.path()));
  CHECK((second.isReadOnly() || ended));
  second.close();
  REQUIRE(becomes([&] { return ended; }));
  CHECK(!first.isImporting());
}

TEST_CASE("a folder that is dropped onto the window is brought in, with its account at the end") {
  SmallProject project;
  const QString folder = folderWith(project, QStringLiteral("more"), 4);
  Browser browser(project);
  drop(browser.window, {folder});
  REQUIRE(becomes([&] { return browser.window.findChild<ImportDialog*>() != nullptr; }));
  auto* dialog = browser.window.findChild<ImportDialog*>();
  const auto hasAccount = [&] {
    return accountIn(*dialog).contains(QStringLiteral("4 files looked at = 4 new"));
  };
  REQUIRE(becomes(hasAccount));
  CHECK(accountIn(*dialog).contains(QStringLiteral("The project holds 10 documents.")));
  CHECK(project.read()->documentCount() == test::smallTexts().size() + 4);
  REQUIRE(becomes([&] { return browser.session().findings()->newSince == 4; }));
}

TEST_CASE("an import whose window was closed stands on the bar and gives its account at the end") {
  SmallProject project;
  const QString folder = folderWith(project, QStringLiteral("many"), 40);
  Browser browser(project);
  drop(browser.window, {folder});
  auto* dialog = browser.window.findChild<ImportDialog*>();
  REQUIRE(dialog != nullptr);
  QTest::keyClick(dialog, Qt::Key_Escape);
  CHECK_FALSE(dialog->isVisible());
  auto* bar = browser.window.findChild<MessageBar*>(QStringLiteral("readOnlyBar"));
  CHECK(bar->isVisible());
  QTest::keyClick(buttonIn(*bar, QStringLiteral("Sho&w…")), Qt::Key_Space);
  CHECK(dialog->isVisible());
  QTest::keyClick(dialog, Qt::Key_Escape);
  REQUIRE(becomes([&] { return !browser.session().isImporting(); }));
  CHECK(becomes([&] { return dialog->isVisible(); }));
  CHECK(accountIn(*dialog).contains(QStringLiteral("40 files looked at = 40 new")));
  CHECK_FALSE(bar->isVisible());
  QTest::keyClick(dialog, Qt::Key_Escape);
  CHECK(becomes([&] { return browser.window.findChild<ImportDialog*>() == nullptr; }));
}

TEST_CASE("an import is stopped from the bar, and what is in is kept") {
  SmallProject project;
  const QString folder = folderWith(project, QStringLiteral("many"), 200);
  Browser browser(project);
  drop(browser.window, {folder});
  auto* dialog = browser.window.findChild<ImportDialog*>();
  QTest::keyClick(dialog, Qt::Key_Escape);
  auto* bar = browser.window.findChild<MessageBar*>(QStringLiteral("readOnlyBar"));
  QTest::keyClick(buttonIn(*bar, QStringLiteral("S&top: keep what is in")), Qt::Key_Space);
  CHECK(bar->text() == QStringLiteral("Finishing the file at hand…\nWhat is in is kept."));
  REQUIRE(becomes([&] { return !browser.session().isImporting(); }));
  REQUIRE(becomes([&] { return dialog->isVisible(); }));
  CHECK(accountIn(*dialog).contains(QStringLiteral("Import stopped")));
}

TEST_CASE("a window that is closed during an import says what it waits for, and loses nothing") {
  SmallProject project;
  const QString folder = folderWith(project, QStringLiteral("many"), 200);
  Browser browser(project);
  browser.show("anna.txt");
  browser.press(Qt::Key_M, Qt::ControlModifier);
  browser.type(QStringLiteral("doubtful"));
  REQUIRE(qobject_cast<QPlainTextEdit*>(QApplication::focusWidget()) != nullptr);
  REQUIRE(browser.session().bringIn(wishFor(folder)));
  browser.window.close();
  CHECK(browser.window.isVisible());
  CHECK(browser.status() == QStringLiteral("The window closes as soon as the file at hand is in"));
  auto* bar = browser.window.findChild<MessageBar*>(QStringLiteral("readOnlyBar"));
  CHECK(bar->text() == QStringLiteral("Finishing the file at hand…\nWhat is in is kept."));
  REQUIRE(becomes([&] { return !browser.window.isVisible(); }));
  CHECK_FALSE(browser.session().isOpen());
  const auto stored = project.read();
  REQUIRE(stored->memos().size() == 1);
  CHECK(stored->memos().front().text == "doubtful");
}

TEST_CASE("another project is opened when the file at hand of an import is in") {
  SmallProject project;
  SmallProject other;
  const QString folder = folderWith(project, QStringLiteral("many"), 200);
  Browser browser(project);
  REQUIRE(browser.session().bringIn(wishFor(folder)));
  browser.window.open(other.path());
  CHECK(browser.session().path() == project.path());
  CHECK(becomes([&] { return browser.session().path() == other.path(); }));
}

TEST_CASE("an index of another version is made anew by a button") {
  SmallProject project;
  {
    struct Stopped final : Progress {
      void report(std::string_view, std::uint64_t, std::uint64_t) override {}
      bool cancelled() const override { return true; }
    } stopped;
    const auto storage = openProject(toUtf8(project.path()), OpenMode::Write, "test");
    CHECK_THROWS_AS(storage->rebuildIndex(stopped), Error);
    REQUIRE(storage->info().indexIsStale);
  }
  Settings settings(project.folder() + QStringLiteral("/stale.ini"));
  test::screenOnlyIn(settings, project.path(), {"en"});
  MainWindow window(settings);
  window.show();
  window.open(project.path());
  REQUIRE(becomes([&] { return !window.session().isScreening(); }));
  auto* bar = window.findChild<MessageBar*>(QStringLiteral("messageBar"));
  CHECK(bar->text().startsWith(
      QStringLiteral("The word index of this project was made by another version of Retold.\n")));
  QTest::keyClick(buttonIn(*bar, QStringLiteral("Make the index a&new")), Qt::Key_Space);
  REQUIRE(window.session().isMakingIndex());
  REQUIRE(becomes([&] { return window.session().findings() != nullptr; }));
  CHECK_FALSE(window.session().isImporting());
  CHECK_FALSE(window.session().info().indexIsStale);
  CHECK_FALSE(bar->isVisible());
  CHECK_FALSE(project.read()->info().indexIsStale);
  Progress progress;
  CHECK(project.read()->verify(progress).empty());
}

TEST_CASE("a table of cases that is dropped is offered as cases, dry, and taken on request") {
  SmallProject project;
  const QString table = fileWith(project, QStringLiteral("people.csv"),
                                 "case,document,age\n018,ben.txt,30\n019,carla.txt,31\n");
  Browser browser(project);
  answerWith(QStringLiteral("Take it as &cases"));
  drop(browser.window, {table});
  REQUIRE(becomes([&] { return project.read()->caseNamed("019").has_value(); }));
  REQUIRE(becomes([&] { return !browser.session().isImporting(); }));
  CHECK(project.read()->documentCount() == test::smallTexts().size());
  auto* dialog = browser.window.findChild<ImportDialog*>();
  REQUIRE(dialog != nullptr);
  CHECK(accountIn(*dialog).contains(
      QStringLiteral("2 rows of the table of cases: 2 cases new or changed, 2 documents placed")));
}

TEST_CASE("the samples make a project that can be tried at once") {
  SmallProject project;  // for its folder
  Settings settings(project.folder() + QStringLiteral("/samples.ini"));
  MainWindow window(settings);
  window.session().setCoder(QStringLiteral("Ana"));
  ScreeningWish english;
  english.lexicons = {"prior-trafficking"};
  english.choices.languages = {"en"};
  qputenv("RETOLD_SAMPLES", QByteArray(RETOLD_SOURCE_DIR "/samples"));
  window.show();
  window.findChild<ImportActions*>()->trySamplesIn(project.folder());
  window.session().setWish(english);
  REQUIRE(window.session().isOpen());
  REQUIRE(becomes([&] { return !window.session().isImporting(); }));
  REQUIRE(becomes([&] { return window.session().findings() != nullptr; }));
  CHECK(window.session().findings()->ranking->documentsThere() == sampleFiles());
  CHECK(window.session().findings()->ranking->candidates() > 0);
  CHECK(settings.recentProjects().size() == 1);
  qunsetenv("RETOLD_SAMPLES");
}

TEST_CASE("a new project is made only where a name, a folder and a coder are given") {
  SmallProject project;
  NewProjectDialog dialog(project.folder(), QStringLiteral("study"), QStringLiteral("Ana"));
  QPushButton* make = nullptr;
  for (QPushButton* each : dialog.findChildren<QPushButton*>()) {
    if (each->text() == QStringLiteral("&Make the project")) make = each;
  }
  REQUIRE(make != nullptr);
  const auto field = [&](const char* name) {
    for (QLineEdit* each : dialog.findChildren<QLineEdit*>()) {
      if (each->accessibleName() == QLatin1String(name)) return each;
    }
    FAIL("no field " << name);
    return static_cast<QLineEdit*>(nullptr);
  };
  CHECK(!make->isEnabled());  // study.retold is there
  field("Name of the project")->setText(QStringLiteral("other"));
  CHECK(make->isEnabled());
  CHECK(dialog.path() == project.folder() + QStringLiteral("/other.retold"));
  CHECK(dialog.codebook() == QStringLiteral("retrafficking"));
  field("Your name")->clear();
  CHECK(!make->isEnabled());
  field("Your name")->setText(QStringLiteral("Eva"));
  CHECK(make->isEnabled());
  field("Folder")->setText(project.folder() + QStringLiteral("/nowhere"));
  CHECK(!make->isEnabled());
}
