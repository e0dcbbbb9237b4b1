#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/models/candidate_list.h"
#include "gui/models/match_list.h"
#include "gui/strings.h"
#include "gui/views/card.h"
#include "gui/views/key_prompt.h"
#include "gui/views/line_prompt.h"
#include "queries/tag/judging.h"
#include "tests/gui/small_project.h"

using namespace retold;
using retold::test::Browser;
using retold::test::SmallProject;

namespace {

CodeId codeCalled(Session& session, const std::string& name) {
  for (const Code& code : session.codebook().codes) {
    if (code.name == name) return code.id;
  }
  FAIL("no code " << name);
  return {};
}

constexpr const char* kAgain = "pattern/retrafficking/three-or-more-episodes";

QString textOf(Browser& browser, const char* accessibleName) {
  const auto* panel = browser.window.findChild<Panel*>(QStringLiteral("judging"));
  REQUIRE(panel != nullptr);
  for (const QLabel* label : panel->findChildren<QLabel*>()) {
    if (label->accessibleName() == QLatin1String(accessibleName)) return label->text();
  }
  return {};
}

Decision newest(const SmallProject& project) {
  const std::vector<Decision> decisions = project.read()->decisions();
  REQUIRE(!decisions.empty());
  return decisions.back();
}

}  // namespace

TEST_CASE("one key confirms the case and tags its disclosure, and one undo takes both back") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.session().setDisclosureCode(codeCalled(browser.session(), kAgain));
  browser.press(Qt::Key_C);
  const Decision decision = newest(project);
  CHECK(decision.verdict == Verdict::Confirm);
  const auto codings = project.read()->codings({});
  REQUIRE(codings.size() == 1);
  CHECK(codings.front().code == codeCalled(browser.session(), kAgain));
  CHECK(decision.quotes == std::vector<std::string>{codings.front().quote});
  CHECK(codings.front().trace == decision.trace);
  browser.press(Qt::Key_Z, Qt::ControlModifier);
  CHECK(project.read()->decisions().empty());
  CHECK(project.read()->codings({}).empty());
}

TEST_CASE(
    "a selected passage is tagged in place of the hit, and a second one is added to the case") {
  SmallProject project;
  Browser browser(project);
  browser.show("ben.txt");
  browser.session().setDisclosureCode(codeCalled(browser.session(), kAgain));
  browser.selectByKeys(QStringLiteral("by his brother"));
  browser.press(Qt::Key_C, Qt::ShiftModifier);  // the hit only: tags nothing
  CHECK(project.read()->codings({}).empty());
  browser.session().judge(Verdict::Confirm, {});
  CHECK(newest(project).quotes == std::vector<std::string>{"by his brother"});
  browser.selectByKeys(QStringLiteral("Two years later"));
  browser.session().setCertainty(Certainty::Known);
  browser.session().judge(Verdict::Confirm, {});
  CHECK(newest(project).quotes == std::vector<std::string>{"by his brother", "Two years later"});
  CHECK(newest(project).certainty == Certainty::Known);
  CHECK(project.read()->codings({}).size() == 2);
}

TEST_CASE("after C a number says how sure the file is, and any other key goes on as always") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.press(Qt::Key_C);
  auto* prompt = browser.window.findChild<KeyPrompt*>();
  REQUIRE(prompt != nullptr);
  CHECK(prompt->isVisible());
  browser.press(Qt::Key_3);
  CHECK(!prompt->isVisible());
  CHECK(newest(project).certainty == Certainty::FearedAgain);
  CHECK(browser.status() == QStringLiteral("Confirmed case 017: feared to come again"));
  CHECK(textOf(browser, "How it stands") == QStringLiteral("✓ confirmed · feared to come again"));

  browser.press(Qt::Key_C);
  REQUIRE(prompt->isVisible());
  browser.press(Qt::Key_U);
  CHECK(newest(project).verdict == Verdict::Unsure);
  browser.session().show(browser.window.findChild<CandidateList*>()->documentAt(0));
  browser.press(Qt::Key_C);
  const DocumentId before = browser.session().document()->document().id;
  browser.press(Qt::Key_J);
  CHECK(browser.session().document()->document().id != before);
  CHECK(!prompt->isVisible());
}

