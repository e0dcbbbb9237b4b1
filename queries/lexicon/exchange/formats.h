#pragma once

#include <span>
#include <string>
#include <string_view>

#include "queries/lexicon/exchange/dictionary.h"

namespace retold {

/// A dictionary format of another program: one row of dictionaryFormats(), one file in this folder.
struct DictionaryFormat {
  std::string_view name;     ///< "quanteda"
  std::string_view program;  ///< "quanteda (YAML)"
  bool starsAnywhere;        ///< * may stand anywhere in a word, not only at its end
  bool decimalWeights;       ///< terms have weights that need not be whole
  bool wholeWeights;         ///< terms have weights
  bool glosses;              ///< terms have glosses
  bool languages;            ///< terms say their language
  /// Reads a decoded text. Never throws for what is in it. Any thread.
  DictionaryReading (*read)(std::string_view text, std::string_view file);
  /// `dictionary` holds only what the row says.
  std::string (*write)(const Dictionary& dictionary);
};

/// The table (formats.cpp).
std::span<const DictionaryFormat> dictionaryFormats();
/// Throws Error(Usage) that lists the names there are.
const DictionaryFormat& dictionaryFormatNamed(std::string_view name);

// The readers and writers, one file each.
DictionaryReading readQuanteda(std::string_view text, std::string_view file);
std::string writeQuanteda(const Dictionary& dictionary);
DictionaryReading readLiwc(std::string_view text, std::string_view file);
std::string writeLiwc(const Dictionary& dictionary);
DictionaryReading readWordStat(std::string_view text, std::string_view file);
std::string writeWordStat(const Dictionary& dictionary);
DictionaryReading readYoshikoder(std::string_view text, std::string_view file);
std::string writeYoshikoder(const Dictionary& dictionary);
DictionaryReading readDictionaryTable(std::string_view text, std::string_view file);
std::string writeDictionaryTable(const Dictionary& dictionary);

}  // namespace retold
