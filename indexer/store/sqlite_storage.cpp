// Making and opening a project, and accounting for its files.
#include "indexer/store/sqlite_storage.h"

#include <algorithm>
#include <cassert>
#include <filesystem>

#include "indexer/store/backends.h"
#include "indexer/store/digest.h"
#include "indexer/store/migrations.h"
#include "indexer/store/sqlite_import.h"
#include "model/error.h"

namespace retold {

namespace fs = std::filesystem;

namespace {

/// Throws for what is no file that could be a project.
void checkFile(const std::string& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found) {
    throw Error(ErrorKind::NotFound, file + ": there is no such project",
                "check the path, or make a project with: retold new " + file);
  }
  if (status.type() == fs::file_type::directory) {
    throw Error(ErrorKind::NotAProject, file + ": this is a folder, not a project",
                "a project is a single file, such as study.retold");
  }
  if (error || status.type() != fs::file_type::regular) {
    throw Error(ErrorKind::NotAProject, file + ": this is not a file that can be a project",
                "a project is a single file, such as study.retold");
  }
  if (fs::file_size(file, error) == 0 && !error) {
    throw Error(ErrorKind::NotAProject, file + ": the file is empty, so it is no project",
                "go on with your last good copy, or remove the file and make a new project");
  }
}

std::string busyWith(const std::string& holder) {
  return holder.empty() ? std::string("is being changed by another program")
                        : "is being changed by " + holder;
}

/// A file that nobody can be writing: on a read-only medium SQLite may not even lock it.
bool isImmutable(const std::string& file) {
  std::error_code ignored;
  const fs::path real = fs::weakly_canonical(file, ignored);
  return !isWritable(real.parent_path()) && !fs::exists(real.string() + "-wal");
}

/// SQLite would write what a killed program left of an earlier project into the new one.
void refuseLeftovers(const std::string& file) {
  for (const char* suffix : {"-wal", "-journal"}) {
    if (!fs::exists(fs::symlink_status(file + suffix))) continue;
    throw Error(ErrorKind::Refused,
                file + suffix + ": this file belongs to an earlier project of the same name",
                "choose another name for the new project; if the earlier one was moved, move this "
                "file to its side");
  }
}

}  // namespace

bool sqliteAccepts(std::string_view location) {
  return location.find("://") == std::string_view::npos;
}

std::unique_ptr<Storage> createSqlite(std::string_view location, const Codebook& codebook,
                                      std::string_view coder) {
  const std::string file(location);
  if (const fs::path folder = fs::path(file).parent_path();
      !folder.empty() && !fs::is_directory(folder)) {
    throw Error(ErrorKind::NotFound, file + ": there is no folder " + folder.string(),
                "make the folder first, or choose another one");
  }
  std::string holder;
  std::unique_ptr<WriterLock> lock = WriterLock::acquire(file, "retold new", holder);
  if (lock == nullptr) throw Error(ErrorKind::Locked, file + ": " + busyWith(holder));
  if (fs::symlink_status(file).type() != fs::file_type::not_found) {
    throw Error(ErrorKind::Refused, file + ": something with this name is there already",
                "choose another name; a project is never overwritten");
  }
  refuseLeftovers(file);
  // Made beside and then renamed, so that nobody ever meets a half-made project.
  const std::string part = file + ".part";
  const auto clean = [&part] {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(part + suffix, ignored);
  };
  clean();
  try {
    {
      IndexTokenizer tokenizer;
      const Database database(part, FileAccess::Create);
      tokenizer.registerWith(database);
      database.run("PRAGMA page_size = " + std::to_string(kPageSize) +
                   "; PRAGMA journal_mode = WAL;");
      migrate(database);
      SqliteStorage::fill(database, codebook, coder);
    }
    fs::rename(part, file);
    // A first commit under the new name also writes the folder's entry to disk.
    Database(file, FileAccess::Write)
        .run("PRAGMA user_version = " + std::to_string(schemaVersion()));
  } catch (const fs::filesystem_error& error) {
    clean();
    throw Error(ErrorKind::Io,
                file + ": the project cannot be made (" + error.code().message() + ")");
  } catch (...) {
    clean();
    throw;
  }
  return std::make_unique<SqliteStorage>(file, FileAccess::Write, std::move(lock), "");
}

