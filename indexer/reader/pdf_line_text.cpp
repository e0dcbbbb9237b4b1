#include "indexer/reader/pdf_line_text.h"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace retold {

namespace {

// Shares of the font size.
constexpr double kWordGap = 0.15;  // what parts two words
constexpr double kHanGap = 0.5;    // the same in scripts that do not part words
constexpr double kCellGap = 2.0;   // what parts two cells in a line

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

bool isMark(char32_t code) {
  return (U_GET_GC_MASK(static_cast<UChar32>(code)) & U_GC_MN_MASK) != 0;
}

bool isHan(char32_t code) {
  return code >= 0x2e80 &&
         (code <= 0xa4cf || (code >= 0xf900 && code <= 0xfaff) ||
          (code >= 0xfe30 && code <= 0xfe4f) || (code >= 0xff00 && code <= 0xffef) ||
          (code >= 0x20000 && code <= 0x3fffd));
}

bool hasRightToLeft(const PageWord& word) {
  return std::ranges::any_of(word.letters,
                             [](const PageLetter& letter) { return isRightToLeft(letter.code); });
}

void append(std::string& text, char32_t code) {
  char bytes[4];
  int length = 0;
  UBool bad = false;
  U8_APPEND(reinterpret_cast<std::uint8_t*>(bytes), length, 4, static_cast<UChar32>(code), bad);
  if (!bad) text.append(bytes, static_cast<std::size_t>(length));
}

/// Ligatures of Latin and Armenian and the forms of Arabic letters, which fonts need and texts
/// should not have.
bool isPresentationForm(char32_t code) {
  return (code >= 0xfb00 && code <= 0xfb17) ||
         (code >= 0xfb50 && code <= 0xfdf9 && code != 0xfd3e && code != 0xfd3f) ||
         (code >= 0xfe70 && code <= 0xfefc);
}

void appendPlain(std::string& text, char32_t code) {
  if (!isPresentationForm(code)) {
    // Every kind of space that has a width of its own is a space: PDF programs use them at will.
    const bool space =
        code == 0xa0 || (code >= 0x2000 && code <= 0x200a) || code == 0x202f || code == 0x205f;
    append(text, space ? U' ' : code);
    return;
  }
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* nfkc = unorm2_getNFKCInstance(&error);
  UChar decomposed[32];
  const std::int32_t length =
      unorm2_getRawDecomposition(nfkc, static_cast<UChar32>(code), decomposed, 32, &error);
  if (U_FAILURE(error) || length < 0) return append(text, code);
  for (std::int32_t at = 0; at < length;) {
    UChar32 letter = 0;
    U16_NEXT(decomposed, at, length, letter);
    // An isolated Arabic mark is a space and the mark.
    if (letter != ' ') appendPlain(text, static_cast<char32_t>(letter));
  }
}
// -------------------------------------------------------------------------------------- units

/// What is put into reading order as a whole: a letter of a right-to-left script with its marks, a
/// word of another, a space.
struct Unit {
  std::u32string letters;     ///< in reading order
  char32_t direction = U' ';  ///< a letter that is written in the same direction
  double left = 0;
  double right = 0;
  double size = 0;
  bool filled = false;  ///< into a form
  bool mark = false;    ///< of a form
};

bool nearly(double a, double b) { return std::abs(a - b) < 0.02; }

/// One glyph that stands for several letters gives them in reading order in equal parts of its
/// width; glyph by glyph, right-to-left letters come in the order from left to right. Gives the end
/// of such a glyph at letter `at`, or `at`: a mark or a space that takes an equal part tells it.
std::size_t endOfGlyph(const PageWord& word, std::size_t at) {
  const auto& letters = word.letters;
  const double width = letters[at].right - letters[at].left;
  bool telling = false;
  std::size_t end = at;
  for (std::size_t i = at; i < letters.size(); ++i) {
    if (width <= 0 || (i > at && !nearly(letters[i].left, letters[i - 1].right))) break;
    if (!nearly(letters[i].right - letters[i].left, width)) break;
    telling |= letters[i].code == ' ' || isMark(letters[i].code);
    if (isRightToLeft(letters[i].code) || isMark(letters[i].code)) end = i + 1;
  }
  return telling && end > at + 1 ? end : at;
}

char32_t directionOf(const std::u32string& letters) {
  for (const char32_t code : letters) {
    const UCharDirection direction = u_charDirection(static_cast<UChar32>(code));
    if (direction == U_LEFT_TO_RIGHT) return U'a';
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC ||
        direction == U_EUROPEAN_NUMBER || direction == U_ARABIC_NUMBER) {
      return code;
    }
  }
  return letters.front();
}

