#include "indexer/text/decode.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>

#include "indexer/text/legacy_charset.h"
#include "indexer/text/not_text.h"
#include "indexer/text/utf8.h"
#include "model/error.h"

namespace retold {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";

/// A text on its way, with one U+FFFD for each run of bytes that cannot be read.
class Builder {
 public:
  void add(char32_t codepoint) {
    appendUtf8(converted_.text, codepoint);
    afterUnreadable_ = false;
  }
  void add(std::string_view valid) {
    converted_.text += valid;
    if (!valid.empty()) afterUnreadable_ = false;
  }
  void addUnreadable(std::uint64_t bytes) {
    if (!afterUnreadable_) appendUtf8(converted_.text, kReplacement);
    afterUnreadable_ = true;
    converted_.unreadable += bytes;
  }
  Converted take() { return std::move(converted_); }

 private:
  Converted converted_;
  bool afterUnreadable_ = false;
};

Converted fromUtf8(std::string_view bytes) {
  Builder builder;
  while (const auto bad = firstInvalidUtf8(bytes)) {
    builder.add(bytes.substr(0, *bad));
    builder.addUnreadable(1);
    bytes.remove_prefix(*bad + 1);
  }
  builder.add(bytes);
  return builder.take();
}

/// UTF-16 and UTF-32, by width and order of their units.
struct WideForm {
  std::string_view name;
  std::string_view bom;
  std::size_t width;
  bool bigEndian;
};
// UTF-32 first: its little-endian mark begins with that of UTF-16.
constexpr std::array<WideForm, 4> kWideForms{{
    {"UTF-32LE", std::string_view("\xFF\xFE\0\0", 4), 4, false},
    {"UTF-32BE", std::string_view("\0\0\xFE\xFF", 4), 4, true},
    {"UTF-16LE", std::string_view("\xFF\xFE", 2), 2, false},
    {"UTF-16BE", std::string_view("\xFE\xFF", 2), 2, true},
}};

char32_t unitAt(std::string_view bytes, std::size_t at, const WideForm& form) {
  char32_t unit = 0;
  for (std::size_t i = 0; i < form.width; ++i) {
    const std::size_t place = form.bigEndian ? i : form.width - 1 - i;
    unit = (unit << 8U) | static_cast<unsigned char>(bytes[at + place]);
  }
  return unit;
}

bool isScalar(char32_t codepoint) {
  return codepoint < 0xD800 || (codepoint > 0xDFFF && codepoint <= 0x10FFFF);
}

Converted fromWide(std::string_view bytes, const WideForm& form) {
  Builder builder;
  std::size_t at = 0;
  while (at + form.width <= bytes.size()) {
    const char32_t unit = unitAt(bytes, at, form);
    at += form.width;
    if (isScalar(unit)) {
      builder.add(unit);
    } else if (form.width == 2 && U16_IS_LEAD(unit) && at + 2 <= bytes.size() &&
               U16_IS_TRAIL(unitAt(bytes, at, form))) {
      builder.add(static_cast<char32_t>(U16_GET_SUPPLEMENTARY(unit, unitAt(bytes, at, form))));
      at += 2;
    } else {
      builder.addUnreadable(form.width);
    }
  }
  if (at < bytes.size()) builder.addUnreadable(bytes.size() - at);
  return builder.take();
}

/// How much a text looks like one: letters that follow letters of their own script, spaces and line
/// ends count for it; what texts do not hold counts against it. From -1 to 1.
double plausibility(std::string_view text) {
  double points = 0, count = 0;
  char32_t before = U' ';
  for (std::size_t at = 0; at < text.size() && at < (64U << 10);) {
    const char32_t codepoint = nextCodepoint(text, at);
    const auto c = static_cast<UChar32>(codepoint);
    count += 1;
    const bool usual = codepoint == U'\n' || codepoint == U'\r' || codepoint == U'\t';
    const auto type = u_charType(c);
    if (!usual && (type == U_CONTROL_CHAR || type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR ||
                   codepoint == kReplacement))
      points -= 4;
    else if (usual || (codepoint >= U' ' && codepoint < 0x7F) ||
             (u_isalpha(c) && (codepoint >> 8U) == (before >> 8U)))
      points += 1;
    else if (u_isalpha(c) && u_getIntPropertyValue(c, UCHAR_IDEOGRAPHIC) != 0)
      points += 0.5;
    before = codepoint;
  }
  return count == 0 ? 0 : std::max(points / count, -1.0);
}

/// UTF-16 or UTF-32 without a mark. Every such text has zero bytes (its spaces and line ends).
std::optional<Decoded> wideWithoutMark(std::string_view bytes) {
  if (bytes.find('\0') == std::string_view::npos) return std::nullopt;
  std::optional<Decoded> best;
  double bestPoints = 0.35;
  const std::string_view sample = bytes.substr(0, 64U << 10);
  for (const WideForm& form : kWideForms) {
    if (bytes.size() < form.width) continue;
    const double points = plausibility(fromWide(sample, form).text);
    if (points <= bestPoints) continue;
    bestPoints = points;
    Converted whole = fromWide(bytes, form);
    if (whole.text.find('\0') != std::string::npos) continue;
    best = Decoded{std::move(whole.text),
                   {std::string(form.name), std::min(0.99, points), true},
                   whole.unreadable};
  }
  return best;
}

/// Whether bytes that are not valid UTF-8 are UTF-8 all the same, damaged in places: its sequences
/// are rare by chance.
bool isDamagedUtf8(std::string_view bytes) {
  std::uint64_t valid = 0, invalid = 0;
  const auto countSequences = [&](std::string_view part) {
    valid += static_cast<std::uint64_t>(std::ranges::count_if(
        part, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0xC0U; }));
  };
  while (const auto bad = firstInvalidUtf8(bytes)) {
    countSequences(bytes.substr(0, *bad));
    ++invalid;
    bytes.remove_prefix(*bad + 1);
  }
  countSequences(bytes);
  return valid >= invalid && valid > 0;
}

