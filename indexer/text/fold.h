#pragma once

#include <string>
#include <string_view>

#include "model/match.h"

namespace retold {

/// The version of the fold table; part of the tokenizer's identity.
inline constexpr int kFoldVersion = 1;

/// Two words are the same word for index, query and lexicon when their foldings are equal. Full
/// case folding plus one table for all languages (fold_table.cpp): diacritics of Latin, Greek and
/// Cyrillic, letters with strokes and hooks (đ ł ø ɗ ƙ), ı/İ, ş/ș, ё/е, ґ/г, Arabic and Urdu letter
/// forms, harakat and tatweel, Hebrew points, Indic nukta, chandrabindu and joiners, full-width
/// forms, national digits, zero-width characters, soft hyphens; apostrophes become one, and none
/// stays at either end. Letters that differ stay different: й ї ў ѓ ќ keep their marks, Urdu ھ is
/// not ہ, and marks that are letters of their own (Indic vowel signs, Thai vowels and tones, Kana
/// voicing) stay. Idempotent: fold(fold(x)) == fold(x). `word` is valid UTF-8; so is the result,
/// which may be empty. Any thread.
std::string fold(std::string_view word);

/// Full case folding (Unicode, language-independent) and NFC only: what `How::Case` allows.
std::string foldCase(std::string_view word);

/// How `written`, a word of a text, equals `wanted`, a word of a query or term, both unfolded,
/// given that their foldings are equal: Exact (also where only the Unicode normal form differs),
/// Case or Folded.
How howEqual(std::string_view wanted, std::string_view written);

}  // namespace retold
