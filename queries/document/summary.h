#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/store/storage.h"

namespace retold {

/// How much of a text one speaker says.
struct SpeakerShare {
  std::string speaker;  ///< label as written; empty = nobody is named
  SpeakerRole role = SpeakerRole::Unknown;
  std::uint64_t turns = 0;
  friend bool operator==(const SpeakerShare&, const SpeakerShare&) = default;
};

/// How much of a text is in one language and script.
struct LanguageShare {
  std::string language;
  std::string script;
  double share = 0;        ///< 0..1 of the bytes that have a language
  double confidence = 0;   ///< 0..1, the mean over its bytes
  bool corrected = false;  ///< all of it was said by a person
  friend bool operator==(const LanguageShare&, const LanguageShare&) = default;
};

/// In the order in which they first speak.
std::vector<SpeakerShare> speakersOf(const Text& text);

/// The largest share first.
std::vector<LanguageShare> languagesOf(const Text& text);

/// Begin of the first and end of the last turn that has a time, in milliseconds of the recording.
struct TimeRange {
  std::int64_t from = 0;
  std::int64_t to = 0;
  friend bool operator==(const TimeRange&, const TimeRange&) = default;
};
std::optional<TimeRange> timesOf(const Text& text);

/// "00:12:31", whole seconds.
std::string clockTime(std::int64_t milliseconds);

/// One reading of a document's original.
struct TextVersion {
  TextId id;
  bool current = false;
  std::string reader;
  std::string options;
  std::string encoding;
  Timestamp read;
  std::uint64_t bytes = 0;
  std::uint64_t turns = 0;
  std::uint64_t codings = 0;  ///< that point into it
};

/// Oldest first; the last is current.
std::vector<TextVersion> versionsOf(const Storage& storage, const Document& document);

}  // namespace retold
