#pragma once

#include <QElapsedTimer>
#include <QMetaType>
#include <QObject>
#include <QPointer>
#include <QString>
#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "model/error.h"
#include "model/progress.h"

namespace retold {

/// An Error as the user reads it.
struct Problem {
  ErrorKind kind = ErrorKind::Internal;
  QString what;
  QString hint;        ///< what to do next; may be empty
  QString forBlind{};  ///< `what` for a second reader who must not know what others did
};

/// The exception that is being handled. Only within a catch block.
Problem currentProblem();

/// Runs `work` in this thread and gives what it threw; none when all went well. For calls that are
/// short enough for the GUI's thread.
template <class Work>
std::optional<Problem> attempt(Work&& work) {
  try {
    std::forward<Work>(work)();
    return std::nullopt;
  } catch (const std::exception&) {
    return currentProblem();
  }
}

/// What every job has: a thread, a flag to stop it, and news of how far it is. Signals are emitted
/// in the thread that the object lives in.
class JobBase : public QObject {
  Q_OBJECT
 public:
  explicit JobBase(QObject* parent = nullptr);
  /// Asks the work to stop and waits for it. What it had not delivered is not delivered any more.
  ~JobBase() override;

  void cancel();
  bool isFinished() const { return finished_; }
  /// Asks the work to stop without waiting for it: nothing is delivered any more, and the object
  /// deletes itself when the work ended. May be called from its own receiver.
  void abandon();

 signals:
  /// At most about 20 times a second; `total` 0 = not known yet.
  void progressed(const QString& what, quint64 done, quint64 total);
  /// After the result was delivered, or what went wrong.
  void finished();

 protected:
  /// Runs `work` in a new thread, and afterwards `deliver` in this object's thread.
  void run(std::function<void(Progress&)> work, std::function<void()> deliver);
  /// Ends the thread. Derived classes call it in their destructor, while what the thread uses
  /// lives.
  void stop();

 private:
  class Reporter;
  std::atomic<bool> cancelled_ = false;
  bool finished_ = false;
  bool abandoned_ = false;
  std::thread thread_;
};

/// A function that runs in a thread of its own, with values of its own: it opens its own Storage.
/// What it returns, or the Error that it threw, comes to the receiver in the thread of this object
/// through the event loop. Lives in one thread; deleting it stops the work.
template <class Result>
class Job final : public JobBase {
 public:
  using Work = std::function<Result(Progress&)>;
  using Receiver = std::function<void(Result)>;
  using Refused = std::function<void(const Problem&)>;

  Job(Work work, Receiver receiver, Refused refused, QObject* parent = nullptr) : JobBase(parent) {
    auto outcome = std::make_shared<Outcome>();
    run(
        [outcome, work = std::move(work)](Progress& progress) {
          outcome->problem = attempt([&] { outcome->result.emplace(work(progress)); });
        },
        [outcome, receiver = std::move(receiver), refused = std::move(refused)] {
          if (outcome->problem) {
            refused(*outcome->problem);
          } else {
            receiver(std::move(*outcome->result));
          }
        });
  }
  ~Job() override { stop(); }

 private:
  struct Outcome {
    std::optional<Result> result;
    std::optional<Problem> problem;
  };
};

/// Holds a job that may be dropped at any time: dropping it does not wait for the work. Empty where
/// the job's parent took it with it.
class JobHandle {
 public:
  JobHandle() = default;
  explicit JobHandle(JobBase* job) : job_(job) {}
  JobHandle(JobHandle&& other) noexcept : job_(std::exchange(other.job_, nullptr)) {}
  JobHandle& operator=(JobHandle&& other) noexcept {
    reset();
    job_ = std::exchange(other.job_, nullptr);
    return *this;
  }
  ~JobHandle() { reset(); }

  void reset() {
    if (JobBase* job = std::exchange(job_, nullptr)) job->abandon();
  }
  /// True until the work is dropped or its result was brought.
  bool isRunning() const { return job_ != nullptr && !job_->isFinished(); }
  JobBase* get() const { return job_; }
  JobBase* operator->() const { return job_; }

 private:
  QPointer<JobBase> job_;
};

}  // namespace retold

Q_DECLARE_METATYPE(retold::Problem)
