#include "indexer/import/readers.h"

namespace retold {

ReadResult readMarkdown(std::string_view name, std::string_view bytes, const ReadOptions& options,
                        const ReadSink& sink) {
  return readText(name, bytes, options, sink);
}

}  // namespace retold
