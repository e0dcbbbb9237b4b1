#include "queries/tag/judging.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "model/error.h"

namespace retold {

namespace {

constexpr std::int64_t kPause = 10 * 60 * 1000;
constexpr std::int64_t kTooFast = 1000;
constexpr std::size_t kFewestIntervals = 5;

/// Why a hit turned out to be none, as the manual lists it.
constexpr std::array<std::string_view, 8> kUsualReasons{
    "one experience only: no second time",
    "speaks of another person",
    "feared or threatened: it did not happen",
    "moved or sold on within one experience",
    "an interviewer's question or the print of a form",
    "said in general, not of an event",
    "the words mean something else here",
    "smuggling or work abroad without exploitation",
};

std::string_view nounOf(Subject subject) {
  switch (subject) {
    case Subject::Case:
      return "case";
    case Subject::Document:
      return "document";
    case Subject::Match:
      return "match";
  }
  return "";
}

std::string_view verbOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::Confirm:
      return "confirm";
    case Verdict::Reject:
      return "reject";
    case Verdict::Unsure:
      return "mark unsure the";
    case Verdict::CannotRead:
      return "cannot read the";
  }
  return "";
}

/// Throws where a certainty is given of what cannot have one.
Decision decisionOf(const Judgement& judgement, const std::string& coder) {
  if (judgement.subject == Subject::Match && !judgement.trace) {
    throw Error(ErrorKind::Refused, "the decision does not say on which match it was made",
                "nothing was stored");
  }
  const bool canBeSure =
      judgement.subject != Subject::Match && judgement.verdict == Verdict::Confirm;
  if (judgement.certainty != Certainty::Unstated && !canBeSure) {
    throw Error(ErrorKind::Refused,
                "how sure the file is can be said of a case or document that is confirmed only",
                "nothing was stored");
  }
  Decision decision;
  decision.id = DecisionId::create();
  decision.subject = judgement.subject;
  decision.subjectId = judgement.subjectId;
  decision.question = judgement.question;
  decision.coder = coder;
  decision.verdict = judgement.verdict;
  decision.reason = judgement.reason;
  decision.reader = judgement.reader;
  decision.quotes = judgement.quotes;
  decision.trace = judgement.trace;
  decision.time = now();
  decision.certainty = judgement.certainty;
  return decision;
}

std::string actionOf(const Decision& decision) {
  return std::string(verbOf(decision.verdict)) + ' ' + std::string(nounOf(decision.subject));
}

ChangeSet storing(const Decision& decision) {
  ChangeSet changes;
  changes.coder = decision.coder;
  changes.action = actionOf(decision);
  changes.changes.push_back({ChangeKind::Put, decision});
  changes.expected.push_back({decision.id, 0});
  return changes;
}

bool holds(const std::vector<std::string>& all, std::string_view one) {
  return std::ranges::find(all, one) != all.end();
}

}  // namespace

Decision decide(Storage& storage, const Judgement& judgement, const std::string& coder) {
  Decision decision = decisionOf(judgement, coder);
  storage.apply(storing(decision));
  return decision;
}

Judged decideAndTag(Storage& storage, Judgement judgement, const Disclosure& disclosure,
                    const std::string& coder) {
  Judged judged;
  Coding coding = newCoding(storage, disclosure.document, disclosure.span, disclosure.code, coder,
                            "", std::nullopt);
  const bool ledThere = judgement.trace && keyOf(*judgement.trace).text == coding.text &&
                        judgement.trace->span.overlaps(coding.span);
  if (ledThere) coding.trace = judgement.trace;
  if (!holds(judgement.quotes, coding.quote)) judgement.quotes.push_back(coding.quote);
  judged.decision = decisionOf(judgement, coder);
  ChangeSet changes = storing(judged.decision);
  if (!isTagged(storage, coding)) {
    changes.action += " and tag passage";
    changes.changes.push_back({ChangeKind::Put, coding});
    changes.expected.push_back({coding.id, 0});
    judged.coding = std::move(coding);
  }
  storage.apply(changes);
  return judged;
}

Judgement withEarlierPassages(Judgement judgement, const Decision* before) {
  const bool again =
      before != nullptr && before->verdict == Verdict::Confirm &&
      judgement.verdict == Verdict::Confirm && before->subject == judgement.subject &&
      before->subjectId == judgement.subjectId && before->question == judgement.question;
  if (!again) return judgement;
  std::vector<std::string> quotes = before->quotes;
  for (std::string& quote : judgement.quotes) {
    if (!holds(quotes, quote)) quotes.push_back(std::move(quote));
  }
  judgement.quotes = std::move(quotes);
  if (judgement.certainty == Certainty::Unstated) judgement.certainty = before->certainty;
  return judgement;
}

