#pragma once

#include <string>

#include "cli/command.h"
#include "cli/options.h"

namespace retold {

/// `retold code PROJECT suggest`: passages that lexicons propose to tag; with --apply it tags them.
int runSuggest(const Arguments& arguments, const std::string& project, Console& console);

}  // namespace retold
