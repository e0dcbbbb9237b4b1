#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/phrase.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/vocabulary.h"
#include "model/accounting.h"
#include "model/case.h"
#include "model/codebook.h"
#include "model/coding.h"
#include "model/completeness.h"
#include "model/diagnostic.h"
#include "model/document.h"
#include "model/event.h"
#include "model/match.h"
#include "model/notes.h"
#include "model/progress.h"
#include "model/query.h"
#include "model/relation.h"
#include "model/screening_run.h"

namespace retold {

/// A text on its way in, already decoded, divided into turns and tokenised (so that this can be
/// done in another thread).
struct NewText {
  std::string name;    ///< Document::name
  std::string format;  ///< ImportFormat::name
  std::string reader;  ///< "txt 1"
  std::string options;
  std::string content;
  Encoding encoding;
  std::uint64_t unreadable = 0;
  std::vector<Turn> turns;
  std::string original;  ///< its bytes; empty = equal to `content`
  bool originalIsContent = true;
  std::int64_t modified = 0;
  std::vector<std::string> notes;
  std::string caseName;  ///< put into this case (made when it is not there); "" = none
  std::string root;  ///< FileRecord::root. A document of this name from another root stays as it
                     ///< is: this one is named "root/name"
  std::vector<std::uint64_t> pageStarts;
  std::vector<LanguageSpan> languages;
  std::optional<double> ocrConfidence;
  Searchability searchability;
  std::vector<std::uint32_t> shingles;  ///< shingleSignature() of the tokens; empty = not compared

  /// The tokens, in columns; made by `tokenizeForStore`.
  struct Tokens {
    std::string folded;                     ///< all folded tokens, one after the other
    std::vector<std::uint32_t> foldedEnds;  ///< end of each within `folded`
    std::vector<ByteSpan> spans;
    std::vector<bool> colocated;
    std::vector<std::uint32_t> turnStarts;  ///< as TokenStream::turnStarts
  } tokens;
};

/// Fills `text.tokens` from its content and turns. Any thread with its own tokenizer.
void tokenizeForStore(NewText& text, Tokenizer& words);

/// What became of a text given to `add`.
enum class Added { New, NewText, Unchanged, Duplicate };

/// A bulk import: batches are committed as they fill, and one event with a manifest closes it.
/// Destroyed without finish(), it leaves an open import, which the next begin() closes as
/// interrupted, keeping what is in.
class ImportSession {
 public:
  virtual ~ImportSession() = default;

  /// The record of a file of this name, size and time from an earlier run: it need not be read
  /// again. With `root`, also that of "root/name"; none where only a file of another root has this
  /// name, and none for a duplicate whose twin has got another text since: such a file must be
  /// read. What the user excluded later is Read here, as the file itself is.
  virtual std::optional<FileRecord> known(std::string_view name, std::uint64_t bytes,
                                          std::int64_t modified, std::string_view root = {}) = 0;
  /// New: a document of this name was made. NewText: the document of this name got another text
  /// (codings stay on the old one). Unchanged: it has just this text. Duplicate: another document
  /// (of the same case, if it names one) has the same original or text; only the record is kept.
  /// Rows of one table are never duplicates of one another: they are different persons' answers.
  virtual Added add(NewText&& text) = 0;
  /// A file that gave no document: unreadable or excluded.
  virtual void record(const FileRecord& file) = 0;
  /// Commits what is waiting. Everything added before it returns is on disk.
  virtual void flush() = 0;
  /// Flushes and writes the closing event.
  virtual void finish(bool cancelled) = 0;
};

/// Where to go on in a listing; empty = from the start. Opaque, of one backend, but for
/// documents(): there it is the name of the last document.
struct Cursor {
  std::string after;
};

/// The hits of one document.
struct DocumentHits {
  DocumentId document;
  TextId text;
  struct Hit {
    ByteSpan span;                ///< hull of the words, within one turn
    std::vector<ByteSpan> words;  ///< in text order
    How how = How::Exact;
    std::uint32_t turn = 0;
    friend bool operator==(const Hit&, const Hit&) = default;
  };
  std::vector<Hit> hits;  ///< by position; those of Phrase and Near nodes that are not under a Not
};

struct SearchPage {
  std::vector<DocumentHits> documents;  ///< in the order of document names
  std::optional<Cursor> next;
  Completeness completeness;
};

struct SearchCount {
  std::uint64_t documents = 0;
  std::uint64_t hits = 0;
  Completeness completeness;
};

/// Which codings are wanted. Empty fields do not limit.
struct CodingFilter {
  std::optional<DocumentId> document;
  std::optional<CodeId> code;
  std::optional<std::string> coder;
};

struct ProjectInfo {
  Uuid id;
  Uuid chain;
  Timestamp created;
  int schema = 0;
  std::string tokenizer;      ///< identity that the index was made with
  bool indexIsStale = false;  ///< it differs from Tokenizer::identity()
  bool readOnly = false;
  std::string readOnlyReason;  ///< "is being changed by retold import (process 1234)", "the medium
                               ///< is read-only"
};

/// How much a code is used.
struct CodeUse {
  CodeId code;
  std::uint64_t codings = 0;
  std::uint64_t documents = 0;  ///< in which it stands
  friend bool operator==(const CodeUse&, const CodeUse&) = default;
};

/// What undo or redo would do.
struct UndoStep {
  EventId event;
  std::uint64_t number = 0;  ///< Event::number of it
  std::string action;
  Timestamp time;
};

/// A project. Speaks nouns and query trees, never SQL; one contract test runs over every backend.
/// An object is for one thread; a job opens its own. Reading functions may throw Error(Io |
/// NotAProject); writing ones also Error(ReadOnly | Locked | DiskFull | Conflict | StaleIndex |
/// Refused), and then nothing was changed. What a writing function did is on disk when it returns.
class Storage {
 public:
  virtual ~Storage() = default;

