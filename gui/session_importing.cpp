// How a session brings files in. One program writes at a time, and one Storage is for one thread:
// so the session gives its lock to the import and reads meanwhile.
#include "gui/session.h"
#include "gui/strings.h"

namespace retold {

bool Session::bringIn(ImportWish wish) {
  if (!tryToChange([] {})) return false;
  const bool lent = tryTo([this] {
    blind_.reset();
    storage_.reset();  // its lock is free now
    storage_ = openProject(location(), OpenMode::ReadOnly, kProgram);
    makeView(wasBlind());
  });
  if (!lent) {
    close();
    return false;
  }
  stoppingImport_ = false;
  makingIndex_ = wish.indexAnew;
  wish.files.coder = toUtf8(coder_);
  const auto work = [location = location(), wish = std::move(wish)](Progress& progress) {
    const std::unique_ptr<Storage> storage = openProject(location, OpenMode::Write, kProgram);
    return importAsWished(*storage, wish, progress);
  };
  importing_ = JobHandle(new Job<ImportOutcome>(
      work, [this](const ImportOutcome& outcome) { endImport(outcome, std::nullopt); },
      [this](const Problem& problem) { endImport({}, problem); }, this));
  connect(
      importing_.get(), &JobBase::progressed, this,
      [this](const QString&, quint64 done, quint64 total) { emit importProgressed(done, total); });
  emit importChanged();
  return true;
}

bool Session::wasBlind() const { return remembered(QStringLiteral("blind")).toBool(); }

void Session::stopImporting() {
  if (!isImporting() || stoppingImport_) return;
  stoppingImport_ = true;
  importing_->cancel();
  emit importChanged();
}

void Session::endImport(const ImportOutcome& outcome, const std::optional<Problem>& problem) {
  importing_.reset();
  if (!tryTo([this] { takeBackLock(); })) {
    close();
    return;
  }
  const bool isFirst = !findings_ || findings_->ranking->documentsThere() == 0;
  tellChanged(kEveryPart);
  emit importChanged();
  if (problem) {
    if (problem->kind != ErrorKind::Cancelled) emit failed(*problem);
  } else {
    emit imported(outcome);
  }
  if (isScreening()) return;
  if (isFirst) {
    findings_.reset();
    showNewestScreening();
  } else {
    lookUpAgain();
  }
}

void Session::takeBackLock() {
  std::unique_ptr<Storage> opened = openProject(location(), OpenMode::WriteIfPossible, kProgram);
  blind_.reset();
  storage_ = std::move(opened);
  info_ = storage_->info();
  makeView(wasBlind());
}

void Session::waitForImport() {
  JobBase* job = importing_.get();
  if (job == nullptr) return;
  delete job;  // asks it to stop and waits until what it read is on disk
  // Panels store what is typed in them when the project is closed.
  tryTo([this] { takeBackLock(); });
}

}  // namespace retold
