#pragma once

#include "cli/command.h"
#include "cli/options.h"

namespace retold {

/// "retold lexicon import" and "retold lexicon export": dictionaries of other programs.
int importLexicon(const Arguments& arguments, Console& console);
int exportLexicon(const Arguments& arguments, Console& console);

}  // namespace retold
