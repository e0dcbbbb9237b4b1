#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/case.h"
#include "model/codebook.h"
#include "model/coding.h"
#include "model/ids.h"
#include "model/notes.h"
#include "model/relation.h"
#include "model/time.h"

namespace retold {

/// Which case a document belongs to; none = to no case.
struct CaseMembership {
  DocumentId document;
  std::optional<CaseId> caseId;
  friend bool operator==(const CaseMembership&, const CaseMembership&) = default;
};

/// Anything that a change can put or take away.
using Object =
    std::variant<Coding, Decision, Code, Memo, Case, CaseMembership, SpeakerCorrection, Episode,
                 Assistance, DocumentFacts, AttributeDefinition, Translation, LanguageCorrection,
                 DocumentExclusion, BoilerplateMark, Concern, ResultSet, Summary, OwnLexicon>;

/// The id under which an object's versions are counted (the document's for a CaseMembership).
Uuid idOf(const Object& object);

enum class ChangeKind { Put, Remove };

/// One object put (new or in place of the one with its id) or removed.
struct Change {
  ChangeKind kind = ChangeKind::Put;
  Object object;  ///< for Remove the id is enough
};

/// "I read this object at that version": apply() refuses the set when it has moved on. 0 = must not
/// exist.
struct ExpectedVersion {
  Uuid object;
  std::uint64_t version = 0;
};

/// Changes that happen together or not at all, as one event.
struct ChangeSet {
  EventId id = EventId::create();  ///< applying the same id again does nothing
  std::string coder;
  std::string action;  ///< in the researcher's words: "tag passage", "reject match"
  std::vector<Change> changes;
  std::vector<ExpectedVersion> expected;
  /// False for what is kept along the way, such as unfinished text: undo and redo pass over it.
  bool undoable = true;
};

/// One link of the project's history. The header chain stays when a payload is purged.
struct Event {
  EventId id;
  Uuid chain;                 ///< of this copy of the project
  std::uint64_t number = 0;   ///< from 1 within the chain
  std::string previous;       ///< SHA-256 of the previous header, hex; 64 zeros for the first
  std::string payloadDigest;  ///< HMAC-SHA-256 of the payload under the event's salt, hex
  std::string hash;           ///< SHA-256 of this header, hex
  Timestamp time;
  std::string coder;
  std::string action;
  std::optional<std::string> payload;  ///< JSON: changes with before and after; none once purged
  std::optional<EventId> undoes;       ///< the event that this one takes back or makes again
};

}  // namespace retold
