#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace retold {

/// A line without the white space around it; begin == end in a blank one.
struct TextLine {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t width = 0;  ///< code points
  bool blank() const { return begin == end; }
};

/// The lines of a stretch of a text.
std::vector<TextLine> splitLines(std::string_view text, ByteSpan stretch);

/// `span` without the Unicode white space at its ends; empty at its begin when there is only that.
ByteSpan trimSpan(std::string_view text, ByteSpan span);
bool isWhite(char32_t c);
/// Where white space that begins at `at` ends, not behind `end`. Line ends are white space.
std::size_t skipWhite(std::string_view text, std::size_t at, std::size_t end);

bool isQuestionMark(char32_t c);
/// The first question mark. In Greek it is mostly typed as a semicolon, right behind a letter.
std::optional<ByteSpan> firstQuestionMark(std::string_view text);
/// True when the text has a question mark of any script.
bool hasQuestionMark(std::string_view text);
/// True when the text ends as a sentence does; quotes, brackets and markup behind do not matter.
bool endsSentence(std::string_view text);
bool endsQuestion(std::string_view text);
/// Thai, Lao, Khmer, Burmese: scripts that are written without question marks.
bool isWrittenWithoutQuestionMarks(std::string_view text);

/// A time in a recording: "[00:01:02]", "(1:02)", "#00:01:02-3#", "00:01:02 --> 00:01:04".
struct TimeStamp {
  std::size_t end = 0;  ///< first byte behind it
  std::int64_t start = 0;
  std::optional<std::int64_t> stop;
  bool marked = false;  ///< in brackets, or with hours: it cannot be a time of day in a sentence
};
std::optional<TimeStamp> timeStampAt(std::string_view text, std::size_t at, std::size_t end);

/// A number before a line: "12.", "१।", "2.7", "Q14.", "B)".
struct ItemNumber {
  std::size_t end = 0;       ///< first byte behind it and the white space after it
  std::uint32_t number = 0;  ///< the last level's; letters count from 1
  std::uint32_t parent = 0;  ///< the levels before, as one number; 0 = none
  int levels = 1;
  bool letter = false;
  bool question = false;  ///< written "Q14"
};
std::optional<ItemNumber> itemNumberAt(std::string_view text, std::size_t at, std::size_t end);

/// True for "- ", "• ", "* ", "– " and the like.
bool startsWithBullet(std::string_view line);
/// True for "- " with any dash: a line of speech as novels write it.
bool startsWithDash(std::string_view line);
/// True for a markdown heading or a line of only stars, dashes or underscores.
bool isHeadingOrRule(std::string_view line);
/// True for "Name: …" with a capital or a letter of a script without capitals, up to five words
/// before the colon.
bool looksLikeField(std::string_view line);

/// For each line whether a paragraph begins there. Blank lines separate; within a run of lines a
/// hard wrap does not, but a list item, a field, and a sentence that ended before the line was full
/// do.
std::vector<bool> paragraphStarts(std::string_view text, const std::vector<TextLine>& lines);

}  // namespace retold
