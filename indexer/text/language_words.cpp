#include "indexer/text/language_words.h"

#include <algorithm>
#include <array>
#include <map>

namespace retold {
namespace {

/// Words that are frequent in a language and rare or unknown in those that it is taken for.
struct TellingWords {
  std::string_view language;
  std::string_view takenFor;  ///< blanks between; "und" = CLD2 said nothing reliable
  double share;               ///< of all words, from which on they decide
  std::string_view words;
};

// The share of Nigerian Pidgin was set on 88 Pidgin documents and 400 interviews in the English of
// the American South, which has "dey" and "dem" but none of these words.
constexpr std::array kTelling{
    TellingWords{"pcm", "en sco und", 0.03,
                 "wetin una abeg wey sabi pikin comot oga na sef sey shey naim oyibo waka wahala"},
    TellingWords{"kmr", "und tr ku az", 0.12,
                 "û ji di ku bi de xwe ew min wê dike bû heye hene çi kir jî li ne tu em hatin"},
    TellingWords{"sr", "hr bs cnr sl", 0.02,
                 "gde vreme dete lepo uvek pre posle mesto mesta reč cena mleko devojka devojke "
                 "sve nedelja nedelju hteo htela videla ovde ljudi deca dece reka belo telo celo "
                 "meseca meseci dve dvoje uspeo razumem tačno šta ko"},
    TellingWords{"hr", "sr bs cnr sl", 0.02,
                 "tko netko nitko što tijekom tjedan tjedna zrak kruh uvjet vlak tisuću općina "
                 "točno uopće također siječnja veljače ožujka travnja svibnja lipnja srpnja "
                 "kolovoza rujna listopada studenoga prosinca kolodvor gdje nazočnost"},
    TellingWords{"mk", "bg sr ru und", 0.05,
                 "јас сум го ја ги што дека еден една ова тоа со во на не ќе ми му се беше бев нив "
                 "сите уште како кога"},
    TellingWords{"sr", "mk bg ru und", 0.05,
                 "је сам смо су си ће ћу шта ово то са у да ли није нисам био била били када где"},
    TellingWords{"bg", "mk sr ru und", 0.05,
                 "съм аз той тя ще със във не на и че това какво къде кога му го ги са беше бях си "
                 "от за по"},
    TellingWords{"ne", "hi mr bho und", 0.06,
                 "छ र को मा हो गर्न छैन थियो थिए म मलाई पनि लाई भने गरेको हुन्छ त्यो यो भएको"},
    TellingWords{"hi", "ne mr bho und", 0.06,
                 "है हैं और के में की का से मैं को नहीं था थी थे ने यह वह पर कि मुझे हूँ"},
    TellingWords{"id", "ms und", 0.03,
                 "bisa karena tidak gak nggak sudah saya mereka uang bapak ibu kamu kantor bahwa "
                 "kalau mau seperti dia dari"},
    TellingWords{"tl", "ceb und", 0.08,
                 "ang ng mga ako ko siya niya kami sila hindi po opo yung lang din rin naman na sa "
                 "ay at"},
};

// Each line is one family whose members CLD2 mixes up in short texts.
constexpr std::array<std::string_view, 12> kFamilies{
    "en sco pcm",     "hr bs sr cnr sl", "bg mk sr ru",     "hi ne mr bho sa",
    "id ms jv su",    "nb nn da sv no",  "pt gl es ast ca", "cs sk",
    "zu xh st tn ss", "ru be uk bg",     "tl ceb war",      "ar fa ur ps"};

bool holds(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != std::string_view::npos;
       at = list.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

/// Which rows of kTelling hold a word, a bit for each.
const std::map<std::string_view, std::uint32_t, std::less<>>& rowsByWord() {
  static const auto rows = [] {
    std::map<std::string_view, std::uint32_t, std::less<>> made;
    for (std::size_t row = 0; row < kTelling.size(); ++row) {
      std::string_view rest = kTelling[row].words;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        made[rest.substr(0, end)] |= std::uint32_t{1} << row;
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return made;
  }();
  return rows;
}

bool isWordByte(unsigned char byte) {
  return byte >= 0x80 || static_cast<unsigned char>((byte | 0x20U) - 'a') < 26;
}

/// Bytes at `at` that part words: 1 for ASCII, 3 for typographic quotes and dashes; 0 for a letter.
std::size_t breakAt(std::string_view text, std::size_t at) {
  if (!isWordByte(static_cast<unsigned char>(text[at]))) return 1;
  return text.substr(at).starts_with("\xE2\x80") && text.size() - at >= 3 ? 3 : 0;
}

}  // namespace

std::string_view PlainWords::next() {
  word_.clear();
  while (at_ < text_.size()) {
    const std::size_t gap = breakAt(text_, at_);
    if (gap == 0) break;
    at_ += gap;
  }
  for (; at_ < text_.size() && breakAt(text_, at_) == 0; ++at_) {
    const char c = text_[at_];
    word_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return word_;
}

std::optional<std::string_view> languageByWords(std::string_view text, std::string_view guess) {
  const auto& rows = rowsByWord();
  std::array<std::size_t, kTelling.size()> hits{};
  std::size_t all = 0;
  PlainWords words(text);
  for (std::string_view word = words.next(); !word.empty(); word = words.next()) {
    ++all;
    const auto at = rows.find(word);
    if (at == rows.end()) continue;
    for (std::size_t row = 0; row < kTelling.size(); ++row) hits[row] += at->second >> row & 1;
  }
  std::optional<std::size_t> best;
  for (std::size_t row = 0; row < kTelling.size(); ++row) {
    const bool asked = kTelling[row].language == guess || holds(kTelling[row].takenFor, guess);
    const double least = kTelling[row].share * static_cast<double>(all);
    if (!asked || hits[row] == 0 || static_cast<double>(hits[row]) < least) continue;
    if (!best || hits[row] > hits[*best]) best = row;
  }
  if (!best) return std::nullopt;
  return kTelling[*best].language;
}

bool areClose(std::string_view a, std::string_view b) {
  return std::ranges::any_of(
      kFamilies, [&](std::string_view family) { return holds(family, a) && holds(family, b); });
}

}  // namespace retold
