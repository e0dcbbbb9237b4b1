#include "indexer/import/file_reading.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <new>
#include <utility>

#include "indexer/import/content_kind.h"
#include "indexer/import/libreoffice.h"
#include "indexer/import/name_pattern.h"
#include "indexer/import/ocr.h"
#include "indexer/import/readers.h"
#include "indexer/import/searchability.h"
#include "indexer/system.h"
#include "indexer/text/language.h"
#include "indexer/text/shingles.h"
#include "indexer/text/turns.h"
#include "model/error.h"

namespace retold {

namespace {

/// A file of nothing but trouble is not to fill the screen.
constexpr std::size_t kMostDiagnostics = 50;
/// Files within files that are no archives: the sheet of a table within a table. Nothing real has
/// more.
constexpr unsigned kMostLevels = 16;
constexpr std::string_view kArchive = "archive";
/// Longer texts (two megabytes and more) are not looked through for near-duplicates: each exact
/// comparison would take seconds.
constexpr std::size_t kMostComparedWords = 400'000;

void limitDiagnostics(std::vector<Diagnostic>& diagnostics, const std::string& file) {
  if (diagnostics.size() <= kMostDiagnostics) return;
  const std::size_t more = diagnostics.size() - kMostDiagnostics;
  diagnostics.resize(kMostDiagnostics);
  diagnostics.push_back({Severity::Note, file, 0, 0,
                         "and " + std::to_string(more) + " more of this file that are not shown"});
}

std::string inWords(const Diagnostic& diagnostic) {
  if (diagnostic.line == 0) return diagnostic.message;
  return "line " + std::to_string(diagnostic.line) + ": " + diagnostic.message;
}

bool isBlank(std::string_view text) {
  return text.find_first_not_of(" \t\n") == std::string_view::npos;
}

std::string tooLarge(std::string_view what, std::uint64_t size, std::uint64_t limit) {
  return std::string(what) + " is too large: " + sizeInWords(size) + ", and at most " +
         sizeInWords(limit) +
         " are read; divide it into several files, or set another limit by the option "
         "--largest-text";
}

constexpr std::string_view kOnlyPictures =
    "its pages are pictures without a text layer; import --ocr reads them when Tesseract is "
    "installed, or have its text typed and import that";

/// The whole file is given up, with what it gave so far kept.
struct Refused {
  std::string reason;
};

std::string unpacksToTooMuch(const ReadLimits& limits) {
  return "with what it is in and what came before, it unpacks to more than " +
         sizeInWords(limits.unpacked) + " or to more than " + std::to_string(limits.members) +
         " files; the options --largest-unpacked and --most-members set other limits";
}

/// A file, or a file within a file, on its way to texts.
struct Source {
  std::string name;        ///< as Document::name
  std::string_view bytes;  ///< what is read
  FormatChoice choice;
  std::string readerBefore;             ///< "xlsx 1+" where a reader has given this one's bytes
  std::string_view original;            ///< what its text counts as made from
  std::vector<std::string> notes = {};  ///< of what it comes from
  unsigned archives = 0;                ///< that hold it
  unsigned level = 0;
};

/// One given file on its way from bytes to texts.
class FileReading {
 public:
  FileReading(const FoundFile& file, const ImportRequest& request, const ReadingTools& tools,
              const PreparedSink& sink)
      : file_(file),
        request_(request),
        limits_(request.read.limits),
        tools_(tools),
        sink_(sink),
        unpackedLeft_(limits_.unpacked),
        membersLeft_(limits_.members) {}

  std::vector<Diagnostic> read();

 private:
  /// What one source has given so far.
  struct State {
    bool gave = false;
    std::optional<PreparedText> whole;  ///< waits for the source's notes
    std::uint64_t pagesWithoutText = 0;
  };

  void readSource(const Source& source);
  ReadResult runReader(const Source& source, const ReadSink& sink);
  void give(const Source& source, ReadDocument&& document, State& state);
  void giveContained(const Source& source, ReadDocument&& document);
  void giveTurned(const Source& source, ReadDocument&& document);
  bool leaveOut(const Source& source, const std::string& name);
  void finishWhole(const Source& source, const ReadResult& result, State& state);
  void finishText(PreparedText&& prepared, std::uint64_t pagesWithoutText);
  PreparedText prepare(const Source& source, ReadDocument&& document) const;
  FileRecord record(const Source& source, std::string name, FileFate fate,
                    std::string reason) const;
  void giveUnreadable(const Source& source, std::string name, std::string reason);