TEST_CASE("R and a number reject with the reason of that number") {
  SmallProject project;
  Browser browser(project);
  const std::vector<std::string> reasons = rejectReasons({}, Session::kQuestion);
  browser.show("ben.txt");
  browser.press(Qt::Key_R);
  browser.press(Qt::Key_2);
  CHECK(newest(project).reason == reasons[1]);
  CHECK(newest(project).verdict == Verdict::Reject);
  browser.show("marks.txt");
  browser.press(Qt::Key_R);
  browser.press(Qt::Key_1);  // what was given last stands first
  CHECK(newest(project).reason == reasons[1]);
}

TEST_CASE("a reason is chosen with the arrows or typed, also one that begins with a number") {
  SmallProject project;
  Browser browser(project);
  const std::vector<std::string> reasons = rejectReasons({}, Session::kQuestion);
  browser.show("ben.txt");
  browser.press(Qt::Key_R);
  browser.press(Qt::Key_Down);
  browser.press(Qt::Key_Down);
  browser.press(Qt::Key_Return);
  CHECK(newest(project).reason == reasons[1]);
  browser.press(Qt::Key_R);
  browser.type(QStringLiteral(" 2 people told it"));
  browser.press(Qt::Key_Return);
  CHECK(newest(project).reason == "2 people told it");
}

TEST_CASE("Y and X say true and false of one hit and leave its case undecided") {
  SmallProject project;
  Browser browser(project);
  browser.show("anna.txt");
  browser.press(Qt::Key_X);
  CHECK(newest(project).subject == Subject::Match);
  CHECK(newest(project).verdict == Verdict::Reject);
  CHECK(!browser.session().standings().of(browser.session().document()->document()).verdict);
  browser.press(Qt::Key_Y);
  CHECK(newest(project).verdict == Verdict::Confirm);
  browser.press(Qt::Key_U, Qt::ShiftModifier);
  CHECK(newest(project).verdict == Verdict::Unsure);
  browser.press(Qt::Key_L, Qt::ShiftModifier);
  browser.type(QStringLiteral("Besa"));
  browser.press(Qt::Key_Return);
  CHECK(newest(project).verdict == Verdict::CannotRead);
  CHECK(newest(project).reader == "Besa");
  CHECK(newest(project).subject == Subject::Match);
  CHECK(!browser.session().standings().of(browser.session().document()->document()).verdict);
}

TEST_CASE("two matches of one place are judged apart") {
  SmallProject project;
  Browser browser(project);
  browser.show("ben.txt");
  browser.press(Qt::Key_Y);
  const auto document = browser.session().document();
  const std::optional<int> judged = browser.session().currentMatch();
  const auto* list = browser.window.findChild<MatchList*>();
  for (int row = 0; row < list->rowCount(); ++row) {
    const QString sign = list->index(row, 0).data(CardRole).value<Card>().sign;
    CHECK((sign == QStringLiteral("✓ confirmed")) == (row == *judged));
  }
}

TEST_CASE(
    "S sends a document to the end of the list without a decision, also in the next session") {
  SmallProject project;
  DocumentId skipped;
  {
    Browser browser(project);
    auto* list = browser.window.findChild<CandidateList*>();
    QAbstractItemModelTester tester(list);
    REQUIRE(list->rowCount() > 2);
    skipped = list->documentAt(0);
    const DocumentId next = list->documentAt(1);
    browser.session().show(skipped);
    browser.press(Qt::Key_S);
    CHECK(list->documentAt(list->rowCount() - 1) == skipped);
    CHECK(browser.session().document()->document().id == next);
    CHECK(project.read()->decisions().empty());
  }
  Browser again(project);
  auto* list = again.window.findChild<CandidateList*>();
  CHECK(list->documentAt(list->rowCount() - 1) == skipped);
  again.session().show(skipped);
  again.press(Qt::Key_U);
  list->setShown(Shown::Candidates);
  CHECK(list->documentAt(0) == skipped);
}

