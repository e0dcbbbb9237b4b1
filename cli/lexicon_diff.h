#pragma once

#include "cli/command.h"
#include "cli/options.h"

namespace retold {

/// "retold lexicon diff": what changes in a project when one lexicon takes another's place.
int diffLexicons(const Arguments& arguments, Console& console);

}  // namespace retold
