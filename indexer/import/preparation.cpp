#include "indexer/import/preparation.h"

#include <algorithm>
#include <new>
#include <utility>

#include "indexer/import/readers.h"
#include "indexer/system.h"
#include "indexer/text/turns.h"
#include "model/error.h"

namespace retold {

namespace {

/// Bytes in flight beside what the owner is writing.
constexpr std::uint64_t kMostInFlight = 64ull << 20;
/// A text with its tokens takes about this many times its file's bytes.
constexpr std::uint64_t kGrowth = 8;
/// Texts that wait for the owner when it is already at their file.
constexpr std::size_t kMostReady = 4;
/// A file of nothing but trouble is not to fill the screen.
constexpr std::size_t kMostDiagnostics = 50;

/// Ends a helper's work on a file that nobody will take.
struct Stopped {};

/// A file whose format is not known is tried as text.
const ImportFormat& formatOf(const FoundFile& file) {
  const ImportFormat* found = findImportFormat(file.path);
  return found ? *found : importFormats().front();
}

bool givesManyTexts(const ImportFormat& format) { return format.read == &readTable; }

std::uint64_t limitFor(const ImportFormat& format, const ReadOptions& options) {
  return givesManyTexts(format) ? options.limits.text * 4 : options.limits.text;
}

std::uint64_t cost(const Prepared& item) {
  const auto* prepared = std::get_if<PreparedText>(&item);
  if (!prepared) return 1024;
  const NewText& text = prepared->text;
  return 1024 + text.content.size() + text.original.size() + text.tokens.folded.size() +
         text.tokens.foldedEnds.size() * sizeof(std::uint32_t) +
         text.tokens.spans.size() * sizeof(ByteSpan) + text.turns.size() * sizeof(Turn);
}

FileRecord unreadableRecord(const FoundFile& file, std::string reason) {
  FileRecord record;
  record.name = file.name;
  record.fate = FileFate::Unreadable;
  record.reason = std::move(reason);
  if (const ImportFormat* format = findImportFormat(file.path)) record.format = format->name;
  record.bytes = file.bytes;
  record.modified = file.modified;
  record.seen = now();
  record.notes = file.notes;
  return record;
}

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

/// One file on its way from bytes to texts.
class FileReading {
 public:
  FileReading(const FoundFile& file, const ReadOptions& options, Tokenizer& words,
              const std::function<void(Prepared&&)>& sink)
      : file_(file), options_(options), words_(words), sink_(sink), format_(formatOf(file)) {}

  std::vector<Diagnostic> read();

 private:
  void giveUnreadable(std::string reason) { giveUnreadable(file_.name, std::move(reason)); }
  void giveUnreadable(const std::string& name, std::string reason);
  void give(ReadDocument&& document);
  void addNotes(const std::vector<Diagnostic>& diagnostics);

  const FoundFile& file_;
  const ReadOptions& options_;
  Tokenizer& words_;
  const std::function<void(Prepared&&)>& sink_;
  const ImportFormat& format_;
  std::string bytes_;
  std::int64_t modified_ = 0;
  bool gave_ = false;
  std::optional<PreparedText> whole_;  ///< waits for the file's notes
};

void FileReading::giveUnreadable(const std::string& name, std::string reason) {
  FileRecord record = unreadableRecord(file_, std::move(reason));
  record.name = name;
  sink_(std::move(record));
  gave_ = true;
}

void FileReading::give(ReadDocument&& document) {
  const std::string name = file_.name + document.member;
  if (document.text.find_first_not_of(" \t\n") == std::string::npos) {
    giveUnreadable(name, "it holds no text");
    return;
  }
  if (document.text.size() > options_.limits.text) {
    giveUnreadable(name, "the text is too large: " + std::to_string(document.text.size()) +
                             " bytes, and at most " + std::to_string(options_.limits.text) +
                             " are read; divide it into several files");
    return;
  }
  PreparedText prepared;
  NewText& text = prepared.text;
  text.name = name;
  text.format = format_.name;
  text.reader = std::string(format_.name) + " " + std::to_string(format_.version);
  if (options_.decode.encoding) text.options = "encoding=" + *options_.decode.encoding;
  text.encoding = std::move(document.encoding);
  text.unreadable = document.unreadable;
  text.original = std::move(document.original);
  text.modified = modified_;
  text.notes = file_.notes;
  text.caseName = std::move(document.caseName);
  text.content = std::move(document.text);
  text.turns = std::move(document.turns);
  text.turns.empty() ? void(text.turns = findTurns(text.content))
                     : guessRoles(text.content, text.turns);
  prepared.attributes = std::move(document.attributes);
  gave_ = true;
  if (document.member.empty()) {
    whole_ = std::move(prepared);
    return;
  }
  text.originalIsContent = text.original.empty();
  tokenizeForStore(text, words_);
  sink_(std::move(prepared));
}

std::vector<Diagnostic> FileReading::read() {
  FileTrouble trouble;
  std::optional<FileBytes> file = readFile(file_.path, limitFor(format_, options_), trouble);
  if (!file) {
    giveUnreadable(trouble.reason);
    return {};
  }
  bytes_ = std::move(file->bytes);
  modified_ = file->modifiedMilliseconds;
  ReadResult result = format_.read(file_.name, bytes_, options_,
                                   [this](ReadDocument&& document) { give(std::move(document)); });
  limitDiagnostics(result.diagnostics, file_.name);
  if (whole_) {
    NewText& text = whole_->text;
    for (const Diagnostic& diagnostic : result.diagnostics) {
      text.notes.push_back(inWords(diagnostic));
    }
    text.originalIsContent = bytes_ == text.content;
    text.original = text.originalIsContent ? std::string() : std::move(bytes_);
    bytes_ = std::string();
    tokenizeForStore(text, words_);
    sink_(std::move(*whole_));
  } else if (!gave_) {
    giveUnreadable(result.unreadable.value_or("nothing was found in it"));
  }
  return std::move(result.diagnostics);
}

}  // namespace

Preparation::Preparation(std::span<const FoundFile> files, const ReadOptions& options,
                         unsigned helpers)
    : files_(files), options_(options), slots_(files.size()) {
  for (unsigned i = 0; i < helpers && i < files.size(); ++i) {
    helpers_.emplace_back([this] { work(); });
  }
}

Preparation::~Preparation() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& helper : helpers_) helper.join();
}