TEST_CASE("what is left is counted, without a time as long as there is no pace") {
  SmallProject project;
  Browser browser(project);
  const auto candidates = browser.session().findings()->ranking->candidates();
  REQUIRE(candidates > 1);
  CHECK(textOf(browser, "What is left") ==
        QStringLiteral("0 of %1 candidates judged · %1 left").arg(candidates));
  browser.show("anna.txt");
  browser.press(Qt::Key_U);
  CHECK(textOf(browser, "What is left") ==
        QStringLiteral("1 of %1 candidates judged · %2 left").arg(candidates).arg(candidates - 1));
}

TEST_CASE("from the first candidate to the next one takes two keys: confirmed, tagged, gone on") {
  SmallProject project;
  Browser browser(project);
  browser.session().setDisclosureCode(codeCalled(browser.session(), kAgain));
  const DocumentId first = browser.session().document()->document().id;
  browser.press(Qt::Key_C);
  browser.press(Qt::Key_J);
  CHECK(project.read()->decisions().size() == 1);
  CHECK(project.read()->codings({}).size() == 1);
  CHECK(browser.session().document()->document().id != first);
}

TEST_CASE("blind, nothing of another coder is shown, and it is remembered for the project") {
  SmallProject project;
  {
    Browser ben(project, QStringLiteral("Ben"));
    ben.show("anna.txt");
    ben.press(Qt::Key_C);
    ben.selectByKeys(QStringLiteral("no work"));
    ben.session().tag(*ben.transcript().selectedPassage(),
                      codeCalled(ben.session(), "risk/economic/poverty"));
    ben.show("ben.txt");
    ben.press(Qt::Key_L);
    ben.type(QStringLiteral("Ana"));
    ben.press(Qt::Key_Return);
  }
  {
    Browser ana(project);
    ana.show("anna.txt");
    CHECK(textOf(ana, "How it stands") ==
          QStringLiteral("✓ confirmed · by %1").arg(apart(QStringLiteral("Ben"))));
    CHECK(ana.session().codings().size() == 1);
    ana.session().setBlind(true);
    CHECK(ana.status() == QStringLiteral("Blind: you see only what is yours"));
    CHECK(textOf(ana, "How it stands") == QStringLiteral("undecided"));
    CHECK(ana.session().codings().empty());
    CHECK(ana.session().otherReaders().empty());
    CHECK(ana.session().waiting().empty());
    std::size_t seen = 1;
    ana.session().read([&](const Storage& storage) { seen = storage.decisions().size(); });
    CHECK(seen == 0);
    ana.press(Qt::Key_R);
    ana.press(Qt::Key_1);
    CHECK(project.read()->decisions().size() == 3);
    CHECK(textOf(ana, "How it stands") == QStringLiteral("✗ rejected"));
  }
  Browser again(project);
  CHECK(again.session().isBlind());
  again.show("ben.txt");
  CHECK(textOf(again, "How it stands") == QStringLiteral("undecided"));
  again.session().setBlind(false);
  CHECK(textOf(again, "How it stands") ==
        QStringLiteral("… waits for Ana · by %1").arg(apart(QStringLiteral("Ben"))));
}

TEST_CASE("S on a decided case goes on, says so, and leaves it where it stands") {
  SmallProject project;
  Browser browser(project);
  auto* list = browser.window.findChild<CandidateList*>();
  REQUIRE(list->rowCount() > 2);
  const DocumentId first = list->documentAt(0);
  const DocumentId next = list->documentAt(1);
  browser.session().show(first);
  const QString name = browser.session().subjectInWords();
  browser.press(Qt::Key_U);
  browser.press(Qt::Key_S);
  CHECK(browser.status() ==
        QStringLiteral("%1 is not skipped: you have decided it (unsure). What you decide now "
                       "replaces that.")
            .arg(name));
  CHECK(browser.session().document()->document().id == next);
  CHECK(list->documentAt(0) == first);
}
