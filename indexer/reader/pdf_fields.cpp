#include "indexer/reader/pdf_fields.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace retold {

namespace {

constexpr double kMargin = 1;         // points: areas are drawn by hand
constexpr double kFarBelow = 1e6;     // points
constexpr double kUsualSize = 10;     // points: of the font where a page has no words
constexpr double kLetterWidth = 0.5;  // of the font size
constexpr double kOneLine = 2;        // of the font size: a field that is less high has one line

bool isBlank(UChar32 code) { return u_isUWhiteSpace(code) || u_iscntrl(code) || code == 0xad; }

/// What a text and a page that shows it have in common: letters without ligatures, forms, case and
/// what parts them.
std::u32string likeness(std::u16string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* fold = unorm2_getNFKCCasefoldInstance(&error);
  std::u16string folded(text.size() * 2 + 16, u'\0');
  const auto length = static_cast<std::int32_t>(text.size());
  std::int32_t size = unorm2_normalize(fold, text.data(), length, folded.data(),
                                       static_cast<std::int32_t>(folded.size()), &error);
  if (error == U_BUFFER_OVERFLOW_ERROR) {
    error = U_ZERO_ERROR;
    folded.resize(static_cast<std::size_t>(size));
    size = unorm2_normalize(fold, text.data(), length, folded.data(), size, &error);
  }
  std::u32string letters;
  if (U_FAILURE(error)) return letters;
  for (std::int32_t at = 0; at < size;) {
    UChar32 code = 0;
    U16_NEXT(folded.data(), at, size, code);
    if (!isBlank(code)) letters += static_cast<char32_t>(code);
  }
  return letters;
}

std::u32string likeness(const PageWord& word) {
  std::u16string text;
  for (const PageLetter& letter : word.letters) {
    if (letter.code > 0xffff) {
      text += static_cast<char16_t>(U16_LEAD(letter.code));
      text += static_cast<char16_t>(U16_TRAIL(letter.code));
    } else {
      text += static_cast<char16_t>(letter.code);
    }
  }
  return likeness(text);
}

std::u32string codesOf(std::string_view utf8) {
  std::u32string codes;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 code = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, code);
    codes += static_cast<char32_t>(code);
  }
  return codes;
}

std::u32string likeness(std::string_view utf8) {
  PageWord word;
  for (const char32_t code : codesOf(utf8)) word.letters.push_back({code, 0, 0});
  return likeness(word);
}

std::u32string sorted(std::u32string letters) {
  std::ranges::sort(letters);
  return letters;
}

bool isInside(const PageWord& word, const PageArea& area) {
  const double x = (word.left + word.right) / 2;
  const double y = (word.top + word.bottom) / 2;
  return x >= area.left - kMargin && x <= area.right + kMargin && y >= area.top - kMargin &&
         y <= area.bottom + kMargin;
}

bool isLetterOrDigit(const PageLetter& letter) {
  return u_isalnum(static_cast<UChar32>(letter.code));
}

/// One or two signs without a meaning as text, or a cross.
bool looksLikeMark(const PageWord& word) {
  const char32_t first = word.letters.front().code;
  if (word.letters.size() == 1 && (first == U'x' || first == U'X')) return true;
  return word.letters.size() <= 2 && std::ranges::none_of(word.letters, isLetterOrDigit);
}

bool standsForPassword(const PageWord& word) {
  return std::ranges::all_of(word.letters, [](const PageLetter& letter) {
    return letter.code == U'*' || letter.code == U'\u2022' || letter.code == U'\u25cf';
  });
}

/// A letter that the font lacks is shown as a question mark.
bool isUnreadable(const std::u32string& letters) {
  return letters.find_first_not_of(U"?\ufffd") == std::u32string::npos;
}