Decision setCertainty(Storage& storage, const Decision& decision, Certainty certainty,
                      const std::string& coder) {
  if (decision.verdict != Verdict::Confirm || decision.subject == Subject::Match) {
    throw Error(ErrorKind::Refused,
                "how sure the file is can be said of a case or document that is confirmed only",
                "nothing was changed");
  }
  if (decision.coder != coder) {
    throw Error(ErrorKind::Refused,
                "this decision is " + decision.coder + "'s, not " + coder + "'s",
                "confirm it yourself first; nothing was changed")
        .withForBlind("this decision is another coder's");
  }
  const std::uint64_t version = storage.version(decision.id);
  if (version == 0) {
    throw Error(ErrorKind::Conflict, "this decision is no longer in the project",
                "it was taken back in the meantime; nothing was changed");
  }
  Decision sure = decision;
  sure.certainty = certainty;
  ChangeSet changes;
  changes.coder = coder;
  changes.action = "say how sure the " + std::string(nounOf(decision.subject)) + " is";
  changes.changes.push_back({ChangeKind::Put, sure});
  changes.expected.push_back({sure.id, version});
  storage.apply(changes);
  return sure;
}

std::string_view inWords(Certainty certainty) {
  switch (certainty) {
    case Certainty::Concern:
      return "somebody's concern";
    case Certainty::Known:
      return "known";
    case Certainty::FearedAgain:
      return "feared to come again";
    case Certainty::Unstated:
      break;
  }
  return "";
}

std::vector<std::string> rejectReasons(const std::vector<Decision>& decisions,
                                       std::string_view question) {
  std::vector<std::string> reasons;
  std::unordered_set<std::string_view> seen;
  for (auto each = decisions.rbegin(); each != decisions.rend(); ++each) {
    const bool isReason =
        each->verdict == Verdict::Reject && each->question == question && !each->reason.empty();
    if (isReason && seen.insert(each->reason).second) reasons.push_back(each->reason);
  }
  for (const std::string_view usual : kUsualReasons) {
    if (!seen.contains(usual)) reasons.emplace_back(usual);
  }
  return reasons;
}

std::optional<Pace> paceOf(const std::vector<Decision>& decisions, std::string_view question,
                           std::string_view coder) {
  std::vector<std::int64_t> intervals;
  const Decision* before = nullptr;
  for (const Decision& decision : decisions) {
    const bool counts = decision.coder == coder && decision.question == question &&
                        decision.subject != Subject::Match;
    if (!counts) continue;
    if (before != nullptr && before->subjectId != decision.subjectId) {
      const std::int64_t between = decision.time.milliseconds - before->time.milliseconds;
      if (between >= kTooFast && between < kPause) intervals.push_back(between);
    }
    before = &decision;
  }
  if (intervals.size() < kFewestIntervals) return std::nullopt;
  std::ranges::sort(intervals);
  const std::size_t middle = intervals.size() / 2;
  const std::int64_t median = intervals.size() % 2 == 1
                                  ? intervals[middle]
                                  : (intervals[middle - 1] + intervals[middle]) / 2;
  return Pace{median, intervals.size()};
}

QueueState queueState(std::span<const Document> candidates, const Standings& standings,
                      std::string_view question, std::string_view coder) {
  QueueState state;
  std::unordered_set<Uuid> left;  // cases, and documents that belong to none
  for (const Document& document : candidates) {
    ++state.candidates;
    if (standings.isUndecided(document))
      left.insert(document.caseId ? Uuid(*document.caseId) : Uuid(document.id));
    else
      ++state.judged;
  }
  state.decisionsLeft = left.size();
  state.pace = paceOf(standings.decisions(), question, coder);
  return state;
}

std::optional<std::uint64_t> minutesLeft(const QueueState& state) {
  constexpr std::uint64_t kMinute = 60 * 1000;
  if (!state.pace || state.decisionsLeft == 0) return std::nullopt;
  const auto each = static_cast<std::uint64_t>(state.pace->milliseconds);
  const std::uint64_t minutes = (each * state.decisionsLeft + kMinute - 1) / kMinute;
  const std::uint64_t step = minutes <= 5 ? 1 : minutes <= 60 ? 5 : 30;
  return std::max<std::uint64_t>(1, (minutes + step - 1) / step * step);
}

}  // namespace retold