Unit unitOf(std::u32string letters, const PageWord& word, double left, double right) {
  const char32_t direction = directionOf(letters);
  return {std::move(letters), direction, left, right, word.size, word.filled, word.isFormMark()};
}

}  // namespace

/// Widths of alef, in shares of the font size, that stand apart from any lam: in a ligature of lam
/// and alef it has another one, half of the ligature's.
class LineText::AlefWidths {
 public:
  explicit AlefWidths(std::span<const PageWord* const> words) {
    std::vector<double> all;
    for (const PageWord* word : words) {
      const auto& letters = word->letters;
      for (std::size_t i = 0; i < letters.size(); ++i) {
        const bool cut = i + 1 < letters.size() && isMark(letters[i + 1].code);
        all.push_back((letters[i].right - letters[i].left) / word->size);
        if (isAlef(letters[i].code) && !cut && (i == 0 || letters[i - 1].code != kLam)) {
          widths_.push_back((letters[i].right - letters[i].left) / word->size);
        }
      }
    }
    std::ranges::sort(widths_);
    usual_ = median(std::move(all));
  }

  /// Whether letters `at` and `at` + 1, lam left of alef, are one glyph and so read lam, alef.
  bool isLigature(const PageWord& word, std::size_t at) const {
    if (at + 1 >= word.letters.size()) return false;
    const PageLetter& lam = word.letters[at];
    const PageLetter& alef = word.letters[at + 1];
    if (lam.code != kLam || !isAlef(alef.code) || !nearly(lam.right, alef.left)) return false;
    const double width = alef.right - alef.left;
    if (std::abs(lam.right - lam.left - width) > kTolerance * word.size) return false;
    if (widths_.empty()) return width < 0.75 * usual_ * word.size;
    const auto near = std::ranges::lower_bound(widths_, width / word.size - kTolerance);
    return near == widths_.end() || *near > width / word.size + kTolerance;
  }

 private:
  static constexpr char32_t kLam = 0x644;
  static constexpr double kTolerance = 0.03;  // of the font size: letters are placed with rounding
  static bool isAlef(char32_t code) {
    return code == 0x622 || code == 0x623 || code == 0x625 || code == 0x627 || code == 0x671;
  }
  std::vector<double> widths_;
  double usual_ = 0;  ///< width of a letter
};

