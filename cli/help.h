#pragma once

#include <string>

#include "cli/command.h"

namespace retold {

/// All commands, a line each.
std::string overview();

/// How one command is used: forms, options, examples, exit codes.
std::string helpText(const Command& command);

}  // namespace retold
