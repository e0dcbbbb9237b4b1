#include "queries/cases/verdicts.h"

#include "queries/lexicon/newest_decisions.h"

namespace retold {

namespace {

constexpr unsigned bitOf(Verdict verdict) { return 1u << static_cast<unsigned>(verdict); }
constexpr unsigned kJudged =
    bitOf(Verdict::Confirm) | bitOf(Verdict::Reject) | bitOf(Verdict::Unsure);

}  // namespace

Verdicts::Verdicts(const std::vector<Decision>& decisions, std::string_view question) {
  for (const Decision& decision : newestDecisions(decisions, question)) {
    if (decision.subject != Subject::Match) bits_[decision.subjectId] |= bitOf(decision.verdict);
  }
}

bool Verdicts::has(const Document& document, std::string_view wanted) const {
  const auto on = [&](const Uuid& subject) {
    const auto at = bits_.find(subject);
    return at == bits_.end() ? 0u : at->second;
  };
  const unsigned bits = on(document.id) | (document.caseId ? on(*document.caseId) : 0u);
  if (wanted == "undecided") return (bits & kJudged) == 0;
  const auto verdict = parseVerdict(wanted);
  return verdict && (bits & bitOf(*verdict)) != 0;
}

}  // namespace retold
