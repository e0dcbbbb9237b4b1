#include "gui/job.h"

#include <new>

#include "gui/strings.h"

namespace retold {

Problem currentProblem() {
  try {
    throw;
  } catch (const Error& error) {
    return {error.kind(), toQString(error.what()), toQString(error.hint()),
            toQString(error.whatForBlind())};
  } catch (const std::bad_alloc&) {
    return {ErrorKind::Internal, JobBase::tr("There is not enough memory for this."),
            JobBase::tr("Close other programs and try again. Nothing was changed.")};
  } catch (const std::exception& error) {
    return {ErrorKind::Internal,
            JobBase::tr("Something went wrong inside Retold: %1").arg(toQString(error.what())),
            JobBase::tr("Please report this text. What was saved before is safe.")};
  }
}

/// Lives in the job's thread and passes news on, not more often than an eye can follow.
class JobBase::Reporter final : public Progress {
 public:
  explicit Reporter(JobBase& job) : job_(job) {}

  void report(std::string_view what, std::uint64_t done, std::uint64_t total) override {
    constexpr qint64 kPause = 50;  // milliseconds
    if (since_.isValid() && since_.elapsed() < kPause && done != total) return;
    since_.start();
    QMetaObject::invokeMethod(
        &job_,
        [&job = job_, text = toQString(what), done, total] {
          emit job.progressed(text, done, total);
        },
        Qt::QueuedConnection);
  }

  bool cancelled() const override { return job_.cancelled_; }

 private:
  JobBase& job_;
  QElapsedTimer since_;
};

JobBase::JobBase(QObject* parent) : QObject(parent) {}

JobBase::~JobBase() { stop(); }

void JobBase::cancel() { cancelled_ = true; }

void JobBase::abandon() {
  cancel();
  abandoned_ = true;
  disconnect();
  if (finished_) deleteLater();
}

void JobBase::stop() {
  cancel();
  if (thread_.joinable()) thread_.join();
}

void JobBase::run(std::function<void(Progress&)> work, std::function<void()> deliver) {
  thread_ = std::thread([this, work = std::move(work), deliver = std::move(deliver)] {
    Reporter reporter(*this);
    work(reporter);
    QMetaObject::invokeMethod(
        this,
        [this, deliver] {
          finished_ = true;
          if (abandoned_) {
            deleteLater();
            return;
          }
          deliver();
          emit finished();
        },
        Qt::QueuedConnection);
  });
}

}  // namespace retold
