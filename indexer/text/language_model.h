#pragma once

#include <string>
#include <string_view>

namespace retold {

/// What CLD2 says of a stretch of text.
struct LanguageAnswer {
  std::string language = "und";  ///< BCP 47
  double share = 0;              ///< 0..1 of the text that is in it
  bool reliable = false;         ///< by CLD2's own measure: well ahead of the next language
};

/// Any thread. `text` is valid UTF-8.
LanguageAnswer askLanguageModel(std::string_view text);

/// The date of the tables that are in use, "20140204".
std::string languageModelVersion();

}  // namespace retold
