#include "gui/open_document.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace retold {

OpenDocument::OpenDocument(Document document, Text text, std::optional<Case> itsCase,
                           Candidate screened, bool explained)
    : document_(std::move(document)),
      text_(std::move(text)),
      case_(std::move(itsCase)),
      candidate_(std::move(screened)),
      explained_(explained),
      offsets_(text_.content) {
  changed_ = !candidate_.text.isNil() && candidate_.text != text_.id;
  if (changed_) candidate_.matches.clear();
  readingOrder_.resize(candidate_.matches.size());
  std::iota(readingOrder_.begin(), readingOrder_.end(), 0);
  std::stable_sort(readingOrder_.begin(), readingOrder_.end(), [this](int a, int b) {
    return matches()[static_cast<std::size_t>(a)].span <
           matches()[static_cast<std::size_t>(b)].span;
  });
}

std::optional<int> OpenDocument::matchAt(std::optional<ByteSpan> place) const {
  if (matches().empty()) return std::nullopt;
  for (std::size_t at = 0; at < matches().size(); ++at) {
    if (matches()[at].span == place) return static_cast<int>(at);
  }
  return 0;
}

std::string_view OpenDocument::quote(ByteSpan span) const {
  assert(span.begin <= span.end && span.end <= text_.content.size());
  return std::string_view(text_.content).substr(span.begin, span.size());
}

}  // namespace retold