  virtual ProjectInfo info() const = 0;

  // Bringing in
  virtual std::unique_ptr<ImportSession> beginImport(std::string_view coder) = 0;
  virtual Accounting accounting() const = 0;
  virtual std::vector<FileRecord> files() const = 0;  ///< by name
  /// Those that were read into this document or are duplicates of it, by name.
  virtual std::vector<FileRecord> filesOf(DocumentId id) const = 0;
  /// Derives index and token tables anew from the texts.
  virtual void rebuildIndex(Progress& progress) = 0;

  // Reading
  virtual std::vector<Document> documents(const Cursor& from,
                                          std::size_t limit) const = 0;  ///< by name
  virtual std::uint64_t documentCount() const = 0;
  /// Documents whose current text was read after `time`, without those that the user left out.
  virtual std::uint64_t documentsReadSince(Timestamp time) const = 0;
  virtual std::optional<Document> document(DocumentId id) const = 0;
  /// By full name or, where it is the only one that ends so, by bare file name. Several:
  /// Error(Refused) that names them.
  virtual std::optional<Document> documentNamed(std::string_view name) const = 0;
  /// With its turns, pages and languages; what the user corrected stands in place of the guesses.
  /// `boilerplate` is what boilerplate() names.
  virtual std::optional<Text> text(TextId id) const = 0;
  virtual std::string original(TextId id) const = 0;  ///< the original's bytes
  virtual std::vector<SpeakerCorrection> speakerCorrections(DocumentId id) const = 0;
  virtual std::vector<LanguageCorrection> languageCorrections(DocumentId id) const = 0;
  virtual std::vector<TextId> texts(
      DocumentId id) const = 0;                               ///< oldest first; the last is current
  virtual std::vector<Translation> translations() const = 0;  ///< by name of the original
  virtual std::vector<DocumentExclusion> exclusions() const = 0;  ///< oldest first

  // Boilerplate: what was detected, as the user's marks correct it
  /// By number of documents, most first. `marks` are the user's.
  virtual std::vector<BoilerplatePassage> detectedBoilerplate() const = 0;
  virtual std::vector<BoilerplateMark> boilerplateMarks() const = 0;
  /// Replaces what was detected; derived, so no event. `documents` is what the project held then.
  virtual void storeBoilerplate(std::span<const BoilerplatePassage> detected,
                                std::uint64_t documents) = 0;
  /// Documents when boilerplate was last detected; 0 = never.
  virtual std::uint64_t boilerplateSeen() const = 0;

  // Searching
  virtual SearchPage search(const Query& query, const Cursor& from,
                            std::size_t documents) const = 0;
  virtual SearchCount count(const Query& query, Progress& progress) const = 0;
  virtual const Vocabulary& vocabulary() const = 0;
  /// Calls `visit` with the tokens of every current text that has at least one of `anyOf` (of every
  /// text when it is empty), in the order of document names; stops when `visit` returns false. The
  /// stream is valid during the call.
  virtual void eachTokenStream(
      std::span<const std::uint32_t> anyOf,
      const std::function<bool(DocumentId, TextId, const TokenStream&)>& visit) const = 0;

