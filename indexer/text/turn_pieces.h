#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/text/tokenizer.h"
#include "model/document.h"

namespace retold {

/// Tokenises a text turn by turn, so that no compound reaches from one turn into the next. `sink`
/// takes a `const Token&` whose span points into the whole text. Gives TokenStream::turnStarts.
template <class Sink>
std::vector<std::uint32_t> tokenizeTurns(Tokenizer& words, std::string_view content,
                                         const std::vector<Turn>& turns, Sink sink) {
  std::vector<std::uint32_t> starts;
  starts.reserve(turns.size());
  std::uint32_t positions = 0;
  const auto tokenize = [&](std::uint64_t begin, std::uint64_t end) {
    words.tokenize(content.substr(begin, end - begin), [&](const Token& token) {
      if (!token.colocated) ++positions;
      sink(
          Token{token.folded, {token.span.begin + begin, token.span.end + begin}, token.colocated});
    });
  };
  tokenize(0, turns.empty() ? content.size() : turns.front().span.begin);
  for (std::size_t i = 0; i < turns.size(); ++i) {
    starts.push_back(positions);
    tokenize(turns[i].span.begin, i + 1 < turns.size() ? turns[i + 1].span.begin : content.size());
  }
  return starts;
}

}  // namespace retold
