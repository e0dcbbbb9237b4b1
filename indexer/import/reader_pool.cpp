#include "indexer/import/reader_pool.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "indexer/import/ocr.h"
#include "indexer/system.h"
#include "model/error.h"

namespace retold {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Files that one process reads; parsers lose memory over time.
constexpr std::uint32_t kMostFiles = 300;
/// Processes kept for later.
constexpr std::size_t kMostIdle = 16;
constexpr int kLook = 100;  ///< milliseconds between two looks at `stop`
/// Starting takes some milliseconds; a loaded machine may take much longer.
constexpr std::uint32_t kStartSeconds = 60;
/// Beside what is read from the file: diagnostics, turns.
constexpr std::uint64_t kMostOverhead = 64ull << 20;
constexpr std::uint64_t kMostGreeting = 64 << 10;
/// Documents of a file that is no archive: the sheets of a table, the parts of a mailbox.
constexpr std::uint64_t kMostOwnDocuments = 10'000;

std::string inSeconds(std::uint32_t seconds) {
  return std::to_string(seconds) + (seconds == 1 ? " second" : " seconds");
}

/// What came instead of an answer.
enum class Failure { None, Ended, TooSlow, Nonsense, TooMuch };

std::string crashed(std::string_view format, const ChildProcess::Ending& ending) {
  const std::string how = ending.signal != 0 ? "signal " + std::to_string(ending.signal)
                                             : "exit code " + std::to_string(ending.exitCode);
  return "the reader of " + std::string(format) + " files crashed on it (" + how +
         "); the file may be damaged: open it in the program that made it, save it again and "
         "import that; other files are not affected";
}

std::string notUnderstood(std::string_view format) {
  return "the reader of " + std::string(format) +
         " files gave an answer that cannot be understood; the file may be damaged: open it in "
         "the program that made it, save it again and import that; other files are not affected";
}

}  // namespace

/// One process.
class ReaderPool::Reader {
 public:
  explicit Reader(std::unique_ptr<ChildProcess> child) : child_(std::move(child)) {}

  std::vector<Protection> protections;
  std::uint32_t files = 0;

  /// Both are sent while next() waits; `bytes` must live until then.
  void send(std::string head, std::string_view bytes) {
    head_ = std::move(head);
    headLeft_ = head_;
    bytesLeft_ = bytes;
  }

  /// The next message, or why there is none. `content` is valid until drop().
  Failure next(std::uint32_t seconds, std::uint64_t most, const std::function<bool()>& stop,
               MessageHead& head, std::string_view& content);
  void drop(const MessageHead& head) {
    received_.erase(0, kMessageHead + static_cast<std::size_t>(head.size));
    if (received_.empty()) std::string().swap(received_);
  }

  /// False when it ended or spoke while nothing was asked of it.
  bool isAlive() {
    std::string_view nothing;
    return child_->exchange(nothing, received_, 0) == ChildProcess::Output::Open &&
           received_.empty();
  }
  /// Its output is closed, or we have had enough of it.
  ChildProcess::Ending end() {
    child_->kill();
    return child_->wait();
  }

 private:
  std::unique_ptr<ChildProcess> child_;
  std::string head_;
  std::string_view headLeft_;
  std::string_view bytesLeft_;
  std::string received_;
};

Failure ReaderPool::Reader::next(std::uint32_t seconds, std::uint64_t most,
                                 const std::function<bool()>& stop, MessageHead& head,
                                 std::string_view& content) {
  const auto end = steady_clock::now() + std::chrono::seconds(seconds);
  for (;;) {
    if (received_.size() >= kMessageHead) {
      const auto found = readMessageHead(received_);
      if (!found) return Failure::Nonsense;
      head = *found;
      if (head.size > most) return Failure::TooMuch;
      if (received_.size() - kMessageHead >= head.size) {
        content =
            std::string_view(received_).substr(kMessageHead, static_cast<std::size_t>(head.size));
        return Failure::None;
      }
    }
    if (stop && stop()) throw ReadingStopped();
    const auto left = std::chrono::duration_cast<milliseconds>(end - steady_clock::now()).count();
    if (left <= 0) return Failure::TooSlow;
    const int wait = static_cast<int>(std::min<std::int64_t>(left, kLook));
    std::string_view& toSend = headLeft_.empty() ? bytesLeft_ : headLeft_;
    if (child_->exchange(toSend, received_, wait) == ChildProcess::Output::Ended) {
      return Failure::Ended;
    }
  }
}

/// One file on its way through a process, perhaps through a second one.
struct ReaderPool::Task {
  const ReadRequest& request;
  std::string_view bytes;
  const ReadSink& sink;
  const std::function<bool()>& stop;
  std::uint64_t given = 0;  ///< documents that `sink` has
  ReadResult result;

  Failure run(Reader& reader);
  bool take(std::optional<ReadDocument> document, std::uint64_t& seen);
};

/// False where there is none.
bool ReaderPool::Task::take(std::optional<ReadDocument> document, std::uint64_t& seen) {
  if (!document) return false;
  if (++seen <= given) return true;  // it came before the crash
  ++given;
  sink(std::move(*document));
  return true;
}

