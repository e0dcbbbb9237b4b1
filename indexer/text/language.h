#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace retold {

/// Guesses the language and script of each paragraph of each turn: by its script where one language
/// has it, else by CLD2 together with the words around it (a short answer takes its neighbours'
/// language, with less confidence). Neighbours of one language and script are one span. Texts of
/// several languages are normal. The spans are in order, disjoint, and cover every letter. Any
/// thread.
std::vector<LanguageSpan> guessLanguages(std::string_view text, const std::vector<Turn>& turns);

/// "cld2 20140204 rules 1": stored with the guesses; another one means that they can be made anew.
std::string languageGuesser();

/// The language and script that most bytes are in; "und" and "Zyyy" where there is none.
LanguageSpan largestLanguage(const std::vector<LanguageSpan>& spans);

/// The spans with `language` said by the user for `span`: cut where needed, marked as corrected.
std::vector<LanguageSpan> corrected(std::vector<LanguageSpan> spans, ByteSpan span,
                                    std::string_view language);

/// "Romanian" for "ro", "Serbian" for "sr-Cyrl"; the code itself where no name is known.
std::string languageName(std::string_view code);

/// True for a BCP 47 tag that names a language: "ro", "sr-Latn", "pcm". "und" is one.
bool isLanguageTag(std::string_view code);

}  // namespace retold
