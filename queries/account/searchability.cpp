#include "queries/account/searchability.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "indexer/text/language.h"

namespace retold {

namespace {

constexpr double kLeastRecognised = 0.85;

std::string percent(double share, int digits) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f %%", digits, 100 * share);
  return text;
}

}  // namespace

std::vector<std::string> searchTroubles(const Searchability& searchability) {
  std::vector<std::string> troubles;
  if (searchability.unreadableShare >= kMostUnreadable)
    troubles.push_back(percent(searchability.unreadableShare, 1) +
                       " of the characters cannot be read");
  if (searchability.ocrConfidence && *searchability.ocrConfidence < kLeastRecognised)
    troubles.push_back("recognised from pictures with only " +
                       percent(*searchability.ocrConfidence, 0) + " confidence");
  if (searchability.looksLikeOcr)
    troubles.emplace_back("broken words, as poor text recognition leaves them");
  if (searchability.pagesWithoutText > 0) {
    troubles.push_back(
        std::to_string(searchability.pagesWithoutText) +
        (searchability.pagesWithoutText == 1 ? " page without text" : " pages without text"));
  }
  return troubles;
}

std::string languageLine(const std::string& language, double confidence) {
  if (language.empty() || language == "und") return "language not known";
  std::string line = languageName(language) + " (" + language;
  if (confidence > 0) line += ", " + percent(confidence, 0) + " sure";
  return line + ')';
}

std::vector<LanguageCount> countLanguages(const std::vector<Document>& documents) {
  std::map<std::string, std::uint64_t> counts;
  for (const Document& document : documents) {
    if (!document.excluded) ++counts[document.language.empty() ? "und" : document.language];
  }
  std::vector<LanguageCount> sorted;
  for (const auto& [language, count] : counts) sorted.push_back({language, count});
  std::ranges::stable_sort(sorted, [](const LanguageCount& a, const LanguageCount& b) {
    const bool aKnown = a.language != "und";
    const bool bKnown = b.language != "und";
    return aKnown != bKnown ? aKnown : a.documents > b.documents;
  });
  return sorted;
}

}  // namespace retold
