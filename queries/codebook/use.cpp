#include "queries/codebook/use.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <set>

#include "indexer/store/event_payload.h"
#include "model/error.h"
#include "queries/codebook/exchange.h"

namespace retold {

namespace {

/// 0 for quotes that say enough and can be taken in at once; more for shorter and longer ones.
int lengthRank(const Coding& coding) {
  constexpr std::uint64_t shortest = 20;
  constexpr std::uint64_t longest = 400;
  return coding.span.size() < shortest ? 2 : coding.span.size() > longest ? 1 : 0;
}

std::string parentName(const Codebook& codebook, const std::optional<CodeId>& parent) {
  if (!parent) return {};
  const auto at = std::ranges::find(codebook.codes, *parent, &Code::id);
  return at == codebook.codes.end() ? toText(*parent) : at->name;
}

std::vector<std::string> differences(const Codebook& codebook, const Code& before,
                                     const Code& after) {
  std::vector<std::string> lines;
  const auto differ = [&lines](const char* what, const std::string& from, const std::string& to) {
    if (from != to) lines.push_back(std::string(what) + ": " + from + " > " + to);
  };
  differ("name", before.name, after.name);
  differ("label", before.label, after.label);
  differ("kind", std::string(toText(before.kind)), std::string(toText(after.kind)));
  differ("definition", before.definition, after.definition);
  differ("include", before.include, after.include);
  differ("exclude", before.exclude, after.exclude);
  differ("stages", joinedList(before.stages), joinedList(after.stages));
  differ("levels", joinedList(before.levels), joinedList(after.levels));
  differ("colour", before.colour, after.colour);
  differ("under", parentName(codebook, before.parent), parentName(codebook, after.parent));
  differ("retired", before.retired ? "yes" : "no", after.retired ? "yes" : "no");
  return lines;
}

/// What the event did to the code; none where it did nothing.
std::optional<CodeEvent> told(const Codebook& codebook, const Event& event, CodeId code) {
  const std::optional<EventPayload> payload = parsePayload(*event.payload);
  if (!payload) return std::nullopt;
  CodeEvent told{event.time, event.coder, event.action, {}};
  bool touched = false;
  for (const RecordedChange& change : payload->changes) {
    const Object& object = anyState(change);
    if (!std::holds_alternative<Code>(object) || idOf(object) != code) continue;
    touched = true;
    if (!change.before || !change.after) continue;
    for (std::string& line :
         differences(codebook, std::get<Code>(*change.before), std::get<Code>(*change.after))) {
      told.changes.push_back(std::move(line));
    }
  }
  if (!touched) return std::nullopt;
  return told;
}

}  // namespace

std::vector<Coding> examplesOf(const Storage& storage, CodeId code) {
  CodingFilter filter;
  filter.code = code;
  std::vector<Coding> codings = storage.codings(filter);
  std::set<DocumentId> excluded;
  for (const DocumentExclusion& exclusion : storage.exclusions()) {
    excluded.insert(exclusion.document);
  }
  std::erase_if(codings, [&](const Coding& coding) { return excluded.count(coding.document) > 0; });
  std::ranges::stable_sort(codings, [](const Coding& a, const Coding& b) {
    if (a.important != b.important) return a.important;
    if (lengthRank(a) != lengthRank(b)) return lengthRank(a) < lengthRank(b);
    return a.time.milliseconds > b.time.milliseconds;
  });
  return codings;
}

std::vector<CodeEvent> historyOf(const Storage& storage, CodeId code, Progress& progress,
                                 std::size_t most) {
  constexpr std::size_t page = 20;  // an event may hold 100,000 passages
  const Codebook codebook = storage.codebook();
  const std::string id = toText(code);
  std::deque<CodeEvent> found;
  std::uint64_t number = 0;
  for (std::vector<Event> events = storage.events(1, page); !events.empty();
       events = storage.events(number + 1, page)) {
    if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "reading the history was stopped");
    for (const Event& event : events) {
      number = event.number;
      if (!event.payload || event.payload->find(id) == std::string::npos) continue;
      auto one = told(codebook, event, code);
      if (!one) continue;
      found.push_front(std::move(*one));
      if (found.size() > most) found.pop_back();
    }
  }
  return {std::make_move_iterator(found.begin()), std::make_move_iterator(found.end())};
}

}  // namespace retold
