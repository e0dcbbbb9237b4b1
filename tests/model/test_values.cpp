#include <catch2/catch.hpp>

#include "model/coding.h"
#include "model/diagnostic.h"
#include "model/document.h"
#include "model/error.h"
#include "model/event.h"
#include "model/match.h"
#include "model/span.h"

using namespace retold;

TEST_CASE("spans are half-open: those that only touch do not overlap") {
  const ByteSpan span{3, 7};
  CHECK(span.size() == 4);
  CHECK_FALSE(span.empty());
  CHECK(span.contains({3, 7}));
  CHECK(span.contains({5, 5}));
  CHECK_FALSE(span.contains({2, 4}));
  CHECK(span.overlaps({6, 9}));
  CHECK_FALSE(span.overlaps({7, 9}));
  CHECK_FALSE(span.overlaps({0, 3}));
  CHECK(hull(span, {9, 12}) == ByteSpan{3, 12});
  CHECK(hull({9, 12}, span) == ByteSpan{3, 12});
}

TEST_CASE("a speaker's role is a word, and nothing where nobody knows it") {
  CHECK(toText(SpeakerRole::Unknown).empty());
  CHECK(toText(SpeakerRole::Interviewer) == "interviewer");
  CHECK(toText(SpeakerRole::Respondent) == "respondent");
  CHECK(toText(SpeakerRole::Interpreter) == "interpreter");
  CHECK(toText(SpeakerRole::Other) == "other");
}

TEST_CASE("a diagnostic names the place as far as it is known") {
  CHECK(toText({Severity::Error, "en.lexicon", 3, 14, "no pattern"}) ==
        "en.lexicon:3:14: error: no pattern");
  CHECK(toText({Severity::Warning, "en.lexicon", 3, 0, "no gloss"}) ==
        "en.lexicon:3: warning: no gloss");
  CHECK(toText({Severity::Note, "a.txt", 0, 5, "read as UTF-8"}) == "a.txt: note: read as UTF-8");
  CHECK(toText({Severity::Error, "", 3, 1, "nothing"}) == "error: nothing");
}

TEST_CASE("an error keeps its kind, what was wrong and what to do") {
  const Error error(ErrorKind::Locked, "the project is in use", "Close the other program.");
  CHECK(error.kind() == ErrorKind::Locked);
  CHECK(std::string(error.what()) == "the project is in use");
  CHECK(error.hint() == "Close the other program.");
}

TEST_CASE("verdicts are written and read as words") {
  for (const Verdict verdict : {Verdict::Confirm, Verdict::Reject, Verdict::Unsure})
    CHECK(parseVerdict(toText(verdict)) == verdict);
  CHECK(toText(Verdict::Unsure) == "unsure");
  CHECK_FALSE(parseVerdict("Confirm"));
  CHECK_FALSE(parseVerdict(""));
}

TEST_CASE("what made a match and its status have names for people and scripts") {
  CHECK(toText(How::Exact) == "exact");
  CHECK(toText(How::Case) == "case");
  CHECK(toText(How::Folded) == "folded");
  CHECK(toText(How::Twin) == "twin");
  CHECK(toText(How::Prefix) == "prefix");
  CHECK(toText(How::Gap) == "gap");
  CHECK(toText(How::Pattern) == "pattern");
  CHECK(toText(MatchStatus::Asserted) == "asserted");
  CHECK(toText(MatchStatus::Denied) == "denied");
  CHECK(toText(MatchStatus::Feared) == "feared");
  CHECK(toText(MatchStatus::OtherPerson) == "other-person");
  CHECK(toText(MatchStatus::Question) == "question");
  CHECK(toText(MatchStatus::Boilerplate) == "boilerplate");
  CHECK(toText(MatchStatus::SameEpisode) == "same-episode");
}

TEST_CASE("every object has the id that its versions are counted under") {
  const Uuid id = newUuid();
  Coding coding;
  coding.id = CodingId(id);
  CHECK(idOf(coding) == id);
  Memo memo;
  memo.id = MemoId(id);
  CHECK(idOf(memo) == id);
  SpeakerCorrection correction;
  correction.id = id;
  CHECK(idOf(correction) == id);
  CaseMembership membership;
  membership.document = DocumentId(id);
  CHECK(idOf(membership) == id);
}