/// A page on which fields are placed one after the other.
class FieldPlacing {
 public:
  explicit FieldPlacing(std::vector<PageWord>& words) : words_(words), gone_(words.size(), false) {
    std::vector<double> sizes;
    for (std::size_t i = 0; i < words.size(); ++i) {
      sizes.push_back(words[i].size);
      byHeight_.push_back(i);
    }
    std::ranges::sort(byHeight_, {}, [this](std::size_t i) { return middle(i); });
    if (sizes.empty()) return;
    const auto half = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::ranges::nth_element(sizes, half);
    size_ = std::max(*half, 1.0);
  }

  void place(const PdfField& field);
  void finish();

 private:
  double middle(std::size_t word) const { return (words_[word].top + words_[word].bottom) / 2; }
  std::vector<std::size_t> inside(const PageArea& area) const;
  void placeValue(const PdfField& field);
  void placeMark(const PdfField& field);
  bool replacesShown(const std::u32string& value, const PageArea& area);
  void takeOverflow(std::u32string_view rest, const PageArea& area);
  void take(std::size_t word);
  void add(std::u32string letters, const PdfField& field, double left, double right);

  std::vector<PageWord>& words_;
  std::vector<bool> gone_;
  std::vector<std::size_t> byHeight_;  ///< words from the top of the page to its bottom
  std::vector<PageWord> filled_;
  std::optional<PageWord> first_;  ///< of what the page shows of the value
  double size_ = kUsualSize;
};

/// The words in an area that are still there, in the order of the page.
std::vector<std::size_t> FieldPlacing::inside(const PageArea& area) const {
  const auto height = [this](std::size_t i) { return middle(i); };
  const auto begin = std::ranges::lower_bound(byHeight_, area.top - kMargin, {}, height);
  const auto end = std::ranges::upper_bound(byHeight_, area.bottom + kMargin, {}, height);
  std::vector<std::size_t> found;
  for (auto each = begin; each < end; ++each) {
    if (!gone_[*each] && isInside(words_[*each], area)) found.push_back(*each);
  }
  std::ranges::sort(found);
  return found;
}

void FieldPlacing::take(std::size_t word) {
  gone_[word] = true;
  const PageWord& taken = words_[word];
  if (!first_ || taken.bottom < first_->top) first_ = taken;
}

/// Takes the words that say `value` off the page, or a part of it. False where the page says it in
/// its own way.
bool FieldPlacing::replacesShown(const std::u32string& value, const PageArea& area) {
  const std::vector<std::size_t> there = inside(area);
  std::u32string shown;
  bool anyDigit = false;
  for (const std::size_t word : there) {
    shown += likeness(words_[word]);
    anyDigit |= std::ranges::any_of(words_[word].letters, [](const PageLetter& letter) {
      return u_isdigit(static_cast<UChar32>(letter.code));
    });
  }
  if (sorted(shown) == sorted(value)) {
    for (const std::size_t word : there) take(word);
    return true;
  }
  const bool noLetters = std::ranges::none_of(
      value, [](char32_t code) { return u_isalpha(static_cast<UChar32>(code)); });
  if (noLetters && anyDigit) return false;
  std::u32string_view rest = value;  // what the words do not say yet
  for (const std::size_t word : there) {
    const std::u32string letters = likeness(words_[word]);
    const std::u32string turned(letters.rbegin(), letters.rend());
    const bool part =
        value.find(letters) != std::u32string::npos || value.find(turned) != std::u32string::npos;
    if (!part && !isUnreadable(letters)) continue;
    take(word);
    if (rest.starts_with(letters) || rest.starts_with(turned)) rest.remove_prefix(letters.size());
  }
  if (first_ && !rest.empty()) takeOverflow(rest, area);
  return true;
}

