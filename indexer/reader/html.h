#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/import/importer.h"
#include "indexer/reader/flow.h"

namespace retold {

/// Puts what a page shows behind what `flow` holds. `xhtml`: an empty-element tag ends its element.
/// Nothing is fetched, run or resolved. Throws Unreadable for elements deeper than
/// ReadLimits::depth and std::bad_alloc where the page takes more than ReadLimits::memory.
void addHtml(std::string_view utf8, bool xhtml, const ReadLimits& limits, Flow& flow);

}  // namespace retold
