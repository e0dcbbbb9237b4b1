#include "indexer/text/twins.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "indexer/text/fold.h"
#include "indexer/text/utf8.h"

namespace retold {
namespace {

constexpr std::size_t kMostTwins = 64;

/// One way to write a letter or letters in the other script.
struct Rule {
  std::string_view from;  ///< lower case; a diacritic that is not here is taken off first
  std::string_view to;
  int cost = 0;  ///< 0 = the usual way
};

// Latin of the tables is written as it folds: what comes out is folded anyway.

// The letters that all Cyrillic alphabets here share.
#define RETOLD_SHARED_CYRILLIC                                                                    \
  {"а", "a"}, {"б", "b"}, {"в", "v"}, {"д", "d"}, {"е", "e"}, {"з", "z"}, {"к", "k"}, {"л", "l"}, \
      {"м", "m"}, {"н", "n"}, {"о", "o"}, {"п", "p"}, {"р", "r"}, {"с", "s"}, {"т", "t"},         \
      {"у", "u"}, {                                                                               \
    "ф", "f"                                                                                      \
  }

constexpr auto kSouthSlavicToLatin = std::to_array<Rule>({
    RETOLD_SHARED_CYRILLIC,
    {"г", "g"},
    {"ђ", "đ"},
    {"ђ", "dj", 1},
    {"ж", "ž"},
    {"и", "i"},
    {"ј", "j"},
    {"љ", "lj"},
    {"њ", "nj"},
    {"ћ", "ć"},
    {"х", "h"},
    {"ц", "c"},
    {"ч", "č"},
    {"ч", "ch", 2},
    {"џ", "dž"},
    {"џ", "dj", 2},
    {"ш", "š"},
    {"ш", "sh", 2},
    {"ж", "zh", 2},
    {"ѓ", "gj"},
    {"ѓ", "ǵ", 1},
    {"ѓ", "đ", 1},
    {"ќ", "kj"},
    {"ќ", "ḱ", 1},
    {"ќ", "ć", 1},
    {"ѕ", "dz"},
});

constexpr auto kEastSlavicToLatin = std::to_array<Rule>({
    RETOLD_SHARED_CYRILLIC,
    {"г", "g"},
    {"г", "h", 2},
    {"ґ", "g"},
    {"е", "ye", 2},
    {"ё", "e"},
    {"ё", "yo", 1},
    {"ё", "io", 2},
    {"є", "ye"},
    {"є", "ie", 1},
    {"є", "je", 1},
    {"ж", "zh"},
    {"ж", "j", 2},
    {"и", "i"},
    {"и", "y", 2},
    {"і", "i"},
    {"ї", "yi"},
    {"ї", "i", 1},
    {"ї", "ji", 1},
    {"й", "y"},
    {"й", "i", 1},
    {"й", "j", 1},
    {"х", "kh"},
    {"х", "h", 1},
    {"ц", "ts"},
    {"ц", "c", 1},
    {"ч", "ch"},
    {"ч", "č", 2},
    {"ш", "sh"},
    {"ш", "š", 2},
    {"щ", "shch"},
    {"щ", "sch", 1},
    {"щ", "sht", 2},
    {"ъ", ""},
    {"ъ", "a", 2},
    {"ъ", "u", 3},
    {"ы", "y"},
    {"ы", "i", 2},
    {"ь", ""},
    {"ь", "'", 2},
    {"э", "e"},
    {"ю", "yu"},
    {"ю", "iu", 1},
    {"ю", "ju", 1},
    {"я", "ya"},
    {"я", "ia", 1},
    {"я", "ja", 1},
    {"ў", "u"},
    {"ў", "w", 1},
    {"'", ""},
    {"ж", "ž", 2},
});

#undef RETOLD_SHARED_CYRILLIC

#define RETOLD_SHARED_LATIN                                                                       \
  {"a", "а"}, {"b", "б"}, {"d", "д"}, {"e", "е"}, {"f", "ф"}, {"g", "г"}, {"k", "к"}, {"l", "л"}, \
      {"m", "м"}, {"n", "н"}, {"o", "о"}, {"p", "п"}, {"r", "р"}, {"s", "с"}, {"t", "т"},         \
      {"u", "у"}, {"v", "в"}, {"z", "з"}, {                                                       \
    "i", "и"                                                                                     \
  }

constexpr auto kLatinToSouthSlavic = std::to_array<Rule>({
    RETOLD_SHARED_LATIN, {"h", "х"},     {"j", "ј"},  {"c", "ц"},    {"c", "ч", 2},
    {"c", "ћ", 2},       {"č", "ч"},     {"ć", "ћ"},  {"ć", "ќ", 1}, {"đ", "ђ"},
    {"đ", "ѓ", 1},       {"š", "ш"},     {"ž", "ж"},  {"s", "ш", 2}, {"z", "ж", 2},
    {"d", "ђ", 3},       {"lj", "љ"},    {"nj", "њ"}, {"dž", "џ"},   {"dz", "џ", 1},
    {"dz", "ѕ", 1},      {"dj", "ђ", 1}, {"gj", "ѓ"}, {"kj", "ќ"},   {"ǵ", "ѓ"},
    {"ḱ", "ќ"},
});

constexpr auto kLatinToEastSlavic = std::to_array<Rule>({
    RETOLD_SHARED_LATIN, {"c", "ц", 1},   {"c", "к", 2},   {"č", "ч"},     {"š", "ш"},
    {"ž", "ж"},          {"e", "э", 3},   {"e", "є", 3},   {"g", "ґ", 3},  {"h", "х", 1},
    {"h", "г", 1},       {"i", "і", 1},   {"i", "й", 2},   {"i", "ї", 3},  {"j", "й", 1},
    {"j", "ж", 2},       {"w", "в", 1},   {"w", "ў", 2},   {"x", "х", 1},  {"x", "кс", 1},
    {"y", "ы"},          {"y", "й", 1},   {"y", "и", 1},   {"u", "ю", 3},  {"a", "ъ", 4},
    {"zh", "ж"},         {"kh", "х"},     {"ts", "ц"},     {"ch", "ч"},    {"sh", "ш"},
    {"shch", "щ"},       {"sch", "щ", 1}, {"sht", "щ", 2}, {"yu", "ю"},    {"iu", "ю", 1},
    {"ju", "ю", 1},      {"ya", "я"},     {"ia", "я", 1},  {"ja", "я", 1}, {"yo", "ё"},
    {"ye", "е"},         {"ye", "є", 1},  {"ie", "є", 1},  {"je", "е", 1}, {"yi", "ї"},
    {"'", "ь"},          {"l", "ль", 2},  {"n", "нь", 2},  {"t", "ть", 2}, {"d", "дь", 3},
    {"s", "сь", 3},      {"r", "рь", 3},  {"z", "зь", 3},  {"m", "мь", 4},
});

#undef RETOLD_SHARED_LATIN

/// A word written so far, and how far that is from the usual way.
struct Attempt {
  std::string text;
  int cost = 0;
};

void keepBest(std::vector<Attempt>& attempts) {
  std::ranges::stable_sort(attempts, {}, &Attempt::cost);
  if (attempts.size() > kMostTwins) attempts.resize(kMostTwins);
}

/// `word` rewritten by `rules`, the likeliest first; none where a letter has no rule. A letter with
/// a diacritic that no rule knows is taken without it.
std::vector<Attempt> rewrite(std::string_view word, std::span<const Rule> rules) {
  std::vector<std::vector<Attempt>> reached(word.size() + 1);
  reached[0].push_back({});
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (reached[at].empty()) continue;
    keepBest(reached[at]);
    // Two letters that have a rule of their own are seldom meant one by one.
    const auto fits = [&](const Rule& rule) { return word.substr(at).starts_with(rule.from); };
    std::size_t longest = 0;
    for (const Rule& rule : rules)
      if (fits(rule)) longest = std::max(longest, rule.from.size());
    for (const Rule& rule : rules) {
      if (!fits(rule)) continue;
      const int split = rule.from.size() < longest ? 3 : 0;
      for (const Attempt& attempt : reached[at])
        reached[at + rule.from.size()].push_back(
            {attempt.text + std::string(rule.to), attempt.cost + rule.cost + split});
    }
    if (longest > 0) continue;
    std::size_t next = at;
    const char32_t letter = nextCodepoint(word, next);
    if (u_isdigit(static_cast<UChar32>(letter)) || letter == U'\'')
      for (const Attempt& attempt : reached[at])
        reached[next].push_back(
            {attempt.text + std::string(word.substr(at, next - at)), attempt.cost});
  }
  keepBest(reached.back());
  return std::move(reached.back());
}

enum class Script { None, Latin, Cyrillic, Other };

Script scriptOf(std::string_view word) {
  Script found = Script::None;
  for (std::size_t at = 0; at < word.size();) {
    const auto letter = static_cast<UChar32>(nextCodepoint(word, at));
    if (!u_isalpha(letter)) continue;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(letter, &status);
    const Script here = script == USCRIPT_LATIN      ? Script::Latin
                        : script == USCRIPT_CYRILLIC ? Script::Cyrillic
                                                     : Script::Other;
    if (found != Script::None && found != here) return Script::Other;
    found = here;
  }
  return found;
}

/// Lower case, apostrophes made one; marks that no alphabet here uses taken off.
std::string prepared(std::string_view word) {
  constexpr std::array<std::string_view, 12> kKept{"č", "ć", "đ", "š", "ž", "ǵ",
                                                   "ḱ", "ё", "ґ", "й", "ї", "ў"};
  const std::string cased = foldCase(word);
  std::string result;
  for (std::size_t at = 0; at < cased.size();) {
    const std::size_t begin = at;
    const char32_t codepoint = nextCodepoint(cased, at);
    const std::string_view letter = std::string_view(cased).substr(begin, at - begin);
    if (std::ranges::find(kKept, letter) != kKept.end())
      result += letter;
    else if (codepoint == U'’' || codepoint == U'ʼ' || codepoint == U'\'')
      result += '\'';
    else
      result += fold(letter);
  }
  return result;
}

}  // namespace

std::vector<std::string> scriptTwins(std::string_view word) {
  const Script script = scriptOf(word);
  if (script != Script::Latin && script != Script::Cyrillic) return {};
  const std::string from = prepared(word);
  const bool latin = script == Script::Latin;
  std::vector<Attempt> attempts =
      latin ? rewrite(from, kLatinToSouthSlavic) : rewrite(from, kSouthSlavicToLatin);
  std::vector<Attempt> eastern =
      latin ? rewrite(from, kLatinToEastSlavic) : rewrite(from, kEastSlavicToLatin);
  attempts.insert(attempts.end(), std::make_move_iterator(eastern.begin()),
                  std::make_move_iterator(eastern.end()));
  std::ranges::stable_sort(attempts, {}, &Attempt::cost);

  const std::string itself = fold(word);
  std::vector<std::string> twins;
  for (const Attempt& attempt : attempts) {
    std::string twin = fold(attempt.text);
    if (twin.empty() || twin == itself || std::ranges::find(twins, twin) != twins.end()) continue;
    twins.push_back(std::move(twin));
    if (twins.size() == kMostTwins) break;
  }
  return twins;
}

}  // namespace retold
