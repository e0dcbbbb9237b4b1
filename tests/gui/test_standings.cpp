#include <catch2/catch.hpp>

#include "gui/standings.h"

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
  Decision second = first;
  second.id = DecisionId::create();
  second.verdict = Verdict::Reject;
  second.time = {2};
  second.reason = "a sister";
  const Standings standings({first, second}, "prior-trafficking", "Ana");
  CHECK(standings.of(document, {10, 20}) ==
        CurrentVerdict{Verdict::Reject, "Ana", true, "a sister"});
  CHECK(!standings.of(document, {30, 40}).verdict);
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
