#include "gui/session.h"

#include <QFileInfo>
#include <algorithm>

#include "gui/strings.h"
#include "queries/history/describe.h"

namespace retold {

Session::Session(const QString& coder, QObject* parent) : QObject(parent), coder_(coder) {}

Session::~Session() = default;

void Session::setCoder(const QString& name) {
  if (name.isEmpty() || name == coder_) return;
  coder_ = name;
  if (isBlind()) makeView(true);
  if (isOpen()) tellChanged(isBlind() ? kEveryPart : Parts(Part::Decisions));
  // What is new since a decision is so for one coder only.
  if (isOpen() && isScreening()) {
    screenAgain();
  } else if (isOpen() && findings_) {
    lookUpDetails();
  }
}

bool Session::tryTo(const std::function<void()>& work) {
  if (!isOpen()) return false;
  const std::optional<Problem> problem = attempt(work);
  if (problem) emit failed(asSeen(*problem));
  return !problem;
}

Problem Session::asSeen(Problem problem) const {
  if (isBlind() && !problem.forBlind.isEmpty()) problem.what = problem.forBlind;
  return problem;
}

bool Session::tryToChange(const std::function<void()>& work) {
  if (isOpen() && isImporting()) {
    emit failed({ErrorKind::Locked,
                 tr("Nothing was changed: files are being brought into the project just now."),
                 tr("Do it again when they are in, or stop the import: what is in is kept.")});
    return false;
  }
  if (isOpen() && isReadOnly()) {
    emit failed({ErrorKind::ReadOnly,
                 tr("Nothing was changed: this project is open for reading only."),
                 whyReadOnly(info_.readOnlyReason)});
    return false;
  }
  return tryTo(work);
}

bool Session::read(const std::function<void(const Storage&)>& work) {
  return tryTo([&] { work(seen()); });
}

void Session::makeView(bool blind) {
  blind_ = blind ? blindView(*storage_, toUtf8(coder_)) : nullptr;
}

void Session::setBlind(bool blind) {
  if (!isOpen() || blind == isBlind()) return;
  makeView(blind);
  remember(QStringLiteral("blind"), blind);
  recentCodes_.clear();
  emit blindChanged();
  tellChanged(kEveryPart);
  if (findings_ || isScreening()) screenAgain();
  emit said(blind ? tr("Blind: you see only what is yours")
                  : tr("No longer blind: you see what everybody decided, tagged and wrote"));
}

std::optional<Problem> Session::whyNotWritable() const {
  return attempt([this] { (void)openProject(location(), OpenMode::Write, kProgram); });
}

bool Session::rereadIfChanged() {
  if (!isOpen() || !isReadOnly() || isImporting()) return false;
  std::string head;
  if (!tryTo([&] { head = storage_->chainHead(); }) || head == head_) return false;
  head_ = head;
  tellChanged(kEveryPart);
  if (!filter_.empty()) setFilter(filter_);
  if (findings_ && !isScreening()) lookUpAgain();
  return true;
}

bool Session::change(Parts parts, const std::function<void(Storage&)>& work) {
  if (!tryToChange([&] { work(*storage_); })) return false;
  if (parts & Part::Codings) noted_.reset();  // their memos may have gone with them
  tellChanged(parts);
  return true;
}

void Session::tellChanged(Parts parts) {
  if (tryTo([&] { reread(parts); })) announce(parts);
}

void Session::announce(Parts parts) {
  if (parts & Part::Decisions) emit decisionsChanged();
  if (parts & (Part::Codings | Part::Codebook)) emit codingsChanged();
  if (parts & Part::Boilerplate) emit boilerplateChanged();
  if (parts & (Part::Documents | Part::Boilerplate | Part::Cases)) emit detailsChanged();
  emit changed(parts);
}

void Session::reread(Parts parts) {
  if (parts & Part::Codebook) codebook_ = storage_->codebook();
  if (parts & Part::Decisions) readJudgements();
  if (parts & Part::Codings) readCodings();
  if (parts & Part::Memos) noted_.reset();
  if (parts & Part::Concerns) concerns_.reset();
  if (parts & Part::Boilerplate) boilerplate_.reset();
  if (parts & (Part::Documents | Part::Boilerplate | Part::Cases)) readDetails();
}

void Session::setFilter(Filter filter) {
  filter_ = std::move(filter);
  filtering_.reset();
  if (filter_.empty() || !isOpen()) {
    passing_.reset();
    emit filterChanged();
    return;
  }
  filtering_ = start<std::vector<DocumentId>>(
      [wanted = filter_](const Storage& storage, Progress& progress) {
        return documentsPassing(storage, wanted, progress);
      },
      [this](const std::vector<DocumentId>& found) {
        passing_ =
            std::make_shared<const std::unordered_set<DocumentId>>(found.begin(), found.end());
        emit filterChanged();
      });
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
    makeView(remembered(QStringLiteral("blind")).toBool());
    codebook_ = storage_->codebook();
    head_ = storage_->chainHead();
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
  waitForImport();
  emit closing();
  job_.reset();
  lookingUp_.reset();
  details_.reset();
  checking_.reset();
  explaining_.reset();
  filtering_.reset();
  filter_ = {};
  passing_.reset();
  blind_.reset();
  storage_.reset();
  path_.clear();
  info_ = {};
  codebook_ = {};
  standings_ = {};
  recentCodes_.clear();
  remembered_.clear();
  findings_.reset();
  keptAs_.reset();
  waiting_.clear();
  wish_ = {};
  snippets_.clear();
  document_.reset();
  currentMatch_.reset();
  selected_.reset();
  codings_.clear();
  transfers_.clear();
  noted_.reset();
  concerns_.reset();
  moved_.clear();
  relations_ = {};
  boilerplate_.reset();
  emit projectChanged();
  emit screeningChanged();
  emit documentChanged();
}

std::string Session::location() const { return toUtf8(path_); }

QString Session::name() const { return QFileInfo(path_).fileName(); }

QString Session::key() const { return isOpen() ? toQString(toText(info_.id)) : QString(); }

QVariant Session::remembered(const QString& what) const {
  if (!isOpen()) return {};
  return settings_ != nullptr ? settings_->ofProject(key(), what) : remembered_.value(what);
}

void Session::remember(const QString& what, const QVariant& value) {
  if (!isOpen()) return;
  if (settings_ != nullptr) {
    settings_->setOfProject(key(), what, value);
  } else {
    remembered_[what] = value;
  }
}

const Code* Session::code(CodeId id) const {
  const auto at = std::find_if(codebook_.codes.begin(), codebook_.codes.end(),
                               [&](const Code& code) { return code.id == id; });
  return at == codebook_.codes.end() ? nullptr : &*at;
}

std::optional<Document> Session::storedDocument(DocumentId id) const {
  std::optional<Document> found;
  if (isOpen()) (void)attempt([&] { found = storage_->document(id); });
  return found;
}

std::shared_ptr<const OpenDocument> Session::opened(DocumentId id,
                                                    std::optional<Candidate> explained) {
  std::optional<Document> document = storage_->document(id);
  std::optional<Text> text = document ? storage_->text(document->text) : std::nullopt;
  if (!text) {
    throw Error(ErrorKind::NotFound, "This document is no longer in the project.",
                "Screen again to bring the list up to date.");
  }
  std::optional<Case> itsCase;
  if (document->caseId) itsCase = storage_->person(*document->caseId);
  const bool isExplained = explained && explained->text == text->id;
  return std::make_shared<const OpenDocument>(
      std::move(*document), std::move(*text), std::move(itsCase),
      isExplained ? std::move(*explained) : foundIn(id), isExplained);
}

void Session::show(DocumentId id) {
  const bool shown = tryTo([&] {
    document_ = opened(id);
    readCodings();
    relations_ = relationsOf(*storage_, document_->document(), storage_->filesOf(id));
  });
  if (!shown) return;
  remember(QLatin1String(kReadLast), toQString(toText(id)));
  selected_.reset();
  currentMatch_ = document_->matches().empty() ? std::nullopt : std::optional<int>(0);
  startExplaining();
  emit documentChanged();
  emit matchChanged();
  if (document_->changedSinceScreening()) {
    emit warned(
        tr("This document's text has changed since it was screened. Screen again to see "
           "its matches."));
  }
}

void Session::openAt(DocumentId id, TextId text, ByteSpan passage) {
  const auto isShown = [&] { return document_ && document_->document().id == id; };
  const bool wasShown = isShown();
  if (!wasShown) show(id);
  if (!isShown()) return;
  emit readingWanted();
  if (passage.empty() && wasShown) return;
  if (document_->text().id == text) {
    pointAt(passage);
    return;
  }
  MovedPassage place;
  const bool read = tryTo([&] {
    const std::optional<Text> old = seen().text(text);
    if (!old || passage.empty() || passage.end > old->content.size()) return;
    place = PassageFinder(old->content, document_->text().content).find(passage);
  });
  if (!read || passage.empty()) return;
  if (place.standing == Standing::Gone) {
    say(tr("This document was read anew since, and its new text does not have the passage"));
    return;
  }
  pointAt(place.span);
  say(place.standing == Standing::Changed
          ? tr("This document was read anew since: this place of its new text is the one most like "
               "the passage")
          : tr("This document was read anew since: the passage stands here in its new text"));
}

const std::unordered_set<Uuid>& Session::noted() {
  if (!noted_) {
    noted_.emplace();
    tryTo([this] {
      for (const Memo& memo : seen().memos()) noted_->insert(memo.about);
    });
  }
  return *noted_;
}

std::vector<PlacedConcern> Session::concernsHere() {
  std::vector<PlacedConcern> here;
  if (!document_) return here;
  if (!concerns_) {
    concerns_.emplace();
    tryTo([this] { concerns_ = seen().concerns(); });
  }
  const TextId shown = document_->text().id;
  for (const Concern& concern : *concerns_) {
    if (concern.document != document_->document().id) continue;
    if (concern.text == shown) {
      here.push_back({concern, concern.span});
      continue;
    }
    auto& [text, place] = moved_[concern.id];
    if (text != shown) {
      text = shown;
      place = {};
      tryTo([&] { place = placeNow(seen(), concern); });
    }
    const bool isFound = place.standing != Standing::Gone && place.text == shown;
    if (isFound) here.push_back({concern, place.span, true});
  }
  return here;
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

void Session::undo() {
  std::optional<UndoStep> step;
  if (tryToChange([&] { step = storage_->undo(toUtf8(coder_)); })) took(step, true);
}

void Session::redo() {
  std::optional<UndoStep> step;
  if (tryToChange([&] { step = storage_->redo(toUtf8(coder_)); })) took(step, false);
}

void Session::took(const std::optional<UndoStep>& step, bool undone) {
  if (!step) {
    emit said(undone ? tr("There is nothing of yours to undo")
                     : tr("There is nothing to do again"));
    return;
  }
  tellChanged(kEveryPart);
  QString what = toQString(step->action);
  tryTo([&] { what = toQString(EventDescriber(seen()).line(*step)); });
  const QString line = (undone ? tr("Undone: %1") : tr("Done again: %1")).arg(onOneLine(what));
  emit said(line);
  emit stepTaken(*step, line);
}

}  // namespace retold
