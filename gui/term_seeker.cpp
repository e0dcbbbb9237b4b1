#include "gui/term_seeker.h"

#include <QMetaObject>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace retold {

namespace {
constexpr std::chrono::milliseconds kLongestWait{200};
}

struct TermSeeker::Wish {
  std::shared_ptr<const Lexicon> lexicon;
  TermExpression expression;
  TermPreviewOptions options;
};

/// What the two threads have in common. The worker writes to `seeker` only by events, and only
/// while it is there.
struct TermSeeker::Letterbox {
  std::mutex mutex;
  std::condition_variable arrived;
  std::optional<Wish> wish;
  std::uint64_t number = 0;  ///< of the newest wish
  bool closed = false;
  TermSeeker* seeker = nullptr;

  bool isNewest(std::uint64_t wanted) {
    const std::lock_guard lock(mutex);
    return !closed && number == wanted;
  }
};

/// Stops looking as soon as something else is wanted.
class TermSeeker::Interruptible final : public Progress {
 public:
  Interruptible(Letterbox& letters, std::uint64_t number, const Progress& job)
      : letters_(letters), number_(number), job_(job) {}
  bool cancelled() const override { return job_.cancelled() || !letters_.isNewest(number_); }

 private:
  Letterbox& letters_;
  std::uint64_t number_;
  const Progress& job_;
};

TermSeeker::TermSeeker(Session& session, QObject* parent) : QObject(parent), session_(session) {
  connect(&session_, &Session::closing, this, &TermSeeker::end);
  connect(&session_, &Session::changed, this, [this](Parts parts) {
    if (parts & Part::Documents) end();  // the words of the project are others
  });
}

TermSeeker::~TermSeeker() { end(); }

void TermSeeker::seek(std::shared_ptr<const Lexicon> lexicon, TermExpression expression) {
  if (!session_.isOpen()) return;
  if (!job_.isRunning()) begin();
  TermPreviewOptions options;
  options.only = session_.passing();
  {
    const std::lock_guard lock(letters_->mutex);
    letters_->wish = Wish{std::move(lexicon), std::move(expression), std::move(options)};
    ++letters_->number;
  }
  seeking_ = true;
  letters_->arrived.notify_one();
}

void TermSeeker::stop() {
  seeking_ = false;
  if (!letters_) return;
  const std::lock_guard lock(letters_->mutex);
  letters_->wish.reset();
  ++letters_->number;
}

void TermSeeker::begin() {
  end();
  letters_ = std::make_shared<Letterbox>();
  letters_->seeker = this;
  const auto work = [letters = letters_](const Storage& storage, Progress& progress) {
    TermPreviewer previewer(storage);
    const auto send = [&](std::uint64_t number, const TermPreview& preview) {
      const std::lock_guard lock(letters->mutex);
      if (letters->seeker == nullptr || letters->number != number) return;
      // Read again where it arrives: the wish may be another one by then.
      QMetaObject::invokeMethod(letters->seeker, [letters, number, preview] {
        if (letters->seeker == nullptr || letters->number != number) return;
        if (preview.counted) letters->seeker->seeking_ = false;
        emit letters->seeker->found(preview);
      });
    };
    for (;;) {
      std::optional<Wish> wish;
      std::uint64_t number = 0;
      {
        std::unique_lock lock(letters->mutex);
        // Asked from time to time: a session that goes away waits for its jobs.
        while (!letters->closed && !letters->wish && !progress.cancelled())
          letters->arrived.wait_for(lock, kLongestWait);
        if (progress.cancelled()) return true;
        if (letters->closed) return true;
        wish = std::exchange(letters->wish, std::nullopt);
        number = letters->number;
      }
      Interruptible interruptible(*letters, number, progress);
      try {
        const auto soFar = [&](const TermPreview& preview) { send(number, preview); };
        send(number,
             previewer.find(*wish->lexicon, wish->expression, wish->options, interruptible, soFar));
      } catch (const Error& error) {
        if (error.kind() != ErrorKind::Cancelled) throw;
      }
    }
  };
  job_ = session_.start<bool>(work, [](bool) {});
}

void TermSeeker::end() {
  seeking_ = false;
  if (letters_) {
    const std::lock_guard lock(letters_->mutex);
    letters_->closed = true;
    letters_->seeker = nullptr;
    letters_->arrived.notify_one();
  }
  letters_.reset();
  job_.reset();
}

}  // namespace retold
