#include "indexer/store/sqlite_events.h"

#include <set>

#include "indexer/store/digest.h"

namespace retold {

namespace {

constexpr std::string_view kColumns =
    "SELECT e.uuid, e.chain, e.number, e.previous, e.payload_digest, e.hash, e.time, e.coder,"
    " e.action, e.kind, e.undoes, p.salt, p.payload"
    " FROM events e LEFT JOIN payloads p ON p.event_id = e.id ";

constexpr std::size_t kSaltBytes = 32;

StoredEvent storedEvent(const Statement& row) {
  StoredEvent stored;
  Event& event = stored.event;
  event.id = EventId(row.uuid(0));
  event.chain = row.uuid(1);
  event.number = static_cast<std::uint64_t>(row.integer(2));
  event.previous = toHex(row.view(3));
  event.payloadDigest = toHex(row.view(4));
  event.hash = toHex(row.view(5));
  event.time = row.time(6);
  event.coder = row.bytes(7);
  event.action = row.bytes(8);
  stored.kind = static_cast<EventKind>(row.integer(9));
  if (!row.isNull(10)) event.undoes = EventId(row.uuid(10));
  if (!row.isNull(11)) stored.salt = row.bytes(11);
  if (!row.isNull(12)) event.payload = row.bytes(12);
  return stored;
}

/// A length, a colon and the bytes: no field can be taken for the end of another.
void appendField(std::string& header, std::string_view field) {
  header += std::to_string(field.size());
  header += ':';
  header += field;
  header += ',';
}

UndoStep stepOf(const Statement& row) {
  return {EventId(row.uuid(0)), static_cast<std::uint64_t>(row.integer(5)), row.bytes(3),
          row.time(4)};
}

constexpr std::string_view kSteps = "SELECT uuid, kind, undoes, action, time, number FROM events ";
const std::string kNewestFirst = std::string(kSteps) + "WHERE coder = ?1 ORDER BY id DESC";

}  // namespace

std::string headerHash(const Event& event) {
  std::string header;
  appendField(header, "retold event 1");
  appendField(header, toText(event.id));
  appendField(header, toText(event.chain));
  appendField(header, std::to_string(event.number));
  appendField(header, event.previous);
  appendField(header, event.payloadDigest);
  appendField(header, std::to_string(event.time.milliseconds));
  appendField(header, event.coder);
  appendField(header, event.action);
  appendField(header, event.undoes ? toText(*event.undoes) : std::string());
  return sha256(header);
}

Event EventLog::append(const EventId& id, std::string_view coder, const EventPayload& payload,
                       const std::optional<EventId>& undoes) {
  Event event;
  event.id = id;
  event.coder = coder;
  event.action = payload.action;
  event.undoes = undoes;
  event.time = now();
  event.payload = toJson(payload);
  Statement last = database_->prepare(
      "SELECT p.chain, coalesce(max(e.number), 0), e.hash FROM project p"
      " LEFT JOIN events e ON e.chain = p.chain");
  last.next();
  event.chain = last.uuid(0);
  event.number = static_cast<std::uint64_t>(last.integer(1)) + 1;
  event.previous = last.isNull(2) ? std::string(64, '0') : toHex(last.view(2));
  last.reset();
  const std::string salt = randomBytes(kSaltBytes);
  event.payloadDigest = hmacSha256(salt, *event.payload);
  event.hash = headerHash(event);
  database_
      ->prepare(
          "INSERT INTO events(uuid, chain, number, previous, payload_digest, hash, time,"
          " coder, action, kind, undoes) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)")
      .with(event.id, event.chain, event.number, Blob{fromHex(event.previous)},
            Blob{fromHex(event.payloadDigest)}, Blob{fromHex(event.hash)}, event.time, event.coder,
            event.action, static_cast<int>(payload.kind), event.undoes)
      .run();
  database_->prepare("INSERT INTO payloads(event_id, salt, payload) VALUES (?1, ?2, ?3)")
      .with(database_->lastRow(), Blob{salt}, Blob{*event.payload})
      .run();
  return event;
}

std::optional<StoredEvent> EventLog::find(const EventId& id) const {
  Statement row = database_->prepare(std::string(kColumns) + "WHERE e.uuid = ?1");
  if (!row.with(id).next()) return std::nullopt;
  return storedEvent(row);
}

std::vector<StoredEvent> EventLog::list(std::uint64_t fromNumber, std::size_t limit) const {
  std::vector<StoredEvent> events;
  Statement row = database_->prepare(
      std::string(kColumns) +
      "WHERE e.chain = (SELECT chain FROM project) AND e.number >= ?1 ORDER BY e.number LIMIT ?2");
  row.with(fromNumber, static_cast<std::int64_t>(limit));
  while (row.next()) events.push_back(storedEvent(row));
  return events;
}

std::string EventLog::head() const {
  Statement row = database_->prepare(
      "SELECT hash FROM events WHERE chain = (SELECT chain FROM project)"
      " ORDER BY number DESC LIMIT 1");
  return row.next() ? toHex(row.view(0)) : std::string(64, '0');
}

std::optional<UndoStep> EventLog::nextUndo(std::string_view coder) const {
  // From the newest back: the first undo or redo that names a change settles how it stands.
  std::set<EventId> undone;
  std::set<EventId> settled;
  Statement row = database_->prepare(kNewestFirst);
  row.with(coder);
  while (row.next()) {
    const auto kind = static_cast<EventKind>(row.integer(1));
    const EventId id(row.uuid(kind == EventKind::Change ? 0 : 2));
    if (kind == EventKind::Change && undone.count(id) == 0) return stepOf(row);
    if (kind == EventKind::Undo && settled.insert(id).second) undone.insert(id);
    if (kind == EventKind::Redo) settled.insert(id);
  }
  return std::nullopt;
}

std::optional<UndoStep> EventLog::nextRedo(std::string_view coder) const {
  std::set<EventId> settled;
  Statement row = database_->prepare(kNewestFirst);
  row.with(coder);
  while (row.next()) {
    const auto kind = static_cast<EventKind>(row.integer(1));
    if (kind == EventKind::Change) return std::nullopt;
    if (kind != EventKind::Undo && kind != EventKind::Redo) continue;
    const EventId id(row.uuid(2));
    if (!settled.insert(id).second || kind == EventKind::Redo) continue;
    Statement change = database_->prepare(std::string(kSteps) + "WHERE uuid = ?1");
    if (change.with(id).next()) return stepOf(change);
  }
  return std::nullopt;
}

}  // namespace retold
