#include "indexer/import/boilerplate_detection.h"

#include <algorithm>
#include <random>

#include "indexer/text/boilerplate.h"

namespace retold {
namespace {

/// Says of each of `all` things in turn whether it is among the `wanted` ones, each as likely as
/// any other (Knuth, The Art of Computer Programming 3.4.2, algorithm S). The same on each machine.
class Choice {
 public:
  Choice(std::uint64_t wanted, std::uint64_t all) : wanted_(wanted), left_(all) {}

  bool next() {
    if (left_ == 0 || wanted_ == 0) return false;
    const bool chosen = wanted_ == left_ || random_() % left_ < wanted_;
    --left_;
    wanted_ -= chosen ? 1 : 0;
    return chosen;
  }

 private:
  std::mt19937_64 random_{2010};
  std::uint64_t wanted_;
  std::uint64_t left_;
};

}  // namespace

std::uint64_t boilerplateSample(std::uint64_t documents) {
  constexpr std::uint64_t most = 2000;
  return std::min(documents, most);
}

bool boilerplateIsDue(const Storage& storage) {
  constexpr std::uint64_t fewest = 5;
  const std::uint64_t now = storage.documentCount();
  const std::uint64_t then = storage.boilerplateSeen();
  return now >= fewest && now * 5 >= then * 6;
}

bool detectBoilerplate(Storage& storage, Progress& progress) {
  constexpr std::size_t page = 500;
  const std::uint64_t total = storage.documentCount();
  const std::uint64_t sample = boilerplateSample(total);
  Choice choice(sample, total);
  std::uint64_t done = 0;
  BoilerplateDetector detector;
  Cursor from;
  for (;;) {
    const std::vector<Document> documents = storage.documents(from, page);
    if (documents.empty()) break;
    for (const Document& document : documents) {
      if (!choice.next()) continue;
      progress.report("documents looked through for forms", done++, sample);
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
