#include "indexer/text/language.h"

#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>

#include "indexer/text/language_model.h"
#include "indexer/text/language_words.h"
#include "indexer/text/scripts.h"
#include "indexer/text/turns.h"
#include "indexer/text/utf8.h"

// How a text is guessed. CLD2 reads 20 MB/s and needs about 15 µs to begin, so it is asked as
// seldom as possible:
//  1. A unit is a paragraph of a turn. Its script is that of most of its letters. A script of one
//     language settles it.
//  2. Other units are asked of CLD2 by samples of their bytes, those of one speaker together where
//     they are surely of one language. What it takes for another language of a family is set
//     right by words and letters that only one of the family has (language_words.h).
//  3. The words of what is recognised are remembered. A unit of which two of five words are
//     remembered for one language is in it; CLD2 is not asked.
//  4. A unit of which little is known (a short answer) takes the language of the nearest unit of
//  its
//     script, of the same speaker before others, with less confidence.

namespace retold {
namespace {

constexpr int kRules = 1;

constexpr std::size_t kSampleBytes = 240;

constexpr double kByScript = 0.99;
constexpr double kByWords = 0.9;
constexpr double kSure = 0.65;        ///< from here on its words are remembered
constexpr std::uint32_t kShort = 40;  ///< letters
constexpr double kClose = 0.7;        ///< languages that cannot well be told apart
constexpr double kDoubtful = 0.6;     ///< up to here the neighbours know better
constexpr double kFromNeighbour = 0.5;

struct Unit {
  ByteSpan span;
  std::size_t turn = 0;
  Script script = kNoScript;
  std::uint32_t letters = 0;     ///< of the script
  std::uint32_t allLetters = 0;  ///< of any
  std::string language;          ///< empty = undecided
  double confidence = 0;
  bool told = false;  ///< by more than CLD2, which mixes it up with others of its family
};

std::string_view slice(std::string_view text, ByteSpan span) {
  return text.substr(span.begin, span.end - span.begin);
}

/// `size` bytes from `begin` on, cut at code points.
std::string_view cut(std::string_view text, std::size_t begin, std::size_t size) {
  while (begin > 0 && !isCodepointBoundary(text, begin)) --begin;
  std::size_t end = std::min(begin + size, text.size());
  while (end < text.size() && !isCodepointBoundary(text, end)) ++end;
  return text.substr(begin, end - begin);
}

/// A long text by two stretches of it, so that an English label does not stand for all.
std::string sampleOf(std::string_view text, std::size_t bytes = kSampleBytes) {
  if (text.size() <= bytes) return std::string(text);
  std::string sample(cut(text, text.size() / 8, bytes / 2));
  sample += ' ';
  sample += cut(text, text.size() * 5 / 8, bytes / 2);
  return sample;
}

/// `text` without the letters of other scripts, so that CLD2 weighs the one in question.
std::string onlyScript(std::string_view text, Script script) {
  std::string only;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const Script of = scriptOf(nextCodepoint(text, at));
    if (of == script || of == kNoScript) only.append(text, begin, at - begin);
  }
  return only;
}

/// The words that were met in each language of one text.
class KnownWords {
 public:
  KnownWords() : slots_(kSlots) {}

  void add(std::string_view text, const std::string& language) {
    const std::size_t which = numberOf(language);
    if (which == kMost) return;
    PlainWords words(text);
    while (words.next()) {
      Slot& slot = slots_[placeOf(words.hash())];
      if (slot.languages == 0 && used_ == kSlots / 2) continue;
      used_ += slot.languages == 0;
      slot.hash = words.hash();
      slot.languages |= static_cast<std::uint16_t>(1U << which);
    }
  }

