#include "gui/standings.h"

#include "queries/tag/tagging.h"

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
    if (decision.subject == Subject::Match || decision.question != question_) continue;
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
  return {counts->verdict, counts->coder, counts == own, counts->reason, counts->reader};
}

Standings::Newest Standings::newestOn(const Uuid& id) const {
  const auto at = newest_.find(id);
  return at == newest_.end() ? Newest{} : at->second;
}

std::optional<Timestamp> Standings::ownTime(const Document& document) const {
  const Decision* byCase = document.caseId ? newestOn(*document.caseId).own : nullptr;
  const Decision* own = newer(newestOn(document.id).own, byCase);
  return own == nullptr ? std::nullopt : std::optional(own->time);
}

CurrentVerdict Standings::of(const Document& document) const {
  const Newest alone = newestOn(document.id);
  const Newest byCase = document.caseId ? newestOn(*document.caseId) : Newest{};
  return standing(newer(alone.own, byCase.own), newer(alone.any, byCase.any));
}

CurrentVerdict Standings::of(DocumentId document, ByteSpan match) const {
  const auto newest = [&](std::string_view coder) {
    return newestDecision(decisions_, Subject::Match, document, question_, coder, match);
  };
  const std::optional<Decision> own = newest(coder_);
  const std::optional<Decision> any = own ? std::nullopt : newest("");
  return standing(own ? &*own : nullptr, any ? &*any : nullptr);
}

}  // namespace retold