namespace {

/// Takes a right-to-left word apart.
void addLetters(const PageWord& word, const auto& alefs, std::vector<Unit>& units,
                std::vector<PageLetter>& marks) {
  const std::size_t before = units.size();
  bool afterMark = false;
  for (std::size_t i = 0; i < word.letters.size(); ++i) {
    const PageLetter& letter = word.letters[i];
    if (const std::size_t end = endOfGlyph(word, i); end > i) {
      std::u32string letters;
      for (std::size_t j = i; j < end; ++j) letters += word.letters[j].code;
      units.push_back(unitOf(std::move(letters), word, letter.left, word.letters[end - 1].right));
      i = end - 1;
      continue;
    }
    if (isMark(letter.code)) {
      marks.push_back(letter);
      afterMark = true;
      continue;
    }
    // A mark cuts the box of the letter before it short.
    if (afterMark && units.size() > before)
      units.back().right = std::max(units.back().right, letter.left);
    afterMark = false;
    if (alefs.isLigature(word, i)) {
      const PageLetter& alef = word.letters[++i];
      units.push_back(unitOf({letter.code, alef.code}, word, letter.left, alef.right));
    } else {
      units.push_back(unitOf({letter.code}, word, letter.left, letter.right));
    }
  }
}

/// How far a mark stands from a letter that could carry it. A mark with a width of its own begins
/// about where its letter does; one without stands within its letter's box.
double distanceOf(const PageLetter& mark, const Unit& unit) {
  const bool wide = mark.right - mark.left > 0.05 * unit.size;
  if (wide) return std::abs(unit.left - mark.left);
  if (mark.left < unit.left) return unit.left - mark.left;
  return mark.left < unit.right ? 0 : mark.left - unit.right + 0.001;
}

void attachMarks(std::span<const PageLetter> marks, std::vector<Unit>& units) {
  for (const PageLetter& mark : marks) {
    Unit* nearest = nullptr;
    for (Unit& unit : units) {
      if (!isRightToLeft(unit.direction)) continue;
      if (!nearest || distanceOf(mark, unit) < distanceOf(mark, *nearest)) nearest = &unit;
    }
    if (nearest) nearest->letters += mark.code;
  }
}

bool isSpaced(std::span<const PageWord* const> row) {
  const auto single = std::ranges::count_if(row, [](const PageWord* word) {
    return word->letters.size() == 1 && !isHan(word->letters[0].code);
  });
  return row.size() >= 8 && single * 10 >= std::ssize(row) * 7;
}

/// The gap from which on two words of the row are two, as a share of the font size: more where all
/// letters are spaced out.
double wordGap(std::span<const PageWord* const> row) {
  if (!isSpaced(row)) return kWordGap;
  std::vector<double> gaps;
  for (std::size_t i = 1; i < row.size(); ++i) {
    gaps.push_back((row[i]->left - row[i - 1]->right) / row[i]->size);
  }
  return std::clamp(2 * median(std::move(gaps)), kWordGap, 0.6);
}

void addSpaces(std::vector<Unit>& units, double wordGap) {
  std::vector<Unit> spaced;
  for (Unit& unit : units) {
    if (!spaced.empty()) {
      const Unit& before = spaced.back();
      const double gap = (unit.left - before.right) / std::max(unit.size, 1.0);
      const bool han = isHan(before.letters.back()) && isHan(unit.letters.front());
      const bool there = before.letters.back() == ' ' || unit.letters.front() == ' ';
      if (gap > kCellGap) {
        spaced.push_back({U"\t", U' ', before.right, unit.left, unit.size});
      } else if (!there && (unit.filled || before.filled || gap > (han ? kHanGap : wordGap))) {
        spaced.push_back({U" ", U' ', before.right, unit.left, unit.size});
      }
    }
    spaced.push_back(std::move(unit));
  }
  units = std::move(spaced);
}

struct BidiCloser {
  void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};

int unbalanced(std::span<const Unit* const> units, bool swapped) {
  int open = 0;
  int wrong = 0;
  for (const Unit* unit : units) {
    const char32_t code = unit->letters.front();
    const bool opens = (code == '(' || code == '[' || code == U'\u00ab') != swapped;
    if (opens) {
      ++open;
    } else if (open > 0) {
      --open;
    } else {
      ++wrong;
    }
  }
  return wrong + open;
}

char32_t mirrored(char32_t code) {
  return static_cast<char32_t>(u_charMirror(static_cast<UChar32>(code)));
}

/// Some programs store the shape of a bracket, which right-to-left script shows mirrored, others
/// its meaning: where the brackets do not pair as they stand but do when mirrored, they are.
void mirrorBrackets(std::span<Unit* const> rightToLeft) {
  std::vector<const Unit*> brackets;
  for (const Unit* unit : rightToLeft) {
    if (unit->letters.size() == 1 &&
        std::u32string_view(U"()[]\u00ab\u00bb").find(unit->letters[0]) !=
            std::u32string_view::npos) {
      brackets.push_back(unit);
    }
  }
  if (unbalanced(brackets, true) >= unbalanced(brackets, false)) return;
  for (Unit* unit : rightToLeft) {
    if (unit->letters.size() == 1) unit->letters[0] = mirrored(unit->letters[0]);
  }
}

bool isNumber(const Unit& unit) {
  const UCharDirection direction = u_charDirection(static_cast<UChar32>(unit.direction));
  return direction == U_EUROPEAN_NUMBER || direction == U_ARABIC_NUMBER;
}

/// The units between [begin, end) of a line in the order in which they are read.
std::vector<Unit*> inverted(std::span<Unit> units, bool fromRight) {
  std::vector<Unit*> ordered;
  for (Unit& unit : units) ordered.push_back(&unit);
  std::u16string shown;
  for (const Unit& unit : units) {
    // One code unit each, so that positions are units; what matters is the direction.
    shown += unit.direction <= 0xffff        ? static_cast<char16_t>(unit.direction)
             : isRightToLeft(unit.direction) ? u'\u05d0'
                                             : u'a';
  }
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UBiDi, BidiCloser> bidi(ubidi_open());
  ubidi_setReorderingMode(bidi.get(), UBIDI_REORDER_INVERSE_LIKE_DIRECT);
  ubidi_setPara(bidi.get(), shown.data(), static_cast<std::int32_t>(shown.size()),
                fromRight ? UBIDI_RTL : UBIDI_LTR, nullptr, &error);
  std::vector<std::int32_t> order(units.size());
  ubidi_getVisualMap(bidi.get(), order.data(), &error);
  if (U_FAILURE(error)) return ordered;
  std::vector<Unit*> rightToLeft;
  for (std::size_t i = 0; i < units.size(); ++i) {
    ordered[i] = &units[static_cast<std::size_t>(order[i])];
    if (ubidi_getLevelAt(bidi.get(), order[i]) % 2 == 1) rightToLeft.push_back(ordered[i]);
  }
  mirrorBrackets(rightToLeft);
  return ordered;
}

/// Units from left to right into the order in which they are read. A right-to-left line without
/// other letters that is set from the left is turned round but for the punctuation at its ends.
/// ("Article 1" and "1 Article" look the same then, and "Article 1" is what people write; "1." is
/// the number of a list.)
std::vector<Unit*> inReadingOrder(std::vector<Unit>& units, bool fromRight) {
  const std::span<Unit> all(units);
  const auto other = [](const Unit& unit) { return unit.direction == U'a'; };
  if (fromRight || std::ranges::any_of(units, other)) return inverted(all, fromRight);
  const auto counts = [](const Unit& unit) {
    return isRightToLeft(unit.direction) ||
           (isNumber(unit) && unit.letters.back() != '.' && unit.letters.back() != ')');
  };
  const auto first = std::ranges::find_if(units, counts);
  if (first == units.end()) return inverted(all, fromRight);
  const auto last = std::ranges::find_if(units.rbegin(), units.rend(), counts).base();
  const auto begin = static_cast<std::size_t>(first - units.begin());
  const auto end = static_cast<std::size_t>(last - units.begin());
  std::vector<Unit*> ordered;
  for (Unit& unit : all.first(begin)) ordered.push_back(&unit);
  for (Unit* unit : inverted(all.subspan(begin, end - begin), true)) ordered.push_back(unit);
  for (Unit& unit : all.subspan(end)) ordered.push_back(&unit);
  return ordered;
}

/// The words of a row as units from left to right; says whether there is any right-to-left script.
bool unitsOf(std::span<const PageWord* const> row, const auto& alefs, std::vector<Unit>& units) {
  const bool mixed =
      std::ranges::any_of(row, [](const PageWord* word) { return hasRightToLeft(*word); });
  std::vector<PageLetter> marks;
  for (const PageWord* word : row) {
    if (word->isEmptyField()) continue;
    const bool onlyMarks = std::ranges::all_of(
        word->letters, [](const PageLetter& letter) { return isMark(letter.code); });
    if (mixed && !word->filled && (onlyMarks || hasRightToLeft(*word))) {
      addLetters(*word, alefs, units, marks);
      continue;
    }
    std::u32string letters;
    for (const PageLetter& letter : word->letters) letters += letter.code;
    units.push_back(unitOf(std::move(letters), *word, word->left, word->right));
  }
  if (mixed) {
    std::ranges::stable_sort(units, {}, [](const Unit& unit) { return unit.left + unit.right; });
    attachMarks(marks, units);
  }
  return mixed;
}

}  // namespace

bool isRightToLeft(char32_t code) {
  const UCharDirection direction = u_charDirection(static_cast<UChar32>(code));
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

LineText::LineText(std::span<const PageWord* const> page)
    : alefs_(std::make_unique<AlefWidths>(page)) {}

LineText::~LineText() = default;

std::string LineText::of(std::span<const PageWord* const> row, bool fromRight,
                         std::vector<std::size_t>& filled) const {
  std::vector<Unit> units;
  const bool mixed = unitsOf(row, *alefs_, units);
  addSpaces(units, wordGap(row));
  std::string text;
  const auto add = [&](const Unit& unit) {
    if (unit.filled && !unit.mark) filled.push_back(text.size());
    for (const char32_t code : unit.letters) {
      code == '\t' ? text.push_back('\t') : appendPlain(text, code);
    }
  };
  if (!mixed) {
    for (const Unit& unit : units) add(unit);
    return text;
  }
  for (const Unit* unit : inReadingOrder(units, fromRight)) add(*unit);
  return text;
}

}  // namespace retold
