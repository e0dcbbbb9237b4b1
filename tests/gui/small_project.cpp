#include "tests/gui/small_project.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QStatusBar>
#include <QTest>
#include <QTextBlock>
#include <catch2/catch.hpp>

#include "gui/strings.h"
#include "gui/views/transcript_view.h"
#include "indexer/import/cases.h"
#include "indexer/import/importer.h"
#include "indexer/store/backends.h"
#include "queries/lexicon/codebooks.h"

namespace retold::test {

namespace {

void write(const QString& path, const std::string& content) {
  QFile file(path);
  REQUIRE(file.open(QIODevice::WriteOnly));
  REQUIRE(file.write(content.data(), static_cast<qint64>(content.size())) ==
          static_cast<qint64>(content.size()));
}

}  // namespace

const std::vector<std::pair<std::string, std::string>>& smallTexts() {
  static const std::vector<std::pair<std::string, std::string>> texts{
      {"anna.txt",
       "INT: What happened after you came home?\n\n"
       "R07: I had a debt and no work. I was trafficked again in the city, and it was worse.\n\n"
       "INT: And after that?\n\n"
       "R07: My aunt took me in. She was kind to me.\n"},
      {"ben.txt",
       "A man came to the village. He said I would cook. I was trafficked again.\n\n"
       "Two years later I was trafficked again, by his brother.\n"},
      {"carla.txt", "We talked about the harvest and the price of maize.\n"},
      {"marks.txt",
       "She met us at the caf\u0065\u0301\u00A0\u2019Zur Post\u2019 \U0001F469\u200D\U0001F467 and "
       "wept. \U0001F622 I was trafficked again there.\n"},
      {"arabic.txt",
       "قالت إنها عادت إلى البيت ولم تجد عملا.\n\nثم جاء الرجل نفسه وأخذها مرة ثانية.\n"},
      {"thai.txt", "เธอกลับบ้านแล้วแต่ไม่มีงานทำ หนี้ยังอยู่\n"},
  };
  return texts;
}

SmallProject::SmallProject() {
  REQUIRE(folder_.isValid());
  const QString texts = folder_.filePath(QStringLiteral("texts"));
  REQUIRE(QDir().mkpath(texts));
  for (const auto& [name, content] : smallTexts()) write(texts + '/' + toQString(name), content);
  const QString cases = folder_.filePath(QStringLiteral("cases.csv"));
  write(cases, "case,document,sex,age\n017,anna.txt,female,not asked\n");

  const auto storage = createProject(toUtf8(path()), builtinCodebook("retrafficking"), "Maker");
  ImportRequest request;
  request.paths = {toUtf8(texts)};
  request.coder = "Maker";
  request.threads = 1;
  Progress progress;
  REQUIRE(importPaths(*storage, request, progress).added == smallTexts().size());
  REQUIRE(importCases(*storage, toUtf8(cases), "Maker").documents == 1);
}

std::unique_ptr<Storage> SmallProject::read() const {
  return openProject(toUtf8(path()), OpenMode::ReadOnly, "test");
}

Browser::Browser(const SmallProject& project, const QString& coder)
    : Browser(project.path(), project.folder(), coder) {}

Browser::Browser(const QString& path, const QString& folder, const QString& coder)
    : settings(std::make_unique<Settings>(folder + QStringLiteral("/settings.ini"))),
      ownWindow(std::make_unique<MainWindow>(*settings)),
      window(*ownWindow) {
  session().setCoder(coder);
  const auto storage = openProject(toUtf8(path), OpenMode::ReadOnly, "test");
  if (settings->wish(toQString(toText(storage->info().id))).lexicons.empty()) {
    screenOnlyIn(*settings, path, {"en"});
  }
  window.show();
  window.activateWindow();
  open(path);
}

Browser::Browser(MainWindow& shown, const QString& project) : window(shown) { open(project); }

void Browser::open(const QString& project) {
  REQUIRE(QTest::qWaitForWindowActive(&window));
  QString problem;
  const auto listening = QObject::connect(&session(), &Session::failed, &window,
                                          [&](const Problem& told) { problem = told.what; });
  window.open(project);
  REQUIRE(becomes([&] { return isSettled() || !problem.isEmpty(); }));
  QObject::disconnect(listening);
  INFO(toUtf8(problem));
  REQUIRE(session().findings() != nullptr);
}

bool Browser::isSettled() {
  const auto findings = session().findings();
  const auto document = session().document();
  return findings && findings->isDetailed && !session().isScreening() &&
         (!document || document->isExplained() || document->changedSinceScreening());
}

TranscriptView& Browser::transcript() {
  auto* view = window.findChild<TranscriptView*>(QStringLiteral("text"));
  REQUIRE(view != nullptr);
  return *view;
}

void Browser::show(const std::string& name) {
  std::optional<Document> document;
  session().read([&](const Storage& storage) { document = storage.documentNamed(name); });
  if (!document) FAIL("no document " << name);
  session().show(document->id);
  REQUIRE(becomes([&] { return isSettled(); }));
}

void Browser::selectByMouse(const QString& words) {
  TranscriptView& view = transcript();
  const QTextCursor found = view.document()->find(words);
  REQUIRE(!found.isNull());
  QTextCursor from(view.document());
  from.setPosition(found.selectionStart());
  QTextCursor to(view.document());
  to.setPosition(found.selectionEnd());
  view.setTextCursor(from);
  view.centerCursor();
  const QPoint press = view.cursorRect(from).center();
  const QPoint release = view.cursorRect(to).center();
  QTest::mousePress(view.viewport(), Qt::LeftButton, {}, press);
  QTest::mouseMove(view.viewport(), (press + release) / 2);
  QTest::mouseMove(view.viewport(), release);
  QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, release);
}

void Browser::selectByKeys(const QString& words) {
  TranscriptView& view = transcript();
  const QTextCursor found = view.document()->find(words);
  REQUIRE(!found.isNull());
  view.setFocus();
  QTextCursor from(view.document());
  from.setPosition(found.selectionStart());
  view.setTextCursor(from);
  for (int presses = 0; view.textCursor().selectionEnd() < found.selectionEnd(); ++presses) {
    REQUIRE(presses < words.size() + 1);
    press(view.textCursor().block().text().isRightToLeft() ? Qt::Key_Left : Qt::Key_Right,
          Qt::ShiftModifier);
  }
}

void Browser::type(const QString& keys) {
  for (const QChar key : keys) {  // the first may open what the others go into
    REQUIRE(QApplication::focusWidget() != nullptr);
    QTest::keyClicks(QApplication::focusWidget(), QString(key));
  }
}

void Browser::press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
  REQUIRE(QApplication::focusWidget() != nullptr);
  QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

QString Browser::status() const { return window.statusBar()->currentMessage(); }

void screenOnlyIn(Settings& settings, const QString& project, std::vector<std::string> languages) {
  const auto storage = openProject(toUtf8(project), OpenMode::ReadOnly, "test");
  ScreeningWish wish;
  wish.lexicons = {"prior-trafficking"};
  wish.choices.languages = std::move(languages);
  settings.setWish(toQString(toText(storage->info().id)), wish);
}

bool becomes(const std::function<bool()>& so) {
  constexpr int kLongest = 60000;
  return QTest::qWaitFor(so, kLongest);
}

}  // namespace retold::test
