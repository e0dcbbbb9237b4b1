#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "indexer/import/file_reading.h"
#include "indexer/import/file_walk.h"
#include "indexer/import/importer.h"
#include "indexer/import/reader_pool.h"
#include "indexer/text/tokenizer.h"

namespace retold {

/// Reads, decodes, divides and tokenises files in several threads, while the thread that owns it
/// takes the results in the order of the files. Memory is bounded by bytes in flight, whatever the
/// number of files; a file too large for that is read only when it is taken. The owner helps while
/// it waits. With no helpers all is done in the owner's thread.
class Preparation {
 public:
  /// `request` must live as long. `stop` is asked in the owner's thread while it waits; once it is
  /// true, take() throws ReadingStopped.
  Preparation(std::span<const FoundFile> files, const ImportRequest& request, unsigned helpers,
              std::function<bool()> stop = {});
  /// Stops what is under way.
  ~Preparation();
  Preparation(const Preparation&) = delete;
  Preparation& operator=(const Preparation&) = delete;

  /// Gives what file `index` holds to `sink`; then its diagnostics. Called once for each file, in
  /// order, from one thread. What `sink` throws passes through.
  std::vector<Diagnostic> take(std::size_t index, const PreparedSink& sink);

 private:
  struct Slot {
    std::deque<Prepared> ready;
    std::vector<Diagnostic> diagnostics;
    std::exception_ptr failure;
    std::uint64_t reserved = 0;
    bool claimed = false;
    bool done = false;
  };

  void work();
  bool mayClaim(std::size_t index) const;
  void claim(std::size_t index);
  void produce(std::size_t index, Tokenizer& words, bool mayWait);
  void push(std::size_t index, Prepared&& item, bool mayWait);
  const std::span<const FoundFile> files_;
  const ImportRequest& request_;
  const std::function<bool()> stop_;
  ReaderPool pool_;
  Tokenizer words_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Slot> slots_;
  std::size_t nextUnclaimed_ = 0;
  std::size_t taken_ = 0;       ///< the file that the owner waits for
  std::uint64_t inFlight_ = 0;  ///< bytes, estimated
  std::atomic<bool> stopping_ = false;
  std::vector<std::thread> helpers_;
};

}  // namespace retold
