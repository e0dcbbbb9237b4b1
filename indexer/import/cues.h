#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/import/importer.h"
#include "indexer/import/text_builder.h"

namespace retold {

/// Times of a caption, in milliseconds from the begin of the recording.
struct CueTimes {
  std::optional<std::int64_t> start;
  std::optional<std::int64_t> end;
};

/// One caption as its file writes it.
struct CaptionCue {
  std::uint64_t line = 0;          ///< of the file, from 1, where its time stands
  CueTimes times;                  ///< none where they could not be read
  std::vector<std::string> lines;  ///< with markup
};

/// What one speaker says from a time to a time. Lines stay lines.
struct Saying {
  std::string speaker;  ///< "" where nobody is named
  CueTimes times;
  std::vector<std::string> lines;  ///< without markup
  bool begins = false;             ///< a mark ("- ", ">>") says that the speaker changes here
};

/// "01:02:03,450", "02:03.45", "1:02:03" in milliseconds; also with ":" before the fraction. None
/// where it is no time.
std::optional<std::int64_t> cueTime(std::string_view time);

/// "00:01.000 --> 00:02.000 align:start". None where either time cannot be read.
std::optional<CueTimes> cueTimes(std::string_view line);

enum class CueFormat { WebVtt, SubRip };

/// The captions of a decoded file, in its order. A caption whose time cannot be read and text
/// without a time are kept, and named in `result` by their line.
std::vector<CaptionCue> findCues(std::string_view text, CueFormat format, std::string_view name,
                                 ReadResult& result, TextBuilder& notes);

/// Captions as sayings: tags, inner times and settings of the screen left out, entities decoded,
/// lines that scroll on into the next caption given once, speakers taken from voice tags
/// ("<v Anna>") and labels ("Anna:", ">> ANNA:") as findTurns() knows labels. A caption without a
/// label goes on with the labelled speaker before it.
std::vector<Saying> sayings(const std::vector<CaptionCue>& cues, TextBuilder& notes);

/// Writes a transcript: what one named speaker says until another one speaks is one turn, a pause
/// of 3 s begins a paragraph in it. Unnamed sayings are turns of their own, but one that stops
/// within a sentence is joined with the next (pause up to 1 s, turn up to 30 s).
void writeSayings(const std::vector<Saying>& sayings, TextBuilder& text);

/// Reads a file of captions from its bytes to the document.
ReadResult readCues(std::string_view name, std::string_view bytes, CueFormat format,
                    const ReadOptions& options, const ReadSink& sink);

}  // namespace retold
