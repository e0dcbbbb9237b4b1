#include "indexer/reader/rtf_tokens.h"

#include <algorithm>
#include <array>

namespace retold {

namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

int hexDigit(char c) {
  if (isDigit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

RtfToken ofKind(RtfToken::Kind kind) {
  RtfToken token;
  token.kind = kind;
  return token;
}

}  // namespace

RtfToken RtfTokens::next() {
  while (at_ < bytes_.size() && (bytes_[at_] == '\r' || bytes_[at_] == '\n' || bytes_[at_] == '\0'))
    ++at_;
  if (at_ == bytes_.size()) return {};
  const char c = bytes_[at_];
  if (c == '{' || c == '}') {
    ++at_;
    return ofKind(c == '{' ? RtfToken::Kind::GroupBegin : RtfToken::Kind::GroupEnd);
  }
  if (c == '\\') return control();
  const std::size_t begin = at_;
  at_ = std::min(bytes_.find_first_of(std::string_view("{}\\\r\n\0", 6), at_), bytes_.size());
  RtfToken token = ofKind(RtfToken::Kind::Text);
  token.text = bytes_.substr(begin, at_ - begin);
  return token;
}

RtfToken RtfTokens::control() {
  if (++at_ == bytes_.size()) return {};
  const char c = bytes_[at_];
  if (isLetter(c)) return word();
  ++at_;
  if (c == '\'') {
    const int high = at_ < bytes_.size() ? hexDigit(bytes_[at_]) : -1;
    const int low = at_ + 1 < bytes_.size() ? hexDigit(bytes_[at_ + 1]) : -1;
    // Without two digits it says nothing.
    if (high < 0 || low < 0) return ofKind(RtfToken::Kind::Symbol);
    at_ += 2;
    RtfToken token = ofKind(RtfToken::Kind::Hex);
    token.byte = static_cast<unsigned char>(high * 16 + low);
    return token;
  }
  RtfToken token = ofKind(RtfToken::Kind::Symbol);
  token.symbol = c;
  return token;
}

RtfToken RtfTokens::word() {
  constexpr std::int64_t most = 1'000'000'000;
  RtfToken token = ofKind(RtfToken::Kind::Word);
  const std::size_t begin = at_;
  while (at_ < bytes_.size() && isLetter(bytes_[at_])) ++at_;
  token.text = bytes_.substr(begin, at_ - begin);
  const bool negative = at_ + 1 < bytes_.size() && bytes_[at_] == '-' && isDigit(bytes_[at_ + 1]);
  if (negative) ++at_;
  std::int64_t number = 0;
  for (; at_ < bytes_.size() && isDigit(bytes_[at_]); ++at_) {
    number = std::min(number * 10 + (bytes_[at_] - '0'), most);
    token.number = static_cast<std::int32_t>(negative ? -number : number);
  }
  if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
  if (token.text == "bin") {
    token.kind = RtfToken::Kind::Binary;
    const auto size = static_cast<std::size_t>(std::max(token.number.value_or(0), 0));
    at_ += std::min(size, bytes_.size() - at_);
  }
  return token;
}

// ---- code pages

namespace {

struct CodePage {
  std::int32_t number;
  std::string_view name;
};

constexpr std::array<CodePage, 42> kCodePages{{
    {437, "ibm-437"},          {708, "ISO-8859-6"},
    {720, "ibm-720"},          {737, "ibm-737"},
    {775, "ibm-775"},          {819, "windows-1252"},
    {850, "ibm-850"},          {852, "ibm-852"},
    {855, "ibm-855"},          {857, "ibm-857"},
    {858, "ibm-858"},          {860, "ibm-860"},
    {861, "ibm-861"},          {862, "ibm-862"},
    {863, "ibm-863"},          {864, "ibm-864"},
    {865, "ibm-865"},          {866, "ibm-866"},
    {874, "windows-874"},      {932, "windows-932"},
    {936, "windows-936"},      {949, "windows-949"},
    {950, "windows-950"},      {1250, "windows-1250"},
    {1251, "windows-1251"},    {1252, "windows-1252"},
    {1253, "windows-1253"},    {1254, "windows-1254"},
    {1255, "windows-1255"},    {1256, "windows-1256"},
    {1257, "windows-1257"},    {1258, "windows-1258"},
    {1361, "johab"},           {10000, "macintosh"},
    {10001, "windows-932"},    {10006, "x-mac-greek"},
    {10007, "x-mac-cyrillic"}, {10029, "x-mac-centraleurroman"},
    {10081, "x-mac-turkish"},  {54936, "gb18030"},
    {65000, "UTF-7"},          {65001, "UTF-8"},
}};

/// \fcharset and the code page that it stands for.
constexpr std::array<std::array<std::int32_t, 2>, 27> kFontCharsets{{
    {2, -1},     {77, 10000}, {78, 10001}, {81, 936},   {82, 10000}, {83, 10000}, {85, 10006},
    {86, 10081}, {88, 10029}, {89, 10007}, {128, 932},  {129, 949},  {130, 1361}, {134, 936},
    {136, 950},  {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255}, {178, 1256}, {186, 1257},
    {204, 1251}, {222, 874},  {238, 1250}, {254, 437},  {255, 850},  {181, 1255},
}};

}  // namespace

std::optional<std::string_view> rtfCodePage(std::int32_t number) {
  const auto found = std::ranges::find(kCodePages, number, &CodePage::number);
  if (found == kCodePages.end()) return std::nullopt;
  return found->name;
}

std::int32_t rtfFontCodePage(std::int32_t charset) {
  for (const auto& [known, page] : kFontCharsets) {
    if (known == charset) return page;
  }
  return 0;
}

}  // namespace retold