/// A long value is drawn beyond its field's lower edge, where nobody sees it: takes what follows
/// there if it is the rest of the value to the letter.
void FieldPlacing::takeOverflow(std::u32string_view rest, const PageArea& area) {
  constexpr double kSameLine = 3;
  std::vector<std::size_t> over;
  std::vector<std::size_t> below = inside({area.left, area.bottom, area.right, kFarBelow});
  std::ranges::stable_sort(below, {}, [this](std::size_t i) {
    return std::pair(std::floor(words_[i].bottom / kSameLine), words_[i].left);
  });
  for (const std::size_t word : below) {
    const std::u32string letters = likeness(words_[word]);
    if (letters.empty() || !rest.starts_with(letters)) continue;
    rest.remove_prefix(letters.size());
    over.push_back(word);
  }
  if (!rest.empty()) return;
  for (const std::size_t word : over) take(word);
}

void FieldPlacing::placeValue(const PdfField& field) {
  first_.reset();
  if (field.value.empty()) {
    if (inside(field.area).empty()) add(U" ", field, field.area.left, field.area.right);
    return;
  }
  if (field.kind == PdfFieldKind::List) {
    for (const std::size_t word : inside(field.area)) take(word);
  } else if (!replacesShown(likeness(field.value), field.area)) {
    return;
  }
  std::u32string letters = codesOf(field.value);
  std::ranges::replace(letters, U'\t', U' ');
  const double left = first_ ? std::max(first_->left, field.area.left) : field.area.left;
  const double width = kLetterWidth * size_ * static_cast<double>(letters.size());
  add(std::move(letters), field, left, std::min(left + width, field.area.right));
}

void FieldPlacing::placeMark(const PdfField& field) {
  first_.reset();
  for (const std::size_t word : inside(field.area)) {
    if (looksLikeMark(words_[word])) gone_[word] = true;
  }
  const PageArea& area = field.area;
  add(field.on ? U"\u2612" : U"\u2610", field, area.left,
      std::min(area.right, area.left + kOneLine * size_));
}

void FieldPlacing::add(std::u32string letters, const PdfField& field, double left, double right) {
  const PageArea& area = field.area;
  PageWord word;
  word.filled = true;
  word.size = first_ ? first_->size : size_;
  word.left = left;
  word.right = std::max(right, left + 1);
  const double height = area.bottom - area.top;
  if (first_) {
    word.top = first_->top;
    word.bottom = first_->bottom;
  } else if (height < kOneLine * word.size || field.kind == PdfFieldKind::Mark) {
    word.top = (area.top + area.bottom - word.size) / 2;
    word.bottom = word.top + word.size;
  } else {
    word.top = area.top;
    word.bottom = area.top + word.size;
  }
  const double part = (word.right - word.left) / static_cast<double>(letters.size());
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const double at = word.left + part * static_cast<double>(i);
    word.letters.push_back({letters[i], at, at + part});
  }
  filled_.push_back(std::move(word));
}

void FieldPlacing::place(const PdfField& field) {
  switch (field.kind) {
    case PdfFieldKind::Text:
    case PdfFieldKind::List:
      placeValue(field);
      break;
    case PdfFieldKind::Mark:
      placeMark(field);
      break;
    case PdfFieldKind::Password:
      for (const std::size_t word : inside(field.area)) {
        if (standsForPassword(words_[word])) gone_[word] = true;
      }
      break;
    case PdfFieldKind::Signature:
      break;
  }
}

void FieldPlacing::finish() {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (gone_[i]) continue;
    if (kept != i) words_[kept] = std::move(words_[i]);
    ++kept;
  }
  words_.resize(kept);
  std::ranges::move(filled_, std::back_inserter(words_));
}

}  // namespace

void placeFields(std::span<const PdfField> fields, std::vector<PageWord>& words) {
  std::erase_if(words, [](const PageWord& word) { return word.letters.empty(); });
  FieldPlacing placing(words);
  for (const PdfField& field : fields) placing.place(field);
  placing.finish();
}

bool isShown(std::string_view text, const PageArea& area, std::span<const PageWord> words) {
  std::u32string shown;
  for (const PageWord& word : words) {
    if (isInside(word, area)) shown += likeness(word);
  }
  return sorted(std::move(shown)) == sorted(likeness(text));
}

}  // namespace retold
