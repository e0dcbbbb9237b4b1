#include "indexer/text/legacy_charset.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <vector>

#include "indexer/text/charset_tables.h"
#include "indexer/text/utf8.h"

namespace retold {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter openConverter(const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(charset.c_str(), &status));
  return U_SUCCESS(status) ? std::move(converter) : Converter();
}

constexpr UChar kUnreadable = 0xFFFD;

/// Where ICU's callback counts.
struct Unreadable {
  std::uint64_t* bytes;
};

/// ICU calls it for bytes that the encoding does not allow; `context` is an Unreadable.
void countUnreadable(const void* context, UConverterToUnicodeArgs* args, const char* /*units*/,
                     std::int32_t length, UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  *static_cast<const Unreadable*>(context)->bytes += static_cast<std::uint64_t>(length);
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, &kUnreadable, 1, 0, status);
}

// ---- scoring

constexpr double kSignShare = 0.02;      // of a text's characters beyond ASCII, all signs together
constexpr double kStrangeLetter = 1e-5;  // a letter that the language does not have
constexpr double kStrangeSign = 2e-6;    // box drawing, currency and mathematical signs
constexpr double kControl = 1e-8;        // C1 controls, unassigned, private use, unreadable
constexpr double kUpperAtStart = 0.1;
constexpr double kUpperAfterUpper = 0.3;
constexpr double kUpperAfterLower = 0.001;
constexpr double kScriptChange = 0.003;       // within a word
constexpr double kAloneInLatin = 0.1;         // a Latin letter beyond ASCII that is a whole word
constexpr double kAsciiInOtherScript = 0.15;  // bits for each ASCII letter of such a text
constexpr std::size_t kSampleBytes = 64U << 10;

/// What surrounds a character beyond ASCII, as far as it counts.
enum class Place : std::uint8_t { Usual, UpperAtStart, UpperAfterUpper, UpperAfterLower, Alone };

double placeFactor(Place place) {
  switch (place) {
    case Place::UpperAtStart:
      return kUpperAtStart;
    case Place::UpperAfterUpper:
      return kUpperAfterUpper;
    case Place::UpperAfterLower:
      return kUpperAfterLower;
    case Place::Alone:
      return kAloneInLatin;
    default:
      return 1;
  }
}

/// The characters of a decoded sample, counted by kind.
struct Census {
  std::map<std::pair<char32_t, Place>, double> letters;  ///< lower case
  double bits = 0;                                       ///< what does not depend on the language
  double ascii = 0;                                      ///< letters of ASCII
  bool eastAsian = false;                                ///< has Han, Kana or Hangul
};

UScriptCode scriptOf(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status);
}

bool isLetter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }
bool isUpper(char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; }

Place placeOf(char32_t before, char32_t here, char32_t after) {
  if (isUpper(here)) {
    if (!isLetter(before)) return Place::UpperAtStart;
    return isUpper(before) ? Place::UpperAfterUpper : Place::UpperAfterLower;
  }
  return isLetter(before) || isLetter(after) ? Place::Usual : Place::Alone;
}

double bitsOfHan(char32_t c) {
  static const std::u32string common = [] {
    std::u32string sorted(commonHan());
    std::ranges::sort(sorted);
    return sorted;
  }();
  if (std::ranges::binary_search(common, c)) return std::log2(0.5 / double(common.size()));
  return c < 0x9FFF && c >= 0x4E00 ? std::log2(0.4 / 5000) : std::log2(0.001 / 30000);
}

/// Bits of a character that is no letter of an alphabet; none for letters.
std::optional<double> bitsOfOther(char32_t c) {
  const auto icu = static_cast<UChar32>(c);
  if (c == 0xFFFD || u_charType(icu) == U_UNASSIGNED || u_charType(icu) == U_PRIVATE_USE_CHAR ||
      u_charType(icu) == U_CONTROL_CHAR)
    return std::log2(kControl);
  const UScriptCode script = scriptOf(icu);
  if (script == USCRIPT_HAN) return bitsOfHan(c);
  if (c >= 0xFF61 && c <= 0xFF9F) return std::log2(0.0005);  // half-width Kana
  if (script == USCRIPT_HIRAGANA) return std::log2(0.4 / 83);
  if (script == USCRIPT_KATAKANA) return std::log2(0.1 / 86);
  if (script == USCRIPT_HANGUL) return std::log2(0.8 / 2350);
  if (isLetter(c) || (U_GET_GC_MASK(icu) & U_GC_M_MASK) != 0) return std::nullopt;
  if (ordinarySigns().find(c) != std::u32string_view::npos)
    return std::log2(kSignShare / double(ordinarySigns().size()));
  if (c >= 0xFF00 && c <= 0xFFEF) return std::log2(0.0003);
  return std::log2(kStrangeSign);
}

