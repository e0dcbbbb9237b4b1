#include "queries/tag/standings.h"

#include <algorithm>
#include <tuple>

namespace retold {

namespace {

const Decision* newer(const Decision* a, const Decision* b) {
  if (a == nullptr || b == nullptr) return a == nullptr ? b : a;
  return b->time < a->time ? a : b;
}

}  // namespace

Standings::Standings(std::vector<Decision> decisions, std::string question, std::string coder)
    : decisions_(std::move(decisions)), question_(std::move(question)), coder_(std::move(coder)) {
  for (std::size_t place = 0; place < decisions_.size(); ++place) take(place);
}

bool Standings::add(Decision decision) {
  if (!decisions_.empty() && decision.time < decisions_.back().time) return false;
  decisions_.push_back(std::move(decision));
  take(decisions_.size() - 1);
  return true;
}

bool Standings::replace(const Decision& decision) {
  const auto countsAs = [](const Decision& each) {
    return std::tie(each.id, each.subject, each.subjectId, each.question, each.coder, each.verdict,
                    each.time, each.trace);
  };
  const auto old = std::find_if(decisions_.rbegin(), decisions_.rend(), [&](const Decision& each) {
    return countsAs(each) == countsAs(decision);
  });
  if (old == decisions_.rend()) return false;
  *old = decision;
  return true;
}

void Standings::take(std::size_t place) {
  const Decision& decision = decisions_[place];
  if (decision.question != question_) return;
  if (decision.subject == Subject::Match) {
    onMatches_[decision.subjectId].push_back(place);
    return;
  }
  Places& newest = newest_[decision.subjectId];
  const Decision* before = at(newest.any);
  // What somebody else decided is not undone by a coder who cannot read the file.
  const bool givesWay = decision.verdict == Verdict::CannotRead && before != nullptr &&
                        before->verdict != Verdict::CannotRead && before->coder != decision.coder;
  if (!givesWay) newest.any = place;
  if (decision.coder == coder_) newest.own = place;
}

const Decision* Standings::at(std::optional<std::size_t> place) const {
  return place ? &decisions_[*place] : nullptr;
}

CurrentVerdict Standings::standing(const Decision* own, const Decision* any) const {
  const bool isSettled = own != nullptr && own->verdict == Verdict::CannotRead && any != nullptr &&
                         any->verdict != Verdict::CannotRead;
  const Decision* counts = own != nullptr && !isSettled ? own : any;
  if (counts == nullptr) return {};
  return {counts->verdict, counts->coder,  counts == own,
          counts->reason,  counts->reader, counts->certainty};
}

Standings::Newest Standings::newestOn(const Uuid& id) const {
  const auto known = newest_.find(id);
  return known == newest_.end() ? Newest{} : Newest{at(known->second.own), at(known->second.any)};
}

const Decision* Standings::ownOn(const Document& document) const {
  const Decision* byCase = document.caseId ? newestOn(*document.caseId).own : nullptr;
  return newer(newestOn(document.id).own, byCase);
}

std::optional<Timestamp> Standings::ownTime(const Document& document) const {
  const Decision* own = ownOn(document);
  return own == nullptr ? std::nullopt : std::optional(own->time);
}

CurrentVerdict Standings::of(const Document& document) const {
  const Newest alone = newestOn(document.id);
  const Newest byCase = document.caseId ? newestOn(*document.caseId) : Newest{};
  return standing(newer(alone.own, byCase.own), newer(alone.any, byCase.any));
}

bool Standings::isUndecided(const Document& document) const {
  const CurrentVerdict now = of(document);
  return !now.verdict || (now.verdict == Verdict::CannotRead && !now.own);
}

CurrentVerdict Standings::of(DocumentId document, const MatchKey& match) const {
  const auto known = onMatches_.find(document);
  if (known == onMatches_.end()) return {};
  const Decision* own = nullptr;
  std::vector<Decision> fitting;
  for (const std::size_t place : known->second) {
    const Decision& decision = decisions_[place];
    if (!decision.trace || !match.fits(*decision.trace)) continue;
    if (decision.coder == coder_) own = &decision;
    fitting.push_back(decision);
  }
  const auto any = newestDecision(fitting, Subject::Match, document, question_, "");
  return standing(own, any ? &*any : nullptr);
}

}  // namespace retold
