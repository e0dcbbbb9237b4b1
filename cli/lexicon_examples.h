#pragma once

#include "cli/command.h"
#include "cli/options.h"

namespace retold {

/// "retold lexicon test": exit code 1 when an example goes otherwise than its file says.
int testLexicons(const Arguments& arguments, Console& console);

}  // namespace retold
