#include "tests/fuzz/targets.h"

#include <iterator>
#include <utility>

#include "tests/helpers/zip.h"

// Poppler asks fontconfig for fonts, which keeps what it found until the process ends.
extern "C" const char* __lsan_default_suppressions();  // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }

namespace retold {

void promise(bool kept, std::string_view what) {
  if (!kept) throw BrokenPromise{std::string(what)};
}

std::string packageOf(std::string_view parts) {
  std::vector<std::pair<std::string, std::string>> divided;
  constexpr char kMark = 1;
  constexpr std::size_t kMostParts = 64;
  while (!parts.empty() && divided.size() < kMostParts) {
    if (parts.front() == kMark) parts.remove_prefix(1);
    const std::size_t end = parts.find(kMark);
    const std::string_view part = parts.substr(0, end);
    parts.remove_prefix(end == std::string_view::npos ? parts.size() : end);
    const std::size_t line = part.find('\n');
    if (line == std::string_view::npos || line > 200) continue;
    divided.emplace_back(part.substr(0, line), part.substr(line + 1));
  }
  return zipOf(divided);
}

std::vector<FuzzTarget> fuzzTargets() {
  std::vector<FuzzTarget> all = readerTargets();
  for (std::vector<FuzzTarget>& more : std::vector{textTargets(), questionTargets()}) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace retold
