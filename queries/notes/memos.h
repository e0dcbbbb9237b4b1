#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "indexer/store/storage.h"
#include "model/coding.h"
#include "model/progress.h"

namespace retold {

/// What a memo is about. Other: an episode, an assistance or a decision, or what was removed since.
enum class MemoSubject { Project, Document, Case, Code, Coding, Other };

/// "project" | "document" | "case" | "code" | "coding" | "other"
std::string_view toText(MemoSubject subject);
std::optional<MemoSubject> parseMemoSubject(std::string_view text);

/// A memo with what it is about.
struct MemoRow {
  Memo memo;  ///< without an id where it is the note of a coding itself (Coding::memo)
  MemoSubject subject = MemoSubject::Project;
  std::string name;              ///< of the document, case or code; of a coding: of its document
  std::string code;              ///< of a coding: its code's name
  std::optional<Coding> coding;  ///< that it is about
  std::string label;             ///< of the code that it is about, or of its coding's code
  bool isCodingsNote() const { return coding && memo.id.isNil(); }
  friend bool operator==(const MemoRow&, const MemoRow&) = default;
};

/// Which memos are wanted. Empty fields do not limit.
struct MemoQuestion {
  std::string words;  ///< beginnings of words, folded, in any order: each must be in the memo
  std::optional<MemoSubject> subject;
  std::string coder;
  std::optional<Timestamp> from;     ///< written then or later
  std::optional<Timestamp> before;   ///< written earlier than that
  std::optional<DocumentId> around;  ///< about this document, its case or a coding in it
  /// Of those on a document, case or coding: about these documents, their cases, codings in them.
  std::shared_ptr<const std::unordered_set<DocumentId>> documents;
};

struct MemosFound {
  std::vector<MemoRow> rows;  ///< newest first
  std::uint64_t all = 0;      ///< memos and notes of codings that the project (or `around`) has
};

/// Memos, and the notes that codings carry. Any project: run it as a job, but for `around`.
/// Error(Cancelled).
MemosFound findMemos(const Storage& storage, const MemoQuestion& question, Progress& progress);

/// Writes a memo on a document, case, code or coding, or on the project (nil), as one event. White
/// space at its ends is left out. Throws Error(Refused) for an empty text, and as Storage::apply.
Memo writeMemo(Storage& storage, const Uuid& about, const std::string& text,
               const std::string& coder);

/// Puts `text` in place of what a memo, or the note of a coding, said; its time stays that of the
/// first writing. One event; none where nothing is different. Throws Error(Refused) for an empty
/// text and for a memo of another coder, Error(Conflict) where it changed since it was read.
MemoRow editMemo(Storage& storage, const MemoRow& row, const std::string& text,
                 const std::string& coder);

/// Takes a memo away, or the note from its coding, which stays. As editMemo().
void removeMemo(Storage& storage, const MemoRow& row, const std::string& coder);

/// The memo that a person means by its id or the beginning of it; of the note of a coding, the id
/// of that coding. Throws Error(NotFound), and Error(Usage) where several begin so.
MemoRow memoNamed(const Storage& storage, std::string_view id);

/// What names a row to memoNamed().
Uuid idOf(const MemoRow& row);

/// "document anna.txt", "tag risk/economic/debt in anna.txt", "the project".
std::string aboutInWords(const MemoRow& row);

}  // namespace retold
