#include "queries/tag/waiting.h"

#include <map>
#include <unordered_map>
#include <utility>

#include "queries/tag/tagging.h"

namespace retold {

namespace {

/// True when `later` answers what `asked` left open; both are about one document and question.
bool settles(const Decision& later, const Decision& asked) {
  if (later.subject == Subject::Match) {
    const bool same = asked.subject == Subject::Match && later.trace && asked.trace &&
                      keyOf(*later.trace).fits(*asked.trace);
    if (!same) return false;
  }
  switch (later.verdict) {
    case Verdict::Confirm:
    case Verdict::Reject:
      return true;
    case Verdict::Unsure:
      return later.coder == asked.coder || later.coder == asked.reader;
    case Verdict::CannotRead:
      break;
  }
  return false;
}

}  // namespace

std::vector<Waiting> waitingToBeRead(const Storage& storage) {
  const std::vector<Document> documents = storage.documents({}, storage.documentCount());
  std::unordered_map<Uuid, std::vector<std::size_t>> about;  // of a document or case
  for (std::size_t place = 0; place < documents.size(); ++place) {
    about[documents[place].id].push_back(place);
    if (documents[place].caseId) about[*documents[place].caseId].push_back(place);
  }
  const std::vector<Decision> decisions = storage.decisions();
  std::map<std::pair<std::size_t, std::string>, const Decision*> open;  // by document and question
  for (const Decision& decision : decisions) {
    for (const std::size_t place : about[decision.subjectId]) {
      const std::pair key(place, decision.question);
      if (decision.verdict == Verdict::CannotRead) {
        open[key] = &decision;
      } else if (const auto asked = open.find(key);
                 asked != open.end() && settles(decision, *asked->second)) {
        open.erase(asked);
      }
    }
  }
  std::vector<Waiting> waiting;
  for (const auto& [key, decision] : open) {
    const Document& document = documents[key.first];
    if (document.excluded) continue;
    waiting.push_back({document.id, document.name, decision->reader, decision->question,
                       decision->coder, decision->time, decision->id});
  }
  return waiting;
}

}  // namespace retold
