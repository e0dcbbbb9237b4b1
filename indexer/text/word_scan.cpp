#include "indexer/text/word_scan.h"

#include <array>
#include <optional>
#include <utility>

#include "indexer/text/fold.h"
#include "indexer/text/utf8.h"

namespace retold {
namespace {

enum class Ascii : std::uint8_t { Break, Letter, Digit, MidBoth, MidLetter, MidDigit, Beyond };

/// How the bytes of ASCII take part in words; all others are `Beyond`.
constexpr std::array<Ascii, 256> asciiClasses() {
  std::array<Ascii, 256> classes{};
  for (std::size_t byte = 0; byte < classes.size(); ++byte) {
    if (byte >= 0x80) classes[byte] = Ascii::Beyond;
    if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) classes[byte] = Ascii::Letter;
    if (byte >= '0' && byte <= '9') classes[byte] = Ascii::Digit;
  }
  for (const char both : {'\'', '`', '.'})
    classes[static_cast<unsigned char>(both)] = Ascii::MidBoth;
  for (const char digit : {',', ';'}) classes[static_cast<unsigned char>(digit)] = Ascii::MidDigit;
  return classes;
}

constexpr std::array<char, 256> asciiFoldings() {
  std::array<char, 256> folded{};
  for (std::size_t byte = 0; byte < folded.size(); ++byte)
    folded[byte] = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
  folded['`'] = '\'';
  return folded;
}

constexpr auto kAscii = asciiClasses();
constexpr auto kAsciiFolded = asciiFoldings();

Ascii asciiAt(std::string_view text, std::size_t at) {
  return at < text.size() ? kAscii[static_cast<unsigned char>(text[at])] : Ascii::Break;
}

bool isLetter(WordClass word) {
  return word == WordClass::Letter || word == WordClass::HebrewLetter;
}

bool isMark(WordClass word) { return word == WordClass::Mark || word == WordClass::Joiner; }

/// UAX #29, WB5 and WB8 to WB10.
bool joins(WordClass left, WordClass right) {
  return (isLetter(left) || left == WordClass::Digit) &&
         (isLetter(right) || right == WordClass::Digit);
}

/// WB6, WB7, WB7b, WB11: whether `middle` holds `left` and `right` together.
bool bridges(WordClass left, WordClass middle, WordClass right) {
  switch (middle) {
    case WordClass::Apostrophe:
    case WordClass::MidNumLet:
      return (isLetter(left) && isLetter(right)) ||
             (left == WordClass::Digit && right == WordClass::Digit);
    case WordClass::MidLetter:
      return isLetter(left) && isLetter(right);
    case WordClass::MidNum:
      return left == WordClass::Digit && right == WordClass::Digit;
    case WordClass::DoubleQuote:
      return left == WordClass::HebrewLetter && right == WordClass::HebrewLetter;
    default:
      return false;
  }
}

bool mayBridge(WordClass word) {
  return word == WordClass::Apostrophe || word == WordClass::MidNumLet ||
         word == WordClass::MidLetter || word == WordClass::MidNum ||
         word == WordClass::DoubleQuote;
}

/// The hyphens of compounds: "-", Armenian, Hebrew maqaf, U+2010, U+2011, small and full-width.
/// Their length at `at`, 0 when none stands there.
std::size_t hyphenAt(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 7> kHyphens{"-",      "\u058A", "\u05BE", "\u2010",
                                                     "\u2011", "\uFE63", "\uFF0D"};
  for (const std::string_view hyphen : kHyphens)
    if (text.substr(at, hyphen.size()) == hyphen) return hyphen.size();
  return 0;
}

/// Where the line after one line end and blanks begins; none when there is no line end, or a blank
/// line.
std::optional<std::size_t> behindLineEnd(std::string_view text, std::size_t at) {
  const auto skipBlanks = [&] {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  };
  skipBlanks();
  if (at >= text.size() || text[at] != '\n') return std::nullopt;
  ++at;
  skipBlanks();
  return at;
}

bool startsToken(const Character& character) {
  return isLetter(character.word) || character.word == WordClass::Digit ||
         character.word == WordClass::Cluster ||
         (character.has(Character::kEmoji) && !isMark(character.word));
}

}  // namespace

WordScan::Letter WordScan::letterAt(std::size_t at) const {
  if (at >= text_.size()) return {nullptr, at};
  const char32_t codepoint = nextCodepoint(text_, at);
  return {&characters_[codepoint], at};
}

bool WordScan::markAt(std::size_t at) const {
  const Letter letter = letterAt(at);
  return letter.is != nullptr && isMark(letter.is->word);
}

WordScan::Letter WordScan::skipMarks(std::size_t at) const {
  Letter letter = letterAt(at);
  while (letter.is != nullptr && isMark(letter.is->word)) letter = letterAt(letter.end);
  return letter;
}