bool Preparation::mayClaim(std::size_t index) const {
  return index < files_.size() && inFlight_ + files_[index].bytes * kGrowth <= kMostInFlight;
}

void Preparation::claim(std::size_t index) {
  Slot& slot = slots_[index];
  slot.claimed = true;
  slot.reserved = files_[index].bytes * 2;  // its bytes, and what they are decoded to
  inFlight_ += slot.reserved;
  nextUnclaimed_ = index + 1;
}

void Preparation::work() {
  Tokenizer words;
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || mayClaim(nextUnclaimed_); });
    if (stopping_) return;
    const std::size_t index = nextUnclaimed_;
    claim(index);
    lock.unlock();
    produce(index, words, true);
    lock.lock();
  }
}

void Preparation::push(std::size_t index, Prepared&& item, bool mayWait) {
  const std::uint64_t bytes = cost(item);
  std::unique_lock lock(mutex_);
  Slot& slot = slots_[index];
  const auto hasRoom = [&] {
    return inFlight_ + bytes <= kMostInFlight ||
           (taken_ == index && slot.ready.size() < kMostReady);
  };
  if (mayWait) changed_.wait(lock, [&] { return stopping_ || hasRoom(); });
  if (stopping_) throw Stopped();
  inFlight_ += bytes;
  slot.ready.push_back(std::move(item));
  lock.unlock();
  changed_.notify_all();
}

/// Prepares a claimed file into its slot.
void Preparation::produce(std::size_t index, Tokenizer& words, bool mayWait) {
  std::vector<Diagnostic> diagnostics;
  std::exception_ptr failure;
  try {
    diagnostics =
        prepare(index, words, [&](Prepared&& item) { push(index, std::move(item), mayWait); });
  } catch (...) {
    failure = std::current_exception();
  }
  {
    const std::lock_guard lock(mutex_);
    Slot& slot = slots_[index];
    slot.diagnostics = std::move(diagnostics);
    slot.failure = failure;
    slot.done = true;
    inFlight_ -= slot.reserved;
  }
  changed_.notify_all();
}

std::vector<Diagnostic> Preparation::prepare(std::size_t index, Tokenizer& words,
                                             const std::function<void(Prepared&&)>& sink) const {
  const FoundFile& file = files_[index];
  try {
    return FileReading(file, options_, words, sink).read();
  } catch (const std::bad_alloc&) {
    sink(unreadableRecord(file,
                          "there is not enough memory to read it; divide it into several files"));
    return {};
  }
}

std::vector<Diagnostic> Preparation::take(std::size_t index,
                                          const std::function<void(Prepared&&)>& sink) {
  std::unique_lock lock(mutex_);
  taken_ = index;
  Slot& slot = slots_[index];
  if (!slot.claimed) {
    claim(index);
    lock.unlock();
    changed_.notify_all();
    std::vector<Diagnostic> diagnostics = prepare(index, words_, [&sink](Prepared&& item) {
      try {
        sink(std::move(item));
      } catch (const std::bad_alloc&) {  // the owner's trouble, not the file's
        throw Error(ErrorKind::Internal, "there is not enough memory to go on");
      }
    });
    lock.lock();
    inFlight_ -= slot.reserved;
    return diagnostics;
  }
  changed_.notify_all();
  for (;;) {
    if (!slot.ready.empty()) {
      Prepared item = std::move(slot.ready.front());
      slot.ready.pop_front();
      inFlight_ -= cost(item);
      lock.unlock();
      changed_.notify_all();
      sink(std::move(item));
      lock.lock();
    } else if (slot.done) {
      if (slot.failure) std::rethrow_exception(slot.failure);
      return std::move(slot.diagnostics);
    } else if (mayClaim(nextUnclaimed_) && !givesManyTexts(formatOf(files_[nextUnclaimed_]))) {
      const std::size_t ahead = nextUnclaimed_;
      claim(ahead);
      lock.unlock();
      produce(ahead, words_, false);
      lock.lock();
    } else {
      changed_.wait(lock);
    }
  }
}

}  // namespace retold
