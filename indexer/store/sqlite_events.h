#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/store/event_payload.h"
#include "indexer/store/sqlite.h"
#include "indexer/store/storage.h"

namespace retold {

/// SHA-256 of an event's header as docs/file-format.md spells it, hex.
std::string headerHash(const Event& event);

/// An event with what Event does not tell.
struct StoredEvent {
  Event event;
  EventKind kind = EventKind::Change;
  std::string salt;  ///< empty once purged
};

/// The history of a project, in its tables `events` and `payloads`. Lives within its Database.
class EventLog {
 public:
  explicit EventLog(const Database& database) : database_(&database) {}

  /// Appends to this copy's chain, within the caller's transaction.
  Event append(const EventId& id, std::string_view coder, const EventPayload& payload,
               const std::optional<EventId>& undoes = std::nullopt);
  std::optional<StoredEvent> find(const EventId& id) const;
  std::vector<StoredEvent> list(std::uint64_t fromNumber, std::size_t limit) const;
  std::string head() const;

  std::optional<UndoStep> nextUndo(std::string_view coder) const;
  std::optional<UndoStep> nextRedo(std::string_view coder) const;

 private:
  const Database* database_;
};

}  // namespace retold
