#include "gui/panels/judging.h"

#include <QMainWindow>
#include <utility>

#include "gui/code_label.h"
#include "gui/strings.h"
#include "gui/views/chooser.h"
#include "queries/tag/judging.h"

namespace retold {

namespace {

/// In the order of the numbers that say them.
constexpr Certainty kCertainties[] = {Certainty::Concern, Certainty::Known, Certainty::FearedAgain};
constexpr int kAnswers = static_cast<int>(std::size(kCertainties));

}  // namespace

Judging::Judging(Session& session, QWidget* host) : QObject(host), session_(session), host_(host) {
  connect(&session_, &Session::documentChanged, this, [this] {
    if (keys_) keys_->leave();
  });
}

QWidget* Judging::middle() const {
  const auto* window = qobject_cast<QMainWindow*>(host_->window());
  QWidget* centre = window != nullptr ? window->centralWidget() : nullptr;
  return centre != nullptr ? centre : host_->window();
}

void Judging::ask(const LineQuestion& question, std::function<void(const QString&)> answered) {
  if (!line_) {
    line_ = new LinePrompt(middle());
    connect(line_, &LinePrompt::given, this, [this](const QString& answer) {
      if (answered_) answered_(answer);
    });
  }
  answered_ = std::move(answered);
  line_->ask(question);
}

void Judging::askReason(const QString& subject, std::function<void(const QString&)> answered) {
  if (subject.isEmpty()) return;
  QStringList reasons;
  for (const std::string& reason :
       rejectReasons(session_.standings().decisions(), Session::kQuestion)) {
    reasons << toQString(reason);
  }
  ask({tr("Reject %1").arg(subject), tr("Reason"), tr("Why? (may stay empty)"), reasons, true},
      std::move(answered));
}

void Judging::askReader(const QString& subject, std::function<void(const QString&)> answered) {
  if (subject.isEmpty()) return;
  ask({tr("You cannot read %1. Who is to read it?").arg(subject), tr("Reader"),
       tr("Name (empty: anybody who can read it)"), session_.otherReaders()},
      std::move(answered));
}

void Judging::confirm() {
  if (session_.judge(Verdict::Confirm, {})) askCertainty();
}

void Judging::reject() {
  askReason(session_.subjectInWords(),
            [this](const QString& reason) { session_.judge(Verdict::Reject, reason); });
}

void Judging::cannotRead() {
  askReader(session_.subjectInWords(),
            [this](const QString& reader) { session_.leaveToReader(reader); });
}

void Judging::rejectHitWhy() {
  askReason(session_.currentMatchInWords(),
            [this](const QString& reason) { session_.judgeMatch(Verdict::Reject, reason); });
}

void Judging::cannotReadHit() {
  askReader(session_.currentMatchInWords(), [this](const QString& reader) {
    session_.judgeMatch(Verdict::CannotRead, {}, reader);
  });
}

void Judging::askCertainty() {
  const Decision* own = session_.ownDecision();
  if (own == nullptr || own->verdict != Verdict::Confirm) {
    session_.say(tr("Confirm it first: then it can be said how sure the file is"));
    return;
  }
  QStringList answers;
  for (const Certainty each : kCertainties) answers << certaintyInWords(each);
  if (session_.isDisclosureCodeOpen()) answers << tr("tag disclosures with a code…");
  if (!keys_) {
    keys_ = new KeyPrompt(middle());
    connect(keys_, &KeyPrompt::chosen, this, &Judging::answer);
  }
  keys_->ask(tr("Confirmed %1. How sure is the file?").arg(session_.subjectInWords()), answers);
}

void Judging::answer(int answer) {
  if (answer < kAnswers) {
    session_.setCertainty(kCertainties[answer]);
  } else {
    chooseDisclosureCode();
  }
}

void Judging::chooseDisclosureCode() {
  QStringList lines{tr("No code: confirming tags nothing")};
  std::vector<CodeId> codes;
  // What describes patterns, such as a second time, comes first: it is the likeliest.
  for (const bool patterns : {true, false}) {
    for (const Code& code : session_.codebook().codes) {
      if (code.retired || (code.kind == FactorKind::Pattern) != patterns) continue;
      lines << labelAndName(code);
      codes.push_back(code.id);
    }
  }
  auto* chooser = new Chooser(
      tr("Tag disclosures"),
      tr("Confirming a case tags the selected passage, or else the current hit, with this code "
         "(set for this computer only: others choose for themselves):"),
      lines, host_->window());
  connect(chooser, &Chooser::chosen, this, [this, codes](int line) {
    if (line == 0) {
      session_.setDisclosureCode(std::nullopt);
      return;
    }
    session_.setDisclosureCode(codes[static_cast<std::size_t>(line) - 1]);
    // What was confirmed just now is tagged too.
    const Decision* own = session_.ownDecision();
    if (own != nullptr && own->verdict == Verdict::Confirm) session_.judge(Verdict::Confirm, {});
  });
  chooser->open();
}

}  // namespace retold
