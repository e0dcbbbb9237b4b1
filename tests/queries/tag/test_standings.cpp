#include <catch2/catch.hpp>
#include <random>

#include "queries/tag/standings.h"

using namespace retold;

namespace {

Decision decision(Subject subject, const Uuid& id, Verdict verdict, const std::string& coder,
                  std::int64_t time) {
  Decision made;
  made.id = DecisionId::create();
  made.subject = subject;
  made.subjectId = id;
  made.question = "prior-trafficking";
  made.coder = coder;
  made.verdict = verdict;
  made.time = {time};
  return made;
}

}  // namespace

TEST_CASE("one's own decision counts before a newer one of somebody else") {
  Document document;
  document.id = DocumentId::create();
  const Standings standings({decision(Subject::Document, document.id, Verdict::Confirm, "Ana", 1),
                             decision(Subject::Document, document.id, Verdict::Reject, "Ben", 2)},
                            "prior-trafficking", "Ana");
  CHECK(standings.of(document) == CurrentVerdict{Verdict::Confirm, "Ana", true, ""});
}

TEST_CASE("where one has not decided, somebody else's newest decision is shown as theirs") {
  Document document;
  document.id = DocumentId::create();
  const Standings standings({decision(Subject::Document, document.id, Verdict::Confirm, "Ben", 1),
                             decision(Subject::Document, document.id, Verdict::Unsure, "Eva", 2)},
                            "prior-trafficking", "Ana");
  CHECK(standings.of(document) == CurrentVerdict{Verdict::Unsure, "Eva", false, ""});
}

TEST_CASE("a document stands where its case stands when the case was decided later") {
  Document document;
  document.id = DocumentId::create();
  document.caseId = CaseId::create();
  const Decision ofDocument = decision(Subject::Document, document.id, Verdict::Reject, "Ana", 1);
  const Decision ofCase = decision(Subject::Case, *document.caseId, Verdict::Confirm, "Ana", 2);
  CHECK(Standings({ofDocument, ofCase}, "prior-trafficking", "Ana").of(document).verdict ==
        Verdict::Confirm);
  Document elsewhere = document;
  elsewhere.caseId.reset();
  CHECK(Standings({ofDocument, ofCase}, "prior-trafficking", "Ana").of(elsewhere).verdict ==
        Verdict::Reject);
}

TEST_CASE("a decision that is added stands as if all were read anew") {
  std::mt19937 random(7);
  const auto pick = [&](int many) {
    return static_cast<int>(random() % static_cast<unsigned>(many));
  };
  std::vector<Document> documents(6);
  for (Document& each : documents) each.id = DocumentId::create();
  for (std::size_t i = 0; i < 4; ++i) {
    documents[i].caseId = i % 2 == 0 ? CaseId::create() : documents[i - 1].caseId;
  }
  MatchKey match;
  match.span = {10, 20};
  match.term = "sold again";
  LexiconTrace trace;
  trace.span = match.span;
  trace.term = match.term;
  const std::string coders[] = {"Ana", "Ben", "Eva"};
  const Verdict verdicts[] = {Verdict::Confirm, Verdict::Reject, Verdict::Unsure,
                              Verdict::CannotRead};

  std::vector<Decision> all;
  Standings grown({}, "prior-trafficking", "Ana");
  for (int time = 0; time < 300; ++time) {
    const Document& document = documents[static_cast<std::size_t>(pick(6))];
    const int what = pick(3);
    Decision made =
        decision(Subject::Document, document.id, verdicts[pick(4)], coders[pick(3)], time / 2);
    if (what == 1) {
      made.subject = Subject::Match;
      made.trace = trace;
    } else if (what == 2 && document.caseId) {
      made.subject = Subject::Case;
      made.subjectId = *document.caseId;
    }
    if (pick(10) == 0) made.question = "consent";
    all.push_back(made);
    REQUIRE(grown.add(made));
    const Standings anew(all, "prior-trafficking", "Ana");
    CHECK(grown.decisions() == all);
    for (const Document& each : documents) {
      CHECK(grown.of(each) == anew.of(each));
      CHECK(grown.of(each.id, match) == anew.of(each.id, match));
      CHECK(grown.ownTime(each) == anew.ownTime(each));
      CHECK(grown.isUndecided(each) == anew.isUndecided(each));
    }
  }
}

TEST_CASE("a decision that is older than the last one is not added") {
  Document document;
  document.id = DocumentId::create();
  Standings standings({decision(Subject::Document, document.id, Verdict::Confirm, "Ana", 5)},
                      "prior-trafficking", "Ana");
  CHECK_FALSE(standings.add(decision(Subject::Document, document.id, Verdict::Reject, "Ana", 4)));
  CHECK(standings.decisions().size() == 1);
  CHECK(standings.of(document).verdict == Verdict::Confirm);
}

