#include "indexer/import/boilerplate_detection.h"

#include "indexer/text/boilerplate.h"

namespace retold {

bool boilerplateIsDue(const Storage& storage) {
  constexpr std::uint64_t fewest = 5;
  const std::uint64_t now = storage.documentCount();
  const std::uint64_t then = storage.boilerplateSeen();
  return now >= fewest && now * 5 >= then * 6;
}

bool detectBoilerplate(Storage& storage, Progress& progress) {
  constexpr std::size_t page = 500;
  const std::uint64_t total = storage.documentCount();
  std::uint64_t done = 0;
  BoilerplateDetector detector;
  Cursor from;
  for (;;) {
    const std::vector<Document> documents = storage.documents(from, page);
    if (documents.empty()) break;
    for (const Document& document : documents) {
      progress.report("documents looked through for forms", done++, total);
      if (progress.cancelled()) return false;
      if (document.excluded) continue;
      if (const auto text = storage.text(document.text)) detector.add(text->content, text->turns);
    }
    from.after = documents.back().name;
  }
  storage.storeBoilerplate(detector.found(), total);
  return true;
}

}  // namespace retold
