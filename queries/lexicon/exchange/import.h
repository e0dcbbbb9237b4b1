#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "queries/lexicon/exchange/formats.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// What the user says of a dictionary that is to become a lexicon.
struct DictionaryOrigin {
  std::string id;                       ///< of the lexicon; "" = made from the file's name
  std::string language;                 ///< BCP 47; "" = as the dictionary says, else "und"
  std::optional<std::string> encoding;  ///< overrides the guess
};

/// A dictionary as a lexicon: each category is a pattern, its name made valid (the one it had
/// stands in the gloss), categories within categories joined by "-".
struct ImportedLexicon {
  std::string text;  ///< docs/lexicon-format.md; readable without an error
  Lexicon lexicon;
  std::vector<Diagnostic> diagnostics;  ///< what was not carried over, each with its line; notes
  std::size_t notCarried = 0;
};

/// Reads the file of another program. Throws Error(NotFound | Io) for a file that cannot be read,
/// Error(Refused) with every fault for one that is not of the format, holds no term that can be
/// carried over, or holds terms of several languages while the user names none.
ImportedLexicon importDictionary(const std::string& file, const DictionaryFormat& format,
                                 const DictionaryOrigin& origin);

/// The part of it behind reading the file.
ImportedLexicon lexiconOf(DictionaryReading reading, const DictionaryFormat& format,
                          const std::string& file, const DictionaryOrigin& origin);

}  // namespace retold
