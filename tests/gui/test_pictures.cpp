#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFontInfo>
#include <QStyle>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/models/candidate_list.h"
#include "gui/panels/boilerplate_dialog.h"
#include "gui/panels/files_dialog.h"
#include "gui/strings.h"
#include "gui/theme.h"
#include "tests/gui/rich_project.h"
#include "tests/gui/small_project.h"

// Not a test of the program but its photographer: docs/manual/make-pictures runs it. It fails where
// the browser cannot be brought to what a picture is to show.

using namespace retold;

namespace {

/// The environment says where the demo's project is and where the pictures go.
QString place(const char* name) {
  const QString value = qEnvironmentVariable(name);
  INFO("set by docs/manual/make-pictures: " << name);
  REQUIRE(!value.isEmpty());
  return value;
}

class Photographer {
 public:
  explicit Photographer(MainWindow& window) : window_(window) {}

  void take(const char* name) { take(name, window_); }

  void take(const char* name, QWidget& shown) {
    QTest::qWait(0);
    QCoreApplication::processEvents();
    const QString file = QDir(place("RETOLD_PICTURES")).filePath(QLatin1String(name) + ".png");
    INFO(toUtf8(file));
    REQUIRE(shown.grab().save(file, "PNG"));
  }

 private:
  MainWindow& window_;
};

}  // namespace

TEST_CASE("the pictures of the manual", "[.pictures]") {
  QTemporaryDir folder;
  const QString project = folder.filePath(QStringLiteral("demo.retold"));
  REQUIRE(QFile::copy(place("RETOLD_DEMO_PROJECT"), project));
  QApplication::setPalette(QApplication::style()->standardPalette());
  Settings settings(folder.filePath(QStringLiteral("settings.ini")));
  settings.setCoder(QStringLiteral("Ana"));
  MainWindow window(settings);
  window.resize(1360, 850);
  window.show();
  window.activateWindow();
  REQUIRE(QTest::qWaitForWindowActive(&window));
  Photographer photographer(window);
  photographer.take("start");

  test::Browser browser(window, project);
  photographer.take("browser");

  browser.show("arkansas_1_073_elizabeth-brannon.txt");
  browser.press(Qt::Key_R);
  browser.type(QStringLiteral("tells of her grandmother, not of herself"));
  photographer.take("reject");
  browser.press(Qt::Key_Escape);

  browser.show("missouri_1_069_jane-simpson.txt");
  browser.selectByMouse(QStringLiteral("I been sold six times in"));
  browser.type(QStringLiteral("re"));
  photographer.take("code-finder");
  browser.type(QStringLiteral("sold"));
  browser.press(Qt::Key_Return);
  browser.transcript().clearSelection();
  photographer.take("tagged");

  auto* documents = browser.window.findChildren<QComboBox*>().back();
  REQUIRE(documents->accessibleName() == QStringLiteral("Documents to show"));
  const auto list = [&](Shown shown) {
    documents->setCurrentIndex(static_cast<int>(shown));
    emit documents->activated(static_cast<int>(shown));
  };
  list(Shown::All);
  browser.show("ar-004.txt");
  photographer.take("arabic");
  browser.show("th-003.txt");
  photographer.take("thai");

  list(Shown::Candidates);
  QApplication::setPalette(darkPalette());
  browser.show("missouri_1_069_jane-simpson.txt");
  photographer.take("dark");
  QApplication::setPalette(QApplication::style()->standardPalette());
}

TEST_CASE("the pictures of where texts come from", "[.pictures]") {
  QApplication::setPalette(QApplication::style()->standardPalette());
  test::RichProject project;
  Settings settings(project.folder() + QStringLiteral("/settings.ini"));
  settings.setCoder(QStringLiteral("Ana"));
  MainWindow window(settings);
  window.resize(1360, 850);
  window.show();
  window.activateWindow();
  REQUIRE(QTest::qWaitForWindowActive(&window));
  Photographer photographer(window);
  test::Browser browser(window, project.path());
  const auto inBoth = [&](const char* name) {
    photographer.take(name);
    QApplication::setPalette(darkPalette());
    photographer.take((std::string(name) + "-dark").c_str());
    QApplication::setPalette(QApplication::style()->standardPalette());
  };
  browser.show("recorded.vtt");
  inBoth("margin");
  browser.show("scanned.pdf");
  inBoth("pages");
  browser.show("form.txt");
  inBoth("form");
  browser.show("revised.txt");
  inBoth("earlier-text");
  browser.transcript().setFocus();
  browser.press(Qt::Key_L, Qt::ControlModifier);
  photographer.take("language", *window.findChild<QDialog*>());
  window.findChild<QDialog*>()->close();
  window.activateWindow();
  REQUIRE(QTest::qWaitForWindowActive(&window));

  browser.show("amal-ar.txt");
  browser.transcript().setFocus();
  browser.press(Qt::Key_T, Qt::ControlModifier);
  browser.transcript().setTextCursor(browser.transcript().document()->find("دين"));
  browser.transcript().clearSelection();
  inBoth("side-by-side");
  browser.show("amal-en.txt");
  photographer.take("side-by-side-translation");
  browser.press(Qt::Key_T, Qt::ControlModifier);

  browser.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
  photographer.take("files", *window.findChild<FilesDialog*>());
  window.findChild<FilesDialog*>()->close();
  BoilerplateDialog boilerplate(window.session());
  boilerplate.setAttribute(Qt::WA_DeleteOnClose, false);
  boilerplate.show();
  photographer.take("boilerplate", boilerplate);
}

TEST_CASE("the pictures of screening", "[.pictures]") {
  QApplication::setPalette(QApplication::style()->standardPalette());
  test::SmallProject project;
  Settings settings(project.folder() + QStringLiteral("/settings.ini"));
  settings.setCoder(QStringLiteral("Ana"));
  MainWindow window(settings);
  window.resize(1360, 850);
  window.show();
  window.activateWindow();
  REQUIRE(QTest::qWaitForWindowActive(&window));
  Photographer photographer(window);
  test::Browser browser(window, project.path());
  browser.show("marks.txt");
  browser.session().leaveToReader(QStringLiteral("Besa"));
  browser.show("arabic.txt");
  browser.press(Qt::Key_L);
  photographer.take("reader");
  browser.press(Qt::Key_Escape);
  browser.transcript().setFocus();
  browser.press(Qt::Key_W);
  photographer.take("why");
  QApplication::setPalette(darkPalette());
  photographer.take("why-dark");
  QApplication::setPalette(QApplication::style()->standardPalette());
}
