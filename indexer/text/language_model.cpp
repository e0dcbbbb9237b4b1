#include "indexer/text/language_model.h"

// encodings.h and cstdio stand before the header that needs them and does not say so.
#include <cld2/public/encodings.h>

#include <cstdio>

#include <cld2/public/compact_lang_det.h>

#include <array>
#include <climits>
#include <utility>

namespace retold {
namespace {

// CLD2's codes where they are not those of BCP 47, and what is no language.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kCodes{{
    {"iw", "he"},
    {"jw", "jv"},
    {"mo", "ro"},
    {"sr-ME", "cnr"},
    {"bh", "bho"},
    {"no", "nb"},
    {"un", "und"},
    {"tlh", "und"},
    {"zzp", "und"},
}};

std::string tagOf(std::string_view code) {
  for (const auto& [theirs, ours] : kCodes)
    if (theirs == code) return std::string(ours);
  // "xx-Zinh" is a script, "zzb" a joke.
  if (code.starts_with("xx") || code.starts_with("zz")) return "und";
  return std::string(code);
}

LanguageAnswer ask(std::string_view text, int flags) {
  const CLD2::CLDHints noHints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int bytes = 0;
  int valid = 0;
  bool reliable = false;
  CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(text.size()), true,
                                          &noHints, flags, languages.data(), percents.data(),
                                          scores.data(), nullptr, &bytes, &reliable, &valid);
  return {tagOf(CLD2::LanguageCode(languages[0])), percents[0] / 100.0, reliable};
}

}  // namespace

LanguageAnswer askLanguageModel(std::string_view text) {
  if (text.empty() || text.size() > INT_MAX) return {};
  LanguageAnswer answer = ask(text, 0);
  if (answer.language != "und") return answer;
  // Of short texts it says something only when pressed, and then calls everything reliable.
  answer = ask(text, CLD2::kCLDFlagBestEffort);
  answer.reliable = false;
  return answer;
}

std::string languageModelVersion() {
  const std::string_view version = CLD2::DetectLanguageVersion();  // "V2.0 - 20140204"
  return std::string(version.substr(version.rfind(' ') + 1));
}

}  // namespace retold
