#include "indexer/import/preparation.h"

#include <chrono>
#include <new>
#include <utility>

#include "model/error.h"

namespace retold {

namespace {

/// Bytes in flight beside what the owner is writing.
constexpr std::uint64_t kMostInFlight = 64ull << 20;
/// A text with its tokens takes about this many times its file's bytes.
constexpr std::uint64_t kGrowth = 8;
/// Texts that wait for the owner when it is already at their file.
constexpr std::size_t kMostReady = 4;

/// Ends a helper's work on a file that nobody will take.
struct Stopped {};

/// A file whose format is not known is tried as text.
bool mayGiveManyTexts(const FoundFile& file) {
  const ImportFormat* format = findImportFormat(file.path);
  return format && mayGiveManyTexts(*format);
}

std::uint64_t cost(const Prepared& item) {
  const auto* prepared = std::get_if<PreparedText>(&item);
  if (!prepared) return 1024;
  const NewText& text = prepared->text;
  return 1024 + text.content.size() + text.original.size() + text.tokens.folded.size() +
         text.tokens.foldedEnds.size() * sizeof(std::uint32_t) +
         text.tokens.spans.size() * sizeof(ByteSpan) + text.turns.size() * sizeof(Turn) +
         text.languages.size() * sizeof(LanguageSpan) +
         (text.pageStarts.size() + text.shingles.size()) * sizeof(std::uint64_t);
}

}  // namespace

Preparation::Preparation(std::span<const FoundFile> files, const ImportRequest& request,
                         unsigned helpers, std::function<bool()> stop)
    : files_(files),
      request_(request),
      stop_(std::move(stop)),
      pool_(request.read.limits),
      slots_(files.size()) {
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
    const bool isOwner = !mayWait;
    const ReadingTools tools{
        words, pool_, [this, isOwner] { return stopping_ || (isOwner && stop_ && stop_()); }};
    diagnostics = readFound(files_[index], request_, tools,
                            [&](Prepared&& item) { push(index, std::move(item), mayWait); });
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

std::vector<Diagnostic> Preparation::take(std::size_t index, const PreparedSink& sink) {
  std::unique_lock lock(mutex_);
  taken_ = index;
  Slot& slot = slots_[index];
  if (!slot.claimed) {
    claim(index);
    lock.unlock();
    changed_.notify_all();
    const ReadingTools tools{words_, pool_, stop_};
    std::vector<Diagnostic> diagnostics =
        readFound(files_[index], request_, tools, [&sink](Prepared&& item) {
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
    } else if (mayClaim(nextUnclaimed_) && !mayGiveManyTexts(files_[nextUnclaimed_])) {
      const std::size_t ahead = nextUnclaimed_;
      claim(ahead);
      lock.unlock();
      produce(ahead, words_, false);
      lock.lock();
    } else {
      // A helper may wait long for a reading process; the user need not.
      changed_.wait_for(lock, std::chrono::milliseconds(100));
      if (stop_ && stop_()) throw ReadingStopped();
    }
  }
}

}  // namespace retold
