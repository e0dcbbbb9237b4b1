#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"

namespace retold {

/// What an event is. Undo goes by it; an Aside is a change that undo and redo pass over.
enum class EventKind { Change, Undo, Redo, Import, Create, Aside };

std::string_view toText(EventKind kind);  ///< "change", "undo", "redo", "import", "create", "aside"

/// One object's change as history keeps it. At least one of `before` and `after` is there.
struct RecordedChange {
  std::optional<Object> before;        ///< none: the object was not there
  std::optional<Object> after;         ///< none: the change removed it
  std::optional<EventId> stateBefore;  ///< the event that had made `before`
};

const Object& anyState(const RecordedChange& change);

/// What an import brought in.
struct Manifest {
  std::uint64_t texts = 0;
  std::uint64_t read = 0;
  std::uint64_t duplicate = 0;
  std::uint64_t unreadable = 0;
  std::uint64_t excluded = 0;
  std::string digest;  ///< SHA-256 of the sorted lines "DOCUMENT ORIGINAL-DIGEST\n", hex
  friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// An event's payload: JSON in the project, values here.
struct EventPayload {
  EventKind kind = EventKind::Change;
  std::string action;
  std::vector<RecordedChange> changes;
  std::optional<Manifest> manifest;  ///< of an import
};

/// Error(Refused) when a text in it is not UTF-8.
std::string toJson(const EventPayload& payload);
/// None when it is no payload.
std::optional<EventPayload> parsePayload(std::string_view json);

/// One object, the same way; equal objects give equal texts.
std::string toJson(const Object& object);

/// What people call this kind of object: "coding", "case".
std::string_view nounOf(const Object& object);

/// A list of texts as a JSON array, and back; what is no such array gives an empty list.
std::string toJsonList(const std::vector<std::string>& texts);
std::vector<std::string> parseJsonList(std::string_view json);

}  // namespace retold
