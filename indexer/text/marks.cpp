#include "indexer/text/marks.h"

#include "indexer/text/fold.h"
#include "indexer/text/utf8.h"

namespace retold {
namespace {

/// So many marked letters are no chance.
constexpr int kMarkedLetters = 3;
constexpr std::size_t kFar = 4000;

}  // namespace

bool carriesMarks(std::string_view text, ByteSpan span) {
  const std::size_t from = text.substr(0, span.begin).rfind('\n');
  const std::string_view rest = text.substr(from == std::string_view::npos ? 0 : from + 1);
  const std::string_view paragraph = beginOf(rest.substr(0, rest.find('\n')), kFar);
  int marked = 0;
  for (std::size_t at = 0; at < paragraph.size() && marked < kMarkedLetters;) {
    const std::size_t begin = at;
    const char32_t letter = nextCodepoint(paragraph, at);
    if (letter < 0x80) continue;
    const std::string_view written = paragraph.substr(begin, at - begin);
    const bool combining = letter >= 0x300 && letter < 0x370;
    if (combining || (letter < 0x2000 && fold(written) != foldCase(written))) ++marked;
  }
  return marked >= kMarkedLetters;
}

}  // namespace retold
