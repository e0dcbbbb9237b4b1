#include "queries/find/concordance.h"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "indexer/text/tokenizer.h"
#include "indexer/text/utf8.h"
#include "queries/find/white_space.h"

namespace retold {

namespace {

/// Signs of a script without spaces that count as one word of context.
constexpr std::size_t kSignsPerWord = 3;
/// Signs by which a context in such a script may grow to end where a phrase does.
constexpr std::size_t kMostExtraSigns = 12;
/// Signs of punctuation that are shown with the word that they touch.
constexpr int kMostPunctuation = 8;
/// Context is looked for this far from the match, in bytes, and further where many words are
/// wanted: a text may be a million dashes.
constexpr std::uint64_t kFarthest = 65'536;

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
    Sides sides{{span.begin, span.begin, false}, {span.end, span.end, false}};
    ByteSpan whole = span;
    if (words > 0) {
      sides = wordsAround(span, words);
      whole =
          snapToGraphemes(text_, {punctuationBefore(sides.left), punctuationBehind(sides.right)});
    }
    return {withSingleSpaces(text_.substr(whole.begin, span.begin - whole.begin)),
            withSingleSpaces(text_.substr(span.begin, span.size())),
            withSingleSpaces(text_.substr(span.end, whole.end - span.end)), sides.left.beyond,
            sides.right.beyond};
  }

 private:
  struct Side {
    std::uint64_t edge = 0;   // of the farthest word that is wanted
    std::uint64_t limit = 0;  // of the first that is not, or the window's
    bool beyond = false;      // there is one that is not
  };

  struct Sides {
    Side left;
    Side right;
  };

  Sides wordsAround(ByteSpan span, std::size_t words) {
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
      if (complete || reach > std::max(kFarthest, words * bytesPerWord * 4)) return {left, right};
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
    const auto first =
        std::partition_point(tokens.begin(), tokens.end(),
                             [&span](const ByteSpan& each) { return each.begin < span.begin; });
    std::vector<ByteSpan> outward(std::make_reverse_iterator(first), tokens.rend());
    const auto touches = [](std::uint64_t edge, ByteSpan next) { return next.end == edge; };
    const std::size_t taken = wordsTaken(outward, span.begin, words, touches, &ByteSpan::begin);
    return {taken > 0 ? outward[taken - 1].begin : span.begin,
            taken < outward.size() ? outward[taken].end : window.begin, taken < outward.size()};
  }

  static Side behind(const std::vector<ByteSpan>& tokens, ByteSpan window, ByteSpan span,
                     std::size_t words) {
    const auto first =
        std::partition_point(tokens.begin(), tokens.end(),
                             [&span](const ByteSpan& each) { return each.end <= span.end; });
    const std::vector<ByteSpan> outward(first, tokens.end());
    const auto touches = [](std::uint64_t edge, ByteSpan next) { return next.begin == edge; };
    const std::size_t taken = wordsTaken(outward, span.end, words, touches, &ByteSpan::end);
    return {taken > 0 ? outward[taken - 1].end : span.end,
            taken < outward.size() ? outward[taken].begin : window.end, taken < outward.size()};
  }

  /// How many of the tokens, going away from the match, are shown.
  template <class Touches>
  static std::size_t wordsTaken(const std::vector<ByteSpan>& outward, std::uint64_t edge,
                                std::size_t words, Touches touches,
                                std::uint64_t ByteSpan::*farEdge) {
    WordCounter counter(words);
    std::size_t taken = 0;
    while (taken < outward.size() && counter.take(touches(edge, outward[taken])))
      edge = outward[taken++].*farEdge;
    for (std::size_t extra = 0; extra <= kMostExtraSigns; ++extra) {
      const std::size_t at = taken + extra;
      if (at == outward.size() || !touches(edge, outward[at])) return at;
      edge = outward[at].*farEdge;
    }
    return taken;
  }

  /// Punctuation that touches the word before as well belongs to that one.
  std::uint64_t punctuationBefore(const Side& side) const {
    std::uint64_t begin = side.edge;
    for (int taken = 0; taken < kMostPunctuation && begin > side.limit; ++taken) {
      std::uint64_t previous = begin - 1;
      while (!isCodepointBoundary(text_, previous)) --previous;
      if (whiteSpaceAt(text_, previous) > 0) return begin;
      begin = previous;
    }
    return begin == side.limit && side.beyond ? side.edge : begin;
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

Neighbours neighbours(const Text& text, ByteSpan span, std::size_t words) {
  constexpr std::uint64_t bytesPerWord = 48;
  constexpr std::uint64_t atLeast = 128;
  thread_local Tokenizer tokenizer;  // making one takes longer than reading these few words
  const std::string_view content = text.content;
  Neighbours found;
  for (std::uint64_t reach = atLeast + words * bytesPerWord;; reach *= 4) {
    const ByteSpan window{windowBegin(content, span.begin, reach),
                          windowEnd(content, span.end, reach)};
    found = {};
    std::vector<std::string> before;
    tokenizer.tokenize(content.substr(window.begin, window.size()), [&](const Token& token) {
      if (token.colocated) return;
      if (token.span.end + window.begin <= span.begin) before.emplace_back(token.folded);
      if (token.span.begin + window.begin >= span.end && found.after.size() < words)
        found.after.emplace_back(token.folded);
    });
    found.before.assign(before.rbegin(), before.rbegin() + static_cast<std::ptrdiff_t>(
                                                               std::min(words, before.size())));
    const bool complete = (found.before.size() == words || window.begin == 0) &&
                          (found.after.size() == words || window.end == content.size());
    if (complete || reach > kFarthest) return found;
  }
}

}  // namespace retold
