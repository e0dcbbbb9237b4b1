#pragma once

#include "cli/command.h"
#include "cli/options.h"

namespace retold {

/// "retold lexicon ledger": what each term of a lexicon did in a project.
int writeLedger(const Arguments& arguments, Console& console);

}  // namespace retold
