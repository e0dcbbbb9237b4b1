#pragma once

#include <cstdint>
#include <string>

namespace retold {

enum class Severity { Note, Warning, Error };

/// A problem in one of the user's files, collected beside the result while work goes on.
struct Diagnostic {
  Severity severity = Severity::Warning;
  std::string file;          ///< path or document name as the user knows it; may be empty
  std::uint64_t line = 0;    ///< from 1; 0 = the whole file
  std::uint64_t column = 0;  ///< code points from 1; 0 = the whole line
  std::string message;       ///< what was wrong and what was expected

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// "file:line:column: error: message"; parts that are not known are left out.
std::string toText(const Diagnostic& diagnostic);

}  // namespace retold
