#pragma once

#include <string>
#include <string_view>

namespace retold {

/// True for the fonts whose letters are pictures: Wingdings, Wingdings 2, Webdings, Symbol.
bool isSymbolFont(std::string_view font);

/// The character that a symbol font shows for a code (0x20..0xFF, or the same + 0xF000): the boxes
/// and ticks of forms as ☐ ☒ ☑ ✓ ✗, Greek letters, bullets. Another code stays what it is, in the
/// private use area.
char32_t symbolOf(std::string_view font, char32_t code);

/// `text` written in a symbol font, character by character.
std::string symbolText(std::string_view font, std::string_view text);

}  // namespace retold