  /// The language that knows at least two of five words, well ahead of the others. `telling` gets
  /// the words.
  std::optional<std::string> languageOf(std::string_view text, TellingHits& telling) const {
    if (languages_.empty()) return std::nullopt;
    std::array<std::size_t, kMost> hits{};
    std::size_t all = 0;
    PlainWords words(text);
    for (; words.next(); ++all) {
      telling.add(words.hash());
      const std::uint16_t known = slots_[placeOf(words.hash())].languages;
      for (std::size_t i = 0; i < languages_.size(); ++i) hits[i] += known >> i & 1U;
    }
    const auto best = std::ranges::max_element(hits);
    std::size_t next = 0;
    for (auto each = hits.begin(); each != hits.end(); ++each)
      if (each != best) next = std::max(next, *each);
    if (*best < kFewestWords || *best * 5 < all * 2 || *best * 3 < next * 4) return std::nullopt;
    return languages_[static_cast<std::size_t>(best - hits.begin())];
  }

 private:
  static constexpr std::size_t kSlots = 4096;
  static constexpr std::size_t kMost = 16;
  static constexpr std::size_t kFewestWords = 4;
  struct Slot {
    std::uint32_t hash = 0;
    std::uint16_t languages = 0;  ///< a bit for each; 0 = free
  };

  std::size_t placeOf(std::uint32_t hash) const {
    std::size_t at = (hash ^ hash >> 15U) % kSlots;
    while (slots_[at].languages != 0 && slots_[at].hash != hash) at = (at + 1) % kSlots;
    return at;
  }

