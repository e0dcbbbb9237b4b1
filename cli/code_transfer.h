#pragma once

#include <string>

#include "cli/command.h"
#include "cli/options.h"

namespace retold {

/// `retold code PROJECT transfer list|accept`: tags that stand on older texts of their documents.
int runTransfer(const Arguments& arguments, const std::string& project, Console& console);

}  // namespace retold
