#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/ids.h"
#include "model/time.h"

namespace retold {

/// What became of a file that was given to import. Every file has exactly one fate.
enum class FileFate { Read, Duplicate, Unreadable, Excluded };

/// What makes a file the double of a document.
enum class Sameness { None, Bytes, Text };

/// How well a file can be searched. A note for the user, not a verdict.
struct Searchability {
  std::string language;           ///< BCP 47 of its largest part, "und" where nothing can be said
  std::string script;             ///< ISO 15924 of its largest part
  double languageConfidence = 0;  ///< 0..1
  double unreadableShare = 0;     ///< 0..1 of the characters: not decoded, U+FFFD, private use
  std::optional<double> ocrConfidence;  ///< 0..1 where pages were recognised from pictures
  bool looksLikeOcr = false;            ///< broken words as poor text recognition leaves them
  std::uint64_t pagesWithoutText = 0;   ///< pictures of pages that were not recognised
  friend bool operator==(const Searchability&, const Searchability&) = default;
};

/// A document whose words are nearly those of this one.
struct NearDuplicate {
  std::string document;  ///< its name
  double share = 0;      ///< Jaccard similarity of the word shingles, 0..1 (Broder 1997)
  friend bool operator==(const NearDuplicate&, const NearDuplicate&) = default;
};

/// One file (or one row of a table of transcripts) that was given to import.
struct FileRecord {
  std::string name;  ///< as Document::name
  FileFate fate = FileFate::Read;
  std::string reason;                      ///< why unreadable; why excluded; empty for the others
  std::string by;                          ///< who excluded it; empty for the others
  std::optional<DocumentId> document;      ///< the document read from it, or the one it duplicates
  std::optional<std::string> duplicateOf;  ///< that document's name
  Sameness sameness = Sameness::None;      ///< of a Duplicate: what is the same
  std::optional<NearDuplicate>
      near;  ///< of a Read: the nearest earlier document; it is read all the same
  std::optional<Searchability> searchability;  ///< of a Read
  std::string root;    ///< the name of the folder that was given to import; "" where not known
  std::string format;  ///< "txt", "docx"; empty where none fits
  std::uint64_t bytes = 0;
  std::string
      originalDigest;  ///< HMAC hex as Text::originalDigest; empty where the bytes were not read
  std::int64_t modified = 0;  ///< the file's time of change, milliseconds; 0 where not known
  Timestamp seen;
  std::vector<std::string> notes;  ///< diagnostics of reading, in words
};

/// The sums of the records: read + duplicate + unreadable + excluded == given.
struct Accounting {
  std::uint64_t given = 0;
  std::uint64_t read = 0;
  std::uint64_t duplicate = 0;
  std::uint64_t unreadable = 0;
  std::uint64_t excluded = 0;
  std::uint64_t nearDuplicate = 0;  ///< of `read`: nearly the same as another document
  std::uint64_t documents = 0;
  std::uint64_t words = 0;
  std::uint64_t cases = 0;
  bool interruptedImport =
      false;  ///< an import was stopped and not resumed: more files may be waiting
};

}  // namespace retold
