#include "indexer/text/utf8.h"
#include "queries/find/white_space.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

/// "e" is not found in "é" written as two characters.
bool isWhole(std::string_view content, ByteSpan span) {
  return snapToGraphemes(content, span) == span;
}

std::vector<ByteSpan> findExactly(std::string_view content, std::string_view quote) {
  std::vector<ByteSpan> found;
  for (std::size_t at = content.find(quote); at != std::string_view::npos;) {
    const ByteSpan span{at, at + quote.size()};
    const bool whole = isWhole(content, span);
    if (whole) found.push_back(span);
    at = content.find(quote, whole ? span.end : at + 1);
  }
  return found;
}

std::vector<std::string_view> piecesOf(std::string_view quote) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= quote.size();) {
    const std::size_t space = whiteSpaceAt(quote, at);
    if (space == 0 && at < quote.size()) {
      ++at;
      continue;
    }
    if (at > begin) pieces.push_back(quote.substr(begin, at - begin));
    at += space > 0 ? space : 1;
    begin = at;
  }
  return pieces;
}

/// The end of the pieces when they stand at `at` with white space between them; 0 when they do not.
std::size_t endOfPieces(std::string_view content, std::size_t at,
                        const std::vector<std::string_view>& pieces) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::size_t before = at;
    while (const std::size_t size = i > 0 ? whiteSpaceAt(content, at) : 0) at += size;
    if (i > 0 && at == before) return 0;
    if (!content.substr(at).starts_with(pieces[i])) return 0;
    at += pieces[i].size();
  }
  return at;
}

std::vector<ByteSpan> findPieces(std::string_view content,
                                 const std::vector<std::string_view>& pieces) {
  std::vector<ByteSpan> found;
  for (std::size_t at = content.find(pieces.front()); at != std::string_view::npos;) {
    const std::size_t end = endOfPieces(content, at, pieces);
    const bool whole = end > 0 && isWhole(content, {at, end});
    if (whole) found.push_back({at, end});
    at = content.find(pieces.front(), whole ? end : at + 1);
  }
  return found;
}

/// The mark that is typed for a quotation mark or apostrophe; 0 for any other character.
char typedMark(char32_t sign) {
  switch (sign) {
    case U'\u2018':
    case U'\u2019':
    case U'\u201A':
    case U'\u201B':
    case U'\u2032':
    case U'\u00B4':
    case U'`':
      return '\'';
    case U'\u201C':
    case U'\u201D':
    case U'\u201E':
    case U'\u201F':
    case U'\u2033':
    case U'\u00AB':
    case U'\u00BB':
      return '"';
    default:
      return 0;
  }
}

/// A text with straight quotation marks, and where each of its bytes stands in the original.
struct StraightText {
  std::string text;
  std::vector<std::size_t> places;

  explicit StraightText(std::string_view original) {
    for (std::size_t at = 0; at < original.size();) {
      const std::size_t begin = at;
      const char mark = typedMark(nextCodepoint(original, at));
      if (mark != 0) {
        text += mark;
        places.push_back(begin);
        continue;
      }
      text += original.substr(begin, at - begin);
      for (std::size_t byte = begin; byte < at; ++byte) places.push_back(byte);
    }
    places.push_back(original.size());
  }
};

}  // namespace

std::vector<ByteSpan> findQuote(std::string_view content, std::string_view quote) {
  const std::vector<std::string_view> pieces = piecesOf(quote);
  if (pieces.empty()) return {};
  std::vector<ByteSpan> found = findExactly(content, quote);
  if (found.empty()) found = findPieces(content, pieces);
  if (!found.empty()) return found;
  const StraightText straightQuote(quote);
  if (straightQuote.text.find_first_of("'\"") == std::string::npos) return {};
  const StraightText straight(content);
  for (const ByteSpan& span : findPieces(straight.text, piecesOf(straightQuote.text)))
    found.push_back({straight.places[span.begin], straight.places[span.end]});
  return found;
}

}  // namespace retold
