#include "queries/cases/case_edits.h"

#include <algorithm>
#include <functional>
#include <map>

#include "indexer/import/column_names.h"
#include "indexer/store/storage.h"
#include "model/error.h"
#include "model/time.h"
#include "queries/cases/case_file.h"

namespace retold {

namespace {

std::string inQuotes(const std::string& text) { return "\"" + text + "\""; }

/// Collects changes of objects, each with the version that it was read at.
class Edit {
 public:
  Edit(Storage& storage, std::string action, const std::string& coder) : storage_(storage) {
    set_.action = std::move(action);
    set_.coder = coder;
  }

  template <class Noun>
  void put(const Noun& noun) {
    expect(noun.id);
    set_.changes.push_back({ChangeKind::Put, noun});
  }
  template <class Noun>
  void remove(const Noun& noun) {
    expect(noun.id);
    set_.changes.push_back({ChangeKind::Remove, noun});
  }
  void put(const CaseMembership& membership) {
    set_.changes.push_back({ChangeKind::Put, membership});
  }
  void apply() {
    if (!set_.changes.empty()) storage_.apply(set_);
  }

 private:
  void expect(const Uuid& id) {
    const auto said = std::ranges::find(set_.expected, id, &ExpectedVersion::object);
    if (said == set_.expected.end()) set_.expected.push_back({id, storage_.version(id)});
  }

  Storage& storage_;
  ChangeSet set_;
};

/// The number that a part of this number gets; none where it goes away.
using Renumber = std::function<std::optional<std::uint32_t>(std::uint32_t)>;

/// Puts parts under their new numbers. A number must be free before another part gets it, so those
/// that move are taken away first.
template <class Part>
void renumber(Edit& edit, const std::vector<Part>& parts, const Renumber& newNumber) {
  for (const Part& part : parts) {
    if (newNumber(part.number) != part.number) edit.remove(part);
  }
  for (Part part : parts) {
    const auto number = newNumber(part.number);
    if (!number || *number == part.number) continue;
    part.number = *number;
    edit.put(part);
  }
}

/// Lets assistance and documents tell of the episodes that they told of.
void renumberTellers(Edit& edit, const Storage& storage, const Case& person,
                     const Renumber& newNumber) {
  const auto follow = [&](auto teller) {
    if (!teller.episode) return;
    const auto number = newNumber(*teller.episode);
    if (number == teller.episode) return;
    teller.episode = number;
    edit.put(teller);
  };
  for (const Assistance& assistance : storage.assistance(person.id)) follow(assistance);
  for (const DocumentId id : storage.documentsOf(person.id)) {
    if (const auto facts = storage.documentFacts(id)) follow(*facts);
  }
}

Renumber without(std::uint32_t gone) {
  return [gone](std::uint32_t number) -> std::optional<std::uint32_t> {
    if (number == gone) return std::nullopt;
    return number > gone ? number - 1 : number;
  };
}

Renumber moved(std::uint32_t from, std::uint32_t to) {
  return [from, to](std::uint32_t number) -> std::optional<std::uint32_t> {
    if (number == from) return to;
    if (from < to && number > from && number <= to) return number - 1;
    if (to < from && number >= to && number < from) return number + 1;
    return number;
  };
}

template <class Part>
std::uint32_t lastNumber(const std::vector<Part>& parts) {
  return parts.empty() ? 0 : parts.back().number;
}

template <class Part>
void requirePart(const std::vector<Part>& parts, std::uint32_t number, const Case& person,
                 const std::string& noun) {
  if (std::ranges::find(parts, number, &Part::number) != parts.end()) return;
  throw Error(
      ErrorKind::Refused,
      "the case " + inQuotes(person.name) + " has no " + noun + " " + std::to_string(number),
      "nothing was changed");
}

template <class Part>
void requireMove(const std::vector<Part>& parts, std::uint32_t from, std::uint32_t to,
                 const Case& person, const std::string& noun) {
  requirePart(parts, from, person, noun);
  if (to >= 1 && to <= lastNumber(parts)) return;
  throw Error(
      ErrorKind::Refused,
      noun + " " + std::to_string(from) + " cannot get the number " + std::to_string(to),
      "expected a number from 1 to " + std::to_string(lastNumber(parts)) + "; nothing was changed");
}

/// Values of `from` that `into` has not; what both have stays, and is told.
Attributes merged(const Attributes& from, Attributes into, std::vector<Merged::Clash>& clashes) {
  for (const auto& [name, value] : from) {
    const std::string key = headerKey(name);
    const auto same =
        std::ranges::find_if(into, [&](const auto& each) { return headerKey(each.first) == key; });
    if (same == into.end()) {
      into.emplace(name, value);
      continue;
    }
    AttributeValue& kept = same->second;
    if (kept == value || (value.state == ValueState::Missing && value.text.empty())) continue;
    if (kept.state == ValueState::Missing && kept.text.empty()) {
      kept = value;
    } else {
      clashes.push_back({same->first, kept, value});
    }
  }
  return into;
}

void putInto(Edit& edit, const Storage& storage, const std::vector<Document>& documents,
             const std::optional<CaseId>& target) {
  for (const Document& document : documents) {
    const auto stored = storage.document(document.id);
    if (!stored || stored->caseId == target) continue;
    edit.put(CaseMembership{document.id, target});
    auto facts = storage.documentFacts(document.id);
    if (!facts || !facts->episode) continue;
    facts->episode.reset();
    edit.put(*facts);
  }
}

/// The case as the project has it now: what the caller holds may be older.
Case asStored(const Storage& storage, const Case& person) {
  if (auto stored = storage.person(person.id)) return std::move(*stored);
  throw Error(ErrorKind::Conflict,
              "the case " + inQuotes(person.name) + " is no longer in the project",
              "it was taken away in the meantime; nothing was changed");
}

std::string inWords(const AttributeValue& value) {
  if (value.state == ValueState::Given) return value.text;
  return std::string(toText(value.state)) + (value.text.empty() ? "" : " (" + value.text + ")");
}

/// Everything that is about the case that goes away.
class Merge {
 public:
  Merge(const Storage& storage, const Case& from, const Case& into)
      : storage_(storage), from_(asStored(storage, from)), into_(asStored(storage, into)) {
    if (from.id == into.id) {
      throw Error(ErrorKind::Refused, "a case cannot be merged with itself", "choose two cases");
    }
    merged_.documents = storage.documentsOf(from.id).size();
    merged_.episodes = storage.episodes(from.id).size();
    merged_.assistance = storage.assistance(from.id).size();
    for (Decision& decision : storage.decisions()) {
      if (decision.subject == Subject::Case && decision.subjectId == from.id) {
        decisions_.push_back(std::move(decision));
      }
    }
    merged_.decisions = decisions_.size();
    attributes_ = retold::merged(from_.attributes, into_.attributes, merged_.clashes);
  }

