#pragma once

#include <QColor>
#include <map>
#include <string>

#include "gui/theme.h"
#include "model/document.h"

namespace retold {

/// A colour for each speaker of a text, the same wherever the text is shown: interviewers share the
/// one of questions, everybody else gets the next of eight in the order in which they first speak.
/// Each has a contrast of 4.5 or more on the theme's ground. The name stands in the text: the
/// colour is not the only sign.
class SpeakerColours {
 public:
  SpeakerColours() = default;
  explicit SpeakerColours(const Text& text);

  QColor of(const Turn& turn, const Theme& theme) const;

 private:
  std::map<std::string, std::size_t> places_;  ///< of speakers that are no interviewers
};

}  // namespace retold
