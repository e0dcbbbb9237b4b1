#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <map>

#include "indexer/text/language.h"

namespace retold {
namespace {

bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Takes the first subtag off `rest`.
std::string_view takeSubtag(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('-'), rest.size());
  const std::string_view subtag = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return subtag;
}

bool isScriptTag(std::string_view tag) {
  return tag.size() == 4 && isUpper(tag[0]) && std::ranges::all_of(tag.substr(1), isLower);
}

bool isRegionTag(std::string_view tag) {
  return (tag.size() == 2 && std::ranges::all_of(tag, isUpper)) ||
         (tag.size() == 3 && std::ranges::all_of(tag, isDigit));
}

bool isVariantTag(std::string_view tag) {
  const bool letters = std::ranges::all_of(tag, [](char c) { return isLower(c) || isDigit(c); });
  return letters && tag.size() <= 8 && (tag.size() >= 5 || (tag.size() == 4 && isDigit(tag[0])));
}

}  // namespace

LanguageSpan largestLanguage(const std::vector<LanguageSpan>& spans) {
  LanguageSpan largest{{0, 0}, "und", "Zyyy", 0, false};
  std::map<std::pair<std::string_view, std::string_view>, std::uint64_t> bytes;
  for (const LanguageSpan& span : spans)
    bytes[{span.language, span.script}] += span.span.end - span.span.begin;
  std::uint64_t most = 0;
  for (const LanguageSpan& span : spans) {
    const std::uint64_t here = bytes[{span.language, span.script}];
    const std::uint64_t length = span.span.end - span.span.begin;
    const bool same = span.language == largest.language && span.script == largest.script;
    if (here > most || (same && length > largest.span.end - largest.span.begin)) largest = span;
    most = std::max(most, here);
  }
  return largest;
}

std::vector<LanguageSpan> corrected(std::vector<LanguageSpan> spans, ByteSpan span,
                                    std::string_view language) {
  if (span.begin >= span.end) return spans;
  const LanguageSpan said{span, std::string(language), largestLanguage(spans).script, 1.0, true};
  std::vector<LanguageSpan> result;
  std::vector<LanguageSpan> within;
  const auto keep = [&](const LanguageSpan& of, std::uint64_t begin, std::uint64_t end) {
    if (begin >= end) return;
    result.push_back(of);
    result.back().span = {begin, end};
  };
  for (const LanguageSpan& each : spans) {
    keep(each, each.span.begin, std::min(each.span.end, span.begin));
    keep(each, std::max(each.span.begin, span.end), each.span.end);
    const ByteSpan shared{std::max(each.span.begin, span.begin), std::min(each.span.end, span.end)};
    if (shared.begin < shared.end) {
      within.push_back(each);
      within.back().span = shared;
    }
  }
  result.push_back(said);
  // The user speaks of the language; the script is what it was.
  if (!within.empty()) result.back().script = largestLanguage(within).script;
  std::ranges::sort(result, {}, [](const LanguageSpan& each) { return each.span.begin; });
  return result;
}

std::string languageName(std::string_view code) {
  if (code == "und" || code.empty()) return "unknown";
  std::string_view rest = code;
  const std::string language(takeSubtag(rest));
  std::array<UChar, 128> name{};
  UErrorCode status = U_ZERO_ERROR;
  const int32_t length =
      uloc_getDisplayLanguage(language.c_str(), "en", name.data(), name.size(), &status);
  if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING || length == 0)
    return std::string(code);
  std::string result;
  icu::UnicodeString(name.data(), length).toUTF8String(result);
  return result;
}

bool isLanguageTag(std::string_view code) {
  if (code.empty() || code.back() == '-') return false;
  std::string_view rest = code;
  const std::string language(takeSubtag(rest));
  if (language.size() < 2 || language.size() > 3 || !std::ranges::all_of(language, isLower))
    return false;
  // Two letters are few enough for a list; of three nobody has a complete one.
  if (language.size() == 2 && *uloc_getISO3Language(language.c_str()) == '\0') return false;
  std::string_view tag = takeSubtag(rest);
  if (isScriptTag(tag)) tag = takeSubtag(rest);
  if (isRegionTag(tag)) tag = takeSubtag(rest);
  while (isVariantTag(tag)) tag = takeSubtag(rest);
  return tag.empty() && rest.empty();
}

}  // namespace retold