namespace {

/// A file of an older format is brought up to date first, where that can be done at once.
std::unique_ptr<Storage> openToRead(const std::string& file, std::string_view program,
                                    std::string reason) {
  const FileAccess access = isImmutable(file) ? FileAccess::Immutable : FileAccess::Read;
  const auto schema = [&file, access] { return checkSchema(Database(file, access)); };
  if (int format = schema(); format < schemaVersion()) {
    std::string why = "the file or its medium is read-only";
    if (access == FileAccess::Read && isWritable(file)) {
      std::string holder;
      const std::unique_ptr<WriterLock> lock = WriterLock::acquire(file, program, holder);
      why = "it " + busyWith(holder);
      if (lock != nullptr) {
        IndexTokenizer tokenizer;
        const Database database(file, FileAccess::Write);
        tokenizer.registerWith(database);
        migrate(database);
        format = checkSchema(database);
      }
    }
    if (format < schemaVersion()) {
      throw Error(ErrorKind::ReadOnly,
                  file + ": the project was written by an older Retold (file format " +
                      std::to_string(format) + ") and must be brought up to date before it can be" +
                      " read: " + why,
                  "copy it to a folder that you may write to, and open the copy");
    }
  }
  return std::make_unique<SqliteStorage>(file, access, nullptr, std::move(reason));
}

}  // namespace

std::unique_ptr<Storage> openSqlite(std::string_view location, OpenMode mode,
                                    std::string_view program) {
  const std::string file(location);
  checkFile(file);
  if (mode == OpenMode::ReadOnly) return openToRead(file, program, "it was opened for reading");
  std::string reason;
  try {
    if (isWritable(file)) {
      std::string holder;
      std::unique_ptr<WriterLock> lock = WriterLock::acquire(file, program, holder);
      if (lock != nullptr) {
        return std::make_unique<SqliteStorage>(file, FileAccess::Write, std::move(lock), "");
      }
      reason = busyWith(holder);
      if (mode == OpenMode::Write) {
        throw Error(ErrorKind::Locked, file + ": " + reason,
                    "wait until it has finished, or open the project for reading only");
      }
    } else {
      reason = "the file or its medium is read-only";
    }
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::ReadOnly) throw;
    reason = "the medium is read-only";
  }
  if (mode == OpenMode::Write) {
    throw Error(ErrorKind::ReadOnly, file + ": the project cannot be changed: " + reason,
                "copy the project to a folder that you may write to");
  }
  return openToRead(file, program, std::move(reason));
}

SqliteStorage::SqliteStorage(std::string_view file, FileAccess access,
                             std::unique_ptr<WriterLock> lock, std::string readOnlyReason)
    : lock_(std::move(lock)),
      readOnlyReason_(std::move(readOnlyReason)),
      database_(file, access),
      events_(database_),
      objects_(database_) {
  indexTokenizer_.registerWith(database_);
  checkSchema(database_);
  if (access == FileAccess::Write) migrate(database_);
  Statement project = database_.prepare("SELECT digest_key FROM project");
  if (!project.next()) {
    throw Error(ErrorKind::NotAProject, database_.file() + ": the project file is damaged",
                "go on with your last good copy of it");
  }
  key_ = project.bytes(0);
  vocabulary_.emplace(database_);
}

SqliteStorage::~SqliteStorage() { assert(import_ == nullptr); }

void SqliteStorage::fill(const Database& database, const Codebook& codebook,
                         std::string_view coder) {
  constexpr std::size_t keyBytes = 32;
  Transaction change(database);
  database
      .prepare(
          "INSERT INTO project(one, uuid, chain, created, digest_key, tokenizer, codebook,"
          " codebook_title) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)")
      .with(newUuid(), newUuid(), now(), Blob{randomBytes(keyBytes)}, Tokenizer::identity(),
            codebook.id, codebook.title)
      .run();
  const EventId event = EventId::create();
  EventPayload payload{EventKind::Create, "make project", {}, {}};
  ObjectTables objects(database);
  for (const Code& code : codebook.codes) {
    objects.put(code);
    objects.setState(code, true, event);
    payload.changes.push_back({std::nullopt, code, std::nullopt});
  }
  objects.checkCodebook();
  EventLog(database).append(event, coder, payload);
  change.commit();
}