  /// The same for the current texts in which one of these phrases may stand: none where one does is
  /// left out, and some come where none does. Narrows better than single tokens.
  virtual void eachTokenStreamWith(
      std::span<const PhrasePattern> anyOf,
      const std::function<bool(DocumentId, TextId, const TokenStream&)>& visit) const = 0;

  // Judging: all writes but imports
  /// Applies all changes or none, as one event. Applying a set whose id is there already does
  /// nothing. Returns the event. Refused: unknown document, text or code, a span outside the text
  /// or off a code point boundary, a quote that is not the text's. Conflict: an object is at
  /// another version than expected.
  virtual Event apply(const ChangeSet& changes) = 0;
  virtual std::uint64_t version(const Uuid& object) const = 0;  ///< 0 = not there
  virtual std::vector<Coding> codings(
      const CodingFilter& filter) const = 0;            ///< by document name, begin, code name
  virtual std::vector<Decision> decisions() const = 0;  ///< oldest first, all of them
  virtual std::vector<Memo> memos() const = 0;
  virtual std::vector<Concern> concerns() const = 0;  ///< oldest first
  // One that is damaged stands among the others and says so.
  virtual std::vector<ResultSet> resultSets() const = 0;    ///< by name
  virtual std::vector<Summary> summaries() const = 0;       ///< by case name, code name, coder
  virtual std::vector<OwnLexicon> ownLexicons() const = 0;  ///< by id, then language
  /// How often each code is used, in documents that the user did not leave out. Codes that are not
  /// used are not there.
  virtual std::vector<CodeUse> codeUses() const = 0;
  virtual Codebook codebook() const = 0;
  virtual std::vector<Case> cases() const = 0;  ///< by name
  virtual std::optional<Case> caseNamed(std::string_view name) const = 0;
  virtual std::optional<Case> person(CaseId id) const = 0;
  virtual std::vector<DocumentId> documentsOf(CaseId id) const = 0;
  virtual std::vector<Episode> episodes(CaseId id) const = 0;       ///< by number
  virtual std::vector<Assistance> assistance(CaseId id) const = 0;  ///< by number
  virtual std::optional<DocumentFacts> documentFacts(DocumentId id) const = 0;
  virtual std::vector<AttributeDefinition> attributeDefinitions() const = 0;  ///< unit, then name
  /// Takes back the coder's newest own event that can be undone (apply's; not imports), or makes
  /// the last undone one again. None: nothing to undo. Error(Conflict) with the reason when a later
  /// change touched the same object.
  virtual std::optional<UndoStep> nextUndo(std::string_view coder) const = 0;
  virtual std::optional<UndoStep> nextRedo(std::string_view coder) const = 0;
  virtual std::optional<UndoStep> undo(std::string_view coder) = 0;
  virtual std::optional<UndoStep> redo(std::string_view coder) = 0;

  // Lexicon texts that decisions or codings rely on
  /// Keeps a lexicon's text under sha256(text); twice is once. Returns the digest.
  virtual std::string keepLexicon(std::string_view id, std::string_view text) = 0;
  virtual std::optional<std::string> lexiconText(std::string_view digest) const = 0;

  // Screenings of the whole project
  /// Keeps a run under the next number, which it returns; derived, so no event. A run whose id is
  /// there already keeps its number. Refused where the text of one of its lexicons is not kept.
  virtual std::uint64_t keepRun(const ScreeningRun& run) = 0;
  virtual std::vector<ScreeningRun> runs() const = 0;  ///< oldest first, without `found`
  /// Error(NotAProject) where what it found is damaged.
  virtual std::optional<ScreeningRun> run(std::uint64_t number) const = 0;

  // History
  virtual std::vector<Event> events(std::uint64_t fromNumber, std::size_t limit) const = 0;
  virtual std::string chainHead()
      const = 0;  ///< hash of the newest event; 64 zeros when there is none
  /// HMAC-SHA-256 of `bytes` under the project's key, hex: as Text::originalDigest.
  virtual std::string digest(std::string_view bytes) const = 0;
  /// Re-checks every hash, span, quote, event, token table and index entry. Empty = all is sound.
  virtual std::vector<Diagnostic> verify(Progress& progress) const = 0;
};

}  // namespace retold