Census census(std::string_view text) {
  std::vector<char32_t> letters;
  for (std::size_t at = 0; at < text.size();) letters.push_back(nextCodepoint(text, at));
  Census counted;
  const auto letterAt = [&](std::size_t i) { return i < letters.size() ? letters[i] : U' '; };
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char32_t c = letters[i];
    if (c < 0x80) {
      counted.ascii += isLetter(c) ? 1 : 0;
      continue;
    }
    if (const auto bits = bitsOfOther(c)) {
      counted.bits += *bits;
      counted.eastAsian = counted.eastAsian || isLetter(c);
      continue;
    }
    const char32_t before = i == 0 ? U' ' : letters[i - 1];
    const bool latin = scriptOf(static_cast<UChar32>(c)) == USCRIPT_LATIN;
    const auto asciiLetter = [](char32_t other) { return other < 0x80 && isLetter(other); };
    if (!latin && (asciiLetter(before) || asciiLetter(letterAt(i + 1))))
      counted.bits += std::log2(kScriptChange);
    // A mark stands on a letter.
    const bool mark = (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
    if (mark && !isLetter(before) &&
        (U_GET_GC_MASK(static_cast<UChar32>(before)) & U_GC_M_MASK) == 0)
      counted.bits += std::log2(kScriptChange);
    Place place = placeOf(before, c, letterAt(i + 1));
    if (place == Place::Alone && !latin) place = Place::Usual;
    const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    counted.letters[{lower, place}] += 1;
  }
  return counted;
}

/// Log-likelihood of the letters in a language: by rank, as words are (Zipf).
double bitsOf(const Census& counted, const LetterProfile& profile) {
  double harmonic = 0;
  for (std::size_t rank = 1; rank <= profile.letters.size(); ++rank)
    harmonic += 1 / (double(rank) + 1);
  double bits = 0;
  for (const auto& [letter, count] : counted.letters) {
    const std::size_t rank = profile.letters.find(letter.first);
    const double share = rank == std::u32string_view::npos
                             ? kStrangeLetter
                             : profile.share / (double(rank) + 2) / harmonic;
    bits += count * std::log2(share * placeFactor(letter.second));
  }
  bits += counted.ascii * (profile.share < 1 ? std::log2(1 - profile.share) : -kAsciiInOtherScript);
  return bits;
}

double score(const LegacyCharset& charset, const Converted& sample) {
  const Census counted = census(sample.text);
  double best = -1e300;
  for (const LetterProfile& profile : letterProfiles())
    best = std::max(best, bitsOf(counted, profile));
  if (counted.eastAsian) best -= counted.ascii * kAsciiInOtherScript;
  return best + counted.bits + double(sample.unreadable) * std::log2(kControl) - charset.rarity;
}

