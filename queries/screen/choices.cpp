#include "queries/screen/choices.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "model/error.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 3> kStrictness{"strict", "as-marked", "tolerant"};

bool isIn(const Lexicon& lexicon, const std::string& language) {
  return lexicon.language == language || lexicon.language.starts_with(language + "-");
}

std::string languagesOf(const std::vector<Lexicon>& lexicons) {
  std::set<std::string> languages;
  for (const Lexicon& lexicon : lexicons) languages.insert(lexicon.language);
  std::string text;
  for (const std::string& language : languages) text += (text.empty() ? "" : ", ") + language;
  return text;
}

}  // namespace

std::vector<Lexicon> chosen(std::vector<Lexicon> lexicons, const ScreeningChoices& choices) {
  for (const std::string& language : choices.languages) {
    if (std::ranges::any_of(lexicons, [&](const Lexicon& each) { return isIn(each, language); }))
      continue;
    throw Error(ErrorKind::NotFound, "none of the lexicons is in \"" + language + "\"",
                "they are in: " + languagesOf(lexicons));
  }
  if (!choices.languages.empty()) {
    std::erase_if(lexicons, [&](const Lexicon& lexicon) {
      return std::ranges::none_of(
          choices.languages, [&](const std::string& language) { return isIn(lexicon, language); });
    });
  }
  for (Lexicon& lexicon : lexicons) {
    if (choices.cutOff) lexicon.threshold = *choices.cutOff;
    if (choices.strictness) lexicon.variation.strictness = *choices.strictness;
  }
  return lexicons;
}

double cutOffOf(const std::vector<Lexicon>& lexicons) {
  double smallest = std::numeric_limits<double>::infinity();
  for (const Lexicon& lexicon : lexicons) smallest = std::min(smallest, lexicon.threshold);
  return smallest;
}

std::string_view toText(Strictness strictness) {
  return kStrictness.at(static_cast<std::size_t>(strictness));
}

std::optional<Strictness> parseStrictness(std::string_view text) {
  const auto at = std::ranges::find(kStrictness, text);
  if (at == kStrictness.end()) return std::nullopt;
  return static_cast<Strictness>(at - kStrictness.begin());
}

}  // namespace retold
