#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/decode.h"
#include "model/accounting.h"
#include "model/diagnostic.h"
#include "model/document.h"
#include "model/progress.h"

namespace retold {

class Storage;

/// One transcript as a reader gives it. A table of transcripts gives one per row, any other file
/// exactly one.
struct ReadDocument {
  std::string member;  ///< "" or what follows the file's name: "#row-id"
  std::string text;    ///< UTF-8, "\n" line ends
  Encoding encoding;
  std::uint64_t unreadable = 0;
  std::vector<Turn> turns;  ///< empty: the importer finds them
  std::string original;  ///< bytes that the text was decoded from where they are not the whole file
                         ///< (a row), else ""
  std::string caseName;  ///< "" or the case that a table's column names
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<std::uint64_t> pageStarts;  ///< Text::pageStarts
  std::uint64_t pagesWithoutText = 0;
  std::optional<double> ocrConfidence;
  /// "3 tracked changes: the final text was read". Where there is no text and nothing contained,
  /// why.
  std::vector<std::string> notes;

  /// Set where this is no document but a file within the file (an archive's member, a sheet as csv,
  /// the picture of a page): its bytes, to be read as `containedFormat` ("" = by `member`'s name).
  /// `member` is "!name", or "" for the only sheet of a table.
  std::optional<std::string> contained;
  std::string containedFormat;
};

/// Which column of a table holds what. Names as in the header row, compared without case.
struct TableMapping {
  struct Column {
    std::string column;
    std::string meaning;  ///< "text", "document", "case", "speaker", "start", "end", "ignore", or
                          ///< an attribute: "attribute NAME", "episode 2 NAME", "assistance 1 NAME"
    std::string type;     ///< "", or AttributeType in words
    std::vector<std::pair<std::string, std::string>> values;  ///< as written -> to be stored as
  };
  std::vector<Column> columns;
};

/// What no file may exceed; all can be set by the user.
struct ReadLimits {
  std::uint64_t text = 64ull << 20;     ///< bytes of one text; at most 256 MiB. A table may be four
                                        ///< times as large, each of its texts not
  std::uint64_t unpacked = 1ull << 30;  ///< bytes that one archive or office file unpacks to
  std::uint64_t members = 100'000;      ///< files in one archive
  std::uint32_t nesting = 4;            ///< archives within archives
  std::uint32_t depth = 512;            ///< elements within elements of XML and HTML, groups of RTF
  std::uint32_t seconds = 120;          ///< for one file, in the reading process
  std::uint64_t memory = 2ull << 30;    ///< bytes of the reading process
};

/// Everything that a reader may be told.
struct ReadOptions {
  DecodeOptions decode;
  ReadLimits limits;
  TableMapping mapping;      ///< of tables; empty = by the columns' names
  bool ocr = false;          ///< recognise the text of pictures of pages (Tesseract)
  std::string ocrLanguages;  ///< as Tesseract names them: "eng+ron"
  bool libreOffice = false;  ///< let LibreOffice turn what we cannot read into what we can
};

/// What a reader says of one file. `unreadable` is a sentence for the user; then `documents` may be
/// empty.
struct ReadResult {
  std::vector<Diagnostic> diagnostics;
  std::optional<std::string> unreadable;
};

/// A format that can be imported. One row of `importFormats()` and one file in this folder each.
using ReadSink = std::function<void(ReadDocument&&)>;

struct ImportFormat {
  std::string_view name;        ///< "txt"
  std::string_view extensions;  ///< lower case, separated by spaces: "txt text"
  int version;                  ///< of the reader; raised when it would give another text
  /// Reads `bytes` of the file `name` and hands each document to `sink` as soon as it is there.
  /// Never throws for what is in the file. Any thread. Null for a format that only the program
  /// retold-reader reads, apart from us and locked in: its function has a row in
  /// indexer/reader/table.cpp.
  ReadResult (*read)(std::string_view name, std::string_view bytes, const ReadOptions& options,
                     const ReadSink& sink);
};

/// The table of formats (formats.cpp). A file whose extension no row names is tried as txt; when it
/// is no text, it is unreadable.
std::span<const ImportFormat> importFormats();
const ImportFormat* findImportFormat(const std::filesystem::path& path);

/// What to import and how.
struct ImportRequest {
  std::vector<std::filesystem::path>
      paths;  ///< files and folders; folders are walked, links are followed once
  ReadOptions read;
  std::vector<std::string> exclude;  ///< patterns of names to leave out: "*.bak", "drafts/*"
  std::string excludeReason;
  std::string coder;     ///< who imports
  unsigned threads = 2;  ///< 1 = read and write in turn
};

/// What an import did. found == added + unchanged + newTexts + duplicates + unreadable + excluded,
/// unless it was cancelled.
struct ImportReport {
  Accounting now;               ///< of the whole project, after the import
  std::uint64_t found = 0;      ///< files and rows found by this run
  std::uint64_t added = 0;      ///< new documents
  std::uint64_t unchanged = 0;  ///< were in the project already
  std::uint64_t newTexts = 0;   ///< changed files: the document got a new text
  std::uint64_t duplicates = 0;
  std::uint64_t unreadable = 0;
  std::uint64_t excluded = 0;  ///< hidden and system files, and what the user left out
  bool cancelled = false;
  std::vector<Diagnostic> diagnostics;  ///< of single files; work went on
};

/// Reads all files and adds them in batches; a stopped or killed import is resumed by importing
/// again: what is in is recognised and not read twice. Documents are named by their path relative
/// to the given folder (a given file: its name); where two roots would give one name, the root's
/// name goes in front. Throws Error(NotFound) for a given path that does not exist, before anything
/// is imported; Error(Locked, ReadOnly, DiskFull, StaleIndex) from the store.
ImportReport importPaths(Storage& storage, const ImportRequest& request, Progress& progress);

}  // namespace retold
