#include "gui/session.h"

#include <QFileInfo>
#include <algorithm>
#include <set>

#include "gui/lexicon_choices.h"
#include "gui/strings.h"
#include "indexer/store/backends.h"
#include "queries/document/corrections.h"
#include "queries/export/excerpt.h"
#include "queries/find/concordance.h"
#include "queries/screen/runs.h"
#include "queries/tag/waiting.h"

namespace retold {

namespace {

constexpr const char* kProgram = "retold-browser";
constexpr std::size_t kSnippetWords = 14;

QString wordFor(Verdict verdict) {
  switch (verdict) {
    case Verdict::Confirm:
      return Session::tr("Confirmed");
    case Verdict::Reject:
      return Session::tr("Rejected");
    case Verdict::Unsure:
      return Session::tr("Unsure about");
    case Verdict::CannotRead:
      return Session::tr("Left to a reader");
  }
  return {};
}

QString inQuotes(std::string_view quote) {
  constexpr qsizetype kLongest = 60;
  const QString line = onOneLine(toQString(quote));
  return QStringLiteral("“%1”").arg(
      line.size() <= kLongest ? line : line.left(kLongest - 1) + QChar(0x2026));
}

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

Session::Session(const QString& coder, QObject* parent) : QObject(parent), coder_(coder) {}

Session::~Session() = default;

void Session::setCoder(const QString& name) {
  if (name.isEmpty() || name == coder_) return;
  coder_ = name;
  if (tryTo([this] { readJudgements(); })) emit decisionsChanged();
  // What is new since a decision is so for one coder only.
  if (isOpen() && (findings_ || isScreening())) screenAgain();
}

bool Session::tryTo(const std::function<void()>& work) {
  if (!isOpen()) return false;
  const std::optional<Problem> problem = attempt(work);
  if (problem) emit failed(*problem);
  return !problem;
}

bool Session::tryToChange(const std::function<void()>& work) {
  if (isOpen() && isReadOnly()) {
    emit failed({ErrorKind::ReadOnly,
                 tr("Nothing was changed: this project is open for reading only."),
                 toQString(info_.readOnlyReason)});
    return false;
  }
  return tryTo(work);
}

bool Session::open(const QString& path) {
  std::unique_ptr<Storage> opened;
  const QString absolute = QFileInfo(path).absoluteFilePath();
  if (absolute == path_) close();  // to read it anew; its lock is free then
  const auto problem = attempt([&] {
    opened = openProject(toUtf8(absolute), OpenMode::WriteIfPossible, kProgram);
    (void)opened->info();
  });
  if (problem) {
    emit failed(*problem);
    return false;
  }
  close();
  storage_ = std::move(opened);
  path_ = absolute;
  const bool read = tryTo([this] {
    info_ = storage_->info();
    codebook_ = storage_->codebook();
    for (Case& person : storage_->cases()) cases_.emplace(person.id, std::move(person));
    readJudgements();
  });
  if (!read) {
    close();
    return false;
  }
  emit projectChanged();
  return true;
}

void Session::close() {
  if (!isOpen()) return;
  job_.reset();
  storage_.reset();
  path_.clear();
  info_ = {};
  codebook_ = {};
  cases_.clear();
  standings_ = {};
  recentCodes_.clear();
  findings_.reset();
  keptAs_.reset();
  waiting_.clear();
  wish_ = {};
  places_.clear();
  snippets_.clear();
  document_.reset();
  currentMatch_.reset();
  selected_.reset();
  codings_.clear();
  transfers_.clear();
  relations_ = {};
  files_.reset();
  boilerplate_.reset();
  emit projectChanged();
  emit screeningChanged();
  emit documentChanged();
}

QString Session::name() const { return QFileInfo(path_).fileName(); }

const Code* Session::code(CodeId id) const {
  const auto at = std::find_if(codebook_.codes.begin(), codebook_.codes.end(),
                               [&](const Code& code) { return code.id == id; });
  return at == codebook_.codes.end() ? nullptr : &*at;
}

void Session::screen(const QStringList& lexicons) {
  if (!isOpen()) return;
  wish_.lexicons.clear();
  const std::vector<std::string> languages = languagesOf(lexicons);
  std::erase_if(wish_.choices.languages, [&](const std::string& language) {
    return std::find(languages.begin(), languages.end(), language) == languages.end();
  });
  for (const QString& id : lexicons) wish_.lexicons.push_back(toUtf8(id));
  const auto work = [location = toUtf8(path_), project = toUtf8(name()), wish = wish_,
                     coder = toUtf8(coder_)](Progress& progress) {
    const std::unique_ptr<Storage> storage = openProject(location, OpenMode::ReadOnly, kProgram);
    return Screened{screenAsWished(*storage, wish, coder, kQuestion, progress),
                    unfitCodings(*storage, project)};
  };
  const auto refuse = [this](const Problem& problem) {
    job_.release()->deleteLater();
    if (problem.kind != ErrorKind::Cancelled) emit failed(problem);
    emit screeningChanged();
  };
  auto job = std::make_unique<Job<Screened>>(
      work, [this](Screened screened) { receive(std::move(screened)); }, refuse);
  connect(job.get(), &JobBase::progressed, this,
          [this](const QString&, quint64 done, quint64 total) {
            emit screeningProgressed(done, total);
          });
  job_ = std::move(job);
  emit screeningChanged();
}

void Session::stopScreening() {
  if (!job_) return;
  job_.reset();
  emit screeningChanged();
}

void Session::receive(Screened screened) {
  job_.release()->deleteLater();
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

std::optional<Document> Session::storedDocument(DocumentId id) const {
  std::optional<Document> found;
  if (isOpen()) (void)attempt([&] { found = storage_->document(id); });
  return found;
}

std::shared_ptr<const OpenDocument> Session::opened(DocumentId id) {
  std::optional<Document> document = storage_->document(id);
  std::optional<Text> text = document ? storage_->text(document->text) : std::nullopt;
  if (!text) {
    throw Error(ErrorKind::NotFound, "This document is no longer in the project.",
                "Screen again to bring the list up to date.");
  }
  std::optional<Case> itsCase;
  if (document->caseId) {
    const auto at = cases_.find(*document->caseId);
    if (at != cases_.end()) itsCase = at->second;
  }
  const Candidate* candidate = candidateOf(id);
  return std::make_shared<const OpenDocument>(std::move(*document), std::move(*text),
                                              std::move(itsCase),
                                              candidate ? *candidate : Candidate{});
}

void Session::show(DocumentId id) {
  const bool shown = tryTo([&] {
    document_ = opened(id);
    readCodings();
    if (!files_) files_ = storage_->files();
    relations_ = relationsOf(*storage_, document_->document(), *files_);
  });
  if (!shown) return;
  selected_.reset();
  currentMatch_ = document_->matches().empty() ? std::nullopt : std::optional<int>(0);
  emit documentChanged();
  emit matchChanged();
  if (document_->changedSinceScreening()) {
    emit warned(
        tr("This document's text has changed since it was screened. Screen again to see "
           "its matches."));
  }
}

void Session::setCurrentMatch(int index) {
  if (!document_ || index < 0 || index >= static_cast<int>(document_->matches().size())) return;
  currentMatch_ = index;
  emit matchChanged();
}

void Session::stepMatch(int step) {
  if (!currentMatch_) return;
  const std::vector<int>& order = document_->readingOrder();
  const auto at = std::find(order.begin(), order.end(), *currentMatch_) - order.begin() + step;
  if (at >= 0 && at < static_cast<std::ptrdiff_t>(order.size())) {
    setCurrentMatch(order[static_cast<std::size_t>(at)]);
  }
}

bool Session::stands(const Coding& coding) const {
  if (!document_ || coding.text != document_->text().id) return false;
  const std::uint64_t size = document_->text().content.size();
  return coding.span.begin <= coding.span.end && coding.span.end <= size &&
         document_->quote(coding.span) == coding.quote;
}

void Session::readJudgements() {
  standings_ = Standings(storage_->decisions(), kQuestion, toUtf8(coder_));
  waiting_.clear();
  const std::vector<Decision>& all = standings_.decisions();
  const bool anyCannotBeRead = std::any_of(all.begin(), all.end(), [](const Decision& decision) {
    return decision.verdict == Verdict::CannotRead;
  });
  if (!anyCannotBeRead) return;
  for (const Waiting& each : waitingToBeRead(*storage_)) {
    if (each.question == kQuestion) waiting_.emplace(each.document, toQString(each.reader));
  }
}

void Session::readCodings() {
  codings_.clear();
  transfers_.clear();
  if (!document_) return;
  codings_ = storage_->codings({document_->document().id, {}, {}});
  const TextId current = document_->text().id;
  const bool onOlder = std::any_of(codings_.begin(), codings_.end(),
                                   [&](const Coding& coding) { return coding.text != current; });
  if (onOlder) transfers_ = findTransfers(*storage_, document_->document().id);
}

void Session::readDetails() {
  if (!document_) return;
  document_ = opened(document_->document().id);
  if (!files_) files_ = storage_->files();
  relations_ = relationsOf(*storage_, document_->document(), *files_);
}

std::shared_ptr<const Beside> Session::beside(DocumentId other) {
  if (!document_) return nullptr;
  auto beside = std::make_shared<Beside>();
  const bool read = tryTo([&] {
    beside->document = opened(other);
    const bool isOriginal =
        relations_.original && relations_.original->translation.original == other;
    beside->side = isOriginal ? Side::Original : Side::Translation;
    const Text& theirs = beside->document->text();
    beside->turns =
        isOriginal ? alignTurns(theirs, document_->text()) : alignTurns(document_->text(), theirs);
    beside->codings = storage_->codings({other, {}, {}});
    std::erase_if(beside->codings, [&](const Coding& coding) { return coding.text != theirs.id; });
  });
  return read ? beside : nullptr;
}

std::vector<FileRecord> Session::files() {
  tryTo([this] { files_ = storage_->files(); });
  return files_ ? *files_ : std::vector<FileRecord>();
}

Accounting Session::accounting() {
  Accounting sums;
  tryTo([&] { sums = storage_->accounting(); });
  return sums;
}

std::vector<Document> Session::documents() {
  std::vector<Document> all;
  tryTo([&] { all = storage_->documents({}, storage_->documentCount()); });
  return all;
}

const std::vector<KnownBoilerplate>& Session::boilerplate() {
  if (!boilerplate_) {
    boilerplate_.emplace();
    tryTo([this] { boilerplate_ = knownBoilerplate(*storage_); });
  }
  return *boilerplate_;
}

const KnownBoilerplate* Session::boilerplateOf(const std::string& key) {
  const std::vector<KnownBoilerplate>& all = boilerplate();
  const auto at = std::find_if(all.begin(), all.end(), [&](const KnownBoilerplate& known) {
    return known.passage.key == key;
  });
  return at == all.end() ? nullptr : &*at;
}

void Session::sayLanguage(std::optional<ByteSpan> passage, const std::string& language) {
  if (!document_) return;
  const bool done = tryToChange([&] {
    retold::sayLanguage(*storage_, document_->document(), passage, language, toUtf8(coder_));
    readDetails();
  });
  if (!done) return;
  emit detailsChanged();
  const QString what =
      passage ? inQuotes(document_->quote(*passage)) : toQString(document_->document().name);
  emit said(tr("The language of %1 is %2").arg(what, languageInWords(language)));
}

void Session::forgetLanguages() {
  if (!document_) return;
  std::size_t forgotten = 0;
  const bool done = tryToChange([&] {
    forgotten = retold::forgetLanguages(*storage_, document_->document(), toUtf8(coder_));
    readDetails();
  });
  if (!done) return;
  emit detailsChanged();
  emit said(forgotten > 0 ? tr("The languages are guessed again")
                          : tr("Nothing was said of this document's languages"));
}

void Session::sayTranslation(Translation translation) {
  if (!document_) return;
  translation.document = document_->document().id;
  const bool done = tryToChange([&] {
    retold::sayTranslation(*storage_, translation, toUtf8(coder_));
    readDetails();
  });
  if (!done) return;
  emit detailsChanged();
  if (relations_.original) {
    emit said(
        tr("%1 is a translation of %2")
            .arg(toQString(document_->document().name), toQString(relations_.original->name)));
  }
}

void Session::forgetTranslation() {
  if (!document_) return;
  bool was = false;
  const bool done = tryToChange([&] {
    was = retold::forgetTranslation(*storage_, document_->document(), toUtf8(coder_));
    readDetails();
  });
  if (!done) return;
  emit detailsChanged();
  const QString name = toQString(document_->document().name);
  emit said(was ? tr("%1 is no translation any more").arg(name)
                : tr("%1 is not said to be a translation").arg(name));
}

void Session::markBoilerplate(const std::string& sentence, bool boilerplate) {
  const bool done = tryToChange([&] {
    retold::markBoilerplate(*storage_, sentence, boilerplate, toUtf8(coder_));
    boilerplate_.reset();
    readDetails();
  });
  if (!done) return;
  emit boilerplateChanged();
  emit detailsChanged();
  emit said((boilerplate ? tr("%1 is boilerplate; screen again (F5) to rank by it")
                         : tr("%1 is not boilerplate; screen again (F5) to rank by it"))
                .arg(inQuotes(sentence)));
}

void Session::acceptTransfers(const std::vector<Transfer>& transfers) {
  if (transfers.empty()) return;
  const bool done = tryToChange([&] {
    retold::acceptTransfers(*storage_, transfers, toUtf8(coder_));
    readCodings();
  });
  if (!done) return;
  emit codingsChanged();
  emit said(transfers.size() == 1
                ? tr("%1 stands on the new text now").arg(inQuotes(transfers.front().quote))
                : tr("%1 codings stand on the new text now").arg(transfers.size()));
}

void Session::store(Judgement judgement) {
  judgement.question = kQuestion;
  if (currentMatch_ && findings_) {
    const Match& match = document_->matches()[static_cast<std::size_t>(*currentMatch_)];
    judgement.trace = traceOf(*storage_, match, document_->text(), findings_->screening.lexicons);
  }
  decide(*storage_, judgement, toUtf8(coder_));
  readJudgements();
}

void Session::storeOnCaseOrDocument(Verdict verdict, const QString& reason, const QString& reader) {
  const Document& document = document_->document();
  Judgement judgement;
  judgement.subject = document.caseId ? Subject::Case : Subject::Document;
  judgement.subjectId = document.caseId ? Uuid(*document.caseId) : Uuid(document.id);
  judgement.verdict = verdict;
  judgement.reason = toUtf8(reason);
  judgement.reader = toUtf8(reader);
  if (selected_) judgement.quotes.emplace_back(document_->quote(*selected_));
  store(std::move(judgement));
}

void Session::judge(Verdict verdict, const QString& reason) {
  if (!document_) return;
  if (!tryToChange([&] { storeOnCaseOrDocument(verdict, reason, {}); })) return;
  emit decisionsChanged();
  emit said(QStringLiteral("%1 %2").arg(wordFor(verdict), subjectInWords()));
}

void Session::leaveToReader(const QString& reader) {
  if (!document_) return;
  if (!tryToChange([&] { storeOnCaseOrDocument(Verdict::CannotRead, {}, reader); })) return;
  emit decisionsChanged();
  emit said(reader.isEmpty() ? tr("Left %1 to anybody who can read it").arg(subjectInWords())
                             : tr("Left %1 to %2").arg(subjectInWords(), reader));
}

QStringList Session::otherReaders() const {
  std::set<std::string> names;
  for (const Decision& decision : standings_.decisions()) {
    names.insert(decision.coder);
    names.insert(decision.reader);
  }
  names.erase(toUtf8(coder_));
  names.erase("");
  QStringList readers;
  for (const std::string& name : names) readers << toQString(name);
  return readers;
}

std::optional<QString> Session::waitsFor(DocumentId document) const {
  const auto at = waiting_.find(document);
  return at == waiting_.end() ? std::nullopt : std::optional(at->second);
}

QString Session::subjectInWords() const {
  if (!document_) return {};
  const auto& person = document_->itsCase();
  return person ? tr("case %1").arg(toQString(person->name))
                : toQString(document_->document().name);
}

QString Session::currentMatchInWords() const {
  if (!document_ || !currentMatch_) return {};
  const Match& match = document_->matches()[static_cast<std::size_t>(*currentMatch_)];
  return tr("match %1").arg(inQuotes(document_->quote(match.span)));
}

void Session::judgeMatch(Verdict verdict, const QString& reason) {
  if (!document_ || !currentMatch_) {
    emit said(tr("There is no match here to judge"));
    return;
  }
  Judgement judgement;
  judgement.subject = Subject::Match;
  judgement.subjectId = document_->document().id;
  judgement.verdict = verdict;
  judgement.reason = toUtf8(reason);
  if (!tryToChange([&] { store(std::move(judgement)); })) return;
  emit decisionsChanged();
  emit said(QStringLiteral("%1 %2").arg(wordFor(verdict), currentMatchInWords()));
}

std::optional<LexiconTrace> Session::traceOfMatchAt(ByteSpan passage) {
  if (!findings_) return std::nullopt;
  for (const Match& match : document_->matches()) {
    if (match.span.overlaps(passage)) {
      return traceOf(*storage_, match, document_->text(), findings_->screening.lexicons);
    }
  }
  return std::nullopt;
}

void Session::tag(ByteSpan passage, CodeId id) {
  const Code* chosen = code(id);
  if (!document_ || chosen == nullptr) return;
  Coding coding;
  const bool done = tryToChange([&] {
    coding = tagPassage(*storage_, document_->document().id, passage, *chosen, toUtf8(coder_), "",
                        traceOfMatchAt(passage));
    readCodings();
  });
  if (!done) return;
  std::erase(recentCodes_, id);
  recentCodes_.insert(recentCodes_.begin(), id);
  emit codingsChanged();
  emit said(tr("Tagged %1 with %2").arg(inQuotes(coding.quote), toQString(chosen->name)));
}

void Session::untag(const Coding& coding) {
  const Code* itsCode = code(coding.code);
  const QString name = itsCode != nullptr ? toQString(itsCode->name) : tr("its code");
  const QString text = tr("Removed %1 from %2").arg(name, inQuotes(coding.quote));
  const bool done = tryToChange([&, coding] {
    retold::untag(*storage_, coding, toUtf8(coder_));
    readCodings();
  });
  if (!done) return;
  emit codingsChanged();
  emit said(text);
}

void Session::undo() {
  std::optional<UndoStep> step;
  if (tryToChange([&] { step = storage_->undo(toUtf8(coder_)); })) {
    took(step, tr("Undone: %1"), tr("There is nothing of yours to undo"));
  }
}

void Session::redo() {
  std::optional<UndoStep> step;
  if (tryToChange([&] { step = storage_->redo(toUtf8(coder_)); })) {
    took(step, tr("Done again: %1"), tr("There is nothing to do again"));
  }
}

void Session::took(const std::optional<UndoStep>& step, const QString& done,
                   const QString& nothing) {
  if (!step) {
    emit said(nothing);
    return;
  }
  const bool read = tryTo([this] {
    readJudgements();
    readCodings();
    codebook_ = storage_->codebook();
    boilerplate_.reset();
    readDetails();
  });
  if (!read) return;
  emit decisionsChanged();
  emit codingsChanged();
  emit boilerplateChanged();
  emit detailsChanged();
  emit said(done.arg(toQString(step->action)));
}

}  // namespace retold
