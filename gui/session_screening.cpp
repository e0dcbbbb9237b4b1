// What a session screens with, and what that found.
#include "gui/session.h"

#include <algorithm>

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
  return Session::tr("Codings whose quote is no longer in their text; exports leave them out:") +
         QLatin1Char('\n') + lines.join(QLatin1Char('\n'));
}

}  // namespace

struct Session::Screened {
  Findings findings;
  QString unfit;
};

void Session::screen(const QStringList& lexicons) {
  if (!isOpen()) return;
  wish_.lexicons.clear();
  const std::vector<std::string> languages = languagesOf(lexicons);
  std::erase_if(wish_.choices.languages, [&](const std::string& language) {
    return std::find(languages.begin(), languages.end(), language) == languages.end();
  });
  for (const QString& id : lexicons) wish_.lexicons.push_back(toUtf8(id));
  const auto work = [project = toUtf8(name()), wish = wish_, coder = toUtf8(coder_)](
                        const Storage& storage, Progress& progress) {
    return Screened{screenAsWished(storage, wish, coder, kQuestion, progress),
                    unfitCodings(storage, project)};
  };
  const auto refuse = [this](const Problem& problem) {
    emit failed(problem);
    emit screeningChanged();
  };
  job_ = start<Screened>(
      work, [this](Screened screened) { receive(std::move(screened)); }, refuse);
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

void Session::receive(Screened screened) {
  findings_ = std::make_shared<const Findings>(std::move(screened.findings));
  places_.clear();
  snippets_.clear();
  const std::vector<Candidate>& documents = findings_->screening.documents;
  for (std::size_t i = 0; i < documents.size(); ++i) places_.emplace(documents[i].document, i);
  keepRun();
  emit screeningChanged();
  if (!screened.unfit.isEmpty()) emit warned(screened.unfit);
  if (document_) {
    show(document_->document().id);
  } else if (!documents.empty()) {
    show(documents.front().document);
  }
}

void Session::keepRun() {
  keptAs_.reset();
  if (isReadOnly()) return;
  const auto problem = attempt([this] {
    keptAs_ = retold::keepRun(*storage_, findings_->run, findings_->screening.lexicons).number;
  });
  if (problem) emit warned(tr("This screening is not kept as a run: %1").arg(problem->what));
}

QStringList Session::lexicons() const {
  QStringList ids;
  for (const std::string& id : wish_.lexicons) ids << toQString(id);
  return ids;
}

std::shared_ptr<const Screening> Session::screening() const {
  return findings_ ? std::shared_ptr<const Screening>(findings_, &findings_->screening) : nullptr;
}

const Renewed* Session::renewed(const Document& document) const {
  if (!findings_ || findings_->coder != toUtf8(coder_)) return nullptr;
  const auto at = findings_->renewed.find(document.id);
  const bool counts =
      at != findings_->renewed.end() && standings_.ownTime(document) == at->second.decided;
  return counts ? &at->second : nullptr;
}

const Candidate* Session::candidateOf(DocumentId id) const {
  const auto at = places_.find(id);
  return at == places_.end() ? nullptr : &findings_->screening.documents[at->second];
}

Snippet Session::snippet(const Candidate& candidate) const {
  if (!isOpen()) return {};
  const auto known = snippets_.find(candidate.document);
  if (known != snippets_.end()) return known->second;
  Snippet snippet;
  // A list asks while it paints: what cannot be read there is said when the document is opened.
  const auto problem = attempt([&] {
    const std::optional<Text> text = storage_->text(candidate.text);
    if (!text) return;
    const bool matched = !candidate.matches.empty();
    const Context context = joinableContext(
        *text, matched ? candidate.matches.front().span : ByteSpan{}, kSnippetWords);
    snippet = {pieceOfLine(toQString(context.left)), pieceOfLine(toQString(context.match)),
               pieceOfLine(toQString(context.right))};
  });
  if (problem) snippet.before = problem->what;
  return snippets_.emplace(candidate.document, snippet).first->second;
}

}  // namespace retold
