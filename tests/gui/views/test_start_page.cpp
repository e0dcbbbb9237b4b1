#include "gui/views/start_page.h"

#include <QCommandLinkButton>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <catch2/catch.hpp>

using namespace retold;

namespace {

QDateTime at(int year, int month, int day) { return {QDate(year, month, day), QTime(14, 5)}; }

}  // namespace

TEST_CASE("how long ago a project was open is said in days, then by date") {
  const QDateTime now = at(2026, 5, 10);
  CHECK(agoInWords(now.addSecs(-60), now) ==
        QStringLiteral("today at %1").arg(QLocale().toString(QTime(14, 4), QLocale::ShortFormat)));
  CHECK(agoInWords(at(2026, 5, 9), now) == QStringLiteral("yesterday"));
  CHECK(agoInWords(at(2026, 5, 6), now) == QStringLiteral("4 days ago"));
  CHECK(agoInWords(at(2026, 5, 3), now) ==
        QStringLiteral("on %1").arg(QLocale().toString(QDate(2026, 5, 3), QLocale::LongFormat)));
  CHECK(agoInWords({}, now).isEmpty());
}

TEST_CASE("a project that is no longer there is shown as missing and can be removed") {
  const QTemporaryDir folder;
  const QString missing = folder.filePath(QStringLiteral("gone.retold"));
  const QString there = folder.path();  // stands for a file that is there
  StartPage page;
  page.setRecentProjects({{there, at(2026, 5, 9)}, {missing, {}}}, at(2026, 5, 10));
  page.resize(900, 700);
  page.show();
  REQUIRE(QTest::qWaitForWindowExposed(&page));
  const auto rows = page.findChildren<QCommandLinkButton*>();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0]->isEnabled());
  CHECK(rows[0]->description().endsWith(QStringLiteral("yesterday")));
  CHECK(!rows[1]->isEnabled());
  CHECK(rows[1]->description().endsWith(QStringLiteral("missing: it was moved or deleted")));
  CHECK(rows[1]->accessibleName() ==
        QStringLiteral("gone.retold in %1 is missing").arg(folder.path()));
  QSignalSpy forgotten(&page, &StartPage::forgetWanted);
  QSignalSpy wanted(&page, &StartPage::projectWanted);
  const auto removes = page.findChildren<QToolButton*>();
  REQUIRE(removes.size() == 1);
  QTest::mouseClick(removes.front(), Qt::LeftButton);
  REQUIRE(forgotten.size() == 1);
  CHECK(forgotten.front().front().toString() == missing);
  QTest::mouseClick(rows[0], Qt::LeftButton);
  REQUIRE(wanted.size() == 1);
  CHECK(wanted.front().front().toString() == there);
}
