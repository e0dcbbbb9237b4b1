#pragma once

#include <cstdint>
#include <string_view>

namespace retold {

/// Which form of a word a language has beside a number (the plural categories of Unicode CLDR).
enum class PluralForm { Zero, One, Two, Few, Many, Other };

/// `language`: BCP 47. Where it is none, as in English: One beside 1, else Other.
PluralForm pluralForm(std::string_view language, std::uint64_t number);

}  // namespace retold
