#include "indexer/text/language_words.h"

#include <algorithm>
#include <array>
#include <string>

namespace retold {
namespace {

/// Words of one language that the others of its family do not have. CLD2's guess stands where none
/// of them is met.
struct TellingWords {
  std::string_view language;
  std::string_view takenFor;  ///< CLD2's guesses that are looked into, blanks between
  std::size_t least;          ///< that many of them decide
  double share;               ///< and so large a share of all words
  std::string_view words;
};

// The figures of Nigerian Pidgin were set on 88 Pidgin documents and 400 interviews in the English
// of the American South, which has "dey" and "dem" but none of these words.
constexpr std::array kTelling{
    TellingWords{"pcm", "en sco", 1, 0.015,
                 "wetin abeg wey sabi pikin comot sef sey shey naim oyibo wahala"},
    TellingWords{"kmr", "und tr ku az", 2, 0.12,
                 "û ji ku xwe wê dike dikim bûn bûm heye hene çi jî hatin hate ez tê wan wî minê"},
    TellingWords{"sr", "hr bs cnr sr sl", 1, 0.01,
                 "gde ovde negde vreme vremena dete deteta deca decu uvek pre posle mesto mesta "
                 "mestu mleko devojka devojke devojku nedelja nedelju nedelje hteo htela video "
                 "videla ljudima celo cela celu meseca meseci dve dvoje uspeo sećam šta hleb "
                 "razumem tačno lepo lepa verovatno verujem želeo želela živeo živela bela sledeći "
                 "ponedeljak sreda niko neko svuda opšte"},
    TellingWords{"hr", "hr sr bs cnr sl", 1, 0.01,
                 "tko netko nitko svatko što tijekom tjedan tjedna zrak kruh vlak vlaka tisuću "
                 "tisuća općina općine točno uopće također siječnja veljače ožujka travnja svibnja "
                 "lipnja srpnja kolovoza rujna listopada studenoga prosinca kolodvor nazočnost "
                 "tvrtka glazba obitelj obitelji stoljeća djelatnik sustav"},
    TellingWords{"bs", "hr sr bs cnr sl", 1, 0.01,
                 "lahko mehko kahva kahvu hiljada sedmica sedmice sedmicu općenito saobraćaj "
                 "poslije hljeb januara februara marta aprila maja juna jula augusta septembra "
                 "oktobra novembra decembra historija općina"},
    TellingWords{"mk", "bg sr ru mk", 1, 0.0,
                 "јас сум дека еден една ова тоа оваа овој бев таа тие сите уште веќе немам сакам "
                 "сака можам зошто каде некој ништо многу со ќе го ги"},
    TellingWords{"sr", "mk bg ru sr", 1, 0.0,
                 "је смо су ће ћу шта ово када где није нисам био била били хоћу желим јесте хајде "
                 "овај као нешто ништа зашто још"},
    TellingWords{
        "bg", "mk sr ru bg uk", 1, 0.0,
        "съм аз той тя какво къде бях ще със във че му няма мога защо тук нещо нищо го ги ѝ това"},
    TellingWords{"ru", "bg mk sr uk be ru", 1, 0.0,
                 "что это мне меня тебя его ему уже только очень когда почему был было есть нет вы "
                 "же бы ещё еще если чтобы"},
    TellingWords{"ne", "hi mr bho ne", 1, 0.0,
                 "छ र को मा हो गर्न छैन थियो थिए म मलाई पनि लाई भने गरेको हुन्छ त्यो यो भएको छु थिएन"},
    TellingWords{"hi", "ne mr bho hi", 1, 0.0,
                 "है हैं और के में की का से मैं नहीं था थी थे ने यह वह पर कि मुझे हूँ क्या हो"},
    TellingWords{
        "id", "ms id", 1, 0.0,
        "bisa karena gak nggak uang bapak kantor bahwa mau polisi mobil rumah sakit kalian"},
    TellingWords{"ms", "ms id", 1, 0.0,
                 "kerana boleh awak pejabat wang bahawa mahu polis kereta hospital korang"},
};

/// The letters that a language does not have. What CLD2 takes for it is another one where they
/// stand.
struct MissingLetters {
  std::string_view language;
  std::string_view letters;
};
constexpr std::array kMissing{
    MissingLetters{"bg", "ыэёіїєґўјљњџђћѓќѕ"}, MissingLetters{"ru", "іїєґўјљњџђћѓќѕ"},
    MissingLetters{"mk", "йщъьюяыэёіїєґўђћ"},  MissingLetters{"sr", "йщъьюяыэёіїєґўѓќѕ"},
    MissingLetters{"uk", "ыэёъўјљњџђћѓќѕ"},    MissingLetters{"be", "їєґищъјљњџђћѓќѕ"},
};

// Each line is one family whose members CLD2 mixes up in short texts.
constexpr std::array<std::string_view, 10> kFamilies{
    "hr bs sr cnr sl", "bg mk sr ru uk be", "hi ne mr bho sa", "id ms jv su",
    "nb nn da sv no",  "pt gl es ast ca",   "cs sk",           "zu xh st tn",
    "tl ceb war",      "zh zh-Hant"};

bool holds(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != std::string_view::npos;
       at = list.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

/// Which rows of kTelling hold a word: by its hash, a bit for each row.
class RowsByWord {
 public:
  RowsByWord() {
    for (std::size_t row = 0; row < kTelling.size(); ++row) {
      PlainWords words(kTelling[row].words);
      while (words.next()) {
        Slot& slot = slots_[placeOf(words.hash())];
        slot.hash = words.hash();
        slot.rows |= std::uint32_t{1} << row;
      }
    }
  }

  std::uint32_t of(std::uint32_t hash) const { return slots_[placeOf(hash)].rows; }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t rows = 0;  ///< 0 = free
  };

  std::size_t placeOf(std::uint32_t hash) const {
    std::size_t at = (hash ^ hash >> 15U) % slots_.size();
    while (slots_[at].rows != 0 && slots_[at].hash != hash) at = (at + 1) % slots_.size();
    return at;
  }

  std::array<Slot, 4096> slots_{};  // eight times the words
};

const RowsByWord& rowsByWord() {
  static const RowsByWord rows;
  return rows;
}

bool hasAlphabet(std::string_view language) {
  return std::ranges::find(kMissing, language, &MissingLetters::language) != kMissing.end();
}

/// True where letters stand in `text` that `language` does not have, and are no single exception.
bool lacksLetters(std::string_view text, std::string_view language) {
  const auto row = std::ranges::find(kMissing, language, &MissingLetters::language);
  if (row == kMissing.end()) return false;
  std::size_t hits = 0;
  for (std::size_t at = 0; at < row->letters.size(); at += 2) {  // all are two bytes long
    const std::string_view letter = row->letters.substr(at, 2);
    for (std::size_t found = text.find(letter); found != std::string_view::npos;
         found = text.find(letter, found + 2))
      ++hits;
  }
  constexpr std::size_t bytesForOne = 200;
  return hits > text.size() / bytesForOne;
}

/// What a byte is to a word: 0 = it parts words, else the byte with ASCII letters made small.
constexpr std::array<unsigned char, 256> kWordBytes = [] {
  std::array<unsigned char, 256> bytes{};
  for (std::size_t i = 'a'; i <= 'z'; ++i) {
    bytes[i] = static_cast<unsigned char>(i);
    bytes[i - 'a' + 'A'] = static_cast<unsigned char>(i);
  }
  for (std::size_t i = 0x80; i < 256; ++i) bytes[i] = static_cast<unsigned char>(i);
  return bytes;
}();

/// Typographic quotes and dashes (U+2000 to U+203F) part words.
bool isPunctuation(std::string_view text, std::size_t at) {
  return text[at] == '\xE2' && at + 2 < text.size() && text[at + 1] == '\x80';
}

}  // namespace

bool PlainWords::next() {
  constexpr std::uint32_t basis = 2166136261U;  // FNV-1a
  constexpr std::uint32_t prime = 16777619U;
  std::uint32_t hash = basis;
  for (; at_ < text_.size(); ++at_) {
    const unsigned char byte = kWordBytes[static_cast<unsigned char>(text_[at_])];
    const bool gap = byte == 0 || (byte == 0xE2 && isPunctuation(text_, at_));
    if (!gap) {
      hash = (hash ^ byte) * prime;
      continue;
    }
    if (byte == 0xE2) at_ += 2;
    if (hash == basis) continue;
    ++at_;
    break;
  }
  hash_ = hash;
  return hash != basis;
}

void TellingHits::add(std::uint32_t hash) {
  static_assert(kTelling.size() <= kMost);
  ++words_;
  const std::uint32_t held = rowsByWord().of(hash);
  if (held == 0) return;
  met_ |= held;
  for (std::size_t row = 0; row < kTelling.size(); ++row) hits_[row] += held >> row & 1U;
}

ToldLanguage TellingHits::languageOf(std::string_view text, std::string_view guess) const {
  if (met_ == 0 && !hasAlphabet(guess)) return {std::string(guess), false, false};
  std::string_view best = guess;
  std::size_t most = 0;
  bool doubt = false;
  const bool excluded = lacksLetters(text, guess);
  for (std::size_t row = 0; row < kTelling.size(); ++row) {
    const TellingWords& telling = kTelling[row];
    if (!holds(telling.takenFor, guess) || lacksLetters(text, telling.language)) continue;
    doubt = doubt || hits_[row] > 0;
    const bool enough =
        hits_[row] >= telling.least &&
        static_cast<double>(hits_[row]) >= telling.share * static_cast<double>(words_);
    if (excluded && best == guess && hasAlphabet(telling.language)) best = telling.language;
    const bool better = hits_[row] > most || (hits_[row] == most && telling.language == guess);
    if (!enough || !better) continue;
    best = telling.language;
    most = hits_[row];
  }
  return {std::string(best), most > 0 || best != guess, doubt};
}

ToldLanguage languageByWords(std::string_view text, std::string_view guess) {
  TellingHits hits;
  PlainWords words(text);
  while (words.next()) hits.add(words.hash());
  return hits.languageOf(text, guess);
}

std::string_view familyOf(std::string_view language) {
  const auto at = std::ranges::find_if(
      kFamilies, [&](std::string_view family) { return holds(family, language); });
  return at == kFamilies.end() ? std::string_view{} : *at;
}

}  // namespace retold
