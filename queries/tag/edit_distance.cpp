#include "queries/tag/edit_distance.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "indexer/text/utf8.h"

namespace retold {

std::u32string signsOf(std::string_view text) {
  std::u32string signs;
  for (std::size_t at = 0; at < text.size();) signs += nextCodepoint(text, at);
  return signs;
}

std::size_t editDistance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace retold
