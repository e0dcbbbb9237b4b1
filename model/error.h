#pragma once

#include <stdexcept>
#include <string>

namespace retold {

/// Why work cannot go on. A problem in one of the user's files is a `Diagnostic`, not an `Error`.
enum class ErrorKind {
  Usage,         ///< the command line or a query is not well formed (exit code 2)
  NotFound,      ///< a path, document, code, lexicon … that was named does not exist
  NotAProject,   ///< the file is no Retold project, or is damaged beyond opening
  NewerProject,  ///< the project was written by a later version
  ReadOnly,      ///< a write was asked of a project that is open read-only
  Locked,        ///< another program is writing this project
  DiskFull,
  Io,          ///< any other failure of the file system
  Conflict,    ///< an object changed since it was read, or an undo no longer applies
  StaleIndex,  ///< the index was made by another tokenizer; it must be rebuilt before a write
  Refused,     ///< a value that the project does not accept (unknown code, empty span, bad quote)
  Cancelled,   ///< the user stopped the work; what was acknowledged is kept
  Internal,
};

/// Thrown when we cannot go on; caught in cli/main.cpp and gui/job.h only.
/// what() says what was wrong and where; hint() what to do next (may be empty).
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& what, std::string hint = {})
      : std::runtime_error(what), kind_(kind), hint_(std::move(hint)) {}

  ErrorKind kind() const { return kind_; }
  const std::string& hint() const { return hint_; }

 private:
  ErrorKind kind_;
  std::string hint_;
};

}  // namespace retold
