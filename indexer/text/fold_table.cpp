#include "indexer/text/fold_table.h"

#include <algorithm>
#include <array>

namespace retold {
namespace {

// Letters whose marks Unicode cannot take off (strokes, hooks, letter forms), and letters whose
// mark is part of the letter for everybody who writes it (й is not и, ї not і, ў not у, ѓ not г,
// ќ not к), while ё/е and ґ/г are often written one for the other.
constexpr auto kRows = std::to_array<FoldRow>({
    {U'`', "'"},    {U'´', "'"},    {U'æ', "ae"},  {U'ð', "d"},   {U'ø', "o"},
    {U'þ', "th"},   {U'đ', "d"},    {U'ħ', "h"},   {U'ı', "i"},   {U'ĸ', "k"},
    {U'ł', "l"},    {U'ŋ', "n"},    {U'œ', "oe"},  {U'ŧ', "t"},   {0x0180, "b"},  // ƀ
    {0x0188, "c"},                                                                // ƈ
    {0x018C, "d"},                                                                // ƌ
    {0x0192, "f"},                                                                // ƒ, Ewe
    {0x0199, "k"},                                                                // ƙ, Hausa
    {0x019A, "l"},                                                                // ƚ
    {0x019E, "n"},                                                                // ƞ
    {0x01A5, "p"},                                                                // ƥ
    {0x01AD, "t"},                                                                // ƭ
    {0x01B4, "y"},                                                                // ƴ, Hausa
    {0x01B6, "z"},                                                                // ƶ
    {0x01DD, "e"},                                                                // ǝ
    {0x01E5, "g"},                                                                // ǥ
    {0x0225, "z"},                                                                // ȥ
    {0x023C, "c"},                                                                // ȼ
    {0x023F, "s"},                                                                // ȿ
    {0x0240, "z"},                                                                // ɀ
    {0x0247, "e"},                                                                // ɇ
    {0x0249, "j"},                                                                // ɉ
    {0x024D, "r"},                                                                // ɍ
    {0x024F, "y"},                                                                // ɏ
    {0x0253, "b"},                                                                // ɓ, Hausa
    {0x0254, "o"},                                  // ɔ, Akan, Ewe, Lingala
    {0x0256, "d"},                                  // ɖ, Ewe
    {0x0257, "d"},                                  // ɗ, Hausa
    {0x0259, "e"},                                  // ə
    {0x025B, "e"},                                  // ɛ, Akan, Ewe, Lingala
    {0x0260, "g"},                                  // ɠ
    {0x0263, "g"},                                  // ɣ, Ewe
    {0x0266, "h"},                                  // ɦ
    {0x0268, "i"},                                  // ɨ
    {0x0269, "i"},                                  // ɩ
    {0x026B, "l"},                                  // ɫ
    {0x0272, "n"},                                  // ɲ, Bambara
    {0x0275, "o"},                                  // ɵ
    {0x027D, "r"},                                  // ɽ
    {0x0289, "u"},                                  // ʉ
    {0x028B, "v"},                                  // ʋ, Ewe
    {0x02B9, "'"},                                  // ʹ
    {0x02BB, "'"},                                  // ʻ, Uzbek oʻ
    {0x02BC, "'"},                                  // ʼ, Hausa ʼy, Ukrainian
    {0x02BD, "'"},                                  // ʽ
    {0x02BE, "'"},                                  // ʾ
    {0x02BF, "'"},                                  // ʿ
    {0x02C8, "'"},                                  // ˈ
    {0x02CA, "'"},                                  // ˊ
    {0x02CB, "'"},                                  // ˋ
    {0x0439, "й"},                                  // keeps its breve
    {0x0453, "ѓ"},                                  // keeps its acute
    {0x0457, "ї"},                                  // keeps its dots
    {0x045C, "ќ"},                                  // keeps its acute
    {0x045E, "ў"},                                  // keeps its breve
    {0x0491, "г"},                                  // ґ
    {0x05F0, "וו"},                                 // Yiddish ligatures
    {0x05F1, "וי"}, {0x05F2, "יי"}, {0x05F3, "'"},  // geresh
    {0x05F4, "\""},                                 // gershayim
    {0x0629, "ه"},                                  // ة
    {0x0640, ""},                                   // tatweel
    {0x0649, "ي"},                                  // ى
    {0x0671, "ا"},                                  // ٱ
    {0x06A9, "ك"},                                  // ک, Persian and Urdu
    {0x06AA, "ك"},                                  // ڪ
    {0x06C1, "ه"},                                  // ہ, Urdu; ھ stays: it is the aspirate
    {0x06C3, "ه"},                                  // ۃ
    {0x06CC, "ي"},                                  // ی, Persian and Urdu
    {0x0901, "ं"},                   // chandrabindu is written as anusvara and the other way round
    {0x0981, "ং"},  {0x09CE, "ত্"},  // khanda ta
    {0x0A01, "ਂ"},   {0x0A70, "ਂ"},   // tippi
    {0x0A81, "ં"},   {0x0B01, "ଂ"},  {0x0C00, "ం"}, {0x0C01, "ం"}, {0x0C81, "ಂ"},
    {0x0D01, "ം"},  {0x0D7A, "ണ്"},  // chillus, as typed without joiner
    {0x0D7B, "ന്"},  {0x0D7C, "ര്"},  {0x0D7D, "ല്"}, {0x0D7E, "ള്"}, {0x0D7F, "ക്"},
    {0x0E33, "ำ"},                  // not taken apart: the cluster before it would have to change
    {0x0EB3, "ຳ"},  {0x1E9F, "d"},  // ẟ
    {0x2018, "'"},  {0x2019, "'"},  {0x201B, "'"}, {0x2C61, "l"},  // ⱡ
    {0x2C65, "a"},                                                 // ⱥ
    {0x2C66, "t"},                                                 // ⱦ
});

// Marks that are letters of their own (Indic vowel signs and viramas, Thai vowels and tones, Thaana
// vowels, Kana voicing) are not here: they stay.
constexpr auto kMarks = std::to_array<MarkRange>({
    {0x0300, 0x036F},  // Latin, Greek, Cyrillic diacritics
    {0x0483, 0x0489},  // Cyrillic titlo and others
    {0x0591, 0x05BD},  // Hebrew accents and points
    {0x05BF, 0x05BF},   {0x05C1, 0x05C2},   {0x05C4, 0x05C5},
    {0x05C7, 0x05C7},   {0x0610, 0x061A},  // Arabic honorifics and Koranic marks
    {0x064B, 0x065F},                      // harakat, hamza above and below
    {0x0670, 0x0670},                      // superscript alef
    {0x06D6, 0x06DC},   {0x06DF, 0x06E4},   {0x06E7, 0x06E8},
    {0x06EA, 0x06ED},   {0x0898, 0x089F},   {0x08CA, 0x08E1},
    {0x08E3, 0x08FF},   {0x093C, 0x093C},  // nukta, script by script
    {0x0951, 0x0954},                      // Vedic accents
    {0x09BC, 0x09BC},   {0x09FE, 0x09FE},   {0x0A3C, 0x0A3C},
    {0x0ABC, 0x0ABC},   {0x0AFD, 0x0AFF},   {0x0B3C, 0x0B3C},
    {0x0C3C, 0x0C3C},   {0x0CBC, 0x0CBC},   {0x1AB0, 0x1AFF},  // combining diacritics, extended
    {0x1C37, 0x1C37},   {0x1CD0, 0x1CD2},                      // Vedic
    {0x1CD4, 0x1CE8},   {0x1CED, 0x1CED},   {0x1CF4, 0x1CF4},
    {0x1CF7, 0x1CF9},   {0x1DC0, 0x1DFF},  // combining diacritics, supplement
    {0x20D0, 0x20FF},                      // enclosing marks, keycap
    {0xFE20, 0xFE2F},                      // combining half marks
    {0x110BA, 0x110BA}, {0x11173, 0x11173}, {0x111CA, 0x111CA},
    {0x11236, 0x11236}, {0x112E9, 0x112E9}, {0x1133B, 0x1133C},
    {0x11446, 0x11446}, {0x114C3, 0x114C3}, {0x115C0, 0x115C0},
    {0x116B7, 0x116B7}, {0x1183A, 0x1183A}, {0x11943, 0x11943},
    {0x11D42, 0x11D42}, {0x1E94A, 0x1E94A},  // Adlam nukta
});

}  // namespace

std::span<const FoldRow> foldTable() { return kRows; }

std::optional<std::string_view> foldRow(char32_t codepoint) {
  const auto row = std::ranges::lower_bound(kRows, codepoint, {}, &FoldRow::from);
  if (row == kRows.end() || row->from != codepoint) return std::nullopt;
  return row->to;
}

std::span<const MarkRange> foldedMarks() { return kMarks; }

bool isFoldedMark(char32_t codepoint) {
  const auto range = std::ranges::upper_bound(kMarks, codepoint, {}, &MarkRange::first);
  return range != kMarks.begin() && codepoint <= std::prev(range)->last;
}

}  // namespace retold
