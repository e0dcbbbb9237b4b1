#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "cli/progress_bar.h"

namespace retold {

/// Where a command's words go and what it may know of the world around it.
struct Console {
  std::ostream& out;  ///< results
  std::ostream& err;  ///< progress, diagnostics, what a script need not read
  ProgressBar& progress;
  bool terminal = false;  ///< `out` is a terminal: right-to-left text is isolated
  bool colour = false;    ///< hits are marked by bold type; otherwise by [brackets]
  std::string user{};     ///< the coder where --coder names nobody
};

/// One option of a command.
struct Option {
  std::string_view name;   ///< "--format"
  std::string_view value;  ///< what follows it, as help names it: "FMT"; empty for a switch
  std::string_view help;
  std::string_view only = {};  ///< the actions that take it, separated by spaces; empty = all
  bool repeats = false;
};

/// How a command is used: what help prints and what `parseArguments` accepts.
struct Usage {
  std::string_view forms;  ///< one a line, without "retold NAME"
  std::string_view about;  ///< one paragraph
  std::span<const Option> options;
  std::string_view notes;     ///< further sections as they are printed; may be empty
  std::string_view examples;  ///< one a line
  std::string_view failure;   ///< what exit code 1 means
};

/// A subcommand: one row of `commands()` (commands.cpp), one file in this folder, one man page and
/// at least one golden test.
struct Command {
  std::string_view name;
  std::string_view summary;  ///< a line for the overview
  const Usage* usage;
  /// `arguments` are those behind the command's name. Returns the exit code; throws Error.
  int (*run)(std::span<const std::string_view> arguments, Console& console);
};

std::span<const Command> commands();
/// Throws Error(Usage) that names the nearest command.
const Command& commandNamed(std::string_view name);

/// The whole program but for the streams and the catching of errors: `arguments` are those behind
/// the program's name. Returns the exit code; throws Error.
int runProgram(std::span<const std::string_view> arguments, Console& console);

}  // namespace retold
