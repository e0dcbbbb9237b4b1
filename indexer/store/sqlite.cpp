#include "indexer/store/sqlite.h"

#include <sqlite3.h>

#include <algorithm>
#include <cassert>

#include "model/error.h"

namespace retold {

namespace {

constexpr int kBusyMilliseconds = 5000;

/// `file` as an SQLite URI, so that a name with "?" or "%" stays a name.
std::string immutableUri(std::string_view file) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : file) {
    if (c == '%' || c == '?' || c == '#') {
      uri += '%';
      uri += digits[static_cast<unsigned char>(c) >> 4];
      uri += digits[static_cast<unsigned char>(c) & 0x0f];
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

int flagsOf(FileAccess access) {
  switch (access) {
    case FileAccess::Create:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case FileAccess::Write:
      return SQLITE_OPEN_READWRITE;
    case FileAccess::Read:
      return SQLITE_OPEN_READONLY;
    case FileAccess::Immutable:
      return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
  }
  return 0;
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement::Statement(const Database& database, std::string_view sql) : database_(&database) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                      &statement, nullptr);
  statement_.reset(statement);
  if (code != SQLITE_OK) database.fail(code);
}

bool Statement::next() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) {
    sqlite3_reset(statement_.get());
    database_->fail(code);
  }
  sqlite3_reset(statement_.get());
  return false;
}

void Statement::run() {
  while (next()) {
  }
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

bool Statement::isNull(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string_view Statement::view(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr
             ? std::string_view{}
             : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

Uuid Statement::uuid(int column) const {
  Uuid id;
  const std::string_view bytes = view(column);
  const std::size_t size = std::min(bytes.size(), id.bytes.size());
  std::copy_n(bytes.begin(), size, reinterpret_cast<char*>(id.bytes.data()));
  return id;
}

void Statement::bind(int index, std::int64_t value) {
  const int code = sqlite3_bind_int64(statement_.get(), index, value);
  if (code != SQLITE_OK) database_->fail(code);
}

void Statement::bind(int index, double value) {
  const int code = sqlite3_bind_double(statement_.get(), index, value);
  if (code != SQLITE_OK) database_->fail(code);
}

void Statement::bind(int index, std::string_view text) {
  const int code =
      sqlite3_bind_text64(statement_.get(), index, text.data() == nullptr ? "" : text.data(),
                          text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  if (code != SQLITE_OK) database_->fail(code);
}

void Statement::bind(int index, Blob blob) {
  const int code = sqlite3_bind_blob64(statement_.get(), index,
                                       blob.bytes.data() == nullptr ? "" : blob.bytes.data(),
                                       blob.bytes.size(), SQLITE_TRANSIENT);
  if (code != SQLITE_OK) database_->fail(code);
}

void Statement::bind(int index, const Uuid& id) {
  bind(index, Blob{{reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()}});
}

void Statement::bind(int index, std::nullptr_t) {
  const int code = sqlite3_bind_null(statement_.get(), index);
  if (code != SQLITE_OK) database_->fail(code);
}

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Database::Database(std::string_view file, FileAccess access) : file_(file) {
  const std::string name = access == FileAccess::Immutable ? immutableUri(file) : file_;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, flagsOf(access), nullptr);
  handle_.reset(handle);
  if (handle == nullptr) throw Error(ErrorKind::Internal, file_ + ": not enough memory to open it");
  if (code != SQLITE_OK) fail(code);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  run("PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON;"
      "PRAGMA temp_store=MEMORY; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;");
}

void Database::run(const std::string& sql) const {
  const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

std::int64_t Database::integer(std::string_view sql) const {
  Statement statement(*this, sql);
  const bool found = statement.next();
  assert(found);
  return found ? statement.integer(0) : 0;
}

std::int64_t Database::lastRow() const { return sqlite3_last_insert_rowid(handle()); }

bool Database::inTransaction() const { return sqlite3_get_autocommit(handle()) == 0; }

void Database::fail(int code) const {
  const std::string said = sqlite3_errmsg(handle());
  switch (code & 0xff) {
    case SQLITE_FULL:
      throw Error(ErrorKind::DiskFull, file_ + ": the disk is full; nothing of this step was saved",
                  "free some space and try again; everything saved before is kept");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(ErrorKind::Locked, file_ + ": another program is using the project",
                  "close the other program, or wait until it has finished, and try again");
    case SQLITE_READONLY:
      throw Error(ErrorKind::ReadOnly, file_ + ": the project cannot be changed (" + said + ")",
                  "copy the project to a folder that you may write to");
    case SQLITE_NOTADB:
      throw Error(ErrorKind::NotAProject, file_ + ": the file is no Retold project",
                  "a project is made by: retold new NAME.retold");
    case SQLITE_CORRUPT:
      throw Error(ErrorKind::NotAProject, file_ + ": the project file is damaged (" + said + ")",
                  "keep this file as it is, and go on with your last good copy of it");
    case SQLITE_CANTOPEN:
      throw Error(ErrorKind::Io, file_ + ": the file cannot be opened (" + said + ")",
                  "check that the file exists and that you may read it and write to its folder");
    case SQLITE_IOERR:
      throw Error(ErrorKind::Io,
                  file_ + ": the disk did not read or write as asked (" + said +
                      "); nothing of this step was saved",
                  "check the disk, its free space and its connection, and try again");
    default:
      throw Error(ErrorKind::Internal, file_ + ": " + said);
  }
}

Transaction::Transaction(const Database& database) : database_(&database) {
  database.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  // A failure such as a full disk may have rolled back already.
  if (database_ != nullptr && database_->inTransaction()) {
    sqlite3_exec(database_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

void Transaction::commit() {
  database_->run("COMMIT");
  database_ = nullptr;
}

Snapshot::Snapshot(const Database& database)
    : database_(database.inTransaction() ? nullptr : &database) {
  if (database_ != nullptr) database_->run("BEGIN");
}

Snapshot::~Snapshot() {
  if (database_ != nullptr && database_->inTransaction()) {
    sqlite3_exec(database_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

}  // namespace retold
