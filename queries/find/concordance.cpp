#include "queries/find/concordance.h"

#include <algorithm>
#include <cassert>

#include "indexer/text/tokenizer.h"
#include "indexer/text/utf8.h"
#include "queries/find/white_space.h"

namespace retold {

namespace {

/// Signs of a script without spaces that count as one word of context.
constexpr std::size_t kSignsPerWord = 3;
/// Signs of punctuation that are shown with the word that they touch.
constexpr int kMostPunctuation = 8;
/// Context is looked for this far from the match, in bytes, and further where many words are
/// wanted: a text may be a million dashes.
constexpr std::uint64_t kFarthest = 64 * 1024;

/// At most `reach` bytes before `at`, from behind white space where there is some.
std::uint64_t windowBegin(std::string_view text, std::uint64_t at, std::uint64_t reach) {
  if (at <= reach) return 0;
  std::uint64_t begin = at - reach;
  while (!isCodepointBoundary(text, begin)) ++begin;
  for (std::uint64_t place = begin; place < at; ++place) {
    if (const std::size_t size = whiteSpaceAt(text, place)) return place + size;
  }
  return begin;
}

std::uint64_t windowEnd(std::string_view text, std::uint64_t at, std::uint64_t reach) {
  if (text.size() - at <= reach) return text.size();
  std::uint64_t end = at + reach;
  while (!isCodepointBoundary(text, end)) --end;
  for (std::uint64_t place = end; place > at; --place) {
    if (whiteSpaceAt(text, place) > 0) return place;
  }
  return end;
}

/// Counts words away from the match.
class WordCounter {
 public:
  explicit WordCounter(std::size_t wanted) : wanted_(wanted) {}

  /// False when the next token is beyond what is wanted. A sign that touches the one before it is
  /// part of the same word until kSignsPerWord are together.
  bool take(bool touchesLast) {
    if (words_ > 0 && touchesLast && signs_ < kSignsPerWord) {
      ++signs_;
      return true;
    }
    if (words_ == wanted_) return false;
    ++words_;
    signs_ = 1;
    return true;
  }

 private:
  std::size_t wanted_;
  std::size_t words_ = 0;
  std::size_t signs_ = 0;
};

class ContextFinder {
 public:
  explicit ContextFinder(const Text& text) : text_(text.content) {}

  Context around(ByteSpan span, std::size_t words) {
    assert(span.begin <= span.end && span.end <= text_.size());
    ByteSpan whole = span;
    if (words > 0) whole = snapToGraphemes(text_, wordsAround(span, words));
    return {withSingleSpaces(text_.substr(whole.begin, span.begin - whole.begin)),
            withSingleSpaces(text_.substr(span.begin, span.size())),
            withSingleSpaces(text_.substr(span.end, whole.end - span.end))};
  }

 private:
  struct Side {
    std::uint64_t edge = 0;   // of the farthest word that is wanted
    std::uint64_t limit = 0;  // of the first that is not, or the window's
    bool beyond = false;      // there is one that is not
  };

  ByteSpan wordsAround(ByteSpan span, std::size_t words) {
    constexpr std::uint64_t bytesPerWord = 24;
    constexpr std::uint64_t atLeast = 128;
    for (std::uint64_t reach = atLeast + words * bytesPerWord;; reach *= 4) {
      const ByteSpan window{windowBegin(text_, span.begin, reach),
                            windowEnd(text_, span.end, reach)};
      const std::vector<ByteSpan> tokens = tokensIn(window);
      const Side left = before(tokens, window, span, words);
      const Side right = behind(tokens, window, span, words);
      const bool complete =
          (left.beyond || window.begin == 0) && (right.beyond || window.end == text_.size());
      if (complete || reach > std::max(kFarthest, words * bytesPerWord * 4))
        return {punctuationBefore(left), punctuationBehind(right)};
    }
  }

  std::vector<ByteSpan> tokensIn(ByteSpan window) {
    std::vector<ByteSpan> tokens;
    words_.tokenize(text_.substr(window.begin, window.size()), [&](const Token& token) {
      if (!token.colocated)
        tokens.push_back({token.span.begin + window.begin, token.span.end + window.begin});
    });
    return tokens;
  }

  static Side before(const std::vector<ByteSpan>& tokens, ByteSpan window, ByteSpan span,
                     std::size_t words) {
    Side side{span.begin, window.begin, false};
    WordCounter counter(words);
    auto token = std::partition_point(tokens.begin(), tokens.end(), [&span](const ByteSpan& each) {
      return each.begin < span.begin;
    });
    while (token != tokens.begin()) {
      --token;
      if (!counter.take(token->end == side.edge)) return {side.edge, token->end, true};
      side.edge = token->begin;
    }
    return side;
  }

  static Side behind(const std::vector<ByteSpan>& tokens, ByteSpan window, ByteSpan span,
                     std::size_t words) {
    Side side{span.end, window.end, false};
    WordCounter counter(words);
    auto token = std::partition_point(tokens.begin(), tokens.end(), [&span](const ByteSpan& each) {
      return each.end <= span.end;
    });
    for (; token != tokens.end(); ++token) {
      if (!counter.take(token->begin == side.edge)) return {side.edge, token->begin, true};
      side.edge = token->end;
    }
    return side;
  }

  std::uint64_t punctuationBefore(const Side& side) const {
    std::uint64_t begin = side.edge;
    for (int taken = 0; taken < kMostPunctuation && begin > side.limit; ++taken) {
      std::uint64_t previous = begin - 1;
      while (!isCodepointBoundary(text_, previous)) --previous;
      if (whiteSpaceAt(text_, previous) > 0) break;
      begin = previous;
    }
    return begin;
  }

  std::uint64_t punctuationBehind(const Side& side) const {
    std::size_t end = side.edge;
    for (int taken = 0; taken < kMostPunctuation && end < side.limit; ++taken) {
      if (whiteSpaceAt(text_, end) > 0) break;
      nextCodepoint(text_, end);
    }
    return end;
  }

  std::string_view text_;
  Tokenizer words_;
};

Context withoutOuterSpace(Context context) {
  context.left = std::string(trimmed(context.left));
  context.right = std::string(trimmed(context.right));
  return context;
}

}  // namespace

std::vector<ConcordanceLine> concordance(const Document& document, const Text& text,
                                         const std::vector<DocumentHits::Hit>& hits,
                                         std::size_t context) {
  ContextFinder finder(text);
  std::vector<ConcordanceLine> lines;
  lines.reserve(hits.size());
  for (const DocumentHits::Hit& hit : hits) {
    Context around = withoutOuterSpace(finder.around(hit.span, context));
    lines.push_back({document.id, document.name, hit.span,
                     hit.turn < text.turns.size() ? text.turns[hit.turn].speaker : std::string(),
                     std::move(around.left), std::move(around.match), std::move(around.right),
                     hit.how});
  }
  return lines;
}

Context contextOf(const Text& text, ByteSpan span, std::size_t words) {
  return withoutOuterSpace(joinableContext(text, span, words));
}

Context joinableContext(const Text& text, ByteSpan span, std::size_t words) {
  return ContextFinder(text).around(span, words);
}

}  // namespace retold
