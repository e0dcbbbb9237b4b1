#include "indexer/store/storage.h"
#include "indexer/text/turn_pieces.h"

namespace retold {

void tokenizeForStore(NewText& text, Tokenizer& words) {
  NewText::Tokens& tokens = text.tokens;
  tokens = {};
  // About one token for six bytes; a guess too low costs one more copy.
  const std::size_t expected = text.content.size() / 5 + 16;
  tokens.folded.reserve(text.content.size());
  tokens.foldedEnds.reserve(expected);
  tokens.spans.reserve(expected);
  tokens.colocated.reserve(expected);
  tokens.turnStarts = tokenizeTurns(words, text.content, text.turns, [&](const Token& token) {
    tokens.folded += token.folded;
    tokens.foldedEnds.push_back(static_cast<std::uint32_t>(tokens.folded.size()));
    tokens.spans.push_back(token.span);
    tokens.colocated.push_back(token.colocated);
  });
}

}  // namespace retold