  const FoundFile& file_;
  const ImportRequest& request_;
  const ReadLimits& limits_;
  const ReadingTools& tools_;
  const PreparedSink& sink_;
  std::int64_t modified_ = 0;
  std::uint64_t unpackedLeft_;
  std::uint64_t membersLeft_;
  std::vector<Diagnostic> diagnostics_;
};

FileRecord FileReading::record(const Source& source, std::string name, FileFate fate,
                               std::string reason) const {
  FileRecord record;
  record.name = std::move(name);
  record.fate = fate;
  record.reason = std::move(reason);
  // What was only tried as text has no format.
  const ImportFormat* format = source.choice.format;
  const bool isTrial = format == &importFormats().front() && !findImportFormat(record.name);
  if (format && !isTrial) record.format = format->name;
  record.bytes = source.level == 0 ? file_.bytes : source.bytes.size();
  record.modified = source.level == 0 ? file_.modified : modified_;
  record.seen = now();
  record.root = file_.root;
  record.notes = source.notes;
  return record;
}

void FileReading::giveUnreadable(const Source& source, std::string name, std::string reason) {
  sink_(record(source, std::move(name), FileFate::Unreadable, std::move(reason)));
}

PreparedText FileReading::prepare(const Source& source, ReadDocument&& document) const {
  const ImportFormat& format = *source.choice.format;
  PreparedText prepared;
  NewText& text = prepared.text;
  text.name = source.name + document.member;
  text.root = file_.root;
  text.format = format.name;
  text.reader =
      source.readerBefore + std::string(format.name) + " " + std::to_string(format.version);
  if (request_.read.decode.encoding) text.options = "encoding=" + *request_.read.decode.encoding;
  if (document.ocrConfidence) {
    const std::string& languages = request_.read.ocrLanguages;
    if (!text.options.empty()) text.options += ' ';
    text.options += "ocr=" + (languages.empty() ? "eng" : languages);
  }
  text.encoding = std::move(document.encoding);
  text.unreadable = document.unreadable;
  text.original = std::move(document.original);
  text.modified = modified_;
  text.notes = source.notes;
  std::move(document.notes.begin(), document.notes.end(), std::back_inserter(text.notes));
  text.caseName = std::move(document.caseName);
  text.content = std::move(document.text);
  text.pageStarts = std::move(document.pageStarts);
  text.ocrConfidence = document.ocrConfidence;
  text.turns = std::move(document.turns);
  prepared.attributes = std::move(document.attributes);
  return prepared;
}

/// The page on which each turn begins, where the reader did not say another place.
void placeTurns(NewText& text) {
  std::size_t page = 0;
  for (Turn& turn : text.turns) {
    if (turn.page) continue;
    while (page < text.pageStarts.size() && text.pageStarts[page] <= turn.span.begin) ++page;
    if (page > 0) turn.page = static_cast<std::uint32_t>(page);
  }
}

void FileReading::finishText(PreparedText&& prepared, std::uint64_t pagesWithoutText) {
  NewText& text = prepared.text;
  if (text.turns.empty()) {
    text.turns = findTurns(text.content);
  } else {
    guessRoles(text.content, text.turns);
  }
  placeTurns(text);
  tokenizeForStore(text, tools_.words);
  text.languages = guessLanguages(text.content, text.turns);
  if (text.tokens.foldedEnds.size() <= kMostComparedWords) {
    text.shingles = shingleSignature(text.tokens.folded, text.tokens.foldedEnds);
  }
  text.searchability = searchabilityOf(text, pagesWithoutText);
  sink_(std::move(prepared));
}

void FileReading::give(const Source& source, ReadDocument&& document, State& state) {
  const std::string name = source.name + document.member;
  state.gave = true;
  if (isBlank(document.text)) {
    // Where pictures of its pages are recognised, their text is there by now.
    std::string reason = document.notes.empty() ? "it holds no text" : document.notes.front();
    for (std::size_t i = 1; i < document.notes.size(); ++i) reason += "; " + document.notes[i];
    if (document.pagesWithoutText > 0 && !request_.read.ocr) reason = kOnlyPictures;
    giveUnreadable(source, name, std::move(reason));
    return;
  }
  if (document.text.size() > limits_.text) {
    giveUnreadable(source, name, tooLarge("the text", document.text.size(), limits_.text));
    return;
  }
  const std::uint64_t pagesWithoutText = document.pagesWithoutText;
  const bool isWhole = document.member.empty();
  PreparedText prepared = prepare(source, std::move(document));
  if (isWhole) {
    state.whole = std::move(prepared);
    state.pagesWithoutText = pagesWithoutText;
    return;
  }
  prepared.text.originalIsContent = prepared.text.original.empty();
  finishText(std::move(prepared), pagesWithoutText);
}

/// Says whether a file within an archive is left out, by rule or by the user, and records it.
bool FileReading::leaveOut(const Source& source, const std::string& name) {
  if (auto excluded = excludedByUser(name, request_)) {
    FileRecord out = record(source, name, FileFate::Excluded, std::move(excluded->reason));
    out.by = std::move(excluded->by);
    sink_(std::move(out));
    return true;
  }
  std::string_view rest(name);
  rest.remove_prefix(rest.rfind('!') + 1);
  while (!rest.empty()) {
    const std::size_t end = rest.find('/');
    const bool folder = end != std::string_view::npos;
    if (std::string why = whyLeftOut(std::string(rest.substr(0, end)), folder); !why.empty()) {
      FileRecord out = record(source, name, FileFate::Excluded, std::move(why));
      out.by = "retold";
      sink_(std::move(out));
      return true;
    }
    if (!folder) break;
    rest.remove_prefix(end + 1);
  }
  return false;
}

void FileReading::giveContained(const Source& source, ReadDocument&& document) {
  const std::string& bytes = *document.contained;
  const bool ofArchive = source.choice.format->name == kArchive;
  if (bytes.size() > unpackedLeft_ || membersLeft_ == 0) {
    throw Refused{unpacksToTooMuch(limits_)};
  }
  unpackedLeft_ -= bytes.size();
  --membersLeft_;
  Source inner;
  inner.name = source.name + document.member;
  inner.bytes = bytes;
  inner.level = source.level + 1;
  inner.archives = source.archives + (ofArchive ? 1 : 0);
  inner.notes = file_.notes;
  std::move(document.notes.begin(), document.notes.end(), std::back_inserter(inner.notes));
  inner.choice.format = formatNamed(document.containedFormat);
  if (!inner.choice.format) inner.choice = chooseFormat(document.member, bytes);
  // The only sheet of a table is the table: what it was made from is the whole file.
  inner.original = document.member.empty() ? source.original : inner.bytes;
  if (!ofArchive) {
    inner.readerBefore = source.readerBefore + std::string(source.choice.format->name) + " " +
                         std::to_string(source.choice.format->version) + "+";
  }
  if (ofArchive && leaveOut(inner, inner.name)) return;
  if (inner.level > kMostLevels ||
      (inner.archives > limits_.nesting && inner.choice.format->name == kArchive)) {
    giveUnreadable(inner, inner.name,
                   "it is an archive within " + std::to_string(inner.archives) +
                       " others, and at most " + std::to_string(limits_.nesting) +
                       " are opened; the option --nesting sets another limit");
    return;
  }
  if (inner.bytes.empty()) {
    giveUnreadable(inner, inner.name, "the file is empty");
    return;
  }
  const std::uint64_t limit = largestFile(*inner.choice.format, limits_);
  if (inner.bytes.size() > limit) {
    giveUnreadable(inner, inner.name, tooLarge("the file", inner.bytes.size(), limit));
    return;
  }
  readSource(inner);
}

/// Has LibreOffice turn a file of another program into one that we read, and reads that.
void FileReading::giveTurned(const Source& source, ReadDocument&& document) {
  TurnedFile turned =
      turnByLibreOffice(source.name, *document.contained, request_.read, tools_.stop);
  if (tools_.stop && tools_.stop()) throw ReadingStopped();
  if (!turned.trouble.empty()) {
    giveUnreadable(source, source.name, std::move(turned.trouble));
    return;
  }
  document.contained = std::move(turned.bytes);
  document.containedFormat = turned.format;
  document.notes.push_back(std::move(turned.note));
  giveContained(source, std::move(document));
}

ReadResult FileReading::runReader(const Source& source, const ReadSink& sink) {
  ReadOptions options = request_.read;
  options.limits.unpacked = unpackedLeft_;
  options.limits.members = membersLeft_;
  const ImportFormat& format = *source.choice.format;
  if (format.read) return format.read(source.name, source.bytes, options, sink);
  ReadResult result =
      tools_.pool.read(format.name, source.name, source.bytes, options, sink, tools_.stop);
  // The reader of an inner archive knows only what the others have left of the limits.
  const std::string over = "it unpacks to more than " + sizeInWords(options.limits.unpacked);
  const std::string many = "it holds more than " + std::to_string(options.limits.members);
  if (source.level > 0 && result.unreadable &&
      (result.unreadable->starts_with(over) || result.unreadable->starts_with(many))) {
    result.unreadable = unpacksToTooMuch(limits_);
  }
  return result;
}

void FileReading::finishWhole(const Source& source, const ReadResult& result, State& state) {
  NewText& text = state.whole->text;
  for (const Diagnostic& diagnostic : result.diagnostics) text.notes.push_back(inWords(diagnostic));
  if (result.unreadable) text.notes.push_back(*result.unreadable);
  text.originalIsContent = source.original == text.content;
  if (text.originalIsContent) {
    text.original.clear();
  } else {
    text.original = source.original;
  }
  finishText(std::move(*state.whole), state.pagesWithoutText);
}

void FileReading::readSource(const Source& source) {
  State state;
  PageRecognition recognition;
  ReadResult result = runReader(source, [&](ReadDocument&& document) {
    if (document.contained && document.containedFormat == kPagePicture) {
      recognition.read(pageOfMember(document.member), *document.contained, request_.read,
                       tools_.stop);
      if (tools_.stop && tools_.stop()) throw ReadingStopped();
    } else if (document.contained && document.containedFormat == kForLibreOffice) {
      state.gave = true;
      giveTurned(source, std::move(document));
    } else if (document.contained) {
      state.gave = true;
      giveContained(source, std::move(document));
    } else {
      if (!recognition.empty()) recognition.putInto(document);
      give(source, std::move(document), state);
    }
  });
  if (!source.choice.note.empty()) {
    result.diagnostics.insert(result.diagnostics.begin(),
                              {Severity::Note, source.name, 0, 0, source.choice.note});
  }
  if (state.whole) {
    finishWhole(source, result, state);
  } else if (result.unreadable || !state.gave) {
    FileRecord bad = record(source, source.name, FileFate::Unreadable,
                            result.unreadable.value_or("nothing was found in it"));
    if (!source.choice.note.empty()) bad.notes.push_back(source.choice.note);
    sink_(std::move(bad));
  }
  std::move(result.diagnostics.begin(), result.diagnostics.end(), std::back_inserter(diagnostics_));
}

std::vector<Diagnostic> FileReading::read() {
  Source source;
  source.name = file_.name;
  source.notes = file_.notes;
  source.choice.format = findImportFormat(file_.path);
  const ImportFormat& likely =
      source.choice.format ? *source.choice.format : importFormats().front();
  FileTrouble trouble;
  const std::optional<FileBytes> file = readFile(file_.path, largestFile(likely, limits_), trouble);
  if (!file) {
    giveUnreadable(source, source.name, trouble.reason);
    return {};
  }
  source.bytes = source.original = file->bytes;
  modified_ = file->modifiedMilliseconds;
  source.choice = chooseFormat(file_.path.filename().string(), file->bytes);
  try {
    readSource(source);
  } catch (const Refused& refused) {
    giveUnreadable(source, source.name, refused.reason);
  } catch (const std::bad_alloc&) {
    giveUnreadable(source, source.name,
                   "there is not enough memory to read it; divide it into several files");
  }
  limitDiagnostics(diagnostics_, file_.name);
  return std::move(diagnostics_);
}

}  // namespace

std::uint64_t largestFile(const ImportFormat& format, const ReadLimits& limits) {
  if (format.read == &readTable) return limits.text * 4;
  return format.read ? limits.text : limits.unpacked;
}

bool mayGiveManyTexts(const ImportFormat& format) {
  constexpr std::array many{std::string_view("csv"), std::string_view("xlsx"),
                            std::string_view("ods"), kArchive};
  return std::ranges::find(many, format.name) != many.end();
}

std::optional<FileRecord> excludedByUser(const std::string& name, const ImportRequest& request) {
  for (const std::string& pattern : request.exclude) {
    if (!fitsPattern(name, pattern)) continue;
    FileRecord record;
    record.name = name;
    record.fate = FileFate::Excluded;
    record.reason =
        request.excludeReason.empty() ? "its name fits \"" + pattern + "\"" : request.excludeReason;
    record.by = request.coder;
    return record;
  }
  return std::nullopt;
}

std::optional<FileRecord> recordWithoutReading(const FoundFile& file,
                                               const ImportRequest& request) {
  std::optional<FileRecord> record;
  if (file.fate == FoundFile::Fate::ToRead) {
    record = excludedByUser(file.name, request);
    if (!record) return std::nullopt;
  } else {
    const bool excluded = file.fate == FoundFile::Fate::Excluded;
    record.emplace();
    record->name = file.name;
    record->fate = excluded ? FileFate::Excluded : FileFate::Unreadable;
    record->reason = file.reason;
    if (excluded) record->by = "retold";
  }
  record->root = file.root;
  record->bytes = file.bytes;
  record->modified = file.modified;
  record->seen = now();
  record->notes = file.notes;
  return record;
}

std::vector<Diagnostic> readFound(const FoundFile& file, const ImportRequest& request,
                                  const ReadingTools& tools, const PreparedSink& sink) {
  return FileReading(file, request, tools, sink).read();
}

}  // namespace retold
