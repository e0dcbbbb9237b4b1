#include "model/document.h"

#include <array>

namespace retold {

std::string_view toText(SpeakerRole role) {
  constexpr std::array<std::string_view, 5> names{"", "interviewer", "respondent", "interpreter",
                                                  "other"};
  return names.at(static_cast<std::size_t>(role));
}

}  // namespace retold
