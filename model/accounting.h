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

/// One file (or one row of a table of transcripts) that was given to import.
struct FileRecord {
  std::string name;  ///< as Document::name
  FileFate fate = FileFate::Read;
  std::string reason;                      ///< why unreadable; why excluded; empty for the others
  std::string by;                          ///< who excluded it; empty for the others
  std::optional<DocumentId> document;      ///< the document read from it, or the one it duplicates
  std::optional<std::string> duplicateOf;  ///< that document's name
  std::string format;                      ///< "txt", "md", "csv"; empty where none fits
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
  std::uint64_t documents = 0;
  std::uint64_t words = 0;
  std::uint64_t cases = 0;
  bool interruptedImport =
      false;  ///< an import was stopped and not resumed: more files may be waiting
};

}  // namespace retold
