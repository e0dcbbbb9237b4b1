#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <catch2/catch.hpp>

#include "gui/lexicon_choices.h"
#include "gui/models/candidate_list.h"
#include "gui/models/code_list.h"
#include "gui/models/coding_list.h"
#include "gui/models/match_list.h"
#include "gui/strings.h"
#include "gui/views/card.h"
#include "tests/gui/small_project.h"

using namespace retold;
using retold::test::becomes;
using retold::test::SmallProject;

namespace {

struct Screened {
  Screened() : session(QStringLiteral("Ana")) {
    REQUIRE(session.open(project.path()));
    session.screen(lexiconChoices().front().ids);
    REQUIRE(becomes([this] { return session.findings() != nullptr; }));
  }
  SmallProject project;
  Session session;
};

Card cardOf(const QAbstractItemModel& model, int row) {
  return model.index(row, 0).data(CardRole).value<Card>();
}

}  // namespace

TEST_CASE("the candidate list keeps the promises of a model while it changes") {
  SmallProject project;
  Session session(QStringLiteral("Ana"));
  CandidateList list(session);
  MatchList matches(session);
  CodingList codings(session);
  using Mode = QAbstractItemModelTester::FailureReportingMode;
  const QAbstractItemModelTester first(&list, Mode::Fatal);
  const QAbstractItemModelTester second(&matches, Mode::Fatal);
  const QAbstractItemModelTester third(&codings, Mode::Fatal);
  CHECK(list.rowCount() == 0);

  REQUIRE(session.open(project.path()));
  session.screen(lexiconChoices().front().ids);
  REQUIRE(becomes([&] { return session.findings() != nullptr; }));
  CHECK(list.rowCount() == static_cast<int>(session.findings()->ranking->candidates()));
  list.setShown(Shown::All);
  CHECK(list.rowCount() == static_cast<int>(test::smallTexts().size()));
  CHECK(matches.rowCount() > 0);
  session.close();
  CHECK(list.rowCount() == 0);
  CHECK(matches.rowCount() == 0);
}

TEST_CASE("a candidate's card has its rank, its name and the words around its best match") {
  Screened screened;
  CandidateList list(screened.session);
  REQUIRE(list.rowCount() >= 3);
  const Card card = cardOf(list, 0);
  CHECK(card.number == QStringLiteral("1"));
  CHECK(card.title == QStringLiteral("ben.txt"));
  CHECK(card.hit.contains(QStringLiteral("trafficked again")));
  CHECK(card.sign == QStringLiteral("undecided"));
  CHECK(card.share == 1.0);
}

TEST_CASE("a decided candidate leaves the undecided ones when the list is made again") {
  Screened screened;
  Session& session = screened.session;
  CandidateList list(session);
  list.setShown(Shown::Undecided);
  const int before = list.rowCount();
  session.show(list.documentAt(0));
  session.judge(Verdict::Confirm, {});
  CHECK(list.rowCount() == before);
  CHECK(cardOf(list, 0).sign == QStringLiteral("✓ confirmed"));
  list.setShown(Shown::Undecided);
  CHECK(list.rowCount() == before - 1);
}

TEST_CASE("a decision of somebody else is shown with their name") {
  Screened screened;
  Session& session = screened.session;
  CandidateList list(session);
  session.show(list.documentAt(0));
  session.judge(Verdict::Reject, QStringLiteral("a cousin"));
  session.setCoder(QStringLiteral("Ben"));
  CHECK(cardOf(list, 0).sign == QStringLiteral("✗ rejected"));
  CHECK(cardOf(list, 0).below.endsWith(QStringLiteral(" · by Ana")));
}

TEST_CASE("a code's card has its label, its name and the colour of its kind") {
  Code code;
  code.name = "risk/economic/poverty";
  code.label = "Poverty";
  code.kind = FactorKind::Risk;
  CodeList list;
  const QAbstractItemModelTester tester(&list,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  list.setCodes({code});
  const Card card = cardOf(list, 0);
  CHECK(card.title == QStringLiteral("Poverty"));
  CHECK(card.below == QStringLiteral("risk/economic/poverty"));
  CHECK(card.stripe == themeOf(QPalette()).code(code));
}
