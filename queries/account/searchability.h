#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/store/storage.h"
#include "model/accounting.h"

namespace retold {

/// From this share of characters that cannot be read on a file is hard to search.
inline constexpr double kMostUnreadable = 0.01;

/// What makes a file hard to search, each as a short phrase: "3 pages without text"; empty where
/// nothing does. A file is called hard to search where 1 % of its characters or more cannot be
/// read, where text recognition is less than 85 % sure of itself or left broken words, or where a
/// page holds no text.
std::vector<std::string> searchTroubles(const Searchability& searchability);

/// "Romanian (ro, 97 % sure)", "language not known".
std::string languageLine(const std::string& language, double confidence);

/// The documents of a project in one language.
struct LanguageCount {
  std::string language;  ///< BCP 47; "und" where it is not known
  std::uint64_t documents = 0;
  friend bool operator==(const LanguageCount&, const LanguageCount&) = default;
};

/// Most documents first, "und" last; documents that the user left out are not counted.
std::vector<LanguageCount> countLanguages(const std::vector<Document>& documents);

}  // namespace retold
