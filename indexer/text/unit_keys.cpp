#include "indexer/text/unit_keys.h"

#include <algorithm>
#include <array>
#include <optional>

namespace retold {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isNumber(std::string_view word) { return std::ranges::all_of(word, isDigit); }

/// ASCII letters made small, and digits; 0 for all else.
constexpr std::array<unsigned char, 256> kCounted = [] {
  std::array<unsigned char, 256> bytes{};
  for (std::size_t i = '0'; i <= '9'; ++i) bytes[i] = static_cast<unsigned char>(i);
  for (std::size_t i = 'a'; i <= 'z'; ++i) {
    bytes[i] = static_cast<unsigned char>(i);
    bytes[i - 'a' + 'A'] = static_cast<unsigned char>(i);
  }
  return bytes;
}();

bool isCounted(char c) { return kCounted[static_cast<unsigned char>(c)] != 0; }

/// Typographic quotes, dashes and spaces (U+2000 to U+203F): no letters.
bool isPunctuation(std::string_view text, std::size_t at) {
  return text[at] == '\xE2' && at + 2 < text.size() && text[at + 1] == '\x80';
}

constexpr std::uint64_t kBasis = 0xCBF29CE484222325;  // FNV-1a

std::uint64_t mixed(std::uint64_t hash, unsigned char byte) {
  return (hash ^ byte) * 0x100000001B3;
}

/// FNV-1a has weak low bits.
std::uint64_t finished(std::uint64_t hash) {
  hash = (hash ^ (hash >> 32U)) * 0xD6E8FEB86659FD93;
  return hash ^ (hash >> 32U);
}

std::uint64_t hashOfWords(std::string_view words) {
  std::uint64_t hash = kBasis;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto byte = static_cast<unsigned char>(words[at]);
    if (byte >= 0x80 && isPunctuation(words, at))
      at += 2;
    else if (byte >= 0x80 || kCounted[byte] != 0)
      hash = mixed(hash, byte);
  }
  return finished(hash);
}

/// Where the unit's own words begin, behind "15. " or "(3) "; none where only the tokenizer can
/// tell.
std::optional<std::size_t> behindNumbers(std::string_view unit) {
  constexpr std::string_view blanks = " \t\n";
  for (std::size_t at = 0;;) {
    const std::size_t first = unit.find_first_not_of(" \t\n(", at);
    if (first == unit.npos) return std::nullopt;
    if (!isDigit(unit[first])) {
      const auto counted =
          std::find_if(unit.begin() + static_cast<std::ptrdiff_t>(first), unit.end(), isCounted);
      // Other signs may stand before a number.
      if (counted == unit.end() || isDigit(*counted)) return std::nullopt;
      return first;
    }
    at = first;
    while (at < unit.size() && isDigit(unit[at])) ++at;
    while (at < unit.size() && (unit[at] == '.' || unit[at] == ')')) ++at;
    if (at == unit.size() || blanks.find(unit[at]) == blanks.npos) return std::nullopt;
  }
}

/// What hashOfWords() gives of the key, from the text itself; none where there are letters beyond
/// ASCII, which must be folded.
std::optional<UnitKeys::Hash> plainHashOf(std::string_view unit) {
  const auto begin = behindNumbers(unit);
  if (!begin) return std::nullopt;
  std::uint64_t hash = kBasis;
  std::uint32_t words = 0;
  bool within = false;
  for (std::size_t at = *begin; at < unit.size(); ++at) {
    const auto byte = static_cast<unsigned char>(unit[at]);
    if (const unsigned char counted = kCounted[byte]; counted != 0) {
      hash = mixed(hash, counted);
      words += within ? 0 : 1;
      within = true;
      continue;
    }
    within = false;
    if (byte < 0x80) continue;
    if (!isPunctuation(unit, at)) return std::nullopt;
    at += 2;
  }
  return UnitKeys::Hash{finished(hash), words};
}

}  // namespace

const UnitKeys::Key& UnitKeys::of(std::string_view unit) {
  read(unit, true);
  if (key_.count == 0) read(unit, false);
  return key_;
}

UnitKeys::Hash UnitKeys::hashOf(std::string_view unit) {
  if (const auto plain = plainHashOf(unit)) return *plain;
  const Key& key = of(unit);
  return {hashOfWords(key.words), key.count};
}

void UnitKeys::read(std::string_view unit, bool withoutNumber) {
  key_.words.clear();
  key_.count = 0;
  words_.tokenize(unit, [&](const Token& token) {
    const bool number = withoutNumber && key_.words.empty() && isNumber(token.folded);
    if (token.colocated || number) return;
    if (!key_.words.empty()) key_.words += ' ';
    key_.words += token.folded;
    ++key_.count;
  });
}

}  // namespace retold
