#include "queries/screen/judged.h"

#include <map>
#include <string>
#include <utility>

namespace retold {

std::unordered_map<Uuid, Label> labelsOf(const std::vector<Decision>& decisions,
                                         std::string_view question) {
  std::map<std::pair<Uuid, std::string>, const Decision*> newest;  // by subject and coder
  for (const Decision& decision : decisions) {
    if (decision.subject == Subject::Match || decision.question != question) continue;
    const Decision*& known = newest[{decision.subjectId, decision.coder}];
    if (known == nullptr || known->time <= decision.time) known = &decision;
  }
  std::unordered_map<Uuid, Label> labels;
  for (const auto& [key, decision] : newest) {
    if (decision->verdict != Verdict::Confirm && decision->verdict != Verdict::Reject) continue;
    const Label label = decision->verdict == Verdict::Confirm ? Label::Confirmed : Label::Rejected;
    const auto [at, isNew] = labels.emplace(key.first, label);
    if (!isNew && at->second != label) at->second = Label::Disputed;
  }
  return labels;
}

JudgedCounts countJudged(const std::vector<Decision>& decisions, std::string_view question) {
  JudgedCounts counts;
  for (const auto& [subject, label] : labelsOf(decisions, question)) {
    ++(label == Label::Confirmed  ? counts.confirmed
       : label == Label::Rejected ? counts.rejected
                                  : counts.disputed);
  }
  return counts;
}

}  // namespace retold
