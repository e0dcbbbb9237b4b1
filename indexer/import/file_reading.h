#pragma once

#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "indexer/import/file_walk.h"
#include "indexer/import/importer.h"
#include "indexer/import/reader_pool.h"
#include "indexer/store/storage.h"
#include "indexer/text/tokenizer.h"

namespace retold {

/// A text ready for the store with the attributes that a table gave its case.
struct PreparedText {
  NewText text;
  std::vector<std::pair<std::string, std::string>> attributes;
};

/// What a file gave: texts, or the record that it, or a file within it, could not be read or was
/// left out.
using Prepared = std::variant<PreparedText, FileRecord>;
using PreparedSink = std::function<void(Prepared&&)>;

/// What reading needs beside the file. The pool may be shared between threads, the tokenizer not.
struct ReadingTools {
  Tokenizer& words;
  ReaderPool& pool;
  std::function<bool()> stop;  ///< asked while a reading process is waited for; may be empty
};

/// Reads a file and everything within it: decodes, divides into turns, guesses languages,
/// tokenises. What it holds goes to `sink` as it comes, a text only when it is complete; the
/// diagnostics of the whole file are returned. `exclude` are patterns of names of files within
/// archives that the user left out. Trouble with the file is a record, never thrown; memory that
/// ran out as well. What `sink` throws passes through, and ReadingStopped.
std::vector<Diagnostic> readFound(const FoundFile& file, const ImportRequest& request,
                                  const ReadingTools& tools, const PreparedSink& sink);

/// How many bytes of a file of this format are read, and whether it may give many texts one by one.
std::uint64_t largestFile(const ImportFormat& format, const ReadLimits& limits);
bool mayGiveManyTexts(const ImportFormat& format);

/// The record of a file that the user leaves out; none where it stays.
std::optional<FileRecord> excludedByUser(const std::string& name, const ImportRequest& request);

/// The record of a found file that is not to be read: left out by the user or a rule, or a folder
/// that could not be entered. None where it is to be read.
std::optional<FileRecord> recordWithoutReading(const FoundFile& file, const ImportRequest& request);

}  // namespace retold
