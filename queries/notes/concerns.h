#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/storage.h"
#include "model/notes.h"
#include "queries/tag/moved_passage.h"

namespace retold {

/// Fears for a person in a passage of this text of the document (snapped to grapheme clusters), as
/// one event. `note` says why; it may be empty. A passage on which `coder` has an open concern
/// already is refused. Throws Error(Refused), and as Storage::apply.
Concern raiseConcern(Storage& storage, DocumentId document, TextId text, ByteSpan span,
                     const std::string& note, const std::string& coder);

/// Settles an open concern: `outcome` says what was done and must not be empty. One event. Throws
/// Error(Refused) for an empty outcome, Error(Conflict) where it changed since it was read.
Concern settleConcern(Storage& storage, const Concern& concern, const std::string& outcome,
                      const std::string& coder);

/// Opens a settled concern again, as one event. Its outcome goes to the end of its note, so that
/// what was done stays to be read. Throws Error(Conflict) where it changed since it was read.
Concern reopenConcern(Storage& storage, const Concern& concern, const std::string& coder);

/// A concern and where it stands.
struct ConcernRow {
  Concern concern;
  std::string document;    ///< name
  std::string caseName;    ///< of the document's case; empty where it belongs to none
  bool olderText = false;  ///< the document got another text since; see placeNow()
  bool excluded = false;   ///< the document was left out: the concern stays all the same
  friend bool operator==(const ConcernRow&, const ConcernRow&) = default;
};

/// All concerns: the open ones first, the one that waits longest in front; then the settled ones,
/// newest outcome first. Concerns on documents that were left out are among them: a person may be
/// in danger whose file is not studied.
std::vector<ConcernRow> concernRows(const Storage& storage);

/// Open concerns, the oldest first.
std::vector<Concern> openConcerns(const Storage& storage);

/// The concern that a person means by its id or the beginning of it. Throws Error(NotFound), and
/// Error(Usage) where several begin so.
Concern concernNamed(const Storage& storage, std::string_view id);

/// Where the passage of a concern stands in the document's current text, and which text that is.
struct ConcernPlace {
  TextId text;
  ByteSpan span;
  Standing standing = Standing::Gone;  ///< Exact where the text is the one it was raised on
};
/// Gone where its words are not found any more: then text and span are those it was raised on.
ConcernPlace placeNow(const Storage& storage, const Concern& concern);

}  // namespace retold
