#include <catch2/catch.hpp>

#include "gui/session.h"
#include "gui/strings.h"
#include "queries/notes/memos.h"
#include "tests/gui/rich_project.h"
#include "tests/gui/small_project.h"

// What a session keeps, and that it is what the project holds.

using namespace retold;
using retold::test::Browser;
using retold::test::RichProject;
using retold::test::SmallProject;

namespace {

ByteSpan placeOf(const Session& session, const std::string& words) {
  const std::size_t at = session.document()->text().content.find(words);
  REQUIRE(at != std::string::npos);
  return {at, at + words.size()};
}

}  // namespace

TEST_CASE("a tag away from all matches waits for no explanation of them") {
  SmallProject project;
  Browser browser(project);
  Session& session = browser.session();
  browser.show("ben.txt");
  const DocumentId anna = project.read()->documentNamed("anna.txt")->id;
  session.show(anna);
  REQUIRE_FALSE(session.document()->isExplained());
  const CodeId code = session.codebook().codes[3].id;
  REQUIRE(session.tag(placeOf(session, "no work"), code));
  CHECK_FALSE(session.document()->isExplained());
  CHECK_FALSE(project.read()->codings({}).front().trace);

  REQUIRE(session.tag(placeOf(session, "I was trafficked again in the city"), code));
  CHECK(session.document()->isExplained());
  const std::vector<Coding> codings = project.read()->codings({});
  REQUIRE(codings.size() == 2);
  REQUIRE(codings[1].trace);
  CHECK(codings[1].trace->quote.find("trafficked again") != std::string::npos);
}

TEST_CASE("after each judgement the session holds the decisions that the project holds") {
  SmallProject project;
  Browser browser(project);
  Session& session = browser.session();
  const auto agrees = [&] {
    return session.standings().decisions() == project.read()->decisions();
  };
  browser.show("anna.txt");
  REQUIRE(session.judge(Verdict::Confirm, {}));
  CHECK(agrees());
  session.setCertainty(Certainty::Known);
  CHECK(agrees());
  CHECK(session.ownDecision()->certainty == Certainty::Known);
  REQUIRE(session.judgeMatch(Verdict::Reject, QStringLiteral("asked")));
  CHECK(agrees());
  browser.show("ben.txt");
  session.leaveToReader(QStringLiteral("Eva"));
  CHECK(agrees());
  CHECK(session.waitsFor(session.document()->document().id) == QStringLiteral("Eva"));
  REQUIRE(session.judge(Verdict::Reject, QStringLiteral("a film")));
  CHECK(agrees());
  CHECK(session.waiting().empty());
  session.undo();
  CHECK(agrees());
  CHECK(session.waiting().size() == 1);
}

TEST_CASE("tagging keeps where the codings of older texts stand") {
  RichProject project;
  Browser browser(project.path(), project.folder(), QStringLiteral("Ana"));
  Session& session = browser.session();
  browser.show("revised.txt");
  const std::vector<Transfer> before = session.transfers();
  REQUIRE(before.size() == 3);
  REQUIRE(session.tag(placeOf(session, "A new first line"), session.codebook().codes[0].id));
  REQUIRE(session.transfers().size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(session.transfers()[i].place == before[i].place);
    CHECK(session.transfers()[i].quote == before[i].quote);
  }
  browser.show("recorded.vtt");
  CHECK(session.transfers().empty());
}

TEST_CASE("what has memos is known anew after they changed") {
  SmallProject project;
  Session session(QStringLiteral("Ana"));
  REQUIRE(session.open(project.path()));
  CHECK(session.noted().empty());
  const DocumentId anna = project.read()->documentNamed("anna.txt")->id;
  REQUIRE(session.change(Part::Memos, [&](Storage& storage) {
    writeMemo(storage, anna, "a second journey?", "Ana");
  }));
  CHECK(session.noted() == std::unordered_set<Uuid>{anna});
  session.undo();
  CHECK(session.noted().empty());
}
