#pragma once

#include "cli/command.h"
#include "cli/options.h"

namespace retold {

/// "retold lexicon suggest": words that a lexicon might take up.
int suggestTerms(const Arguments& arguments, Console& console);

}  // namespace retold