ProjectInfo SqliteStorage::info() const {
  Statement row = database_.prepare("SELECT uuid, chain, created, tokenizer FROM project");
  row.next();
  ProjectInfo info;
  info.id = row.uuid(0);
  info.chain = row.uuid(1);
  info.created = row.time(2);
  info.tokenizer = row.bytes(3);
  info.schema = static_cast<int>(database_.integer("PRAGMA user_version"));
  info.indexIsStale = info.tokenizer != Tokenizer::identity();
  info.readOnly = lock_ == nullptr;
  info.readOnlyReason = readOnlyReason_;
  return info;
}

void SqliteStorage::requireWrite() const {
  if (lock_ != nullptr) return;
  throw Error(ErrorKind::ReadOnly,
              database_.file() + ": the project cannot be changed: " + readOnlyReason_,
              "open it for writing, or copy it to a folder that you may write to");
}

void SqliteStorage::requireFreshIndex() const {
  Statement row = database_.prepare("SELECT tokenizer FROM project");
  row.next();
  if (row.view(0) == Tokenizer::identity()) return;
  throw Error(ErrorKind::StaleIndex,
              database_.file() + ": the index was made by other word rules (" + row.bytes(0) +
                  "; this program has " + Tokenizer::identity() + ")",
              "make it anew with: retold verify " + database_.file() + " --rebuild");
}

void SqliteStorage::settleImport() {
  if (import_ != nullptr) import_->flush();
}

std::vector<FileRecord> SqliteStorage::files() const {
  Statement row = database_.prepare(std::string(kFileColumns) + " ORDER BY f.name");
  std::vector<FileRecord> files;
  while (row.next()) files.push_back(settledFileRecordOf(row));
  return files;
}

std::vector<FileRecord> SqliteStorage::filesOf(DocumentId id) const {
  Statement row = database_.prepare(
      std::string(kFileColumns) +
      " WHERE f.document_id = (SELECT id FROM documents WHERE uuid = ?1) ORDER BY f.name");
  row.with(id);
  std::vector<FileRecord> files;
  while (row.next()) files.push_back(settledFileRecordOf(row));
  return files;
}

Accounting SqliteStorage::accounting() const {
  Snapshot snapshot(database_);
  Accounting sums;
  Statement row = database_.prepare("SELECT fate, count(*) FROM files GROUP BY fate");
  while (row.next()) {
    const auto count = static_cast<std::uint64_t>(row.integer(1));
    sums.given += count;
    switch (static_cast<FileFate>(row.integer(0))) {
      case FileFate::Read:
        sums.read = count;
        break;
      case FileFate::Duplicate:
        sums.duplicate = count;
        break;
      case FileFate::Unreadable:
        sums.unreadable = count;
        break;
      case FileFate::Excluded:
        sums.excluded = count;
        break;
    }
  }
  // A file whose document the user left out counts as excluded. CROSS JOIN and + keep SQLite from
  // going through all files that were read: few are excluded or near.
  const auto excluded = static_cast<std::uint64_t>(database_.integer(
      "SELECT count(*) FROM exclusions x CROSS JOIN files f ON f.document_id = x.document_id"
      " WHERE +f.fate = 0"));
  sums.read -= excluded;
  sums.excluded += excluded;
  sums.nearDuplicate = static_cast<std::uint64_t>(
      database_.integer("SELECT count(*) FROM files WHERE near_id IS NOT NULL AND +fate = 0"
                        " AND document_id NOT IN (SELECT document_id FROM exclusions)"));
  sums.documents = documentCount() - excludedRows().size();
  sums.words = static_cast<std::uint64_t>(database_.integer(
      "SELECT words - (SELECT coalesce(sum(t.words), 0) FROM exclusions x"
      " JOIN documents d ON d.id = x.document_id JOIN texts t ON t.id = d.text_id) FROM project"));
  sums.cases = static_cast<std::uint64_t>(database_.integer("SELECT count(*) FROM cases"));
  Statement last = database_.prepare("SELECT state FROM imports ORDER BY id DESC LIMIT 1");
  const bool isMine = import_ != nullptr;
  sums.interruptedImport =
      last.next() && static_cast<ImportState>(last.integer(0)) != ImportState::Finished && !isMine;
  return sums;
}

}  // namespace retold
