#include "indexer/text/language.h"

#include <algorithm>
#include <array>
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
//  2. For each other script, the first units that are long enough are asked of CLD2 by a sample of
//     their bytes. The words of what it recognises are remembered for the language.
//  3. A unit most of whose words are remembered for a language is in it; every other one that is
//     long enough is asked of CLD2, too.
//  4. A unit that is too short, or that CLD2 can say nothing of, takes the language of the nearest
//     unit of its script, of the same speaker before others, with less confidence.

namespace retold {
namespace {

constexpr int kRules = 1;

// Letters from which on CLD2's answer is worth something; a Han character says more than a letter.
constexpr std::uint32_t kFewestLetters = 30;
constexpr std::size_t kSampleBytes = 320;

constexpr double kByScript = 0.99;
constexpr double kReliable = 0.95;
constexpr double kUnreliable = 0.4;
constexpr double kByWords = 0.9;
constexpr double kClose = 0.7;  ///< languages that cannot well be told apart
constexpr double kFromNeighbour = 0.5;

struct Unit {
  ByteSpan span;
  std::size_t turn = 0;
  Script script = kNoScript;
  std::uint32_t letters = 0;
  std::string language;  ///< empty = undecided
  double confidence = 0;
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
std::string sampleOf(std::string_view text) {
  if (text.size() <= kSampleBytes) return std::string(text);
  std::string sample(cut(text, text.size() / 8, kSampleBytes / 2));
  sample += ' ';
  sample += cut(text, text.size() * 5 / 8, kSampleBytes / 2);
  return sample;
}

/// The words that were met in each language of one text.
class KnownWords {
 public:
  KnownWords() : slots_(kSlots) {}

  void add(std::string_view text, const std::string& language) {
    const std::size_t which = numberOf(language);
    if (which == kMost) return;
    PlainWords words(text);
    for (std::string_view word = words.next(); !word.empty(); word = words.next()) {
      Slot& slot = slotOf(word);
      if (slot.languages == 0 && ++used_ > kSlots / 2) {
        --used_;
        continue;
      }
      slot.hash = hashOf(word);
      slot.languages |= static_cast<std::uint16_t>(1U << which);
    }
  }

  /// The language that knows at least half of the words, well ahead of the others.
  std::optional<std::string> languageOf(std::string_view text) const {
    if (languages_.empty()) return std::nullopt;
    std::array<std::size_t, kMost> hits{};
    std::size_t all = 0;
    PlainWords words(text);
    for (std::string_view word = words.next(); !word.empty(); word = words.next()) {
      ++all;
      const std::uint16_t known = const_cast<KnownWords*>(this)->slotOf(word).languages;
      for (std::size_t i = 0; i < languages_.size(); ++i) hits[i] += known >> i & 1U;
    }
    const auto best = std::ranges::max_element(hits);
    std::size_t next = 0;
    for (auto each = hits.begin(); each != hits.end(); ++each)
      if (each != best) next = std::max(next, *each);
    if (*best < kFewestWords || *best * 2 < all || *best * 3 < next * 4) return std::nullopt;
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

  static std::uint32_t hashOf(std::string_view word) {
    std::uint32_t hash = 2166136261U;  // FNV-1a
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
  }

  Slot& slotOf(std::string_view word) {
    const std::uint32_t hash = hashOf(word);
    std::size_t at = (hash ^ hash >> 15) % kSlots;
    while (slots_[at].languages != 0 && slots_[at].hash != hash) at = (at + 1) % kSlots;
    return slots_[at];
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

struct Guess {
  std::string language;  ///< empty = nothing to be said
  double confidence = 0;
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

// What most texts of a script are in, where neither letters nor CLD2 say more.
std::string_view usualLanguage(std::string_view script) {
  if (script == "Beng") return "bn";
  if (script == "Ethi") return "am";
  if (script == "Hani") return "zh";
  return {};
}

Guess guess(std::string_view text, Script script, std::uint32_t letters) {
  const std::string name = scriptName(script);
  if (const auto language = languageByLetters(text, name, letters)) return {*language, kByWords};
  if (const auto usual = usualLanguage(name); !usual.empty() && usual != "zh")
    return {std::string(usual), kByWords};
  const std::string sample = sampleOf(text);
  const LanguageAnswer answer = askLanguageModel(sample);
  const std::string_view said = answer.reliable ? std::string_view(answer.language) : "und";
  if (const auto better = languageByWords(sample, said))
    return {std::string(*better), answer.reliable && *better == said ? kReliable : kClose};
  if (answer.language == "und" || letters < kFewestLetters) {
    const std::string_view usual = usualLanguage(name);
    return usual.empty() ? Guess{} : Guess{std::string(usual), kByWords};
  }
  if (!answer.reliable) return {answer.language, kUnreliable * answer.share};
  return {answer.language == "sco" ? "en" : answer.language, kReliable * answer.share};
}

std::vector<Unit> unitsOf(std::string_view text, const std::vector<Turn>& turns) {
  std::vector<Unit> units;
  for (const Passage& paragraph : paragraphs(text, turns)) {
    const LetterCounts counts = countLetters(slice(text, paragraph.span));
    const Script script = counts.largest();
    if (script == kNoScript) continue;
    units.push_back({paragraph.span, paragraph.turn, script, counts.letters(script), {}, 0});
  }
  return units;
}

void decide(std::string_view text, Unit& unit, KnownWords& known) {
  const std::string_view content = slice(text, unit.span);
  if (const auto only = languageOfScript(unit.script); !only.empty()) {
    unit.language = only;
    unit.confidence = kByScript;
    return;
  }
  const std::string_view sample = content.substr(0, std::min(content.size(), 2 * kSampleBytes));
  if (auto language = known.languageOf(sample)) {
    unit.language = std::move(*language);
    unit.confidence = kByWords;
    return;
  }
  Guess found = guess(content, unit.script, unit.letters);
  if (found.confidence >= kByWords * 0.8) known.add(content, found.language);
  unit.language = std::move(found.language);
  unit.confidence = found.confidence;
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
      if (unit.script != units[of].script || unit.confidence < kClose) continue;
      if (turns[unit.turn].speaker == turns[units[of].turn].speaker) return &unit;
      if (nearest == nullptr) nearest = &unit;
    }
  }
  return nearest;
}

}  // namespace

std::vector<LanguageSpan> guessLanguages(std::string_view text, const std::vector<Turn>& turns) {
  std::vector<Unit> units = unitsOf(text, turns);
  KnownWords known;
  for (Unit& unit : units) decide(text, unit, known);
  const std::vector<Unit> sure = units;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].confidence >= kClose) continue;
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
    const std::uint64_t begin = spans.empty() ? 0 : spans.back().span.end;
    spans.push_back({{begin, unit.span.end}, language, script, unit.confidence, false});
    letters = unit.letters;
  }
  if (!spans.empty()) spans.back().span.end = text.size();
  return spans;
}

std::string languageGuesser() {
  return "cld2 " + languageModelVersion() + " rules " + std::to_string(kRules);
}

}  // namespace retold
