#pragma once

#include <string>

#include "cli/options.h"
#include "cli/search_hits.h"
#include "model/query.h"

namespace retold {

// What `retold search` does with result sets; each returns the exit code.

/// `retold search PROJECT --set NAME`.
int showResultSet(const Arguments& arguments, const std::string& project, const HitLayout& layout,
                  Console& console);

/// `retold search PROJECT QUERY --save NAME`. `typed`: the query as it was typed.
int saveHits(const Arguments& arguments, const std::string& project, const std::string& typed,
             const Query& query, Console& console);

}  // namespace retold
