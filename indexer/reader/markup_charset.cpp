#include "indexer/reader/markup_charset.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/import/readers.h"
#include "indexer/text/legacy_charset.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

constexpr std::size_t kDeclarationBytes = 8192;
constexpr std::size_t kSampleBytes = 256U << 10;
constexpr double kSureGuess = 0.9;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool isLabelByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' ||
         c == '.';
}

/// The value behind `key` and "=" in a tag of lower-case letters; "" where there is none.
std::string valueBehind(std::string_view tag, std::string_view key) {
  for (std::size_t at = tag.find(key); at != std::string_view::npos; at = tag.find(key, at + 1)) {
    std::size_t value = at + key.size();
    while (value < tag.size() && isSpace(tag[value])) ++value;
    if (value == tag.size() || tag[value] != '=') continue;
    ++value;
    while (value < tag.size() && (isSpace(tag[value]) || tag[value] == '"' || tag[value] == '\''))
      ++value;
    std::size_t end = value;
    while (end < tag.size() && isLabelByte(tag[end])) ++end;
    if (end > value) return std::string(tag.substr(value, end - value));
  }
  return {};
}

struct Label {
  std::string_view label;
  std::string_view charset;
};

// Where browsers take a name for more than it says (encoding.spec.whatwg.org).
constexpr std::array<Label, 40> kLabels{{
    {"utf8", "UTF-8"},
    {"unicode-1-1-utf-8", "UTF-8"},
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"ansi_x3.4-1968", "windows-1252"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"l1", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"x-cp1252", "windows-1252"},
    {"x-cp1250", "windows-1250"},
    {"x-cp1251", "windows-1251"},
    {"iso-8859-9", "windows-1254"},
    {"iso8859-9", "windows-1254"},
    {"latin5", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"dos-874", "windows-874"},
    {"gb2312", "gb18030"},
    {"gb_2312-80", "gb18030"},
    {"gbk", "gb18030"},
    {"x-gbk", "gb18030"},
    {"chinese", "gb18030"},
    {"shift_jis", "windows-932"},
    {"shift-jis", "windows-932"},
    {"sjis", "windows-932"},
    {"x-sjis", "windows-932"},
    {"ms_kanji", "windows-932"},
    {"windows-31j", "windows-932"},
    {"euc-kr", "windows-949"},
    {"korean", "windows-949"},
    {"ks_c_5601-1987", "windows-949"},
    {"ksc5601", "windows-949"},
    {"big5", "Big5-HKSCS"},
    {"x-x-big5", "Big5-HKSCS"},
    {"x-mac-roman", "macintosh"},
    {"x-mac-ukrainian", "x-mac-cyrillic"},
    {"koi", "KOI8-R"},
}};

}  // namespace

std::string declaredCharset(std::string_view html) {
  const std::string head = lowered(html.substr(0, kDeclarationBytes));
  const std::string_view start = std::string_view(head).substr(0, 256);
  if (start.starts_with("<?xml")) {
    const std::string encoding = valueBehind(start.substr(0, start.find("?>")), "encoding");
    if (!encoding.empty()) return encoding;
  }
  for (std::size_t at = 0; at < head.size();) {
    at = head.find('<', at);
    if (at == std::string::npos) break;
    const std::string_view rest = std::string_view(head).substr(at);
    if (rest.starts_with("<!--")) {
      const std::size_t end = head.find("-->", at);
      if (end == std::string::npos) break;
      at = end + 3;
      continue;
    }
    if (rest.starts_with("<meta") && rest.size() > 5 && (isSpace(rest[5]) || rest[5] == '/')) {
      const std::string charset = valueBehind(rest.substr(0, rest.find('>')), "charset");
      if (!charset.empty()) return charset;
    }
    ++at;
  }
  return {};
}

std::optional<std::string> browserCharset(std::string_view label) {
  const std::string key = lowered(label);
  if (key.empty() || key.starts_with("utf-16") || key.starts_with("utf-32") ||
      key.starts_with("utf-7") || key.starts_with("unicode") || key.starts_with("ucs-") ||
      key.starts_with("iso-10646")) {
    return std::nullopt;
  }
  const auto known = std::ranges::find(kLabels, key, &Label::label);
  if (known != kLabels.end()) return charsetName(std::string(known->charset));
  return charsetName(key);
}

