#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
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

/// The columns of a concordance as a table for other programs. A document without a hit of its own
/// has its name only.
inline constexpr std::array<std::string_view, 7> kConcordanceColumns{
    "document", "begin", "end", "speaker", "left", "match", "right"};

/// The lines of one document's hits, `context` words on either side, within the text (context may
/// cross turns).
std::vector<ConcordanceLine> concordance(const Document& document, const Text& text,
                                         const std::vector<DocumentHits::Hit>& hits,
                                         std::size_t context);

/// Text around a span for reading: `words` words on either side, what touches them (punctuation)
/// with them, each run of white space as one space and none at the ends. Always in the order of the
/// text, whatever its direction, and never cut within a grapheme cluster. In scripts without spaces
/// between words three signs count as one word, and the context goes on to white space or
/// punctuation that is near. Reads the neighbourhood of the span only.
struct Context {
  std::string left;
  std::string match;
  std::string right;
  bool leftIsCut = false;  ///< the text has words before `left`
  bool rightIsCut = false;
};
Context contextOf(const Text& text, ByteSpan span, std::size_t words);

/// The same, with one space at the end of `left` and the begin of `right` where the text has white
/// space: left + match + right reads as the text does.
Context joinableContext(const Text& text, ByteSpan span, std::size_t words);

/// The words next to a span, folded, the nearest first: at most `words` on either side. In scripts
/// without spaces between words each sign is one.
struct Neighbours {
  std::vector<std::string> before;
  std::vector<std::string> after;
};
Neighbours neighbours(const Text& text, ByteSpan span, std::size_t words);

}  // namespace retold
