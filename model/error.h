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
/// what() says what was wrong and where; hint() what to do next (may be empty). Where what() names
/// another coder, or counts what others did, withForBlind() says it without.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& what, std::string hint = {})
      : std::runtime_error(what), kind_(kind), hint_(std::move(hint)) {}

  ErrorKind kind() const { return kind_; }
  const std::string& hint() const { return hint_; }
  /// What was wrong, for a second reader who must not know what other coders did: names none of
  /// them. what() where nothing else was said.
  std::string whatForBlind() const { return forBlind_.empty() ? what() : forBlind_; }
  Error withForBlind(std::string what) const {
    Error error = *this;
    error.forBlind_ = std::move(what);
    return error;
  }

 private:
  ErrorKind kind_;
  std::string hint_;
  std::string forBlind_;
};

}  // namespace retold
