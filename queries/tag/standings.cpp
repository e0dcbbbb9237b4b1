#include "queries/tag/standings.h"

namespace retold {

namespace {

const Decision* newer(const Decision* a, const Decision* b) {
  if (a == nullptr || b == nullptr) return a == nullptr ? b : a;
  return b->time < a->time ? a : b;
}

}  // namespace

Standings::Standings(std::vector<Decision> decisions, std::string question, std::string coder)
    : decisions_(std::move(decisions)), question_(std::move(question)), coder_(std::move(coder)) {
  for (const Decision& decision : decisions_) {
    if (decision.question != question_) continue;
    if (decision.subject == Subject::Match) {
      onMatches_[decision.subjectId].push_back(&decision);
      continue;
    }
    Newest& newest = newest_[decision.subjectId];
    // What somebody else decided is not undone by a coder who cannot read the file.
    const bool givesWay = decision.verdict == Verdict::CannotRead && newest.any != nullptr &&
                          newest.any->verdict != Verdict::CannotRead &&
                          newest.any->coder != decision.coder;
    if (!givesWay) newest.any = &decision;
    if (decision.coder == coder_) newest.own = &decision;
  }
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
  const auto at = newest_.find(id);
  return at == newest_.end() ? Newest{} : at->second;
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
  const auto at = onMatches_.find(document);
  if (at == onMatches_.end()) return {};
  const Decision* own = nullptr;
  std::vector<Decision> fitting;
  for (const Decision* decision : at->second) {
    if (!decision->trace || !match.fits(*decision->trace)) continue;
    if (decision->coder == coder_) own = decision;
    fitting.push_back(*decision);
  }
  const auto any = newestDecision(fitting, Subject::Match, document, question_, "");
  return standing(own, any ? &*any : nullptr);
}

}  // namespace retold
