#pragma once

#include "cli/command.h"
#include "cli/options.h"

namespace retold {

/// "retold lexicon show": a lexicon as the file it is.
int showLexicon(const Arguments& arguments, Console& console);
/// "retold lexicon save": a file as the project's own lexicon.
int saveLexicon(const Arguments& arguments, Console& console);
/// "retold lexicon remove": the project's own lexicon taken out.
int removeLexicon(const Arguments& arguments, Console& console);

}  // namespace retold
