#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFontInfo>
#include <QLineEdit>
#include <QStyle>
#include <QTabBar>
#include <QTest>
#include <QTreeView>
#include <catch2/catch.hpp>

#include "gui/models/candidate_list.h"
#include "gui/panels/boilerplate_dialog.h"
#include "gui/panels/files_dialog.h"
#include "gui/strings.h"
#include "gui/theme.h"
#include "gui/views/search_box.h"
#include "queries/notes/memos.h"
#include "queries/tag/tagging.h"
#include "tests/gui/rich_project.h"
#include "tests/gui/small_project.h"
#include "tests/gui/translators.h"

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

  void take(const QString& name) const { take(name, window_); }
  void take(const char* name) const { take(QLatin1String(name), window_); }

  void take(const QString& name, QWidget& shown) const {
    QTest::qWait(0);
    QCoreApplication::processEvents();
    const QString file = QDir(place("RETOLD_PICTURES")).filePath(name + QStringLiteral(".png"));
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

namespace {

/// One way in which every page is looked at.
struct Look {
  const char* name;
  bool isDark;
  qreal letters;  ///< how many times larger than usual
  bool isArabic;
};
constexpr Look kLooks[] = {{"light", false, 1, false},
                           {"dark", true, 1, false},
                           {"large", false, 2, false},
                           {"arabic", false, 1, true}};

/// The first line that has no line below it.
QModelIndex firstLeaf(const QAbstractItemModel& model, QModelIndex from) {
  while (model.rowCount(from) > 0) from = model.index(0, 0, from);
  return from;
}

/// A memo, for the page of notes.
void writeOneMemo(Session& session) {
  REQUIRE(session.change(Part::Memos, [&](Storage& storage) {
    writeMemo(storage, session.codebook().codes.front().id,
              "Read this together with the tags on debts: the two often stand in one sentence.",
              "Ana");
  }));
}

/// Something to see: words searched, a code and a term chosen, the first line of lists.
void prepare(MainWindow& window, const QString& page) {
  constexpr int kForJobs = 900;  // milliseconds for what comes from other threads: no test
  auto* panel = window.findChild<QWidget*>(page);
  if (page == QStringLiteral("search")) {
    emit panel->findChild<SearchBox*>()->queryTyped(QStringLiteral("sold OR again"));
    panel->findChild<SearchBox*>()->setQuery(QStringLiteral("sold OR again"));
  } else if (page == QStringLiteral("codebook")) {
    window.session().showCode(
        codeNamed(window.session().codebook(), "risk/trafficker/continuing-contact").id);
  } else if (page == QStringLiteral("lexicons")) {
    auto* tree = panel->findChild<QTreeView*>();
    const auto english = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole,
                                              QStringLiteral("English"));
    REQUIRE(!english.isEmpty());
    for (QModelIndex at = english.front(); at.isValid(); at = tree->model()->index(0, 0, at)) {
      tree->setCurrentIndex(at);
      tree->expand(at);
      QTest::qWait(kForJobs / 3);
    }
  }
  QTest::qWait(kForJobs);
  if (page == QStringLiteral("read")) return;
  for (auto* view : panel->findChildren<QAbstractItemView*>()) {
    if (!view->isVisible() || view->model() == nullptr || view->currentIndex().isValid()) continue;
    if (view->model()->rowCount() > 0) {
      view->setCurrentIndex(firstLeaf(*view->model(), view->model()->index(0, 0)));
    }
  }
  QTest::qWait(kForJobs);
}

void photographPages(const Look& look) {
  QTemporaryDir folder;
  const QString project = folder.filePath(QStringLiteral("demo.retold"));
  REQUIRE(QFile::copy(place("RETOLD_DEMO_PROJECT"), project));
  QApplication::setPalette(look.isDark ? darkPalette() : lightPalette());
  const QFont before = QApplication::font();
  QFont font = before;
  font.setPointSizeF(before.pointSizeF() * look.letters);
  QApplication::setFont(font);
  std::optional<test::Translated<test::ArabicTranslator>> arabic;
  if (look.isArabic) arabic.emplace(Qt::RightToLeft);
  Settings settings(folder.filePath(QStringLiteral("settings.ini")));
  settings.setCoder(QStringLiteral("Ana"));
  MainWindow window(settings);
  window.resize(QSize(1360, 850) * look.letters);
  window.show();
  window.activateWindow();
  REQUIRE(QTest::qWaitForWindowActive(&window));
  const Photographer photographer(window);
  const test::Browser browser(window, project);
  writeOneMemo(window.session());
  auto* tabs = window.findChild<QTabBar*>(QStringLiteral("pages"));
  for (int at = 0; at < tabs->count(); ++at) {
    tabs->setCurrentIndex(at);
    const QString page = QLatin1String(pages()[static_cast<std::size_t>(at)].name);
    prepare(window, page);
    photographer.take(QStringLiteral("pages/%1-%2").arg(page, QLatin1String(look.name)));
  }
  QApplication::setFont(before);
}

}  // namespace

TEST_CASE("every page in light, in dark, with large letters and in Arabic", "[.pictures]") {
  for (const Look& look : kLooks) photographPages(look);
}
