#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace retold {

/// What a word can mean in a written date. Quarter and what follows are signs of the parser.
enum class DateMeaning {
  Month,   ///< first..last: one month; two where languages differ on which it is
  Season,  ///< first..last, of the northern half of the earth; over 12 = of the next year
  Part,    ///< first: 0 early, 1 mid, 2 late
  About,
  Filler,  ///< "of", "the year"
  Quarter,
  Before,
  After,
  Until,
  Since,
  Between,
  And,  ///< between the ends of a range
  Present,
  Onwards,
};

struct DateWord {
  DateMeaning meaning = DateMeaning::Filler;
  int first = 0;
  int last = 0;
};

/// The words of dates in English, French, Spanish, Portuguese, Italian, German, Romanian, Albanian,
/// Serbian, Croatian, Bulgarian, Macedonian, Russian, Ukrainian and Turkish. `word` is of
/// plainDateText(). Any thread.
std::optional<DateWord> findDateWord(std::string_view word);

/// "1990s", "1990er": what stands behind a decade's first year.
bool isDecadeEnding(std::string_view word);
/// "1st", "12th", "1er": what stands behind a day.
bool isOrdinalEnding(std::string_view word);

/// Small letters without marks, ASCII digits for those of every script, one kind of dash and space.
std::string plainDateText(std::string_view text);

}  // namespace retold
