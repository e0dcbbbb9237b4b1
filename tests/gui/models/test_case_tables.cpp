#include <QAbstractItemModelTester>
#include <catch2/catch.hpp>

#include "gui/models/case_table.h"
#include "gui/models/episode_table.h"
#include "gui/strings.h"
#include "queries/cases/case_edits.h"
#include "tests/gui/small_project.h"

using namespace retold;
using retold::test::becomes;
using retold::test::SmallProject;
using Mode = QAbstractItemModelTester::FailureReportingMode;

TEST_CASE("the table of cases keeps the promises of a model while it changes") {
  SmallProject project;
  Session session(QStringLiteral("Ana"));
  CaseTable table(session);
  const QAbstractItemModelTester tester(&table, Mode::Fatal);
  table.wake();
  REQUIRE(session.open(project.path()));
  REQUIRE(becomes([&] { return table.isRead(); }));
  REQUIRE(table.rowCount() == 1);
  CHECK(table.columnCount() == CaseTable::FirstAttribute + 2);
  CHECK(table.setData(table.index(0, CaseTable::FirstAttribute), QStringLiteral("31")));
  CHECK(table.index(0, CaseTable::FirstAttribute).data().toString() == QStringLiteral("31"));
  table.sort(CaseTable::FirstAttribute, Qt::DescendingOrder);
  table.setSearched(QStringLiteral("nothing of this"));
  CHECK(table.rowCount() == 0);
  table.setSearched({});
  table.setAttributes({table.offered().back()});
  CHECK(table.columnCount() == CaseTable::FirstAttribute + 1);
  session.undo();
  CHECK(becomes([&] { return !table.isReading(); }));
  session.close();
  CHECK(table.rowCount() == 0);
}

TEST_CASE("a table that nobody looks at reads nothing") {
  SmallProject project;
  Session session(QStringLiteral("Ana"));
  CaseTable table(session);
  REQUIRE(session.open(project.path()));
  CHECK_FALSE(table.isReading());
  table.wake();
  CHECK(table.isReading());
  CHECK(becomes([&] { return table.isRead(); }));
}

TEST_CASE("the columns that were chosen are there again when the project is opened") {
  SmallProject project;
  Settings settings(project.folder() + QStringLiteral("/settings.ini"));
  Session session(QStringLiteral("Ana"));
  session.setSettings(settings);
  CaseTable table(session);
  table.wake();
  REQUIRE(session.open(project.path()));
  REQUIRE(becomes([&] { return table.isRead(); }));
  const AttributePlace sex{AttributeUnit::Case, 0, "sex"};
  table.setAttributes({sex});
  session.close();
  REQUIRE(session.open(project.path()));
  REQUIRE(becomes([&] { return table.isRead(); }));
  CHECK(table.attributes() == std::vector<AttributePlace>{sex});
}

TEST_CASE("the tables of a case keep the promises of models") {
  SmallProject project;
  Session session(QStringLiteral("Ana"));
  REQUIRE(session.open(project.path()));
  for (const AttributeUnit unit :
       {AttributeUnit::Episode, AttributeUnit::Assistance, AttributeUnit::Document}) {
    EpisodeTable table(session, unit);
    const QAbstractItemModelTester tester(&table, Mode::Fatal);
    CaseFile file;
    session.change(Part::Cases, [&](Storage& storage) {
      const Case person = *storage.caseNamed("017");
      if (unit == AttributeUnit::Episode) addEpisode(storage, person, "Ana");
      if (unit == AttributeUnit::Assistance) addAssistance(storage, person, "Ana");
      file = caseFile(storage, person);
    });
    table.setFile(&file, {{newUuid(), "told", "", unit, AttributeType::Text, {}, ""}});
    REQUIRE(table.rowCount() == 1);
    const int last = table.columnCount() - 1;
    CHECK(table.setData(table.index(0, last), QStringLiteral("yes")));
    table.setFile(nullptr, {});
    CHECK(table.rowCount() == 0);
  }
}

TEST_CASE("a date is said as the days between which it may be") {
  QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
  CHECK(dateInWords(*parsePartialDate("May 2003")) ==
        QStringLiteral("from 01/05/2003 to 31/05/2003"));
  CHECK(dateInWords(*parsePartialDate("2003-05-12")) == QStringLiteral("12/05/2003"));
  CHECK(dateInWords(*parsePartialDate("before 2001")) == QStringLiteral("31/12/2000 or earlier"));
  CHECK(dateInWords(*parsePartialDate("about 2001")) ==
        QStringLiteral("about: from 01/01/2001 to 31/12/2001"));
  QLocale::setDefault(QLocale::system());
}
