#include "gui/views/chooser.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <catch2/catch.hpp>

#include "tests/gui/small_project.h"

using namespace retold;

namespace {

/// A window with a chooser of these lines, and what came of it.
struct Choosing {
  explicit Choosing(const QStringList& lines) {
    window.show();
    chooser = new Chooser(QStringLiteral("Cases"), QStringLiteral("Which?"), lines, &window);
    QObject::connect(chooser, &Chooser::chosen, &window, [this](int line) { chosen = line; });
    QObject::connect(chooser, &Chooser::typedOther, &window,
                     [this](const QString& typed) { other = typed; });
    chooser->show();
    chooser->activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(chooser));
  }
  void type(const QString& typed) { QTest::keyClicks(chooser->findChild<QLineEdit*>(), typed); }
  void press(Qt::Key key) { QTest::keyClick(chooser->findChild<QLineEdit*>(), key); }
  QStringList lines() {
    const QAbstractItemModel& model = *chooser->findChild<QListView*>()->model();
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row) all << model.index(row, 0).data().toString();
    return all;
  }

  QWidget window;
  Chooser* chooser = nullptr;
  std::optional<int> chosen;
  QString other;
};

const QStringList kCases{QStringLiteral("117"), QStringLiteral("017"), QStringLiteral("17 b"),
                         QStringLiteral("Mara")};

QString asNew(const QString& typed) { return QStringLiteral("New “%1”").arg(typed); }

}  // namespace

TEST_CASE("Enter takes the line that begins as was typed, else the first that holds it") {
  Choosing begins(kCases);
  begins.type(QStringLiteral("17"));
  CHECK(begins.lines() ==
        QStringList{QStringLiteral("117"), QStringLiteral("017"), QStringLiteral("17 b")});
  begins.press(Qt::Key_Return);
  CHECK(begins.chosen == 2);
  Choosing holds(kCases);
  holds.type(QStringLiteral("AR"));
  holds.press(Qt::Key_Return);
  CHECK(holds.chosen == 3);
  Choosing none(kCases);
  none.type(QStringLiteral("Zoe"));
  none.press(Qt::Key_Return);
  CHECK(none.other == QStringLiteral("Zoe"));
  CHECK_FALSE(none.chosen);
}

TEST_CASE("what was typed has a line of its own where a new name may be meant") {
  Choosing choosing(kCases);
  choosing.chooser->offerTyped(&asNew);
  CHECK(choosing.lines() == kCases);
  choosing.type(QStringLiteral("17"));
  CHECK(choosing.lines() == QStringList{QStringLiteral("New “17”"), QStringLiteral("117"),
                                        QStringLiteral("017"), QStringLiteral("17 b")});
  SECTION("Enter takes it") {
    choosing.press(Qt::Key_Return);
    CHECK(choosing.other == QStringLiteral("17"));
    CHECK_FALSE(choosing.chosen);
  }
  SECTION("the arrows take another") {
    choosing.press(Qt::Key_Down);
    choosing.press(Qt::Key_Down);
    choosing.press(Qt::Key_Return);
    CHECK(choosing.chosen == 1);
    CHECK(choosing.other.isEmpty());
  }
  SECTION("a line that is just what was typed is taken itself") {
    choosing.type(QStringLiteral(" B"));
    CHECK(choosing.lines() == QStringList{QStringLiteral("17 b")});
    choosing.press(Qt::Key_Return);
    CHECK(choosing.chosen == 2);
  }
}

TEST_CASE("lines that are looked for elsewhere are waited for") {
  Choosing choosing({});
  QStringList sought;
  choosing.chooser->seekBy([&](const QString& typed) { sought << typed; });
  CHECK(sought == QStringList{QString()});
  choosing.chooser->found(kCases, 12);
  CHECK(choosing.lines() == kCases);
  choosing.type(QStringLiteral("1"));
  CHECK(sought.last() == QStringLiteral("1"));
  choosing.press(Qt::Key_Return);
  CHECK_FALSE(choosing.chosen);
  choosing.chooser->found({QStringLiteral("21"), QStringLiteral("1 a")}, 0);
  CHECK(choosing.chosen == 1);
}

TEST_CASE("narrowed lines keep the promises of a model") {
  NarrowedLines lines(kCases);
  const QAbstractItemModelTester tester(&lines,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  lines.narrow(QStringLiteral("17"), QStringLiteral("New"));
  CHECK(lines.rowCount() == 4);
  CHECK(lines.lineAt(0) == -1);
  CHECK(lines.lineAt(1) == 0);
  lines.narrow(QStringLiteral("nowhere"), {});
  CHECK(lines.rowCount() == 0);
  CHECK(lines.bestRow(QStringLiteral("nowhere")) == -1);
}