/// The lines that hold bytes beyond ASCII, up to kSampleBytes.
std::string sampleOf(std::string_view bytes) {
  std::string sample;
  while (!bytes.empty() && sample.size() < kSampleBytes) {
    const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    if (std::ranges::any_of(line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
      sample += line.substr(0, kSampleBytes);
      sample += '\n';
    }
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return sample;
}

/// Encodings that switch by escape sequences within seven bits.
std::optional<CharsetGuess> escapedCharset(std::string_view bytes) {
  struct Escape {
    std::string_view sequence, charset;
  };
  constexpr std::array<Escape, 6> kEscapes{{{"\x1B$B", "ISO-2022-JP"},
                                            {"\x1B$@", "ISO-2022-JP"},
                                            {"\x1B(J", "ISO-2022-JP"},
                                            {"\x1B$)C", "ISO-2022-KR"},
                                            {"\x1B$)A", "ISO-2022-CN"},
                                            {"\x1B$)G", "ISO-2022-CN"}}};
  for (const Escape& escape : kEscapes)
    if (bytes.find(escape.sequence) != std::string_view::npos)
      return CharsetGuess{std::string(escape.charset), 0.99};
  return std::nullopt;
}

/// HZ (RFC 1843): Chinese between "~{" and "~}", two printable bytes a character.
std::optional<CharsetGuess> hzCharset(std::string_view bytes) {
  std::size_t characters = 0;
  for (std::size_t begin = bytes.find("~{"); begin != std::string_view::npos;
       begin = bytes.find("~{", begin)) {
    begin += 2;
    const std::size_t end = std::min(bytes.find("~}", begin), bytes.find('\n', begin));
    if (end == std::string_view::npos) break;
    const std::string_view chinese = bytes.substr(begin, end - begin);
    const bool fits = chinese.size() % 2 == 0 &&
                      std::ranges::all_of(chinese, [](char c) { return c >= 0x21 && c <= 0x7E; });
    if (!fits) return std::nullopt;
    characters += chinese.size() / 2;
  }
  if (characters < 2) return std::nullopt;
  return CharsetGuess{"HZ-GB-2312", 0.95};
}

/// EBCDIC writes a space as "@" and its letters beyond ASCII.
bool looksLikeEbcdic(std::string_view bytes) {
  const auto count = [&](auto matches) { return std::ranges::count_if(bytes, matches); };
  const auto spaces = count([](char c) { return c == '@'; });
  const auto others = static_cast<std::ptrdiff_t>(bytes.size()) - spaces;
  const auto letters = count([](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x81 && byte <= 0xE9;
  });
  return spaces * 12 > others && letters * 10 > others * 7 && bytes.find(' ') == bytes.npos;
}

}  // namespace

std::optional<std::string> charsetName(const std::string& charset) {
  const Converter converter = openConverter(charset);
  if (!converter) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const char* name = ucnv_getName(converter.get(), &status);
  for (const char* standard : {"MIME", "IANA"}) {
    status = U_ZERO_ERROR;
    if (const char* known = ucnv_getStandardName(name, standard, &status); known != nullptr)
      return known;
  }
  return name;
}

std::optional<Converted> convertFrom(const std::string& charset, std::string_view bytes) {
  const Converter converter = openConverter(charset);
  if (!converter) return std::nullopt;
  Converted converted;
  const Unreadable counter{&converted.unreadable};
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), &countUnreadable, &counter, nullptr, nullptr, &status);
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  bool unreadable = false;
  char32_t high = 0;
  do {
    std::array<UChar, 4096> units;
    UChar* target = units.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &target, target + units.size(), &source, end, nullptr, true,
                   &status);
    for (const UChar* unit = units.data(); unit != target; ++unit) {
      if (U16_IS_LEAD(*unit)) {
        high = *unit;
        continue;
      }
      char32_t codepoint = *unit;
      if (U16_IS_TRAIL(*unit) && high != 0)
        codepoint = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(high, *unit));
      high = 0;
      const bool again = codepoint == kUnreadable && unreadable;
      unreadable = codepoint == kUnreadable;
      if (!again) appendUtf8(converted.text, codepoint);
    }
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return converted;
}

std::optional<CharsetGuess> specialCharset(std::string_view bytes) {
  if (auto escaped = escapedCharset(bytes)) return escaped;
  if (auto hz = hzCharset(bytes)) return hz;
  if (looksLikeEbcdic(bytes)) return CharsetGuess{"IBM500", 0.9};
  return std::nullopt;
}

CharsetGuess guessCharset(std::string_view bytes) {
  const std::string sample = sampleOf(bytes);
  struct Scored {
    const LegacyCharset* charset;
    Converted sample;
    double bits;
  };
  std::vector<Scored> scored;
  for (const LegacyCharset& charset : legacyCharsets())
    if (auto converted = convertFrom(std::string(charset.name), sample))
      scored.push_back({&charset, std::move(*converted), 0});
  for (Scored& one : scored) one.bits = score(*one.charset, one.sample);
  std::ranges::stable_sort(scored, std::ranges::greater{}, &Scored::bits);
  const Scored& best = scored.front();
  const auto other = std::ranges::find_if(
      scored, [&](const Scored& one) { return one.sample.text != best.sample.text; });
  const double margin = other == scored.end() ? 100 : best.bits - other->bits;
  constexpr double kHalfSure = 12;  // bits of evidence
  return {std::string(best.charset->name), std::min(0.99, margin / (margin + kHalfSure))};
}

}  // namespace retold
