// Changes as events: applying, undoing, and reading what was judged.
#include <set>

#include "indexer/store/digest.h"
#include "indexer/store/event_payload.h"
#include "indexer/store/sqlite_storage.h"
#include "indexer/text/names.h"
#include "model/error.h"

namespace retold {

namespace {

/// ` by Ana ("edit memo")`: who made the object what it is; empty where nobody knows.
std::string whoChanged(const EventLog& log, const std::optional<ObjectState>& state) {
  const std::optional<StoredEvent> event = state ? log.find(state->event) : std::nullopt;
  if (!event) return {};
  return " by " + event->event.coder + " (\"" + event->event.action + "\")";
}

void checkExpected(const ObjectTables& objects, const EventLog& log, const ChangeSet& changes) {
  for (const ExpectedVersion& expected : changes.expected) {
    const std::optional<ObjectState> state = objects.state(expected.object);
    const std::uint64_t version = state && state->alive ? state->version : 0;
    if (version == expected.version) continue;
    std::string what = "\"" + changes.action + "\" was not done: ";
    if (expected.version == 0) {
      what += "what it makes is there already";
    } else {
      what += version == 0 ? "what it changes was removed" : "what it changes was changed";
    }
    throw Error(ErrorKind::Conflict, what + whoChanged(log, state),
                "look at it as it is now, and decide again")
        .withForBlind(what);
  }
}

using Names = std::vector<std::pair<std::string_view, std::string>>;

/// The names that a change may give, and what has each.
Names namesIn(const Object& object) {
  if (const auto* code = std::get_if<Code>(&object)) {
    // A label may be left out; lists then show the name.
    return {{"a code", code->name}, {"a code", code->label.empty() ? code->name : code->label}};
  }
  if (const auto* person = std::get_if<Case>(&object)) return {{"a case", person->name}};
  if (const auto* set = std::get_if<ResultSet>(&object)) return {{"a result set", set->name}};
  if (const auto* lexicon = std::get_if<OwnLexicon>(&object)) {
    return {{"a lexicon", lexicon->lexicon}, {"a language", lexicon->language}};
  }
  if (const auto* definition = std::get_if<AttributeDefinition>(&object)) {
    return {{"an attribute", definition->name}};
  }
  return {};
}

/// What has its name from before the rule keeps it.
void checkNewNames(const RecordedChange& change) {
  if (!change.after) return;
  const Names names = namesIn(*change.after);
  if (change.before && namesIn(*change.before) == names) return;
  for (const auto& [what, name] : names) checkName(what, name);
}

Change changeTo(const std::optional<Object>& wanted, const Object& otherwise) {
  return wanted ? Change{ChangeKind::Put, *wanted} : Change{ChangeKind::Remove, otherwise};
}

}  // namespace

RecordedChange SqliteStorage::make(const Change& change) {
  if (std::holds_alternative<BoilerplateMark>(change.object)) boilerplate_.reset();
  RecordedChange record;
  record.before = objects_.find(change.object);
  if (const std::optional<ObjectState> state = objects_.state(idOf(change.object))) {
    record.stateBefore = state->event;
  }
  if (change.kind == ChangeKind::Put) {
    objects_.put(change.object);
  } else {
    objects_.remove(change.object);
  }
  record.after = objects_.find(change.object);
  if (!record.before && !record.after) record.after = change.object;  // no case, as before
  return record;
}

Event SqliteStorage::apply(const ChangeSet& changes) {
  requireWrite();
  settleImport();
  Transaction transaction(database_);
  if (const std::optional<StoredEvent> done = events_.find(changes.id)) return done->event;
  if (changes.coder.empty()) {
    throw Error(ErrorKind::Refused, "a change needs the name of its coder",
                "give it with --coder NAME");
  }
  checkExpected(objects_, events_, changes);
  const EventKind kind = changes.undoable ? EventKind::Change : EventKind::Aside;
  EventPayload payload{kind, changes.action, {}, {}};
  for (const Change& change : changes.changes) {
    payload.changes.push_back(make(change));
    checkNewNames(payload.changes.back());
    objects_.setState(change.object, objects_.find(change.object).has_value(), changes.id);
  }
  objects_.checkCodebook();
  Event event = events_.append(changes.id, changes.coder, payload);
  transaction.commit();
  return event;
}

std::uint64_t SqliteStorage::version(const Uuid& object) const {
  const std::optional<ObjectState> state = objects_.state(object);
  return state && state->alive ? state->version : 0;
}

std::vector<Coding> SqliteStorage::codings(const CodingFilter& filter) const {
  return objects_.codings(filter);
}

std::vector<Decision> SqliteStorage::decisions() const { return objects_.decisions(); }

std::vector<Memo> SqliteStorage::memos() const { return objects_.memos(); }

std::vector<Concern> SqliteStorage::concerns() const { return objects_.concerns(); }

std::vector<ResultSet> SqliteStorage::resultSets() const { return objects_.resultSets(); }

std::vector<Summary> SqliteStorage::summaries() const { return objects_.summaries(); }

std::vector<OwnLexicon> SqliteStorage::ownLexicons() const { return objects_.ownLexicons(); }

std::vector<CodeUse> SqliteStorage::codeUses() const {
  Statement row = database_.prepare(
      "SELECT c.uuid, count(*), count(DISTINCT t.document_id) FROM codings k"
      " JOIN codes c ON c.id = k.code_id JOIN texts t ON t.id = k.text_id"
      " WHERE t.document_id NOT IN (SELECT document_id FROM exclusions)"
      " GROUP BY c.id ORDER BY c.place, c.id");
  std::vector<CodeUse> uses;
  while (row.next()) {
    uses.push_back({CodeId(row.uuid(0)), static_cast<std::uint64_t>(row.integer(1)),
                    static_cast<std::uint64_t>(row.integer(2))});
  }
  return uses;
}

Codebook SqliteStorage::codebook() const {
  Statement row = database_.prepare("SELECT codebook, codebook_title FROM project");
  row.next();
  return {row.bytes(0), row.bytes(1), objects_.codes()};
}

std::vector<Case> SqliteStorage::cases() const { return objects_.cases(); }

std::optional<Case> SqliteStorage::caseNamed(std::string_view name) const {
  return objects_.caseNamed(name);
}

std::optional<Case> SqliteStorage::person(CaseId id) const {
  Case like;
  like.id = id;
  const std::optional<Object> found = objects_.find(like);
  if (!found) return std::nullopt;
  return std::get<Case>(*found);
}

std::vector<DocumentId> SqliteStorage::documentsOf(CaseId id) const {
  Statement row = database_.prepare(
      "SELECT d.uuid FROM documents d JOIN cases c ON c.id = d.case_id WHERE c.uuid = ?1"
      " ORDER BY d.name");
  row.with(id);
  std::vector<DocumentId> documents;
  while (row.next()) documents.emplace_back(row.uuid(0));
  return documents;
}

std::vector<Episode> SqliteStorage::episodes(CaseId id) const { return objects_.episodes(id); }

std::vector<Assistance> SqliteStorage::assistance(CaseId id) const {
  return objects_.assistance(id);
}

std::optional<DocumentFacts> SqliteStorage::documentFacts(DocumentId id) const {
  return objects_.documentFacts(id);
}

std::vector<AttributeDefinition> SqliteStorage::attributeDefinitions() const {
  return objects_.attributeDefinitions();
}

std::optional<UndoStep> SqliteStorage::nextUndo(std::string_view coder) const {
  return events_.nextUndo(coder);
}

std::optional<UndoStep> SqliteStorage::nextRedo(std::string_view coder) const {
  return events_.nextRedo(coder);
}

std::optional<UndoStep> SqliteStorage::undo(std::string_view coder) {
  requireWrite();
  settleImport();
  return step(events_.nextUndo(coder), EventKind::Undo, coder);
}

std::optional<UndoStep> SqliteStorage::redo(std::string_view coder) {
  requireWrite();
  settleImport();
  return step(events_.nextRedo(coder), EventKind::Redo, coder);
}

/// Each object must be as the event left it (undo) or found it (redo).
void SqliteStorage::checkStates(const UndoStep& step, const EventPayload& payload,
                                EventKind kind) const {
  std::set<Uuid> seen;
  for (const RecordedChange& change : payload.changes) {
    const Object& object = anyState(change);
    if (!seen.insert(idOf(object)).second) continue;
    const std::optional<ObjectState> state = objects_.state(idOf(object));
    const std::optional<EventId> wanted =
        kind == EventKind::Undo ? std::optional(step.event) : change.stateBefore;
    // What was not there before the event has no state to name: it must not be there now.
    const bool fits = wanted ? state && state->event == *wanted : !state || !state->alive;
    if (fits) continue;
    std::string what =
        "\"" + step.action + "\" of " + toText(step.time) +
        (kind == EventKind::Undo ? " cannot be undone: " : " cannot be made again: ") + "the " +
        std::string(nounOf(object));
    what += !state         ? " is not there any more"
            : state->alive ? " was changed later"
                           : " was removed later";
    throw Error(ErrorKind::Conflict, what + whoChanged(events_, state), "change it by hand")
        .withForBlind(what);
  }
}

std::optional<UndoStep> SqliteStorage::step(const std::optional<UndoStep>& next, EventKind kind,
                                            std::string_view coder) {
  if (!next) return std::nullopt;
  const bool isUndo = kind == EventKind::Undo;
  const std::optional<StoredEvent> stored = events_.find(next->event);
  const std::optional<EventPayload> payload =
      stored && stored->event.payload ? parsePayload(*stored->event.payload) : std::nullopt;
  if (!payload) {
    throw Error(ErrorKind::Conflict, "\"" + next->action + "\" of " + toText(next->time) +
                                         " cannot be taken back: its contents were purged");
  }
  Transaction transaction(database_);
  checkStates(*next, *payload, kind);
  EventPayload made{kind, (isUndo ? "undo: " : "redo: ") + next->action, {}, {}};
  std::vector<RecordedChange> changes = payload->changes;
  if (isUndo) std::reverse(changes.begin(), changes.end());
  try {
    for (const RecordedChange& change : changes) {
      const Object& object = anyState(change);
      made.changes.push_back(make(changeTo(isUndo ? change.before : change.after, object)));
      // An object that the event made goes back to a state that no event stands for: the undone
      // event itself keeps its place, dead.
      const EventId state = isUndo ? change.stateBefore.value_or(next->event) : next->event;
      objects_.setState(object, objects_.find(object).has_value(), state);
    }
    objects_.checkCodebook();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::Refused) throw;
    throw Error(ErrorKind::Conflict,
                "\"" + next->action + "\" of " + toText(next->time) +
                    (isUndo ? " cannot be undone: " : " cannot be made again: ") + error.what(),
                error.hint());
  }
  events_.append(EventId::create(), coder, made, next->event);
  transaction.commit();
  return next;
}

