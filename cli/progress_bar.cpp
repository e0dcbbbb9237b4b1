#include "cli/progress_bar.h"

#include "cli/words.h"

namespace retold {

using std::chrono::milliseconds;

ProgressBar::ProgressBar(std::ostream& out, bool terminal, Clock clock, std::function<bool()> stop)
    : out_(out), terminal_(terminal), clock_(std::move(clock)), stop_(std::move(stop)) {}

bool ProgressBar::cancelled() const { return stop_(); }

void ProgressBar::report(std::string_view what, std::uint64_t done, std::uint64_t total) {
  if (!terminal_) return;
  const std::lock_guard lock(mutex_);
  const auto moment = clock_();
  if (!running_ || what != what_) {
    running_ = true;
    what_ = what;
    begin_ = moment;
    drawn_ = moment;
  }
  constexpr milliseconds quiet{1000};
  constexpr milliseconds pause{100};
  if (moment - begin_ < quiet || (visible_ && moment - drawn_ < pause)) return;
  drawn_ = moment;
  visible_ = true;
  const auto elapsed = std::chrono::duration_cast<milliseconds>(moment - begin_);
  out_ << "\r\033[K" << progressLine(what, done, total, elapsed) << std::flush;
}

void ProgressBar::clear() {
  const std::lock_guard lock(mutex_);
  if (visible_) out_ << "\r\033[K" << std::flush;
  visible_ = false;
  running_ = false;
}

namespace {

std::string duration(std::uint64_t seconds) {
  if (seconds < 60) return std::to_string(seconds) + " s";
  if (seconds < 3600)
    return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
  return std::to_string(seconds / 3600) + " h " + std::to_string(seconds % 3600 / 60) + " min";
}

}  // namespace

std::string progressLine(std::string_view what, std::uint64_t done, std::uint64_t total,
                         milliseconds elapsed) {
  std::string line(what);
  line += ' ' + grouped(done);
  if (total > 0) {
    line += " of " + grouped(total) + " (" + std::to_string(done * 100 / total) + " %)";
  }
  const auto spent = static_cast<std::uint64_t>(elapsed.count());
  const std::uint64_t rate = spent > 0 ? done * 1000 / spent : 0;
  if (rate > 0) line += ", " + grouped(rate) + " a second";
  if (done > 0 && done < total) {
    // Rounded up: "0 s left" would be a promise that is not kept.
    const std::uint64_t left = (spent * (total - done) / done + 999) / 1000;
    line += ", " + duration(left) + " left";
  }
  return line;
}

}  // namespace retold