  const Merged& plan() const { return merged_; }

  void put(Edit& edit, const std::string& coder) const {
    Case person = into_;
    person.attributes = attributes_;
    if (!(person.attributes == into_.attributes)) edit.put(person);
    moveParts(edit);
    for (Decision decision : decisions_) {
      decision.subjectId = into_.id;
      edit.put(decision);
    }
    for (Memo memo : storage_.memos()) {
      if (memo.about != from_.id) continue;
      memo.about = into_.id;
      edit.put(memo);
    }
    moveSummaries(edit);
    if (!merged_.clashes.empty()) edit.put(clashesKept(coder));
    edit.remove(from_);
  }

 private:
  void moveParts(Edit& edit) const {
    const std::uint32_t episodes = lastNumber(storage_.episodes(into_.id));
    const std::uint32_t times = lastNumber(storage_.assistance(into_.id));
    for (Episode episode : storage_.episodes(from_.id)) {
      episode.caseId = into_.id;
      episode.number += episodes;
      edit.put(episode);
    }
    for (Assistance assistance : storage_.assistance(from_.id)) {
      assistance.caseId = into_.id;
      assistance.number += times;
      if (assistance.episode) *assistance.episode += episodes;
      edit.put(assistance);
    }
    for (const DocumentId id : storage_.documentsOf(from_.id)) {
      edit.put(CaseMembership{id, into_.id});
      auto facts = storage_.documentFacts(id);
      if (!facts || !facts->episode || episodes == 0) continue;
      *facts->episode += episodes;
      edit.put(*facts);
    }
  }

  void moveSummaries(Edit& edit) const {
    const std::vector<Summary> all = storage_.summaries();
    for (Summary summary : all) {
      if (summary.caseId != from_.id) continue;
      const bool twice = std::ranges::any_of(all, [&](const Summary& other) {
        return other.caseId == into_.id && other.code == summary.code &&
               other.coder == summary.coder;
      });
      if (twice) {
        throw Error(ErrorKind::Refused,
                    "both cases have a summary of the same code by " + summary.coder,
                    "put one of them into the other and remove it; nothing was changed")
            .withForBlind("both cases have a summary of the same code by one coder");
      }
      summary.caseId = into_.id;
      edit.put(summary);
    }
  }

  Memo clashesKept(const std::string& coder) const {
    std::string text = "Merged with case " + from_.name + ", whose values were other ones:";
    for (const Merged::Clash& clash : merged_.clashes) {
      text += "\n" + clash.attribute + ": " + inWords(clash.dropped);
    }
    return {MemoId::create(), into_.id, text, coder, now()};
  }

