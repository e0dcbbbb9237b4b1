#include "queries/history/describe.h"

#include <algorithm>
#include <functional>

#include "indexer/store/event_payload.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr std::size_t kMostNamed = 3;

using NameOf = std::function<std::string(const Uuid&)>;

class Phrase {
 public:
  explicit Phrase(NameOf name) : name_(std::move(name)) {}

  std::string operator()(const Coding& coding) const {
    return name(coding.code) + " in " + name(coding.document);
  }
  std::string operator()(const Decision& decision) const {
    std::string subject = name(decision.subjectId);
    if (decision.subject == Subject::Match && decision.trace)
      subject = matchName(subject, decision.trace->span);
    if (!decision.reader.empty()) subject += ", to be read by " + decision.reader;
    if (decision.question != "prior-trafficking") subject += ", " + decision.question;
    if (decision.certainty != Certainty::Unstated)
      subject += " (" + std::string(toText(decision.certainty)) + ')';
    return subject;
  }
  std::string operator()(const Code& code) const { return code.name; }
  std::string operator()(const Memo& memo) const {
    return memo.about.isNil() ? "the project" : name(memo.about);
  }
  std::string operator()(const Case& person) const { return person.name; }
  std::string operator()(const CaseMembership& membership) const {
    return name(membership.document) +
           (membership.caseId ? " in case " + name(*membership.caseId) : " in no case");
  }
  std::string operator()(const SpeakerCorrection& correction) const {
    return correction.speaker + " in " + name(correction.document) + " is " +
           std::string(toText(correction.role));
  }
  std::string operator()(const Episode& episode) const {
    return "episode " + std::to_string(episode.number) + " of " + name(episode.caseId);
  }
  std::string operator()(const Assistance& assistance) const {
    return "assistance " + std::to_string(assistance.number) + " of " + name(assistance.caseId);
  }
  std::string operator()(const DocumentFacts& facts) const { return name(facts.document); }
  std::string operator()(const AttributeDefinition& definition) const { return definition.name; }
  std::string operator()(const Translation& translation) const {
    return name(translation.document) + " of " + name(translation.original);
  }
  std::string operator()(const LanguageCorrection& correction) const {
    const std::string part = correction.span ? '@' + std::to_string(correction.span->begin) + '-' +
                                                   std::to_string(correction.span->end)
                                             : std::string();
    return name(correction.document) + part + " is " + correction.language;
  }
  std::string operator()(const DocumentExclusion& exclusion) const {
    return name(exclusion.document) + " (" + exclusion.reason + ')';
  }
  std::string operator()(const BoilerplateMark& mark) const { return '"' + mark.key + '"'; }
  std::string operator()(const Concern& concern) const {
    return (concern.settled ? "settled, in " : "in ") + name(concern.document);
  }
  std::string operator()(const ResultSet& set) const {
    if (set.damaged) return '"' + set.name + "\", damaged";
    return '"' + set.name + "\", " + std::to_string(set.places.size()) +
           (set.places.size() == 1 ? " passage" : " passages");
  }
  std::string operator()(const Summary& summary) const {
    return name(summary.code) + " of " + name(summary.caseId);
  }
  std::string operator()(const OwnLexicon& lexicon) const {
    return lexicon.lexicon + " in " + lexicon.language;
  }

 private:
  std::string name(const Uuid& id) const { return name_(id); }

  NameOf name_;
};

std::string broughtIn(const Manifest& manifest) {
  const auto part = [](std::uint64_t count, std::string_view what) {
    return count == 0 ? std::string() : ", " + std::to_string(count) + ' ' + std::string(what);
  };
  return std::to_string(manifest.read) + " read" + part(manifest.duplicate, "the same as another") +
         part(manifest.unreadable, "unreadable") + part(manifest.excluded, "left out");
}

}  // namespace

EventDescriber::EventDescriber(const Storage& storage) : storage_(storage) {
  for (const Code& code : storage.codebook().codes) names_.emplace(code.id, code.name);
}

const std::string& EventDescriber::name(const Uuid& id) const {
  const auto known = names_.find(id);
  if (known != names_.end()) return known->second;
  std::string name = toText(id);
  if (const std::optional<Document> document = storage_.document(DocumentId(id))) {
    name = document->name;
  } else if (const std::optional<Case> person = storage_.person(CaseId(id))) {
    name = person->name;
  }
  return names_.emplace(id, std::move(name)).first->second;
}

std::vector<std::string> EventDescriber::phrasesOf(const Event& event, std::size_t most,
                                                   std::size_t& all) const {
  all = 0;
  if (!event.payload) return {};
  const std::optional<EventPayload> payload = parsePayload(*event.payload);
  if (!payload) return {};
  if (payload->kind == EventKind::Create) {
    all = 1;
    return {std::to_string(payload->changes.size()) + " codes of the codebook"};
  }
  std::vector<std::string> phrases;
  if (payload->manifest) phrases.push_back(broughtIn(*payload->manifest));
  all = phrases.size() + payload->changes.size();
  const Phrase phrase([this](const Uuid& id) { return name(id); });
  for (const RecordedChange& change : payload->changes) {
    if (phrases.size() >= most) break;
    phrases.push_back(std::visit(phrase, anyState(change)));
  }
  return phrases;
}

std::vector<std::string> EventDescriber::objects(const Event& event) const {
  std::size_t all = 0;
  return phrasesOf(event, std::string::npos, all);
}

std::string EventDescriber::line(const Event& event) const {
  std::size_t all = 0;
  const std::vector<std::string> phrases = phrasesOf(event, kMostNamed, all);
  std::string line = event.action;
  for (std::size_t at = 0; at < phrases.size(); ++at) line += (at == 0 ? ": " : "; ") + phrases[at];
  if (phrases.size() < all) line += " and " + std::to_string(all - phrases.size()) + " more";
  return line;
}

std::string EventDescriber::line(const UndoStep& step) const {
  const std::vector<Event> found = storage_.events(step.number, 1);
  return found.empty() || found.front().id != step.event ? step.action : line(found.front());
}

}  // namespace retold
