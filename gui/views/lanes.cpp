#include "gui/views/lanes.h"

#include <algorithm>
#include <numeric>

namespace retold {

namespace {
constexpr std::uint64_t kLine = 90;  ///< bytes that may stand on one line
}

Lanes assignLanes(const std::vector<ByteSpan>& spans) {
  std::vector<std::size_t> order(spans.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&spans](std::size_t a, std::size_t b) {
    if (spans[a].begin != spans[b].begin) return spans[a].begin < spans[b].begin;
    return spans[a].end > spans[b].end;
  });
  Lanes lanes;
  lanes.of.resize(spans.size());
  std::vector<std::uint64_t> taken;  // until which byte, of each lane
  for (const std::size_t i : order) {
    auto lane = std::find_if(taken.begin(), taken.end(),
                             [&](std::uint64_t end) { return end + kLine <= spans[i].begin; });
    if (lane == taken.end()) lane = taken.insert(taken.end(), 0);
    *lane = spans[i].end;
    lanes.of[i] = static_cast<int>(lane - taken.begin());
  }
  lanes.count = static_cast<int>(taken.size());
  return lanes;
}

}  // namespace retold
