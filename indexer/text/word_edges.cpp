#include "indexer/text/word_edges.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <limits>
#include <memory>

namespace retold {
namespace {

struct UTextCloser {
  void operator()(UText* text) const { utext_close(text); }
};

std::unique_ptr<icu::BreakIterator> newWordIterator() {
  static const std::unique_ptr<icu::BreakIterator> shared = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> iterator(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    return U_SUCCESS(status) ? std::move(iterator) : nullptr;
  }();
  return std::unique_ptr<icu::BreakIterator>(shared ? shared->clone() : nullptr);
}

}  // namespace

bool isSpaceless(char32_t letter) {
  return (letter >= 0x0E00 && letter <= 0x0EFF) || (letter >= 0x1000 && letter <= 0x109F) ||
         (letter >= 0x1780 && letter <= 0x17FF) || (letter >= 0x3040 && letter <= 0x30FF) ||
         (letter >= 0x3400 && letter <= 0x9FFF) || (letter >= 0xF900 && letter <= 0xFAFF) ||
         (letter >= 0x20000 && letter <= 0x3FFFF);
}

std::vector<std::uint64_t> wordEdges(std::string_view text) {
  std::vector<std::uint64_t> edges{0};
  const auto breaks = newWordIterator();
  UErrorCode status = U_ZERO_ERROR;
  if (breaks && text.size() < std::numeric_limits<std::int32_t>::max()) {
    const std::unique_ptr<UText, UTextCloser> opened(
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
    if (U_SUCCESS(status)) breaks->setText(opened.get(), status);
    if (U_SUCCESS(status))
      for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE; end = breaks->next())
        edges.push_back(static_cast<std::uint64_t>(end));
  }
  if (edges.back() != text.size()) edges.push_back(text.size());
  return edges;
}

}  // namespace retold