TEST_CASE("how sure the file is takes the place of what was said of it before") {
  Document document;
  document.id = DocumentId::create();
  const Decision made = decision(Subject::Document, document.id, Verdict::Confirm, "Ana", 5);
  Standings standings({made}, "prior-trafficking", "Ana");
  Decision sure = made;
  sure.certainty = Certainty::Known;
  CHECK(standings.replace(sure));
  CHECK(standings.of(document).certainty == Certainty::Known);
  Decision other = sure;
  other.verdict = Verdict::Reject;
  CHECK_FALSE(standings.replace(other));
  other = sure;
  other.id = DecisionId::create();
  CHECK_FALSE(standings.replace(other));
  CHECK(standings.decisions() == std::vector<Decision>{sure});
}

TEST_CASE("a decision on another question decides nothing here") {
  Document document;
  document.id = DocumentId::create();
  Decision other = decision(Subject::Document, document.id, Verdict::Confirm, "Ana", 1);
  other.question = "consent";
  CHECK(!Standings({other}, "prior-trafficking", "Ana").of(document).verdict);
}

TEST_CASE("a match stands by the newest decision on its place") {
  const DocumentId document = DocumentId::create();
  Decision first = decision(Subject::Match, document, Verdict::Confirm, "Ana", 1);
  first.trace = LexiconTrace{};
  first.trace->span = {10, 20};
  first.trace->term = "sold again";
  Decision second = first;
  second.id = DecisionId::create();
  second.verdict = Verdict::Reject;
  second.time = {2};
  second.reason = "a sister";
  const Standings standings({first, second}, "prior-trafficking", "Ana");
  CHECK(standings.of(document, {{}, {10, 20}, "", "sold again"}) ==
        CurrentVerdict{Verdict::Reject, "Ana", true, "a sister"});
  CHECK(!standings.of(document, {{}, {30, 40}, "", "sold again"}).verdict);
}

TEST_CASE("that a coder cannot read a document hides nobody's decision, and is shown without one") {
  Document document;
  document.id = DocumentId::create();
  const Decision confirmed = decision(Subject::Document, document.id, Verdict::Confirm, "Ana", 1);
  const Decision unread = decision(Subject::Document, document.id, Verdict::CannotRead, "Ben", 2);
  const auto verdictFor = [&](std::vector<Decision> decisions, const char* coder) {
    return Standings(std::move(decisions), "prior-trafficking", coder).of(document).verdict;
  };
  CHECK(verdictFor({confirmed, unread}, "Ana") == Verdict::Confirm);
  CHECK(verdictFor({confirmed, unread}, "Ben") == Verdict::Confirm);
  CHECK(verdictFor({confirmed, unread}, "Chi") == Verdict::Confirm);
  CHECK(verdictFor({unread}, "Ben") == Verdict::CannotRead);
  CHECK(verdictFor({unread}, "Chi") == Verdict::CannotRead);
}

TEST_CASE("two matches of one place stand apart where other terms or lexicons found them") {
  const DocumentId document = DocumentId::create();
  Decision rejected = decision(Subject::Match, document, Verdict::Reject, "Ana", 1);
  rejected.trace = LexiconTrace{};
  rejected.trace->span = {10, 20};
  rejected.trace->lexicon = "prior-trafficking";
  rejected.trace->term = "sold again";
  rejected.trace->text = TextId::create();
  const Standings standings({rejected}, "prior-trafficking", "Ana");
  const MatchKey key = keyOf(*rejected.trace);
  CHECK(standings.of(document, key).verdict == Verdict::Reject);
  MatchKey otherTerm = key;
  otherTerm.term = "again";
  CHECK(!standings.of(document, otherTerm).verdict);
  MatchKey otherLexicon = key;
  otherLexicon.lexicon = "appendix-d";
  CHECK(!standings.of(document, otherLexicon).verdict);
  MatchKey otherText = key;
  otherText.text = TextId::create();
  CHECK(!standings.of(document, otherText).verdict);
}

TEST_CASE("what nobody judged, or somebody else could not read, is undecided") {
  Document document;
  document.id = DocumentId::create();
  const auto isUndecided = [&](std::vector<Decision> decisions) {
    return Standings(std::move(decisions), "prior-trafficking", "Ana").isUndecided(document);
  };
  CHECK(isUndecided({}));
  CHECK(isUndecided({decision(Subject::Document, document.id, Verdict::CannotRead, "Ben", 1)}));
  CHECK_FALSE(
      isUndecided({decision(Subject::Document, document.id, Verdict::CannotRead, "Ana", 1)}));
  CHECK_FALSE(isUndecided({decision(Subject::Document, document.id, Verdict::Unsure, "Ben", 1)}));
  CHECK(isUndecided({decision(Subject::Match, document.id, Verdict::Confirm, "Ana", 1)}));
}
