#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/import/importer.h"
#include "indexer/import/reader_protocol.h"

namespace retold {

/// Thrown by ReaderPool::read() when the caller has asked to stop.
struct ReadingStopped {};

/// Runs the readers of foreign formats in processes of their own (the program retold-reader), so
/// that a parser's crash takes one file and not the import. A process serves one read() at a time,
/// many files one after the other, and is replaced after a crash, when it takes too long, or after
/// some hundred files. Any number of threads may call read() at a time, also from within `sink`
/// (an archive's members): each call has its own process, so none waits for another.
class ReaderPool {
 public:
  /// `program` empty: $RETOLD_READER, or retold-reader beside our own program, or in
  /// ../libexec/retold from there. Nothing is started yet.
  explicit ReaderPool(const ReadLimits& limits, std::filesystem::path program = {});
  /// No read() may be under way.
  ~ReaderPool();
  ReaderPool(const ReaderPool&) = delete;
  ReaderPool& operator=(const ReaderPool&) = delete;

  /// As ImportFormat::read for the format of this name. A file on which the reader crashes is tried
  /// once more in a new process; what it gave before is not given twice. `stop` is asked ten times
  /// a second while we wait; when it says true, the process is killed and ReadingStopped thrown.
  /// What `sink` throws passes through.
  ReadResult read(std::string_view format, std::string_view name, std::string_view bytes,
                  const ReadOptions& options, const ReadSink& sink,
                  const std::function<bool()>& stop = {});

  /// Which protections a reading process has. Throws Error(NotFound) where it cannot be started.
  std::vector<Protection> protections();

 private:
  class Reader;
  struct Task;

  std::unique_ptr<Reader> take(std::string& why, const std::function<bool()>& stop);
  std::unique_ptr<Reader> start(std::string& why, const std::function<bool()>& stop);
  void giveBack(std::unique_ptr<Reader> reader);

  const ReadLimits limits_;
  const std::filesystem::path program_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Reader>> idle_;
};

/// Where retold-reader is, as ReaderPool looks for it; empty where it is not.
std::filesystem::path findReaderProgram();

}  // namespace retold
