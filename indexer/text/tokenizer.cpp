#include "indexer/text/tokenizer.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include <array>
#include <cassert>

#include "indexer/text/compound.h"
#include "indexer/text/fold.h"
#include "indexer/text/word_scan.h"

namespace retold {

struct Tokenizer::State {
  CharacterCache characters;
  std::array<ScannedWord, kLongestCompound> parts;
  std::string joined;
  std::string cut;
};

Tokenizer::Tokenizer() : state_(std::make_unique<State>()) {}
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;

void Tokenizer::tokenize(std::string_view text, const std::function<void(const Token&)>& sink) {
  WordScan scan(text, state_->characters);
  auto& parts = state_->parts;
  const auto give = [&](std::string_view folded, ByteSpan span, bool colocated) {
    if (folded.size() > kLongestToken) {
      state_->cut = cutToken(folded);
      folded = state_->cut;
    }
    sink({folded, span, colocated});
  };
  while (scan.next(parts[0])) {
    std::size_t count = 1;
    while (count < parts.size() && scan.nextPart(parts[count - 1], parts[count])) ++count;
    if (count == 1) {
      give(parts[0].folded, parts[0].span, false);
      continue;
    }
    eachRun(count, [&](std::size_t first, std::size_t last) {
      state_->joined.clear();
      for (std::size_t i = first; i <= last; ++i) state_->joined += parts[i].folded;
      const bool whole = first == 0 && last + 1 == count;
      give(state_->joined, {parts[first].span.begin, parts[last].span.end}, !whole);
    });
  }
}

std::string Tokenizer::identity() {
  return "icu " U_ICU_VERSION " unicode " U_UNICODE_VERSION " fold " +
         std::to_string(kFoldVersion) + " rules " + std::to_string(kTokenRulesVersion);
}

std::string cutToken(std::string_view folded) {
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a
  for (const char byte : folded) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 1099511628211U;
  }
  constexpr std::string_view kMark = "…#";
  constexpr std::size_t kDigits = 16;
  std::size_t kept = kLongestToken - kMark.size() - kDigits;
  while ((static_cast<unsigned char>(folded[kept]) & 0xC0U) == 0x80U) --kept;
  std::string cut(folded.substr(0, kept));
  cut += kMark;
  for (std::size_t digit = 0; digit < kDigits; ++digit)
    cut += "0123456789abcdef"[(hash >> (60 - 4 * digit)) & 0xFU];
  return cut;
}

}  // namespace retold