  std::size_t numberOf(const std::string& language) {
    const auto at = std::ranges::find(languages_, language);
    if (at != languages_.end()) return static_cast<std::size_t>(at - languages_.begin());
    if (languages_.size() == kMost) return kMost;
    languages_.push_back(language);
    return languages_.size() - 1;
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  std::vector<std::string> languages_;
};

std::string composedForm(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* composer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return text;
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  composer->normalizeUTF8(0, text, sink, nullptr, status);
  return U_FAILURE(status) ? text : composed;
}

struct Guess {
  std::string language;  ///< empty = nothing to be said
  double confidence = 0;
  bool told = false;
};

/// Letters of the Arabic script that only Sorani Kurdish has, letters of the Ethiopic one that
/// Amharic does without, and so on.
struct TellingLetters {
  std::string_view script;
  std::string_view language;
  std::array<std::string_view, 6> letters;
  double share;  ///< of all letters
};
constexpr std::array kTellingLetters{
    TellingLetters{"Arab", "ckb", {"ڕ", "ڵ", "ێ", "ۆ", "ە", "ڤ"}, 0.04},
    TellingLetters{"Ethi", "ti", {"ኣ", "ቐ", "ኸ", "ዝ", "እዩ", "ናይ"}, 0.035},
    TellingLetters{"Beng", "as", {"ৰ", "ৱ", "ৰ", "ৱ", "ৰ", "ৱ"}, 0.01},
};

std::size_t countOf(std::string_view text, std::string_view wanted) {
  std::size_t count = 0;
  for (std::size_t at = text.find(wanted); at != std::string_view::npos;
       at = text.find(wanted, at + wanted.size()))
    ++count;
  return count;
}

std::optional<std::string> languageByLetters(std::string_view text, std::string_view script,
                                             std::uint32_t letters) {
  for (const TellingLetters& telling : kTellingLetters) {
    if (telling.script != script) continue;
    std::size_t hits = 0;
    for (const std::string_view letter : telling.letters) hits += countOf(text, letter);
    if (static_cast<double>(hits) >= telling.share * letters && hits > 0)
      return std::string(telling.language);
  }
  return std::nullopt;
}

/// What a text of a script is in where no letter tells otherwise and CLD2 knows no better.
std::string_view usualLanguage(std::string_view script) {
  if (script == "Beng") return "bn";
  if (script == "Ethi") return "am";
  return {};
}

/// CLD2 was made on composed letters and knows no vowel points.
std::string plainForm(std::string text) {
  const bool marked = text.find("\xCC") != std::string::npos ||
                      text.find("\xCD") != std::string::npos ||
                      text.find("\xD9") != std::string::npos;
  if (!marked) return text;
  std::string composed = composedForm(text);
  std::string plain;
  for (std::size_t at = 0; at < composed.size();) {
    const std::size_t begin = at;
    const char32_t c = nextCodepoint(composed, at);
    const bool point = (c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x640;
    if (!point) plain.append(composed, begin, at - begin);
  }
  return plain;
}

/// How often CLD2 is right about this many letters (measured on 20,000 sentences of 7 languages).
double confidenceOf(const LanguageAnswer& answer, std::uint32_t letters) {
  struct Step {
    std::uint32_t letters;
    double reliable;
    double unreliable;
  };
  constexpr std::array<Step, 5> steps{
      {{60, 0.97, 0.6}, {30, 0.95, 0.6}, {20, 0.9, 0.55}, {10, 0.8, 0.45}, {0, 0.5, 0.3}}};
  const Step& step =
      *std::ranges::find_if(steps, [&](const Step& each) { return letters >= each.letters; });
  return (answer.reliable ? step.reliable : step.unreliable) * answer.share;
}

Guess guess(std::string_view text, Script script, std::uint32_t letters) {
  const std::string name = scriptName(script);
  if (auto language = languageByLetters(text, name, letters))
    return {std::move(*language), kByWords};
  if (const std::string_view usual = usualLanguage(name); !usual.empty())
    return {std::string(usual), kByWords};
  const std::string sample = plainForm(sampleOf(text));
  const LanguageAnswer answer = askLanguageModel(sample);
  // CLD2 has no Croatian in Cyrillic, but answers it.
  const bool serbian = name == "Cyrl" && familyOf(answer.language) == familyOf("hr");
  ToldLanguage told = languageByWords(sample, serbian ? "sr" : answer.language);
  if (!answer.reliable && !told.told) {
    if (ToldLanguage other = languageByWords(sample, "und"); other.told) told = std::move(other);
  }
  if (told.language == "und") return {};
  if (told.language == "sco") told.language = "en";  // CLD2 takes dialect for Scots
  const bool close = !familyOf(told.language).empty();
  const double most = !close ? 1.0 : told.told ? kByWords : kClose;
  return {std::move(told.language), std::min(most, confidenceOf(answer, letters)), told.told};
}

std::vector<Unit> unitsOf(std::string_view text, const std::vector<Turn>& turns) {
  std::vector<Unit> units;
  for (const Passage& paragraph : paragraphs(text, turns)) {
    const LetterCounts counts = countLetters(slice(text, paragraph.span));
    const Script script = counts.largest();
    if (script == kNoScript) continue;
    units.push_back({paragraph.span,
                     paragraph.turn,
                     script,
                     counts.letters(script),
                     counts.all(),
                     {},
                     0,
                     false});
  }
  return units;
}

/// Decides the units of one text.
class Guesser {
 public:
  Guesser(std::string_view text, const std::vector<Turn>& turns, std::vector<Unit>& units)
      : text_(text), turns_(turns), units_(units) {}

  void decideAll() {
    for (Unit& unit : units_) {
      if (const auto only = languageOfScript(unit.script); !only.empty()) {
        unit.language = only;
        unit.confidence = kByScript;
      } else if (turns_[unit.turn].speaker.empty() && unit.span.size() < kSeenBytes) {
        alone_.push_back(&unit);
      } else if (!isKnown(unit)) {
        wait(unit);
      }
    }
    for (auto& [key, batch] : waiting_) {
      std::erase_if(batch, [this](Unit* unit) { return isKnown(*unit); });
      decideBatch(batch);
    }
    // Last: by now most of their words are known.
    for (Unit* unit : alone_)
      if (!isKnown(*unit)) decideAlone(*unit);
  }

 private:
  static constexpr std::size_t kBatchUnits = 8;
  static constexpr std::size_t kBatchedBytes = 120;
  // In text without speakers each unit must be long enough for CLD2 to see it among others: of
  // 1,260 mixtures it missed 1 % with pieces of 200 bytes, 5 % with 120 and 23 % with 80.
  static constexpr std::size_t kSeenBytes = 200;
  static constexpr std::size_t kLearntBytes = 1000;  ///< of each unit
  static constexpr double kOneLanguage = 0.96;       ///< CLD2 seldom gives all bytes to one

  /// CLD2 does not see languages that take turns line by line: asked together is only what one
  /// speaker says.
  void wait(Unit& unit) {
    const std::string& speaker = turns_[unit.turn].speaker;
    if (isMixed(unit)) return decideAlone(unit);
    std::vector<Unit*>& batch = waiting_[{speaker, unit.script}];
    batch.push_back(&unit);
    if (batch.size() == (speaker.empty() ? kBatchUnits / 2 : kBatchUnits)) decideBatch(batch);
  }

  bool isKnown(Unit& unit) {
    const std::string_view content = slice(text_, unit.span);
    const std::string_view sample = cut(content, 0, kSampleBytes);
    TellingHits telling;
    auto language = known_.languageOf(sample, telling);
    if (!language || telling.languageOf(sample, *language).language != *language) return false;
    unit.language = std::move(*language);
    unit.confidence = kByWords;
    return true;
  }

  /// Asks of several units at once; one by one where they are not of one language.
  void decideBatch(std::vector<Unit*>& batch) {
    if (!decideTogether(batch))
      for (Unit* unit : batch)
        if (!isKnown(*unit)) decideAlone(*unit);
    batch.clear();
  }

  bool decideTogether(const std::vector<Unit*>& batch) {
    if (batch.size() < 2 || !usualLanguage(scriptName(batch.front()->script)).empty()) return false;
    std::string joined;
    for (const Unit* unit : batch)
      joined += sampleOf(slice(text_, unit->span), kBatchedBytes) + "\n";
    const std::string sample = plainForm(joined);
    const LanguageAnswer answer = askLanguageModel(sample);
    const bool sure = answer.reliable && answer.share >= kOneLanguage && answer.language != "sco";
    if (!sure || !familyOf(answer.language).empty()) return false;
    if (languageByWords(sample, answer.language).doubt) return false;
    for (Unit* unit : batch) {
      unit->language = answer.language;
      unit->confidence = unit->letters < kShort ? kClose : kByWords;
      known_.add(cut(slice(text_, unit->span), 0, kLearntBytes), answer.language);
    }
    return true;
  }

  void decideAlone(Unit& unit) {
    const std::string_view content = slice(text_, unit.span);
    const std::string pure = isMixed(unit) ? onlyScript(content, unit.script) : std::string();
    Guess found = guess(pure.empty() ? content : std::string_view(pure), unit.script, unit.letters);
    if (found.confidence >= kSure) known_.add(content, found.language);
    unit.language = std::move(found.language);
    unit.confidence = found.confidence * unit.letters / unit.allLetters;
    unit.told = found.told;
  }

  static bool isMixed(const Unit& unit) {
    return unit.allLetters - unit.letters > unit.allLetters / 20;
  }

  std::string_view text_;
  const std::vector<Turn>& turns_;
  std::vector<Unit>& units_;
  KnownWords known_;
  std::vector<Unit*> alone_;  ///< too short to be seen among others
  std::map<std::pair<std::string_view, Script>, std::vector<Unit*>> waiting_;
};

/// Of a family that CLD2 mixes up, a text is mostly in one: what nothing else tells joins it, and
/// so does what few words tell.
void agreeWithinFamilies(std::vector<Unit>& units) {
  constexpr double told = 3;  // what words tell weighs more than what CLD2 says
  constexpr double few = 0.2;
  std::map<std::pair<std::string_view, Script>, std::map<std::string, double>> families;
  for (const Unit& unit : units) {
    const std::string_view family = familyOf(unit.language);
    if (family.empty()) continue;
    const double weight = unit.told ? told : 1;
    families[{family, unit.script}][unit.language] += weight * unit.confidence * unit.letters;
  }
  for (Unit& unit : units) {
    if (familyOf(unit.language).empty()) continue;
    const auto& weights = families[{familyOf(unit.language), unit.script}];
    const auto& [language, most] =
        *std::ranges::max_element(weights, {}, [](const auto& each) { return each.second; });
    if (!unit.told || weights.at(unit.language) < few * most) unit.language = language;
  }
}

/// A short unit in a language that no other unit is in: CLD2 is wrong more often than right.
void doubtLoners(std::vector<Unit>& units) {
  constexpr std::uint32_t longEnough = 60;
  std::map<std::string_view, std::size_t> count;
  for (const Unit& unit : units) ++count[unit.language];
  if (count.size() == 1) return;
  for (Unit& unit : units) {
    const bool lone = count[unit.language] == 1 && unit.letters < longEnough && !unit.told;
    if (lone && languageOfScript(unit.script).empty())
      unit.confidence = std::min(unit.confidence, kDoubtful);
  }
}

/// The nearest sure unit of the same script, of the same speaker if there is one close by.
const Unit* neighbour(const std::vector<Unit>& units, const std::vector<Turn>& turns,
                      std::size_t of) {
  constexpr std::size_t farthest = 8;
  const Unit* nearest = nullptr;
  for (std::size_t distance = 1; distance <= farthest; ++distance) {
    for (const bool before : {true, false}) {
      if (before ? distance > of : of + distance >= units.size()) continue;
      const Unit& unit = units[before ? of - distance : of + distance];
      if (unit.script != units[of].script || unit.confidence <= kDoubtful) continue;
      if (turns[unit.turn].speaker == turns[units[of].turn].speaker) return &unit;
      if (nearest == nullptr) nearest = &unit;
    }
  }
  return nearest;
}

constexpr std::string_view kBlanks = " \t\n";

std::uint64_t behindBlanks(std::string_view text, std::uint64_t at) {
  return std::min(text.find_first_not_of(kBlanks, at), text.size());
}

}  // namespace

std::vector<LanguageSpan> guessLanguages(std::string_view text, const std::vector<Turn>& turns) {
  std::vector<Unit> units = unitsOf(text, turns);
  Guesser(text, turns, units).decideAll();
  agreeWithinFamilies(units);
  doubtLoners(units);
  const std::vector<Unit> sure = units;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].confidence > kDoubtful) continue;
    const Unit* near = neighbour(sure, turns, i);
    if (near == nullptr) continue;
    units[i].language = near->language;
    units[i].confidence = kFromNeighbour;
  }
  std::vector<LanguageSpan> spans;
  std::uint64_t letters = 0;  // of the last span
  for (const Unit& unit : units) {
    const std::string language = unit.language.empty() ? "und" : unit.language;
    const std::string script = scriptName(unit.script);
    if (!spans.empty() && spans.back().language == language && spans.back().script == script) {
      LanguageSpan& last = spans.back();
      last.confidence =
          (last.confidence * static_cast<double>(letters) + unit.confidence * unit.letters) /
          static_cast<double>(letters + unit.letters);
      last.span.end = unit.span.end;
      letters += unit.letters;
      continue;
    }
    // A label belongs to what follows it.
    const std::uint64_t begin = behindBlanks(text, spans.empty() ? 0 : spans.back().span.end);
    spans.push_back({{begin, unit.span.end}, language, script, unit.confidence, false});
    letters = unit.letters;
  }
  if (!spans.empty()) {
    const std::size_t last = text.find_last_not_of(kBlanks);
    spans.back().span.end = std::max(spans.back().span.end, std::uint64_t{last + 1});
  }
  return spans;
}

std::string languageGuesser() {
  return "cld2 " + languageModelVersion() + " rules " + std::to_string(kRules);
}

}  // namespace retold
