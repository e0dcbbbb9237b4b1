#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/ids.h"
#include "model/time.h"

struct sqlite3;
struct sqlite3_stmt;

/// Owners for SQLite's handles. Every failure is an Error that names the project file.
namespace retold {

/// Bytes for a BLOB column. A std::string or string_view goes into a TEXT column.
struct Blob {
  std::string_view bytes;
};

class Database;

/// A prepared statement. Finalized with the object, which must not outlive its Database.
class Statement {
 public:
  Statement(const Database& database, std::string_view sql);

  /// Starts anew with these values for ?1, ?2, ... They are copied.
  template <class... Values>
  Statement& with(const Values&... values) {
    reset();
    int index = 0;
    (bind(++index, values), ...);
    return *this;
  }

  /// Goes to the next row; false when there is none.
  bool next();
  /// Runs to the end and gives its locks back.
  void run();
  void reset();

  bool isNull(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  /// TEXT or BLOB; valid until the next step or reset.
  std::string_view view(int column) const;
  std::string bytes(int column) const { return std::string(view(column)); }
  Uuid uuid(int column) const;
  Timestamp time(int column) const { return {integer(column)}; }

  void bind(int index, std::int64_t value);
  void bind(int index, std::uint64_t value) { bind(index, static_cast<std::int64_t>(value)); }
  void bind(int index, int value) { bind(index, std::int64_t{value}); }
  void bind(int index, bool value) { bind(index, std::int64_t{value}); }
  void bind(int index, double value);
  void bind(int index, std::string_view text);
  void bind(int index, const std::string& text) { bind(index, std::string_view(text)); }
  void bind(int index, const char* text) { bind(index, std::string_view(text)); }
  void bind(int index, Blob blob);
  void bind(int index, const Uuid& id);
  void bind(int index, Timestamp time) { bind(index, time.milliseconds); }
  void bind(int index, std::nullptr_t);
  template <class Value>
  void bind(int index, const std::optional<Value>& value) {
    value ? bind(index, *value) : bind(index, nullptr);
  }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  const Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

enum class FileAccess {
  Create,    ///< makes the file; it must not be there
  Write,     ///< the file is there
  Read,      ///< other programs may write meanwhile
  Immutable  ///< nobody can write: a read-only medium
};

/// A connection, set up as every project needs it (foreign keys, full synchronisation, untrusted
/// schema). For one thread.
class Database {
 public:
  /// Error(NotAProject) when the file is no database, Error(Io) when it cannot be opened.
  Database(std::string_view file, FileAccess access);

  /// Runs one or more statements that need no values.
  void run(const std::string& sql) const;
  Statement prepare(std::string_view sql) const { return Statement(*this, sql); }
  /// The first column of the first row of a query that has one.
  std::int64_t integer(std::string_view sql) const;

  std::int64_t lastRow() const;
  bool inTransaction() const;
  sqlite3* handle() const { return handle_.get(); }
  const std::string& file() const { return file_; }
  /// Throws the Error for the failure that SQLite reports: DiskFull, Locked, ReadOnly, NotAProject,
  /// Io or Internal.
  [[noreturn]] void fail(int code) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  std::string file_;
  std::unique_ptr<sqlite3, Close> handle_;
};

/// A change of the file: undone when the object dies before commit().
class Transaction {
 public:
  explicit Transaction(const Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  /// On disk when it returns.
  void commit();

 private:
  const Database* database_;
};

/// One state of the file for several reads. Joins a transaction that is open already.
class Snapshot {
 public:
  explicit Snapshot(const Database& database);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  const Database* database_;
};

}  // namespace retold
