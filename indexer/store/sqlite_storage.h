#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "indexer/store/digest.h"
#include "indexer/store/evaluate.h"
#include "indexer/store/index_tokenizer.h"
#include "indexer/store/sqlite.h"
#include "indexer/store/sqlite_events.h"
#include "indexer/store/sqlite_objects.h"
#include "indexer/store/sqlite_vocabulary.h"
#include "indexer/store/storage.h"
#include "indexer/system.h"
#include "indexer/text/boilerplate.h"

namespace retold {

/// The functions of the row "sqlite" of `backends()`.
bool sqliteAccepts(std::string_view location);
std::unique_ptr<Storage> createSqlite(std::string_view location, const Codebook& codebook,
                                      std::string_view coder);
enum class OpenMode;
std::unique_ptr<Storage> openSqlite(std::string_view location, OpenMode mode,
                                    std::string_view program);

class SqliteImport;

/// A project in one SQLite file. Its functions are in several files: reading in sqlite_storage.cpp,
/// and sqlite_search.cpp, sqlite_judging.cpp, sqlite_runs.cpp, sqlite_index.cpp, sqlite_verify.cpp.
class SqliteStorage final : public Storage {
 public:
  /// `lock` is null when the project is only read, and `readOnlyReason` then says why.
  SqliteStorage(std::string_view file, FileAccess access, std::unique_ptr<WriterLock> lock,
                std::string readOnlyReason);
  ~SqliteStorage() override;

  ProjectInfo info() const override;
  std::unique_ptr<ImportSession> beginImport(std::string_view coder) override;
  Accounting accounting() const override;
  std::vector<FileRecord> files() const override;
  std::vector<FileRecord> filesOf(DocumentId id) const override;
  void rebuildIndex(Progress& progress) override;

  std::vector<Document> documents(const Cursor& from, std::size_t limit) const override;
  std::uint64_t documentCount() const override;
  std::uint64_t documentsReadSince(Timestamp time) const override;
  std::optional<Document> document(DocumentId id) const override;
  std::optional<Document> documentNamed(std::string_view name) const override;
  std::optional<Text> text(TextId id) const override;
  std::string original(TextId id) const override;
  std::vector<SpeakerCorrection> speakerCorrections(DocumentId id) const override;
  std::vector<LanguageCorrection> languageCorrections(DocumentId id) const override;
  std::vector<TextId> texts(DocumentId id) const override;
  std::vector<Translation> translations() const override;
  std::vector<DocumentExclusion> exclusions() const override;

  std::vector<BoilerplatePassage> detectedBoilerplate() const override;
  std::vector<BoilerplateMark> boilerplateMarks() const override;
  void storeBoilerplate(std::span<const BoilerplatePassage> detected,
                        std::uint64_t documents) override;
  std::uint64_t boilerplateSeen() const override;

  SearchPage search(const Query& query, const Cursor& from, std::size_t documents) const override;
  SearchCount count(const Query& query, Progress& progress) const override;
  const Vocabulary& vocabulary() const override;
  void eachTokenStream(
      std::span<const std::uint32_t> anyOf,
      const std::function<bool(DocumentId, TextId, const TokenStream&)>& visit) const override;
  void eachTokenStreamWith(
      std::span<const PhrasePattern> anyOf,
      const std::function<bool(DocumentId, TextId, const TokenStream&)>& visit) const override;

  Event apply(const ChangeSet& changes) override;
  std::uint64_t version(const Uuid& object) const override;
  std::vector<Coding> codings(const CodingFilter& filter) const override;
  std::vector<Decision> decisions() const override;
  std::vector<Memo> memos() const override;
  std::vector<Concern> concerns() const override;
  std::vector<ResultSet> resultSets() const override;
  std::vector<Summary> summaries() const override;
  std::vector<OwnLexicon> ownLexicons() const override;
  std::vector<CodeUse> codeUses() const override;
  Codebook codebook() const override;
  std::vector<Case> cases() const override;
  std::optional<Case> caseNamed(std::string_view name) const override;
  std::optional<Case> person(CaseId id) const override;
  std::vector<DocumentId> documentsOf(CaseId id) const override;
  std::vector<Episode> episodes(CaseId id) const override;
  std::vector<Assistance> assistance(CaseId id) const override;
  std::optional<DocumentFacts> documentFacts(DocumentId id) const override;
  std::vector<AttributeDefinition> attributeDefinitions() const override;
  std::optional<UndoStep> nextUndo(std::string_view coder) const override;
  std::optional<UndoStep> nextRedo(std::string_view coder) const override;
  std::optional<UndoStep> undo(std::string_view coder) override;
  std::optional<UndoStep> redo(std::string_view coder) override;

