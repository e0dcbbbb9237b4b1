#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace retold {

enum class ListStyle {
  Decimal,
  DecimalZero,
  LowerLetter,
  UpperLetter,
  LowerRoman,
  UpperRoman,
  LowerCyrillic,
  UpperCyrillic,
  Bullet,
  None
};

/// Word's w:numFmt; a way of counting that we do not know is decimal.
ListStyle listStyleOfWord(std::string_view format);
/// OpenDocument's style:num-format ("1", "a", "I", "").
ListStyle listStyleOfOdf(std::string_view format);

/// "3", "c", "iv"; after "z" comes "aa", then "bb" as word processors count. Roman numbers beyond
/// 3999 are decimal.
std::string listNumber(std::uint32_t value, ListStyle style);

/// How a bullet is written: a box or tick that a form uses as one stays, every other is "-".
std::string bulletText(std::string_view character);

}  // namespace retold
