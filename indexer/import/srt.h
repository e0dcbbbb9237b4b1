#pragma once

#include <string_view>

#include "indexer/import/importer.h"

namespace retold {

/// Captions in SubRip, with the tags that players know. What becomes of them: sayings() and
/// writeSayings() in cues.h.
ReadResult readSrt(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink);

}  // namespace retold
