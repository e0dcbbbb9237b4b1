#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/ids.h"
#include "model/span.h"
#include "model/time.h"

namespace retold {

/// How the bytes of an original became a text.
struct Encoding {
  std::string name;         ///< IANA name, "UTF-8", "windows-1250"
  double confidence = 1.0;  ///< 0..1; 1 where a BOM, a declaration or strict UTF-8 settles it
  bool guessed = false;     ///< true where it rests on statistics
  friend bool operator==(const Encoding&, const Encoding&) = default;
};

/// Who speaks in a turn. A guess of the importer until the user sets it.
enum class SpeakerRole { Unknown, Interviewer, Respondent, Interpreter, Other };

/// "interviewer" | "respondent" | "interpreter" | "other"; "" where nobody knows.
std::string_view toText(SpeakerRole role);

/// One speaker's stretch of a text, or a paragraph where nobody is named.
struct Turn {
  ByteSpan span;  ///< label and body, without the line ends around it
  ByteSpan body;  ///< what was said, within `span`
  std::string
      speaker;  ///< label as written, without colon or time: "Interviewer", "R07"; may be empty
  SpeakerRole role = SpeakerRole::Unknown;
  bool question = false;                          ///< a question of an interviewer or of a form
  std::optional<std::int64_t> startMilliseconds;  ///< time in the recording, where the text says it
  std::optional<std::int64_t> endMilliseconds;
  std::optional<std::uint32_t> page;  ///< page or row of the original, from 1

  friend bool operator==(const Turn&, const Turn&) = default;
};

/// The decoded text of one reading of an original: code point for code point, only line ends made
/// "\n". Immutable: a corrected encoding or a better reader makes a new Text.
struct Text {
  TextId id;
  DocumentId document;
  std::string content;  ///< UTF-8, valid
  std::string reader;   ///< format and version, "txt 1"
  std::string options;  ///< what the reader was told, "" by default
  Encoding encoding;
  std::string originalDigest;  ///< HMAC-SHA-256 of the original's bytes under the project key, hex
  std::string contentDigest;   ///< the same of `content`
  std::uint64_t originalBytes = 0;
  std::uint64_t unreadable = 0;  ///< bytes that could not be decoded and stand as U+FFFD
  Timestamp read;
  std::vector<Turn> turns;  ///< in order, disjoint
};

/// One transcript.
struct Document {
  DocumentId id;
  std::string name;  ///< path relative to the folder given to import; `table.csv#row-id` in a table
  TextId text;       ///< the text that is read and searched now
  std::optional<CaseId> caseId;
  std::uint64_t words = 0;       ///< tokens of the current text
  std::uint64_t characters = 0;  ///< code points of the current text
};

/// A part of a text that is read as one: a paragraph or a sentence within one turn.
struct Passage {
  ByteSpan span;
  std::size_t turn = 0;  ///< index into Text::turns
  friend bool operator==(const Passage&, const Passage&) = default;
};

}  // namespace retold