/// Reads on over ASCII to the end of a word of ASCII only; false where other characters are
/// involved, or at the end of the text: then `at_` stands where segment() may begin.
bool WordScan::asciiWord(ScannedWord& word) {
  while (asciiAt(text_, at_) != Ascii::Letter && asciiAt(text_, at_) != Ascii::Digit) {
    if (at_ >= text_.size() || asciiAt(text_, at_) == Ascii::Beyond) return false;
    // A mark joins what stands before it, and takes a joined pictograph with it.
    if (asciiAt(text_, at_ + 1) == Ascii::Beyond && markAt(at_ + 1)) return false;
    ++at_;
  }
  const std::size_t begin = at_;
  std::size_t end = begin + 1;
  for (;;) {
    const Ascii here = asciiAt(text_, end);
    if (here == Ascii::Letter || here == Ascii::Digit) {
      ++end;
      continue;
    }
    if (here == Ascii::Beyond) return false;
    if (here == Ascii::Break) break;
    const Ascii left = asciiAt(text_, end - 1);
    const Ascii right = asciiAt(text_, end + 1);
    if (right == Ascii::Beyond) return false;
    const bool bridged = left == right && (left == Ascii::Digit ||
                                           (left == Ascii::Letter && here == Ascii::MidBoth));
    if (!bridged) break;
    end += 2;
  }
  word.span = {begin, end};
  word.joinable = true;
  word.endsDigit = asciiAt(text_, end - 1) == Ascii::Digit;
  word.endsUpper = text_[end - 1] >= 'A' && text_[end - 1] <= 'Z';
  word.folded.resize(end - begin);
  for (std::size_t i = begin; i < end; ++i)
    word.folded[i - begin] = kAsciiFolded[static_cast<unsigned char>(text_[i])];
  at_ = end;
  return true;
}

/// What is known of the segment that is being read.
struct WordScan::Gathered {
  explicit Gathered(std::string& foldedSoFar) : folded(&foldedSoFar) {}

  std::string* folded;
  bool word = false;  ///< has a letter or digit
  bool emoji = false;
  bool joiner = false;              ///< the last character was U+200D
  bool bridged = false;             ///< the next letter is known to belong to it
  bool oddFlag = false;             ///< ends in half a flag
  SimpleFolding simple;             ///< while it holds, `folded` is the folding so far
  const Character* last = nullptr;  ///< the last character that is no mark

  WordClass left() const { return last == nullptr ? WordClass::Other : last->word; }

  void add(const Character& character) {
    simple.add(character);
    joiner = character.word == WordClass::Joiner;
    if (simple.holds) folded->append(character.fold.data(), character.foldSize);
    if (isMark(character.word)) return;
    last = &character;
    word = word || isLetter(character.word) || character.word == WordClass::Digit;
    emoji = emoji || character.has(Character::kEmoji);
    oddFlag = character.word == WordClass::Regional && !oddFlag;
  }
};

/// Whether `next` belongs to the segment.
bool WordScan::continues(Gathered& gathered, const Letter& next) const {
  const WordClass here = next.is->word;
  if (isMark(here)) return true;
  if (std::exchange(gathered.bridged, false)) return true;
  if (gathered.joiner && next.is->has(Character::kPictograph)) return true;
  if (joins(gathered.left(), here)) return true;
  if (here == WordClass::Regional) return gathered.oddFlag;
  if (!mayBridge(here)) return false;
  const Letter right = skipMarks(next.end);
  gathered.bridged = right.is != nullptr && bridges(gathered.left(), here, right.is->word);
  if (gathered.bridged) return true;
  // WB7a: a geresh typed as an apostrophe; fold() takes it off.
  if (gathered.left() != WordClass::HebrewLetter || here != WordClass::Apostrophe) return false;
  gathered.simple.holds = false;
  return true;
}

/// Reads the segment at `at_`, a boundary, of any script; false when it is no word.
bool WordScan::segment(ScannedWord& word) {
  std::size_t begin = at_;
  Letter first = letterAt(begin);
  at_ = first.end;
  if (first.is->word == WordClass::Newline) return false;
  word.folded.clear();
  Gathered gathered(word.folded);
  gathered.add(*first.is);
  for (Letter next = letterAt(at_); next.is != nullptr && continues(gathered, next);
       next = letterAt(at_)) {
    if (!startsToken(*first.is)) {  // a joiner glued this one to a space or sign
      begin = at_;
      first = next;
      word.folded.clear();
      gathered = Gathered(word.folded);
    }
    gathered.add(*next.is);
    at_ = next.end;
  }
  const bool cluster = first.is->word == WordClass::Cluster;
  if (!gathered.word && !cluster && !gathered.emoji) return false;
  word.span = {begin, at_};
  word.joinable = gathered.word;
  word.endsDigit = gathered.left() == WordClass::Digit;
  word.endsUpper = gathered.last != nullptr && gathered.last->has(Character::kUpper);
  if (!gathered.simple.holds) word.folded = fold(text_.substr(begin, at_ - begin));
  return !word.folded.empty();
}

bool WordScan::readPart(const ScannedWord& word, ScannedWord& part) {
  const std::size_t hyphen = hyphenAt(text_, at_);
  if (hyphen == 0 && !endsWithSoftHyphen(word)) return false;
  const std::optional<std::size_t> nextLine = behindLineEnd(text_, at_ + hyphen);
  if (hyphen == 0 && !nextLine) return false;
  const std::size_t begin = nextLine.value_or(at_ + hyphen);
  const Letter first = letterAt(begin);
  if (first.is == nullptr) return false;
  const bool letter = isLetter(first.is->word);
  const bool digit = first.is->word == WordClass::Digit;
  if (nextLine && (!letter || (first.is->has(Character::kUpper) && !word.endsUpper))) return false;
  if (!nextLine && !letter && (!digit || word.endsDigit)) return false;
  const std::size_t behind = at_;
  at_ = begin;
  if (asciiWord(part) || segment(part)) return true;
  at_ = behind;
  return false;
}

}  // namespace retold
