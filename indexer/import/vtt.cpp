#include "indexer/import/vtt.h"

#include "indexer/import/cues.h"

namespace retold {

ReadResult readVtt(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink) {
  return readCues(name, bytes, CueFormat::WebVtt, options, sink);
}

}  // namespace retold
