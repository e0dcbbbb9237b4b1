#pragma once

#include <string>

#include "cli/command.h"
#include "cli/options.h"

namespace retold {

/// `retold document PROJECT show DOCUMENT`: all that is known of it.
int showDocument(const Arguments& arguments, const std::string& project, Console& console);

/// `retold document PROJECT align DOCUMENT`: original and translation side by side.
int alignDocument(const Arguments& arguments, const std::string& project, Console& console);

}  // namespace retold
