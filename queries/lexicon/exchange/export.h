#pragma once

#include <string>
#include <vector>

#include "queries/lexicon/exchange/formats.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// A lexicon in another program's format, and what that format cannot say.
struct ExportedLexicon {
  std::string content;
  std::size_t categories = 0;
  std::size_t terms = 0;
  std::vector<Diagnostic> notCarried;  ///< by file and line of the lexicon, each with the reason
};

/// Writes the patterns of lexicons as categories of words and phrases: concepts are written out,
/// "a >0 b" and "a ~0 b" become phrases. Of several lexicons each is a category that holds its own
/// ones, named by its language. `file` names the lexicons in what is not carried over. Throws
/// Error(Refused) when nothing is left to write.
ExportedLexicon exportLexicons(const std::vector<Lexicon>& lexicons, const DictionaryFormat& format,
                               const std::string& file);

}  // namespace retold