std::string withoutTags(std::string_view html) {
  std::string text;
  for (std::size_t at = 0; at < html.size() && text.size() < kSampleBytes;) {
    const std::size_t open = std::min(html.find('<', at), html.size());
    text += html.substr(at, open - at);
    if (open == html.size()) break;
    std::string_view closing = ">";
    const std::string tag = lowered(html.substr(open, 8));
    if (tag.starts_with("<!--")) closing = "-->";
    if (tag.starts_with("<script")) closing = "</script";
    if (tag.starts_with("<style")) closing = "</style";
    std::size_t end = std::string_view::npos;
    if (closing.size() < 4) {
      end = html.find(closing, open);
    } else {
      const auto same = [](char a, char b) { return lower(a) == b; };
      const auto found = std::search(html.begin() + static_cast<std::ptrdiff_t>(open), html.end(),
                                     closing.begin(), closing.end(), same);
      if (found != html.end()) end = static_cast<std::size_t>(found - html.begin());
    }
    if (end == std::string_view::npos) break;
    text += ' ';
    at = end + closing.size();
  }
  return text;
}

namespace {

bool hasMarkOrNul(std::string_view bytes) {
  return bytes.starts_with("\xEF\xBB\xBF") || bytes.starts_with("\xFF\xFE") ||
         bytes.starts_with("\xFE\xFF") ||
         bytes.substr(0, kDeclarationBytes).find('\0') != std::string_view::npos;
}

/// Bytes that no letter stands behind: not allowed, or a control character of the upper half.
std::uint64_t strangeIn(const Converted& converted) {
  std::uint64_t strange = converted.unreadable;
  const std::string& text = converted.text;
  for (std::size_t at = text.find('\xC2'); at != std::string::npos;
       at = text.find('\xC2', at + 1)) {
    strange += at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;
  }
  return strange;
}

/// True where more letters outside the tags are bytes beyond ASCII than letters of ASCII.
bool isMostlyBeyondAscii(std::string_view bytes) {
  const std::string sample = withoutTags(bytes);
  const auto beyond =
      std::ranges::count_if(sample, [](char c) { return static_cast<unsigned char>(c) >= 0xA0; });
  const auto ascii =
      std::ranges::count_if(sample, [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; });
  return beyond > ascii;
}

Decoded decodedAs(const std::string& charset, Converted&& converted, double confidence,
                  bool guessed) {
  Decoded decoded;
  decoded.text = std::move(converted.text);
  decoded.unreadable = converted.unreadable;
  decoded.encoding = {charsetName(charset).value_or(charset), confidence, guessed};
  return decoded;
}

/// By the letters outside the tags. None where nothing speaks for an encoding.
std::optional<Decoded> decodeByLetters(std::string_view bytes) {
  NotText why;
  const std::optional<Decoded> sample = decode(withoutTags(bytes), {}, why);
  if (!sample) return std::nullopt;
  auto converted = convertFrom(sample->encoding.name, bytes);
  if (!converted) return std::nullopt;
  return decodedAs(sample->encoding.name, std::move(*converted), sample->encoding.confidence,
                   sample->encoding.guessed);
}

void tell(ReadResult& result, std::string_view name, std::string message) {
  result.diagnostics.push_back({Severity::Warning, std::string(name), 0, 0, std::move(message)});
}

}  // namespace

std::optional<Decoded> decodeHtml(std::string_view name, std::string_view bytes,
                                  const ReadOptions& options, ReadResult& result) {
  if (options.decode.encoding || hasMarkOrNul(bytes) || !firstInvalidUtf8(bytes)) {
    return decodeFile(name, bytes, options, result);
  }
  const std::string label = declaredCharset(bytes);
  const auto charset = browserCharset(label);
  auto byLetters = decodeByLetters(bytes);
  if (!charset || *charset == "UTF-8") {
    return byLetters ? std::move(byLetters) : decodeFile(name, bytes, options, result);
  }
  auto converted = convertFrom(*charset, bytes);
  if (!converted) return byLetters;
  // Editors write "iso-8859-1" into every page, unasked. In no language that it is made for most
  // letters lie beyond ASCII.
  const bool unasked = *charset == "windows-1252";
  const bool better =
      byLetters && byLetters->encoding.name != *charset &&
      (strangeIn(*converted) > strangeIn({byLetters->text, byLetters->unreadable}) ||
       (unasked && (byLetters->encoding.confidence >= kSureGuess || isMostlyBeyondAscii(bytes))));
  if (better) {
    tell(result, name,
         "the page says that its encoding is " + label + ", but its letters speak for " +
             byLetters->encoding.name +
             ", which was taken; if the text looks wrong, name its encoding and import it again");
    return byLetters;
  }
  if (converted->unreadable > 0) {
    tell(result, name,
         std::to_string(converted->unreadable) +
             (converted->unreadable == 1 ? " byte is" : " bytes are") + " not allowed in " +
             *charset +
             ", which the page declares; if the text looks wrong, name its encoding "
             "and import it again");
  }
  return decodedAs(*charset, std::move(*converted), 1.0, false);
}

}  // namespace retold
