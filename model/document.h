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
  std::optional<std::uint32_t> page;  ///< page of the original where it begins, or row of a table,
                                      ///< from 1; placeWord() says which

  friend bool operator==(const Turn&, const Turn&) = default;
};

/// The language and script of a stretch of a text, guessed or said by the user. It is shown and may
/// rank; it never decides what is searched or screened.
struct LanguageSpan {
  ByteSpan span;           ///< whole paragraphs
  std::string language;    ///< BCP 47: "ro", "sr"; "und" where nothing can be said
  std::string script;      ///< ISO 15924: "Latn"; "Zyyy" where there are no letters
  double confidence = 0;   ///< 0..1; 1 where the user said it
  bool corrected = false;  ///< the user said it
  friend bool operator==(const LanguageSpan&, const LanguageSpan&) = default;
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
  /// Byte at which page i + 1 of the original begins, ascending; empty where it has no pages.
  std::vector<std::uint64_t> pageStarts;
  std::vector<LanguageSpan> languages;  ///< in order, disjoint; corrections of the user applied
  std::vector<ByteSpan> boilerplate;    ///< what a form asks and prints; in order, disjoint
  std::optional<double> ocrConfidence;  ///< 0..1 where the text was recognised from pictures

  /// The page of the original on which `byte` stands; none where it has no pages.
  std::optional<std::uint32_t> pageAt(std::uint64_t byte) const;
};

/// What Turn::page counts in texts of this reader: "row" of a table, else "page".
std::string_view placeWord(std::string_view reader);

/// One transcript.
struct Document {
  DocumentId id;
  std::string name;  ///< path relative to the folder given to import; `table.csv#row-id` in a table
  TextId text;       ///< the text that is read and searched now
  std::optional<CaseId> caseId;
  std::uint64_t words = 0;       ///< tokens of the current text
  std::uint64_t characters = 0;  ///< code points of the current text
  std::string language;          ///< of the largest part of the current text; "und" where not known
  bool excluded = false;         ///< by the user: not searched, not screened, still accounted for
};

/// A part of a text that is read as one: a paragraph or a sentence within one turn.
struct Passage {
  ByteSpan span;
  std::size_t turn = 0;  ///< index into Text::turns
  friend bool operator==(const Passage&, const Passage&) = default;
};

}  // namespace retold
