#include "indexer/reader/symbols.h"

#include <algorithm>
#include <array>

#include "indexer/text/utf8.h"

namespace retold {

namespace {

struct Symbol {
  unsigned char code;
  char32_t character;
};

// What forms and transcripts use; read from the fonts' published character charts.
constexpr std::array kWingdings{
    Symbol{0x20, U' '},      Symbol{0x4A, U'\u263A'}, Symbol{0x4C, U'\u2639'},
    Symbol{0x6C, U'\u25CF'}, Symbol{0x6E, U'\u25A0'}, Symbol{0x6F, U'\u2610'},
    Symbol{0x70, U'\u2610'}, Symbol{0x71, U'\u2610'}, Symbol{0x72, U'\u2610'},
    Symbol{0x73, U'\u2B27'}, Symbol{0x74, U'\u29EB'}, Symbol{0x75, U'\u25C6'},
    Symbol{0x76, U'\u2756'}, Symbol{0x78, U'\u2612'}, Symbol{0x9F, U'\u2022'},
    Symbol{0xA1, U'\u25CB'}, Symbol{0xA4, U'\u25C9'}, Symbol{0xA7, U'\u25AA'},
    Symbol{0xA8, U'\u2610'}, Symbol{0xD8, U'\u27A2'}, Symbol{0xDF, U'\u2190'},
    Symbol{0xE0, U'\u2192'}, Symbol{0xE1, U'\u2191'}, Symbol{0xE2, U'\u2193'},
    Symbol{0xE7, U'\u2190'}, Symbol{0xE8, U'\u2192'}, Symbol{0xF0, U'\u21E8'},
    Symbol{0xFB, U'\u2717'}, Symbol{0xFC, U'\u2713'}, Symbol{0xFD, U'\u2612'},
    Symbol{0xFE, U'\u2611'},
};
constexpr std::array kWingdings2{
    Symbol{0x20, U' '},      Symbol{0x2A, U'\u2610'}, Symbol{0x4F, U'\u2717'},
    Symbol{0x50, U'\u2713'}, Symbol{0x51, U'\u2612'}, Symbol{0x52, U'\u2611'},
    Symbol{0x53, U'\u2612'}, Symbol{0x54, U'\u2612'}, Symbol{0x97, U'\u2022'},
    Symbol{0xA2, U'\u25A0'}, Symbol{0xA3, U'\u2610'},
};
constexpr std::array kWebdings{
    Symbol{0x20, U' '},      Symbol{0x3D, U'\u25A0'}, Symbol{0x61, U'\u2713'},
    Symbol{0x63, U'\u2610'}, Symbol{0x67, U'\u25A0'}, Symbol{0x72, U'\u2717'},
};

/// Symbol: Greek where the keyboard has Latin letters; ASCII digits and marks are themselves.
constexpr std::u32string_view kSymbolLetters =
    U"ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
constexpr std::array kSymbol{
    Symbol{0xA3, U'≤'}, Symbol{0xA5, U'∞'}, Symbol{0xAB, U'↔'}, Symbol{0xAC, U'←'},
    Symbol{0xAD, U'↑'}, Symbol{0xAE, U'→'}, Symbol{0xAF, U'↓'}, Symbol{0xB0, U'°'},
    Symbol{0xB1, U'±'}, Symbol{0xB3, U'≥'}, Symbol{0xB4, U'×'}, Symbol{0xB7, U'•'},
    Symbol{0xB8, U'÷'}, Symbol{0xB9, U'≠'}, Symbol{0xBB, U'≈'}, Symbol{0xBC, U'…'},
    Symbol{0xD6, U'√'}, Symbol{0xA7, U'♣'}, Symbol{0xA8, U'♦'}, Symbol{0xA9, U'♥'},
    Symbol{0xAA, U'♠'},
};

template <std::size_t N>
char32_t lookUp(const std::array<Symbol, N>& table, char32_t code) {
  const auto found = std::ranges::find(table, static_cast<unsigned char>(code), &Symbol::code);
  return found == table.end() ? 0 : found->character;
}

char32_t inSymbol(char32_t code) {
  if (code >= 0x41 && code < 0x41 + kSymbolLetters.size()) return kSymbolLetters[code - 0x41];
  if (code < 0x41) return code;
  return lookUp(kSymbol, code);
}

}  // namespace

bool isSymbolFont(std::string_view font) {
  return font == "Wingdings" || font == "Wingdings 2" || font == "Wingdings 3" ||
         font == "Webdings" || font == "Symbol";
}

char32_t symbolOf(std::string_view font, char32_t code) {
  const char32_t asGiven = code < 0x100 ? code + 0xF000 : code;
  if (code >= 0xF000 && code <= 0xF0FF) code -= 0xF000;
  if (code < 0x20 || code > 0xFF) return asGiven;
  char32_t symbol = 0;
  if (font == "Wingdings 2") {
    symbol = lookUp(kWingdings2, code);
  } else if (font == "Webdings") {
    symbol = lookUp(kWebdings, code);
  } else if (font == "Symbol") {
    symbol = inSymbol(code);
  } else if (font == "Wingdings") {
    symbol = lookUp(kWingdings, code);
  }
  return symbol != 0 ? symbol : asGiven;
}

std::string symbolText(std::string_view font, std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = nextCodepoint(text, at);
    const bool isCode = c <= 0xFF || (c >= 0xF000 && c <= 0xF0FF);
    appendUtf8(shown, isCode && c >= 0x20 ? symbolOf(font, c) : c);
  }
  return shown;
}

}  // namespace retold
