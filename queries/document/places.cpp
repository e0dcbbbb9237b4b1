#include "queries/document/places.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "indexer/text/tokenizer.h"

namespace retold {

namespace {

std::optional<std::uint64_t> numberOf(const std::string& typed) {
  std::uint64_t number = 0;
  const char* const end = typed.data() + typed.size();
  const auto read = std::from_chars(typed.data(), end, number);
  return read.ec == std::errc{} && read.ptr == end ? std::optional(number) : std::nullopt;
}

std::optional<std::uint64_t> turnBegin(const Text& text, std::uint64_t number) {
  if (number == 0 || number > text.turns.size()) return std::nullopt;
  return text.turns[number - 1].span.begin;
}

std::optional<std::uint64_t> pageBegin(const Text& text, std::uint64_t number) {
  if (number > 0 && number <= text.pageStarts.size()) return text.pageStarts[number - 1];
  const auto turn = std::find_if(text.turns.begin(), text.turns.end(),
                                 [&](const Turn& each) { return each.page == number; });
  return turn == text.turns.end() ? std::nullopt : std::optional(turn->span.begin);
}

std::optional<std::uint64_t> lineBegin(const Text& text, std::uint64_t number) {
  if (number == 0) return std::nullopt;
  std::size_t at = 0;
  for (; number > 1; --number) {
    at = text.content.find('\n', at);
    if (at == std::string::npos || ++at >= text.content.size()) return std::nullopt;
  }
  return at;
}

std::optional<std::uint64_t> turnSpokenAt(const Text& text, std::int64_t milliseconds) {
  std::optional<std::uint64_t> begin;
  for (const Turn& turn : text.turns) {
    if (!turn.startMilliseconds) continue;
    if (begin && *turn.startMilliseconds > milliseconds) break;
    begin = turn.span.begin;
  }
  return begin;
}

}  // namespace

std::optional<std::uint64_t> findPlace(const Text& text, std::string_view typed) {
  std::vector<std::string> words;
  Tokenizer tokenizer;
  tokenizer.tokenize(typed, [&](const Token& token) { words.emplace_back(token.folded); });
  std::vector<std::uint64_t> numbers;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (const auto number = numberOf(words[i])) {
      numbers.push_back(*number);
    } else if (i > 0) {
      return std::nullopt;
    }
  }
  const bool named = numbers.size() < words.size();
  if (numbers.size() == 1) {
    const char kind = named ? words.front().front() : 't';
    if (kind == 't') return turnBegin(text, numbers.front());
    if (kind == 'p' || kind == 'r') return pageBegin(text, numbers.front());
    if (kind == 'l') return lineBegin(text, numbers.front());
    return std::nullopt;
  }
  constexpr std::uint64_t kMost = 100'000;
  if (named || numbers.size() < 2 || numbers.size() > 3) return std::nullopt;
  std::uint64_t seconds = 0;
  for (const std::uint64_t number : numbers) {
    if (number > kMost) return std::nullopt;
    seconds = seconds * 60 + number;
  }
  return turnSpokenAt(text, static_cast<std::int64_t>(seconds) * 1000);
}

}  // namespace retold
