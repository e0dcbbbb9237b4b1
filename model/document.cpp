#include "model/document.h"

#include <algorithm>
#include <array>

namespace retold {

std::string_view toText(SpeakerRole role) {
  constexpr std::array<std::string_view, 5> names{"", "interviewer", "respondent", "interpreter",
                                                  "other"};
  return names.at(static_cast<std::size_t>(role));
}

std::string_view placeWord(std::string_view reader) {
  constexpr std::array<std::string_view, 4> tables{"csv", "tsv", "xlsx", "ods"};
  const std::string_view format = reader.substr(0, reader.find(' '));
  return std::ranges::find(tables, format) == tables.end() ? "page" : "row";
}

std::optional<std::uint32_t> Text::pageAt(std::uint64_t byte) const {
  if (pageStarts.empty() || byte < pageStarts.front()) return std::nullopt;
  const auto behind = std::ranges::upper_bound(pageStarts, byte);
  return static_cast<std::uint32_t>(behind - pageStarts.begin());
}

}  // namespace retold