  std::string keepLexicon(std::string_view id, std::string_view text) override;
  std::optional<std::string> lexiconText(std::string_view digest) const override;

  std::uint64_t keepRun(const ScreeningRun& run) override;
  std::vector<ScreeningRun> runs() const override;
  std::optional<ScreeningRun> run(std::uint64_t number) const override;

  std::vector<Event> events(std::uint64_t fromNumber, std::size_t limit) const override;
  std::string chainHead() const override;
  std::string digest(std::string_view bytes) const override { return hmacSha256(key_, bytes); }
  std::vector<Diagnostic> verify(Progress& progress) const override;

  /// For `createSqlite`: fills a file that holds only the schema.
  static void fill(const Database& database, const Codebook& codebook, std::string_view coder);

 private:
  friend class SqliteImport;

  /// The texts that may fit, by row number ascending; none = all current texts.
  using Rows = std::optional<std::vector<std::int64_t>>;
  /// A current text as listings name it.
  struct Listed {
    std::string name;
    std::int64_t row = 0;  ///< of the text
    DocumentId document;
    TextId text;
    std::int64_t documentRow = 0;
    std::int64_t caseRow = 0;  ///< 0 = none
  };
  class Searched;

  void requireWrite() const;
  void requireFreshIndex() const;
  /// Commits what an import that is going on holds back, before another change is made.
  void settleImport();

  Rows rowsFor(const Narrowing& narrowing) const;
  /// Calls `visitor` by name, from behind `after`, until it returns false; not for what the user
  /// left out.
  void eachListed(const Rows& rows, std::string_view after,
                  const std::function<bool(const Listed&)>& visitor) const;
  void eachTokenStream(
      const Narrowing& narrowing,
      const std::function<bool(DocumentId, TextId, const TokenStream&)>& visit) const;
  Completeness completeness() const;
  /// The run of this row of `runs`, without what it found.
  ScreeningRun runHead(const Statement& row) const;
  /// Rows of documents that the user left out; nearly always none.
  std::vector<std::int64_t> excludedRows() const;
  /// What counts as boilerplate now. Read anew when marks or list have changed, here or elsewhere.
  std::shared_ptr<const BoilerplateList> boilerplateList() const;
  /// The parts of a text that text() reads from `row` beside its words.
  void readReading(const Statement& row, Text& text) const;

  RecordedChange make(const Change& change);
  std::optional<UndoStep> step(const std::optional<UndoStep>& next, EventKind kind,
                               std::string_view coder);
  void checkStates(const UndoStep& step, const EventPayload& payload, EventKind kind) const;

  void verifyTexts(Progress& progress, std::vector<Diagnostic>& found) const;
  void verifyLanguage(const Statement& row, std::string_view content,
                      std::vector<Diagnostic>& found) const;
  void verifyObjects(std::vector<Diagnostic>& found) const;
  void verifyRuns(std::vector<Diagnostic>& found) const;
  void verifyEvents(std::vector<Diagnostic>& found) const;
  void verifyStates(const std::map<Uuid, std::pair<Object, bool>>& last,
                    std::vector<Diagnostic>& found) const;
  void verifyManifests(std::vector<Diagnostic>& found) const;
  void verifyIndex(Progress& progress, std::vector<Diagnostic>& found) const;

  IndexTokenizer indexTokenizer_;
  std::unique_ptr<WriterLock> lock_;
  std::string readOnlyReason_;
  Database database_;
  std::optional<SqliteVocabulary> vocabulary_;
  EventLog events_;
  ObjectTables objects_;
  std::string key_;
  SqliteImport* import_ = nullptr;
  mutable std::optional<Tokenizer> words_;
  mutable std::optional<Statement> textById_, correctionsOf_, dataVersion_;  ///< of text()
  mutable std::shared_ptr<const BoilerplateList> boilerplate_;
  mutable std::int64_t boilerplateVersion_ = 0;  ///< PRAGMA data_version when it was read
};

}  // namespace retold
