#pragma once

#include <array>
#include <string_view>

namespace retold {

/// How a phrase of a lexicon begins and ends; word processors set the typographic marks.
struct PhraseQuotes {
  std::string_view open;
  std::array<std::string_view, 2> close;
};
inline constexpr std::array<PhraseQuotes, 5> kPhraseQuotes{{{"\"", {"\"", "\""}},
                                                            {"“", {"”", "\""}},
                                                            {"„", {"“", "”"}},
                                                            {"«", {"»", "»"}},
                                                            {"”", {"”", "\""}}}};

/// What opens at `at`; null where no phrase does.
inline const PhraseQuotes* phraseQuotesAt(std::string_view text, std::size_t at) {
  for (const PhraseQuotes& quotes : kPhraseQuotes)
    if (text.substr(at).starts_with(quotes.open)) return &quotes;
  return nullptr;
}

}  // namespace retold
