#pragma once

#include <memory>
#include <optional>
#include <string>

#include "indexer/store/index_writer.h"
#include "indexer/store/similar_texts.h"
#include "indexer/store/sqlite.h"
#include "indexer/store/sqlite_storage.h"
#include "indexer/store/storage.h"

namespace retold {

/// How an import ended; the column `imports.state`.
enum class ImportState { Open, Finished, Stopped, Interrupted };

/// Originals are kept in pieces of this many bytes, compressed each by itself.
inline constexpr std::size_t kOriginalChunk = std::size_t{1} << 20;

/// "SELECT ..." of what `fileRecordOf` reads, from `files f`.
extern const std::string_view kFileColumns;
/// The record as the import left it.
FileRecord fileRecordOf(const Statement& row);
/// The same; a file whose document the user left out is excluded.
FileRecord settledFileRecordOf(const Statement& row);

/// What the import of this row of `imports` brought in, as the project has it now.
Manifest manifestOf(const Database& database, std::int64_t row);

/// An import that is going on: a transaction is open from the first addition to the next flush.
class SqliteImport final : public ImportSession {
 public:
  /// Closes an import that was interrupted. `storage` outlives the session.
  SqliteImport(SqliteStorage& storage, std::string_view coder);
  ~SqliteImport() override;

  std::optional<FileRecord> known(std::string_view name, std::uint64_t bytes, std::int64_t modified,
                                  std::string_view root) override;
  Added add(NewText&& text) override;
  void record(const FileRecord& file) override;
  void flush() override;
  void finish(bool cancelled) override;

 private:
  /// A document that is there already.
  struct Existing {
    std::int64_t row = 0;
    std::int64_t text = 0;
    std::string name;
    std::string contentDigest;  ///< bytes
    std::optional<std::int64_t> caseRow;
    std::int64_t words = 0;
  };
  struct Digests {
    std::string original;  ///< bytes
    std::string content;
  };
  /// The document that a duplicate duplicates.
  struct Twin {
    std::int64_t document = 0;
    Sameness sameness = Sameness::None;
  };
  /// What the table `files` has of a name.
  struct OldRecord {
    FileFate fate = FileFate::Read;
    std::string root;
    std::string originalDigest;  ///< bytes
    std::optional<std::int64_t> near;
    std::optional<double> nearShare;
  };
  /// A record with the rows that it names.
  struct NewRecord {
    FileRecord file;
    std::optional<std::int64_t> document;
    std::string contentDigest;  ///< bytes; of a duplicate
    std::optional<std::int64_t> near;
    std::optional<double> nearShare;
  };

  template <class Work>
  auto orEnd(Work work);
  void open();
  Added addOpen(NewText& text);
  Added place(NewText& text, const Digests& digests, NewRecord& record);
  void recordOpen(const NewRecord& record, bool isKnown);
  std::optional<FileRecord> knownAs(std::string_view name, std::uint64_t bytes,
                                    std::int64_t modified);
  std::optional<Existing> existing(std::string_view name);
  std::optional<OldRecord> oldRecord(std::string_view name);
  /// The name under which a file of `root` goes: with the root in front where another file has it.
  std::string nameFor(std::string name, std::string_view root, std::string_view originalDigest);
  /// A document with this original or text and, where a case is named, of that case: two persons
  /// may give the same answer.
  std::optional<Twin> twinOf(const NewText& text, const Digests& digests);
  void findNear(const NewText& text, NewRecord& record);
  void insertDocument(NewText& text, const Digests& digests, NewRecord& record);
  void replaceText(NewText& text, const Digests& digests, const Existing& before,
                   NewRecord& record);
  void insertText(NewText& text, const Digests& digests, std::int64_t document);
  void insertOriginal(std::int64_t row, const std::string& original);
  void joinCase(std::int64_t document, const std::string& name);
  void countTowardsBatch();
  void close(std::int64_t row, const EventId& event, std::string_view coder, ImportState state);
  void closeInterrupted();

  SqliteStorage& storage_;
  const Database& database_;
  std::string coder_;
  EventId event_ = EventId::create();
  std::int64_t row_ = 0;       ///< of `imports`; 0 until something is added
  std::int64_t nextText_ = 0;  ///< number of the next row of `texts`
  std::optional<Transaction> batch_;
  std::size_t batchTexts_ = 0;
  std::size_t batchBytes_ = 0;
  std::int64_t wordsMore_ = 0;  ///< words of current texts since the last flush; may be negative
  bool finished_ = false;       ///< or failed: nothing more is taken
  IndexWriter index_;
  SimilarTexts similar_;
  Statement findKnown_, findDocument_, findDuplicate_, insertDocument_, updateDocument_,
      insertText_, insertContent_, insertTurns_, findFile_, insertFile_, updateFile_;
};

}  // namespace retold