void makeLineEndsPlain(std::string& text) {
  if (text.find('\r') == std::string::npos) return;
  std::size_t to = 0;
  for (std::size_t from = 0; from < text.size(); ++from) {
    if (text[from] != '\r') {
      text[to++] = text[from];
      continue;
    }
    text[to++] = '\n';
    if (from + 1 < text.size() && text[from + 1] == '\n') ++from;
  }
  text.resize(to);
}

Decoded made(Converted converted, std::string name, double confidence, bool guessed) {
  return {std::move(converted.text), {std::move(name), confidence, guessed}, converted.unreadable};
}

Decoded asTheUserSays(std::string_view bytes, const std::string& charset) {
  const auto name = charsetName(charset);
  if (!name)
    throw Error(ErrorKind::Usage, "\"" + charset + "\" is no encoding that Retold knows",
                "Give a name such as UTF-8, windows-1250, windows-1251 or ISO-8859-2.");
  Converted converted =
      *name == "UTF-8" ? fromUtf8(bytes) : convertFrom(charset, bytes).value_or(Converted{});
  if (converted.text.starts_with(kUtf8Bom)) converted.text.erase(0, kUtf8Bom.size());
  return made(std::move(converted), *name, 1, false);
}

std::optional<Decoded> byMark(std::string_view bytes) {
  if (bytes.starts_with(kUtf8Bom))
    return made(fromUtf8(bytes.substr(kUtf8Bom.size())), "UTF-8", 1, false);
  for (const WideForm& form : kWideForms)
    if (bytes.starts_with(form.bom))
      return made(fromWide(bytes.substr(form.bom.size()), form), std::string(form.name), 1, false);
  return std::nullopt;
}

std::optional<Decoded> decoded(std::string_view bytes, NotText& why) {
  if (auto marked = byMark(bytes)) return marked;
  if (auto known = knownBinary(bytes)) {
    why.reason = *known;
    return std::nullopt;
  }
  if (auto wide = wideWithoutMark(bytes)) return wide;
  if (const auto guess = specialCharset(bytes))
    return made(convertFrom(guess->name, bytes).value_or(Converted{}), guess->name,
                guess->confidence, true);
  if (auto controls = notTextByControls(bytes)) {
    why.reason = *controls;
    return std::nullopt;
  }
  if (!firstInvalidUtf8(bytes)) return made({std::string(bytes), 0}, "UTF-8", 1, false);
  if (isDamagedUtf8(bytes)) return made(fromUtf8(bytes), "UTF-8", 0.9, true);
  const CharsetGuess guess = guessCharset(bytes);
  return made(convertFrom(guess.name, bytes).value_or(Converted{}), guess.name, guess.confidence,
              true);
}

}  // namespace

std::optional<Decoded> decode(std::string_view bytes, const DecodeOptions& options, NotText& why) {
  std::optional<Decoded> result =
      options.encoding ? asTheUserSays(bytes, *options.encoding) : decoded(bytes, why);
  if (!result) return std::nullopt;
  if (result->text.find('\0') != std::string::npos) {
    why.reason = *notTextByControls(result->text);
    return std::nullopt;
  }
  makeLineEndsPlain(result->text);
  return result;
}

}  // namespace retold
