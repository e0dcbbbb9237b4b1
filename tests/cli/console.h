#pragma once

#include <sstream>

#include "cli/command.h"

namespace retold {

/// A console that keeps what is written to it.
struct TestConsole {
  std::ostringstream out;
  std::ostringstream err;
  ProgressBar progress{err, false, &std::chrono::steady_clock::now, [] { return false; }};
  Console console{out, err, progress};
};

}  // namespace retold
