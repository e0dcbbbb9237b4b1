#pragma once

#include <QString>
#include <vector>

#include "model/document.h"

namespace retold {

/// What stands in the margin beside a place of a text: where that is in the original, and which
/// language begins there.
struct PlaceMark {
  std::uint64_t byte = 0;
  QString place;     ///< "p. 3 · 00:12:31"; may be empty
  QString language;  ///< "ro" where it is not the text's main one; may be empty
  QString whole;     ///< all of it in words
};

/// One for each turn that has something to say, for each page that begins within a turn and each
/// stretch of another language there; in order. `mainLanguage`: of the document.
std::vector<PlaceMark> placeMarks(const Text& text, const std::string& mainLanguage);

}  // namespace retold