std::string SqliteStorage::keepLexicon(std::string_view id, std::string_view text) {
  requireWrite();
  settleImport();
  const std::string digest = sha256(text);
  Transaction transaction(database_);
  database_
      .prepare(
          "INSERT INTO lexicons(digest, lexicon, text) VALUES (?1, ?2, ?3)"
          " ON CONFLICT(digest) DO NOTHING")
      .with(Blob{fromHex(digest)}, id, Blob{text})
      .run();
  transaction.commit();
  return digest;
}

std::optional<std::string> SqliteStorage::lexiconText(std::string_view digest) const {
  if (digest.size() != 64 || digest.find_first_not_of("0123456789abcdef") != digest.npos) {
    return std::nullopt;
  }
  Statement row = database_.prepare("SELECT text FROM lexicons WHERE digest = ?1");
  if (!row.with(Blob{fromHex(digest)}).next()) return std::nullopt;
  return row.bytes(0);
}

std::vector<Event> SqliteStorage::events(std::uint64_t fromNumber, std::size_t limit) const {
  std::vector<Event> events;
  for (StoredEvent& stored : events_.list(fromNumber, limit)) {
    events.push_back(std::move(stored.event));
  }
  return events;
}

std::string SqliteStorage::chainHead() const { return events_.head(); }

}  // namespace retold
