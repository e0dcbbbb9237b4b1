#include "indexer/import/searchability.h"

#include <algorithm>

#include "indexer/text/language.h"

namespace retold {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isAsciiLetter(char c) { return c >= 'a' && c <= 'z'; }

/// Letters on which a syllable can stand; r and l too, as in "smrt" and "vlk". What is not ASCII is
/// taken for one.
bool carriesSyllable(char c) {
  switch (c) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
    case 'w':
    case 'r':
    case 'l':
      return true;
    default:
      return !isAsciiLetter(c);
  }
}

bool hasFigureAmidLetters(std::string_view word) {
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    if (isDigit(word[i]) && isAsciiLetter(word[i - 1]) && isAsciiLetter(word[i + 1])) return true;
  }
  return false;
}

bool isBroken(std::string_view word) {
  // Prepositions and conjunctions of one letter, a vowel or one of these: Czech, Polish, Croatian.
  if (word.size() == 1) {
    return isAsciiLetter(word[0]) &&
           std::string_view("aeiouykszvwqr").find(word[0]) == std::string_view::npos;
  }
  if (hasFigureAmidLetters(word)) return true;
  return word.size() >= 4 && std::none_of(word.begin(), word.end(), carriesSyllable) &&
         std::none_of(word.begin(), word.end(), isDigit);
}

/// Characters, and those among them that say nothing.
struct Characters {
  std::uint64_t all = 0;
  std::uint64_t mute = 0;
};

Characters countCharacters(std::string_view text) {
  Characters count;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    count.all += (byte & 0xC0U) != 0x80U;
    if (byte < 0xEE) continue;
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    const bool privateUse = byte == 0xEE || (byte == 0xEF && next < 0xA4) || byte >= 0xF4 ||
                            (byte == 0xF3 && next >= 0xB0);
    if (privateUse || text.substr(i).starts_with("\ufffd")) ++count.mute;
  }
  return count;
}

}  // namespace

bool looksLikePoorRecognition(const NewText& text) {
  constexpr std::size_t enough = 100;
  constexpr std::size_t oneIn = 12;
  constexpr std::size_t sample = 5000;  // the first pages show it
  const NewText::Tokens& tokens = text.tokens;
  std::size_t words = 0, broken = 0, turn = 0;
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < tokens.foldedEnds.size(); ++i) {
    const std::uint32_t end = tokens.foldedEnds[i];
    const auto word = std::string_view(tokens.folded).substr(begin, end - begin);
    begin = end;
    const std::uint64_t at = tokens.spans[i].begin;
    while (turn < text.turns.size() && text.turns[turn].span.end <= at) ++turn;
    const bool isLabel = turn < text.turns.size() && at < text.turns[turn].body.begin;
    if (isLabel) continue;
    if (++words > sample) break;
    if (isBroken(word)) ++broken;
  }
  return words >= enough && broken * oneIn >= words;
}

Searchability searchabilityOf(const NewText& text, std::uint64_t pagesWithoutText) {
  Searchability found;
  const LanguageSpan largest = largestLanguage(text.languages);
  found.language = largest.language;
  found.script = largest.script;
  found.languageConfidence = largest.confidence;
  const Characters count = countCharacters(text.content);
  if (count.all > 0) {
    // Bytes that were not decoded stand as U+FFFD, several perhaps as one.
    const std::uint64_t mute = std::max(count.mute, std::min(text.unreadable, count.all));
    found.unreadableShare = static_cast<double>(mute) / static_cast<double>(count.all);
  }
  found.ocrConfidence = text.ocrConfidence;
  found.looksLikeOcr = found.script == "Latn" && looksLikePoorRecognition(text);
  found.pagesWithoutText = pagesWithoutText;
  return found;
}

}  // namespace retold
