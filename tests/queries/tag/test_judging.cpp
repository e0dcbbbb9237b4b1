#include "queries/tag/judging.h"

#include <catch2/catch.hpp>

#include "model/error.h"
#include "queries/screen/screener.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

namespace retold {
namespace {

using test::errorOf;
using test::TestProject;

constexpr const char* kQuestion = "prior-trafficking";
constexpr std::int64_t kMinute = 60 * 1000;

Judgement confirming(const Uuid& document) {
  Judgement judgement;
  judgement.subjectId = document;
  judgement.verdict = Verdict::Confirm;
  return judgement;
}

Decision decided(const Uuid& subject, std::int64_t time, const std::string& coder = "Ana",
                 Verdict verdict = Verdict::Confirm) {
  Decision decision;
  decision.id = DecisionId::create();
  decision.subjectId = subject;
  decision.question = kQuestion;
  decision.coder = coder;
  decision.verdict = verdict;
  decision.time = {time};
  return decision;
}

/// Decisions on other documents, each so many milliseconds after the one before.
std::vector<Decision> after(std::initializer_list<std::int64_t> intervals) {
  std::vector<Decision> decisions{decided(newUuid(), 0)};
  for (const std::int64_t interval : intervals)
    decisions.push_back(decided(newUuid(), decisions.back().time.milliseconds + interval));
  return decisions;
}

std::optional<Pace> pace(const std::vector<Decision>& decisions) {
  return paceOf(decisions, kQuestion, "Ana");
}

TEST_CASE("a confirmed case and the passage that tells of it are one event, and undone together") {
  TestProject project;
  const DocumentId anna = project.add("anna.txt", "R: they sold me again\n", "017");
  Storage& storage = project.storage();
  Judgement judgement = confirming(*storage.document(anna)->caseId);
  judgement.subject = Subject::Case;
  judgement.certainty = Certainty::Known;
  const auto before = storage.events(0, 1000).size();
  const Judged judged = decideAndTag(
      storage, judgement,
      {anna, project.place("anna.txt", "sold me again"), project.code("pattern/sold-again")},
      "Ana");
  const std::vector<Event> events = storage.events(0, 1000);
  REQUIRE(events.size() == before + 1);
  CHECK(events.back().action == "confirm case and tag passage");
  CHECK(judged.decision.quotes == std::vector<std::string>{"sold me again"});
  CHECK(storage.decisions() == std::vector<Decision>{judged.decision});
  REQUIRE(judged.coding);
  CHECK(storage.codings({}) == std::vector<Coding>{*judged.coding});
  CHECK(storage.decisions().front().certainty == Certainty::Known);

  CHECK(storage.undo("Ana")->action == "confirm case and tag passage");
  CHECK(storage.decisions().empty());
  CHECK(storage.codings({}).empty());
  REQUIRE(storage.redo("Ana"));
  CHECK(storage.decisions().size() == 1);
  CHECK(storage.codings({}).size() == 1);
}

TEST_CASE("a passage that is tagged already is decided on and not tagged twice") {
  TestProject project;
  const DocumentId anna = project.add("anna.txt", "R: they sold me again\n");
  const Code code = project.code("pattern/sold-again");
  const ByteSpan sold = project.place("anna.txt", "sold me again");
  tagPassage(project.storage(), anna, sold, code, "Ana", "", std::nullopt);
  const Judged judged =
      decideAndTag(project.storage(), confirming(anna), {anna, sold, code}, "Ana");
  CHECK_FALSE(judged.coding);
  CHECK(project.storage().codings({}).size() == 1);
  CHECK(project.storage().events(0, 1000).back().action == "confirm document");
  decideAndTag(project.storage(), confirming(anna), {anna, sold, code}, "Ben");
  CHECK(project.storage().codings({}).size() == 2);
}

TEST_CASE("a disclosure keeps the match that led to it where they overlap") {
  TestProject project;
  const DocumentId anna = project.add("anna.txt", "R: they sold me again and again\n");
  const std::vector<Lexicon> lexicons{
      test::lexiconOf("pattern resale, weight 1:\n  \"sold me again\"\n")};
  const Text text = project.text("anna.txt");
  const std::vector<Match> matches = scanText(lexicons, text.content);
  REQUIRE(!matches.empty());
  Judgement judgement = confirming(anna);
  judgement.trace = traceOf(project.storage(), matches.front(), text, lexicons);
  const Code code = project.code("pattern/sold-again");
  const Judged near = decideAndTag(project.storage(), judgement,
                                   {anna, project.place("anna.txt", "sold"), code}, "Ana");
  CHECK(near.coding->trace == judgement.trace);
  const Judged away = decideAndTag(project.storage(), judgement,
                                   {anna, project.place("anna.txt", "they"), code}, "Ana");
  CHECK_FALSE(away.coding->trace);
}

TEST_CASE("what cannot be tagged is not decided either") {
  TestProject project;
  const DocumentId anna = project.add("anna.txt", "R: they sold me again\n");
  CHECK(errorOf([&] {
          decideAndTag(project.storage(), confirming(anna),
                       {anna, {3, 7}, project.code("risk/old/poverty")}, "Ana");
        }) == "the code risk/old/poverty is retired | choose another code; nothing was tagged");
  CHECK(project.storage().decisions().empty());
}

TEST_CASE("confirming again adds a passage and keeps the earlier ones and how sure the file is") {
  Decision before = decided(newUuid(), 1);
  before.quotes = {"sold me", "again"};
  before.certainty = Certainty::Concern;
  Judgement judgement = confirming(before.subjectId);
  judgement.quotes = {"again", "a third time"};
  const Judgement kept = withEarlierPassages(judgement, &before);
  CHECK(kept.quotes == std::vector<std::string>{"sold me", "again", "a third time"});
  CHECK(kept.certainty == Certainty::Concern);
  CHECK(withEarlierPassages(judgement, nullptr).quotes == judgement.quotes);
  before.verdict = Verdict::Unsure;
  CHECK(withEarlierPassages(judgement, &before).quotes == judgement.quotes);
  before.verdict = Verdict::Confirm;
  before.subjectId = newUuid();
  CHECK(withEarlierPassages(judgement, &before).quotes == judgement.quotes);
}

TEST_CASE("how sure the file is of a case can be said after it was confirmed, and undone") {
  TestProject project;
  const DocumentId anna = project.add("anna.txt", "R: they sold me again\n");
  Storage& storage = project.storage();
  const Decision confirmed = decide(storage, confirming(anna), "Ana");
  const Decision sure = setCertainty(storage, confirmed, Certainty::FearedAgain, "Ana");
  CHECK(sure.certainty == Certainty::FearedAgain);
  CHECK(storage.decisions() == std::vector<Decision>{sure});
  CHECK(sure.time == confirmed.time);
  CHECK(storage.undo("Ana")->action == "say how sure the document is");
  CHECK(storage.decisions() == std::vector<Decision>{confirmed});
}

TEST_CASE("how sure the file is can be said of one's own confirmed case or document only") {
  TestProject project;
  const DocumentId anna = project.add("anna.txt", "R: they sold me again\n");
  Storage& storage = project.storage();
  Judgement unsure = confirming(anna);
  unsure.verdict = Verdict::Unsure;
  unsure.certainty = Certainty::Known;
  CHECK(errorOf([&] { decide(storage, unsure, "Ana"); }) ==
        "how sure the file is can be said of a case or document that is confirmed only | nothing "
        "was stored");
  unsure.certainty = Certainty::Unstated;
  const Decision open = decide(storage, unsure, "Ana");
  CHECK(errorOf([&] { setCertainty(storage, open, Certainty::Known, "Ana"); }) ==
        "how sure the file is can be said of a case or document that is confirmed only | nothing "
        "was changed");
  const Decision confirmed = decide(storage, confirming(anna), "Ben");
  CHECK(errorOf([&] { setCertainty(storage, confirmed, Certainty::Known, "Ana"); }) ==
        "this decision is Ben's, not Ana's | confirm it yourself first; nothing was changed");
  storage.undo("Ben");
  CHECK(errorOf([&] { setCertainty(storage, confirmed, Certainty::Known, "Ben"); }) ==
        "this decision is no longer in the project | it was taken back in the meantime; nothing "
        "was changed");
}

TEST_CASE("reasons that were given in the project stand before the usual ones, the newest first") {
  const std::vector<std::string> usual = rejectReasons({}, kQuestion);
  REQUIRE(usual.size() > 3);
  std::vector<Decision> decisions;
  for (const std::string& reason :
       {std::string("heard of it"), usual[2], std::string("heard of it"), std::string("a film")}) {
    decisions.push_back(decided(newUuid(), 1, "Ana", Verdict::Reject));
    decisions.back().reason = reason;
  }
  decisions.push_back(decided(newUuid(), 1));
  decisions.back().reason = "why it was confirmed";
  decisions.push_back(decided(newUuid(), 1, "Ana", Verdict::Reject));
  decisions.back().reason = "of another question";
  decisions.back().question = "consent";
  const std::vector<std::string> reasons = rejectReasons(decisions, kQuestion);
  REQUIRE(reasons.size() == usual.size() + 2);
  CHECK(reasons[0] == "a film");
  CHECK(reasons[1] == "heard of it");
  CHECK(reasons[2] == usual[2]);
  CHECK(reasons[3] == usual[0]);
}

TEST_CASE("the pace is the median of a coder's own times between decisions") {
  CHECK(pace(after({10'000, 70'000, 20'000, 30'000, 90'000})) == Pace{30'000, 5});
  CHECK(pace(after({10'000, 70'000, 20'000, 30'000, 90'000, 40'000})) == Pace{35'000, 6});
}

TEST_CASE("there is no pace below five times between decisions") {
  CHECK_FALSE(pace({}));
  CHECK_FALSE(pace(after({10'000, 10'000, 10'000, 10'000})));
}

TEST_CASE("pauses of ten minutes and tables of decisions do not count for the pace") {
  CHECK_FALSE(pace(after({10'000, 10'000, 10'000, 10'000, 10 * kMinute})));
  CHECK_FALSE(pace(after({10'000, 10'000, 10'000, 10'000, 3})));
  CHECK(pace(after({10'000, 10'000, 10'000, 10'000, 10 * kMinute - 1})) == Pace{10'000, 5});
}

TEST_CASE("what others decided, matches and a second look at one case are not in the pace") {
  std::vector<Decision> decisions;
  for (int i = 0; i < 6; ++i) decisions.push_back(decided(newUuid(), i * 60'000));
  REQUIRE(pace(decisions) == Pace{60'000, 5});
  std::vector<Decision> more;
  for (const Decision& each : decisions) {
    more.push_back(each);
    more.push_back(decided(newUuid(), each.time.milliseconds + 5'000, "Ben"));
    more.push_back(decided(each.subjectId, each.time.milliseconds + 6'000));
    more.back().subject = Subject::Match;
    more.push_back(decided(each.subjectId, each.time.milliseconds));
  }
  CHECK(pace(more) == Pace{60'000, 5});
}

TEST_CASE("of the candidates it is counted which are judged and how many decisions are left") {
  std::vector<Document> all(4);
  for (Document& document : all) document.id = DocumentId::create();
  all[0].caseId = CaseId::create();
  all[1].caseId = all[0].caseId;
  const auto state = [&](std::vector<Decision> decisions) {
    return queueState(all, Standings(std::move(decisions), kQuestion, "Ana"), kQuestion, "Ana");
  };
  const QueueState before = state({});
  CHECK(before.candidates == 4);
  CHECK(before.judged == 0);
  CHECK(before.decisionsLeft == 3);
  CHECK_FALSE(before.pace);
  CHECK_FALSE(minutesLeft(before));
  Decision onCase = decided(*all[0].caseId, 1, "Ben");
  onCase.subject = Subject::Case;
  const QueueState after = state({onCase});
  CHECK(after.judged == 2);
  CHECK(after.decisionsLeft == 2);
}

TEST_CASE("how long the rest may take is rounded up, the more coarsely the longer it is") {
  const auto minutes = [](std::uint64_t left, std::int64_t milliseconds) {
    QueueState state;
    state.decisionsLeft = left;
    state.pace = Pace{milliseconds, 5};
    return minutesLeft(state);
  };
  CHECK(minutes(1, 1000) == 1);
  CHECK(minutes(2, kMinute) == 2);
  CHECK(minutes(5, kMinute) == 5);
  CHECK(minutes(6, kMinute) == 10);
  CHECK(minutes(28, 75'000) == 35);
  CHECK(minutes(60, kMinute) == 60);
  CHECK(minutes(61, kMinute) == 90);
  CHECK_FALSE(minutes(0, kMinute));
}

}  // namespace
}  // namespace retold
