#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/turns_lines.h"

namespace retold {

/// A speaker's label at the begin of a line.
struct SpeakerLabel {
  /// How it is set off from what is said.
  enum class Style { Colon, Bracket, Dash, Tab, Point, Alone };

  std::size_t line = 0;   ///< of the label
  std::size_t begin = 0;  ///< of its line, markup and time included
  std::size_t body = 0;   ///< first byte behind it
  std::string speaker;    ///< as written, without colon, time or markup
  std::string key;        ///< labelKey(speaker)
  Style style = Style::Colon;
  bool timed = false;  ///< a time stands beside it
  std::optional<std::int64_t> start;
  std::optional<std::int64_t> stop;
};

/// What could be a label at the begin of [begin, end), by its shape alone. `alone`: a line that is
/// only a name may be one.
std::optional<SpeakerLabel> parseSpeakerLabel(std::string_view text, std::size_t begin,
                                              std::size_t end, bool alone = true);

/// The labels of a dialogue, in order; empty where the text is none. A label counts where it is a
/// known one or recurs, in words that read like speech; a form's or report's "Name:" does not.
std::vector<SpeakerLabel> findSpeakerLabels(std::string_view text,
                                            const std::vector<TextLine>& lines,
                                            const std::vector<bool>& starts);

}  // namespace retold
