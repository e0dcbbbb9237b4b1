#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <ostream>
#include <string>
#include <string_view>

#include "model/progress.h"

namespace retold {

/// One line on a terminal that says how far long work is: count, rate and time left. It appears
/// after one second and is redrawn at most ten times a second. Any thread may report.
class ProgressBar : public Progress {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  /// Writes to `out` only when `terminal`. `stop` says whether the user asked to stop.
  ProgressBar(std::ostream& out, bool terminal, Clock clock, std::function<bool()> stop);

  void report(std::string_view what, std::uint64_t done, std::uint64_t total) override;
  bool cancelled() const override;

  /// Takes the line away, so that other words can be written. The next report begins anew.
  void clear();

 private:
  std::ostream& out_;
  bool terminal_;
  Clock clock_;
  std::function<bool()> stop_;
  std::mutex mutex_;
  std::string what_;
  std::chrono::steady_clock::time_point begin_;
  std::chrono::steady_clock::time_point drawn_;
  bool running_ = false;
  bool visible_ = false;
};

/// The line itself: "files 1,200 of 14,000 (8 %), 410 a second, 31 s left".
std::string progressLine(std::string_view what, std::uint64_t done, std::uint64_t total,
                         std::chrono::milliseconds elapsed);

}  // namespace retold
