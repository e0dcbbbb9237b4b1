#include "indexer/text/fold.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/ucasemap.h>

#include <algorithm>
#include <cassert>

#include "indexer/text/characters.h"
#include "indexer/text/utf8.h"

namespace retold {
namespace {

bool isAscii(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

std::string composed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  nfc->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                     nullptr, status);
  assert(U_SUCCESS(status));
  return result;
}

/// Each code point folded by itself; true when that is the folding of the whole.
bool foldEach(std::string_view word, std::string& folded) {
  SimpleFolding simple;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t codepoint = nextCodepoint(word, at);
    const Character& character = characterPage(codepoint >> 8U)[codepoint & 0xFFU];
    simple.add(character);
    if (character.foldSize == Character::kLong)
      folded += foldCodepoint(codepoint);
    else
      folded.append(character.fold.data(), character.foldSize);
  }
  return simple.holds;
}

std::string_view withoutApostrophes(std::string_view word) {
  while (word.starts_with('\'')) word.remove_prefix(1);
  while (word.ends_with('\'')) word.remove_suffix(1);
  return word;
}

}  // namespace

std::string fold(std::string_view word) {
  std::string folded;
  folded.reserve(word.size() + 8);
  if (!foldEach(word, folded)) {
    std::string before(word);
    // Taking a mark off may bring two others together; it settles in the second round.
    for (int round = 0; round < 8; ++round) {
      folded.clear();
      foldEach(composed(before), folded);
      folded = composed(folded);
      if (folded == before) break;
      before = folded;
    }
  }
  return std::string(withoutApostrophes(folded));
}

std::string foldCase(std::string_view word) {
  std::string folded;
  if (isAscii(word)) {
    folded.assign(word);
    for (char& letter : folded)
      if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return folded;
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::string normal = composed(word);
  icu::StringByteSink<std::string> sink(&folded);
  icu::CaseMap::utf8Fold(0,
                         icu::StringPiece(normal.data(), static_cast<std::int32_t>(normal.size())),
                         sink, nullptr, status);
  assert(U_SUCCESS(status));
  return composed(folded);
}

How howEqual(std::string_view wanted, std::string_view written) {
  if (wanted == written) return How::Exact;
  if (isAscii(wanted) && isAscii(written))
    return foldCase(wanted) == foldCase(written) ? How::Case : How::Folded;
  if (composed(wanted) == composed(written)) return How::Exact;
  return foldCase(wanted) == foldCase(written) ? How::Case : How::Folded;
}

}  // namespace retold