  const Storage& storage_;
  const Case from_;
  const Case into_;
  Attributes attributes_;
  std::vector<Decision> decisions_;
  Merged merged_;
};

}  // namespace

Case renameCase(Storage& storage, const Case& person, const std::string& name,
                const std::string& coder) {
  std::string checked = checkedCaseName(name);
  Case renamed = asStored(storage, person);
  renamed.name = std::move(checked);
  const auto same = storage.caseNamed(renamed.name);
  if (same && same->id == renamed.id) return *same;
  if (same) {
    throw Error(ErrorKind::Refused, "there is a case " + inQuotes(renamed.name) + " already",
                "give another name, or merge the two cases; nothing was changed");
  }
  Edit edit(storage, "rename case", coder);
  edit.put(renamed);
  edit.apply();
  return renamed;
}

void removeCase(Storage& storage, const Case& person, const std::string& coder) {
  const auto memos = storage.memos();
  if (std::ranges::find(memos, person.id, &Memo::about) != memos.end()) {
    throw Error(ErrorKind::Refused, "the case " + inQuotes(person.name) + " has memos",
                "remove them first; nothing was changed");
  }
  Edit edit(storage, "remove case", coder);
  for (const Episode& episode : storage.episodes(person.id)) edit.remove(episode);
  for (const Assistance& assistance : storage.assistance(person.id)) edit.remove(assistance);
  edit.remove(person);
  edit.apply();
}

Episode addEpisode(Storage& storage, const Case& person, const std::string& coder) {
  const Episode episode{
      EpisodeId::create(), person.id, lastNumber(storage.episodes(person.id)) + 1, {}};
  Edit edit(storage, "add episode", coder);
  edit.put(episode);
  edit.apply();
  return episode;
}

Assistance addAssistance(Storage& storage, const Case& person, const std::string& coder) {
  const Assistance assistance{
      AssistanceId::create(), person.id, lastNumber(storage.assistance(person.id)) + 1, {}, {}};
  Edit edit(storage, "add assistance", coder);
  edit.put(assistance);
  edit.apply();
  return assistance;
}

void removeEpisode(Storage& storage, const Case& person, std::uint32_t number,
                   const std::string& coder) {
  const auto episodes = storage.episodes(person.id);
  requirePart(episodes, number, person, "episode");
  Edit edit(storage, "remove episode", coder);
  renumber(edit, episodes, without(number));
  renumberTellers(edit, storage, person, without(number));
  edit.apply();
}

void removeAssistance(Storage& storage, const Case& person, std::uint32_t number,
                      const std::string& coder) {
  const auto times = storage.assistance(person.id);
  requirePart(times, number, person, "assistance");
  Edit edit(storage, "remove assistance", coder);
  renumber(edit, times, without(number));
  edit.apply();
}

void moveEpisode(Storage& storage, const Case& person, std::uint32_t from, std::uint32_t to,
                 const std::string& coder) {
  const auto episodes = storage.episodes(person.id);
  requireMove(episodes, from, to, person, "episode");
  Edit edit(storage, "renumber episodes", coder);
  renumber(edit, episodes, moved(from, to));
  renumberTellers(edit, storage, person, moved(from, to));
  edit.apply();
}

void moveAssistance(Storage& storage, const Case& person, std::uint32_t from, std::uint32_t to,
                    const std::string& coder) {
  const auto times = storage.assistance(person.id);
  requireMove(times, from, to, person, "assistance");
  Edit edit(storage, "renumber assistance", coder);
  renumber(edit, times, moved(from, to));
  edit.apply();
}

void moveDocuments(Storage& storage, const std::vector<Document>& documents,
                   const std::optional<Case>& to, const std::string& coder) {
  Edit edit(storage, to ? "put documents into case" : "take documents out of case", coder);
  putInto(edit, storage, documents, to ? std::optional(to->id) : std::nullopt);
  edit.apply();
}

Case moveDocumentsToNewCase(Storage& storage, const std::vector<Document>& documents,
                            const std::string& name, const std::string& coder) {
  if (storage.caseNamed(name)) {
    throw Error(ErrorKind::Refused, "there is a case " + inQuotes(name) + " already",
                "give another name; nothing was changed");
  }
  const Case person{CaseId::create(), name, {}};
  Edit edit(storage, "put documents into new case", coder);
  edit.put(person);
  putInto(edit, storage, documents, person.id);
  edit.apply();
  return person;
}

Merged planMerge(const Storage& storage, const Case& from, const Case& into) {
  return Merge(storage, from, into).plan();
}

Merged mergeCases(Storage& storage, const Case& from, const Case& into, const std::string& coder) {
  const Merge merge(storage, from, into);
  Edit edit(storage, "merge cases", coder);
  merge.put(edit, coder);
  edit.apply();
  return merge.plan();
}

}  // namespace retold
