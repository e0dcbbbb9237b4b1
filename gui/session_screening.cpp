// What a session screens with, and what that found.
#include "gui/session.h"

#include <QCoreApplication>
#include <algorithm>

#include "gui/keys.h"
#include "gui/lexicon_choices.h"
#include "gui/strings.h"
#include "queries/export/excerpt.h"
#include "queries/find/concordance.h"
#include "queries/screen/runs.h"

namespace retold {

namespace {

constexpr std::size_t kSnippetWords = 14;

/// The codings whose quote no longer stands in their text, as one text for the user.
QString unfitCodings(const Storage& storage, std::string_view project) {
  const std::vector<Diagnostic> leftOut = collectExcerpts(storage, {}, project).leftOut;
  QStringList lines;
  for (const Diagnostic& diagnostic : leftOut) lines << toQString(toText(diagnostic));
  if (lines.isEmpty()) return {};
  const QString what = counted(
      leftOut.size(),
      Session::tr("The quote of 1 coding is no longer in its text; exports leave it out:"),
      Session::tr(
          "The quotes of %1 codings are no longer in their texts; exports leave them out:"));
  return what + QLatin1Char('\n') + lines.join(QLatin1Char('\n'));
}

}  // namespace

void Session::showNewestScreening() {
  if (!isOpen()) return;
  const auto work = [wish = wish_](const Storage& storage, Progress& progress) {
    return keptFindings(storage, wish, progress);
  };
  lookingUp_ = start<std::optional<Findings>>(work, [this](std::optional<Findings> kept) {
    std::uint64_t documents = 0;
    tryTo([&] { documents = storage_->documentCount(); });
    if (!kept && documents == 0) {
      emit screeningChanged();
      return;
    }
    if (!kept) {
      if (wish_.lexicons.empty()) wish_.lexicons.push_back(toUtf8(lexiconChoices().front().ids[0]));
      screenAgain();
      return;
    }
    const bool learned = wish_.learned;
    keptAs_ = kept->run.number;
    take(std::move(*kept));
    lookUpDetails();
    if (learned) screenAgain();  // only a screening knows what to learn from
  });
  emit screeningChanged();
}

void Session::showRun(std::uint64_t number) {
  if (!isOpen()) return;
  const auto work = [number](const Storage& storage, Progress& progress) {
    return findingsOf(storage, requireRun(storage, number), progress);
  };
  lookingUp_ = start<Findings>(work, [this](Findings found) {
    keptAs_ = found.run.number;
    const QString line = tr("The list is as it was in run %1; %2 screens anew")
                             .arg(QString::number(found.run.number), screenKey());
    take(std::move(found));
    lookUpDetails();
    emit said(line);
  });
  emit screeningChanged();
}

void Session::setCutOff(std::optional<double> cutOff) {
  if (!findings_ || !findings_->isDetailed) return;
  const std::uint64_t before = findings_->ranking->candidates();
  Findings marked = withCutOff(*findings_, cutOff.value_or(findings_->ownCutOff));
  marked.wish.choices.cutOff = cutOff;
  take(std::move(marked));
  if (settings_ != nullptr) settings_->setWish(key(), wish_);
  const std::uint64_t now = findings_->ranking->candidates();
  const QString candidates = counted(now, tr("1 candidate"), tr("%1 candidates"));
  if (now == before) {
    emit said(tr("%1 as before").arg(candidates));
  } else {
    emit said((now > before ? tr("%1: %2 more than before") : tr("%1: %2 fewer than before"))
                  .arg(candidates, grouped(now > before ? now - before : before - now)));
  }
}

void Session::lookUpAgain() {
  if (!keptAs_) {
    lookUpDetails();
    return;
  }
  const auto work = [number = *keptAs_, before = findings_](const Storage& storage,
                                                            Progress& progress) {
    return lookedUpAgain(storage, *before, requireRun(storage, number), progress);
  };
  lookingUp_ = start<Findings>(work, [this](Findings kept) {
    take(std::move(kept));
    lookUpDetails();
  });
}

void Session::lookUpDetails() {
  const auto work = [shown = findings_, coder = toUtf8(coder_)](const Storage& storage,
                                                                Progress& progress) {
    return detailed(storage, *shown, coder, kQuestion, progress);
  };
  details_ = start<Findings>(work, [this](Findings known) {
    wish_ = known.wish;
    findings_ = std::make_shared<const Findings>(std::move(known));
    emit screeningChanged();
    checkCodings();
  });
}

void Session::checkCodings() {
  const auto work = [project = toUtf8(name())](const Storage& storage, Progress&) {
    return unfitCodings(storage, project);
  };
  checking_ = start<QString>(work, [this](const QString& unfit) {
    if (!unfit.isEmpty()) emit warned(unfit);
  });
}

void Session::screen(const QStringList& lexicons) {
  if (!isOpen()) return;
  wish_.lexicons.clear();
  std::vector<OwnLexicon> own;
  if (!tryTo([&] { own = storage_->ownLexicons(); })) return;
  const std::vector<std::string> languages = languagesOf(lexicons, own);
  std::erase_if(wish_.choices.languages, [&](const std::string& language) {
    return std::find(languages.begin(), languages.end(), language) == languages.end();
  });
  for (const QString& id : lexicons) wish_.lexicons.push_back(toUtf8(id));
  const auto work = [wish = wish_, coder = toUtf8(coder_)](const Storage& storage,
                                                           Progress& progress) {
    return screenAsWished(storage, wish, coder, kQuestion, progress);
  };
  const auto refuse = [this](const Problem& problem) {
    emit failed(problem);
    emit screeningChanged();
  };
  lookingUp_.reset();
  job_ = start<NewFindings>(
      work, [this](NewFindings made) { receive(std::move(made)); }, refuse);
  connect(job_.get(), &JobBase::progressed, this,
          [this](const QString&, quint64 done, quint64 total) {
            emit screeningProgressed(done, total);
          });
  emit screeningChanged();
}

void Session::stopScreening() {
  if (!job_.isRunning()) return;
  job_.reset();
  emit screeningChanged();
}

void Session::receive(NewFindings made) {
  details_.reset();
  keptAs_ = keepRun(made.run, made.findings.lexicons);
  take(std::move(made.findings));
  checkCodings();
}

void Session::take(Findings findings) {
  findings_ = std::make_shared<const Findings>(std::move(findings));
  wish_ = findings_->wish;
  snippets_.clear();
  emit screeningChanged();
  if (document_) {
    refreshDocument();
  } else if (const std::optional<DocumentId> id = whereToGoOn()) {
    show(*id);
  }
}

std::optional<DocumentId> Session::whereToGoOn() const {
  const auto last = parseUuid(toUtf8(remembered(QLatin1String(kReadLast)).toString()));
  const auto stored = last ? storedDocument(DocumentId(*last)) : std::nullopt;
  if (stored && !stored->excluded) return stored->id;
  const std::vector<RankedDocument>& found = findings_->ranking->documents();
  const auto waits = [this](const RankedDocument& ranked) {
    Document document;
    document.id = ranked.document;
    document.caseId = ranked.caseId;
    return ranked.candidate && passes(document.id) && !isSkipped(document) &&
           standings_.isUndecided(document);
  };
  if (const auto open = std::ranges::find_if(found, waits); open != found.end()) {
    return open->document;
  }
  if (!found.empty()) return found.front().document;
  std::vector<Document> first;
  (void)attempt([&] { first = seen().documents({}, 1); });
  return first.empty() ? std::nullopt : std::optional(first.front().id);
}

void Session::refreshDocument() {
  const std::optional<ByteSpan> current =
      currentMatch_
          ? std::optional(document_->matches()[static_cast<std::size_t>(*currentMatch_)].span)
          : std::nullopt;
  const DocumentId id = document_->document().id;
  if (!tryTo([&] { document_ = opened(id); })) return;
  currentMatch_ = document_->matchAt(current);
  startExplaining();
  emit detailsChanged();
  emit explanationChanged();
  if (!current && currentMatch_) emit matchChanged();
}

std::optional<std::uint64_t> Session::keepRun(const ScreeningRun& run,
                                              const std::vector<Lexicon>& lexicons) {
  if (isReadOnly() || isImporting()) return std::nullopt;
  std::optional<std::uint64_t> number;
  const auto problem = attempt([&] { number = retold::keepRun(*storage_, run, lexicons).number; });
  if (problem) emit warned(tr("This screening is not kept as a run: %1").arg(problem->what));
  return number;
}

QStringList Session::lexicons() const {
  QStringList ids;
  for (const std::string& id : wish_.lexicons) ids << toQString(id);
  return ids;
}

const Renewed* Session::renewed(const Document& document) const {
  if (!findings_ || findings_->coder != toUtf8(coder_)) return nullptr;
  const auto at = findings_->renewed.find(document.id);
  const bool counts =
      at != findings_->renewed.end() && standings_.ownTime(document) == at->second.decided;
  return counts ? &at->second : nullptr;
}

Candidate Session::foundIn(DocumentId id) const {
  const auto place = findings_ ? findings_->ranking->placeOf(id) : std::nullopt;
  return place ? findings_->ranking->candidateAt(*place) : Candidate{};
}

void Session::startExplaining() {
  explaining_.reset();
  if (!findings_ || !document_ || document_->isExplained()) return;
  const auto work = [findings = findings_, open = document_](const Storage& storage,
                                                             Progress& progress) {
    return explain(storage, *findings, open->candidate(), open->text(), progress);
  };
  explaining_ = start<Candidate>(
      work, [this](Candidate explained) { takeExplanation(std::move(explained)); });
}

void Session::explainNow() {
  Progress progress;
  if (findings_ && !findings_->isDetailed) {
    details_.reset();
    tryTo([&] {
      findings_ = std::make_shared<const Findings>(
          detailed(seen(), *findings_, toUtf8(coder_), kQuestion, progress));
    });
    emit screeningChanged();
  }
  if (!findings_ || !document_ || document_->isExplained()) return;
  explaining_.reset();
  std::optional<Candidate> explained;
  tryTo([&] {
    explained = explain(*storage_, *findings_, document_->candidate(), document_->text(), progress);
  });
  if (explained) takeExplanation(std::move(*explained));
}

void Session::takeExplanation(Candidate explained) {
  const std::optional<ByteSpan> current =
      currentMatch_
          ? std::optional(document_->matches()[static_cast<std::size_t>(*currentMatch_)].span)
          : std::nullopt;
  const Candidate& found = document_->candidate();
  explained.score = found.score;
  explained.candidate = found.candidate;
  document_ = std::make_shared<const OpenDocument>(
      document_->document(), document_->text(), document_->itsCase(), std::move(explained), true);
  currentMatch_ = document_->matchAt(current);
  emit detailsChanged();
  emit explanationChanged();
}

Snippet Session::snippet(DocumentId id) const {
  if (!isOpen()) return {};
  const auto known = snippets_.find(id);
  if (known != snippets_.end()) return known->second;
  Snippet snippet;
  // A list asks while it paints: what cannot be read there is said when the document is opened.
  const auto problem = attempt([&] {
    const auto place = findings_ ? findings_->ranking->placeOf(id) : std::nullopt;
    std::optional<Text> text;
    ByteSpan best;
    if (place) {
      const RankedDocument& ranked = findings_->ranking->documents()[*place];
      best = findings_->ranking->matchesOf(ranked).front().span;
      text = storage_->text(ranked.text);
    } else if (const auto document = storage_->document(id)) {
      text = storage_->text(document->text);
    }
    if (!text) return;
    const Context context = joinableContext(*text, best, kSnippetWords);
    snippet = {pieceOfLine(toQString(context.left)), pieceOfLine(toQString(context.match)),
               pieceOfLine(toQString(context.right))};
  });
  if (problem) snippet.before = problem->what;
  return snippets_.emplace(id, snippet).first->second;
}

}  // namespace retold
