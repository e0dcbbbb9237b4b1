#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/store/storage.h"

namespace retold {

/// One key word in context.
struct ConcordanceLine {
  DocumentId document;
  std::string name;  ///< of the document
  ByteSpan span;     ///< of the match in the stored text
  std::string speaker;
  std::string left;  ///< up to `context` words before, line ends as spaces
  std::string match;
  std::string right;
  How how = How::Exact;
};

/// The lines of one document's hits, `context` words on either side, within the text (context may
/// cross turns).
std::vector<ConcordanceLine> concordance(const Document& document, const Text& text,
                                         const std::vector<DocumentHits::Hit>& hits,
                                         std::size_t context);

/// Text around a span for reading: `words` words on either side.
struct Context {
  std::string left;
  std::string match;
  std::string right;
};
Context contextOf(const Text& text, ByteSpan span, std::size_t words);

}  // namespace retold
