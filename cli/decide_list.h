#pragma once

#include <string>

#include "cli/command.h"
#include "cli/options.h"

namespace retold {

/// `retold decide PROJECT list`: every decision, the oldest first.
int listDecisions(const Arguments& arguments, const std::string& project, Console& console);

}  // namespace retold
