#include "indexer/import/srt.h"

#include "indexer/import/cues.h"

namespace retold {

ReadResult readSrt(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink) {
  return readCues(name, bytes, CueFormat::SubRip, options, sink);
}

}  // namespace retold