Failure ReaderPool::Task::run(Reader& reader) {
  const ReadLimits& limits = request.options.limits;
  const std::uint64_t most = limits.unpacked + 4 * limits.text + kMostOverhead;
  std::uint64_t total = 0;
  std::uint64_t seen = 0;
  reader.send(message(MessageKind::Request, encodeRequest(request)) +
                  messageHead(MessageKind::Bytes, bytes.size()),
              bytes);
  for (;;) {
    MessageHead head;
    std::string_view content;
    const Failure failure = reader.next(limits.seconds, most - total, stop, head, content);
    if (failure != Failure::None) return failure;
    total += head.size;
    if (head.kind == MessageKind::Document) {
      std::optional<ReadDocument> document = decodeDocument(content);
      reader.drop(head);
      // Pictures of pages are used up as they come, one by one.
      if (document && document->containedFormat == kPagePicture) total -= head.size;
      if (seen > limits.members + kMostOwnDocuments) return Failure::TooMuch;
      if (!take(std::move(document), seen)) return Failure::Nonsense;
      continue;
    }
    std::optional<ReadResult> decoded;
    if (head.kind == MessageKind::Result) decoded = decodeResult(content);
    if (!decoded) return Failure::Nonsense;
    reader.drop(head);
    result = std::move(*decoded);
    return Failure::None;
  }
}

ReaderPool::ReaderPool(const ReadLimits& limits, std::filesystem::path program)
    : limits_(limits), program_(program.empty() ? findReaderProgram() : std::move(program)) {}

ReaderPool::~ReaderPool() = default;

/// A process that waits for its first file or its next one; none with the reason in `why`.
std::unique_ptr<ReaderPool::Reader> ReaderPool::take(std::string& why,
                                                     const std::function<bool()>& stop) {
  for (;;) {
    std::unique_ptr<Reader> reader;
    {
      const std::lock_guard lock(mutex_);
      if (idle_.empty()) break;
      reader = std::move(idle_.back());
      idle_.pop_back();
    }
    if (reader->isAlive()) return reader;
  }
  return start(why, stop);
}

std::unique_ptr<ReaderPool::Reader> ReaderPool::start(std::string& why,
                                                      const std::function<bool()>& stop) {
  if (program_.empty()) {
    why =
        "the program retold-reader, which reads this format, was not found beside Retold; install "
        "Retold again, or name the program in the environment variable RETOLD_READER";
    return nullptr;
  }
  auto child = ChildProcess::start(program_, {"--memory", std::to_string(limits_.memory)}, why);
  if (!child) return nullptr;
  auto reader = std::make_unique<Reader>(std::move(child));
  MessageHead head;
  std::string_view content;
  const Failure failure = reader->next(kStartSeconds, kMostGreeting, stop, head, content);
  std::optional<std::vector<Protection>> greeting;
  if (failure == Failure::None && head.kind == MessageKind::Greeting) {
    greeting = decodeGreeting(content);
  }
  if (!greeting) {
    why =
        "the program retold-reader, which reads this format, does not work, or is not of the same "
        "version as this program; install Retold again";
    return nullptr;
  }
  reader->drop(head);
  reader->protections = std::move(*greeting);
  return reader;
}

void ReaderPool::giveBack(std::unique_ptr<Reader> reader) {
  if (++reader->files >= kMostFiles) return;
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kMostIdle) idle_.push_back(std::move(reader));
}

ReadResult ReaderPool::read(std::string_view format, std::string_view name, std::string_view bytes,
                            const ReadOptions& options, const ReadSink& sink,
                            const std::function<bool()>& stop) {
  const ReadRequest request{std::string(format), std::string(name), options};
  Task task{request, bytes, sink, stop, 0, {}};
  const auto unreadable = [](std::string reason) { return ReadResult{{}, std::move(reason)}; };
  // The second time in a process that has read nothing else: what it read before may have harmed
  // it.
  for (bool again = false;; again = true) {
    std::string why;
    std::unique_ptr<Reader> reader = again ? start(why, stop) : take(why, stop);
    if (!reader) return unreadable(std::move(why));
    switch (task.run(*reader)) {
      case Failure::None:
        giveBack(std::move(reader));
        return std::move(task.result);
      case Failure::TooSlow:
        return unreadable("reading it took more than " + inSeconds(options.limits.seconds) +
                          " and was given up; the option --seconds sets another limit");
      case Failure::TooMuch:
        return unreadable("it unpacks to more than " + sizeInWords(options.limits.unpacked) +
                          " or to more than " + std::to_string(options.limits.members) +
                          " files; the options --largest-unpacked and --most-members set other "
                          "limits");
      case Failure::Nonsense:
        if (again) return unreadable(notUnderstood(format));
        break;
      case Failure::Ended:
        const ChildProcess::Ending ending = reader->end();
        if (again) return unreadable(crashed(format, ending));
        break;
    }
  }
}

std::vector<Protection> ReaderPool::protections() {
  std::string why;
  std::unique_ptr<Reader> reader = take(why, {});
  if (!reader) throw Error(ErrorKind::NotFound, why);
  std::vector<Protection> found = reader->protections;
  giveBack(std::move(reader));
  return found;
}

std::filesystem::path findReaderProgram() {
  constexpr std::string_view name = "retold-reader";
  if (const char* named = std::getenv("RETOLD_READER"); named && *named) return named;
  const std::filesystem::path folder = programFolder();
  if (folder.empty()) return {};
  std::error_code ignored;
  for (const std::filesystem::path& place :
       {folder / name, folder / ".." / "libexec" / "retold" / name}) {
    if (std::filesystem::is_regular_file(place, ignored)) return place;
  }
  return {};
}

}  // namespace retold
