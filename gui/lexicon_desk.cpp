#include "gui/lexicon_desk.h"

#include <QScopedValueRollback>
#include <algorithm>
#include <utility>

#include "gui/keys.h"
#include "gui/strings.h"

namespace retold {

namespace {

constexpr const char* kUsual = "prior-trafficking";
constexpr int kPause = 120;           // milliseconds
constexpr int kDraftPause = 10'000;   // milliseconds
constexpr int kDraftOldest = 30'000;  // milliseconds
constexpr std::size_t kMostUndo = 100;

QTimer* onceAfter(int milliseconds, const char* name, QObject* parent) {
  auto* timer = new QTimer(parent);
  timer->setObjectName(QLatin1String(name));
  timer->setSingleShot(true);
  timer->setInterval(milliseconds);
  return timer;
}

bool isKept(const DeskLexicon& lexicon) {
  const OwnLexicon* draft = lexicon.entry.draft ? &*lexicon.entry.draft : nullptr;
  return !lexicon.isOwn() ||
         lexicon.text == (draft != nullptr ? std::string_view(draft->text) : lexicon.entry.text());
}

}  // namespace

LexiconDesk::LexiconDesk(Session& session, QObject* parent)
    : QObject(parent),
      session_(session),
      draftPause_(onceAfter(kDraftPause, "draftPause", this)),
      draftOldest_(onceAfter(kDraftOldest, "draftOldest", this)) {
  pause_.setSingleShot(true);
  pause_.setInterval(kPause);
  connect(&pause_, &QTimer::timeout, this, &LexiconDesk::startReading);
  connect(draftPause_, &QTimer::timeout, this, &LexiconDesk::keepLater);
  connect(draftOldest_, &QTimer::timeout, this, &LexiconDesk::keepLater);
  connect(&session_, &Session::closing, this, [this] {
    emit leaving();
    (void)keepUnsaved();
  });
  connect(&session_, &Session::projectChanged, this, [this] {
    draftPause_->stop();
    draftOldest_->stop();
    current_ = -1;
    lexicons_.clear();
    id_.clear();
    load();
  });
  connect(&session_, &Session::changed, this, [this](Parts parts) {
    if ((parts & Part::Lexicons) && !keeping_) load();
  });
  load();
}

void LexiconDesk::load() {
  entries_.clear();
  if (session_.isOpen())
    session_.read([this](const Storage& storage) { entries_ = lexiconEntries(storage); });
  QStringList ids;
  QStringList titles;
  for (const LexiconEntry& entry : entries_) {
    const QString id = toQString(entry.id);
    if (ids.contains(id)) continue;
    const std::string_view text = entry.draft ? std::string_view(entry.draft->text) : entry.text();
    const QString title = toQString(outlineOf(text.substr(0, 4096)).header("title"));
    const bool usual = id == QLatin1String(kUsual);
    ids.insert(usual ? 0 : ids.size(), id);
    titles.insert(usual ? 0 : titles.size(), title.isEmpty() ? id : title);
  }
  const bool same = ids == ids_ && titles == titles_;
  ids_ = ids;
  titles_ = titles;
  if (!ids_.contains(id_)) id_ = ids_.value(0);
  readLexicons();
  if (!same) emit idsChanged();
  emit lexiconsChanged();
  emit selected();
  emit stateChanged();
}

void LexiconDesk::readLexicons() {
  const std::string wanted = toUtf8(id_);
  const std::string language = current() != nullptr ? current()->entry.language : std::string();
  std::vector<DeskLexicon> before = std::exchange(lexicons_, {});
  for (const LexiconEntry& entry : entries_) {
    if (entry.id != wanted) continue;
    DeskLexicon lexicon;
    lexicon.entry = entry;
    lexicon.text = entry.draft ? entry.draft->text : std::string(entry.text());
    const auto old = std::find_if(before.begin(), before.end(), [&](const DeskLexicon& each) {
      return each.entry.id == entry.id && each.entry.language == entry.language;
    });
    // What was changed here and is not saved stays, whatever else happened.
    if (old != before.end() && old->isChanged()) {
      lexicon.text = old->text;
      lexicon.undo = std::move(old->undo);
      lexicon.redo = std::move(old->redo);
    }
    lexicons_.push_back(std::move(lexicon));
  }
  std::sort(lexicons_.begin(), lexicons_.end(), [](const DeskLexicon& a, const DeskLexicon& b) {
    return languageInWords(a.entry.language).localeAwareCompare(languageInWords(b.entry.language)) <
           0;
  });
  const auto same = std::find_if(lexicons_.begin(), lexicons_.end(), [&](const DeskLexicon& each) {
    return each.entry.language == language;
  });
  current_ = same == lexicons_.end() ? -1 : static_cast<int>(same - lexicons_.begin());
  if (current_ < 0) line_ = 0;
  startReading();
}

void LexiconDesk::choose(const QString& id) {
  if (id == id_ || !ids_.contains(id)) return;
  emit leaving();
  // What is unsaved of the one before would be lost from here: it is kept in the project.
  if (!keepUnsaved()) {
    emit idsChanged();
    return;
  }
  lexicons_.clear();
  id_ = id;
  current_ = -1;
  line_ = 0;
  sound_.reset();
  load();
}

const LexiconOutline& LexiconDesk::outlineAt(int index) {
  DeskLexicon& lexicon = lexicons_[static_cast<std::size_t>(index)];
  if (!lexicon.outlined) {
    lexicon.outline = outlineOf(lexicon.text);
    lexicon.outlined = true;
  }
  return lexicon.outline;
}

const DeskLexicon* LexiconDesk::current() const {
  return current_ < 0 ? nullptr : &lexicons_[static_cast<std::size_t>(current_)];
}

DeskLexicon* LexiconDesk::changing() {
  return canChange() ? &lexicons_[static_cast<std::size_t>(current_)] : nullptr;
}

bool LexiconDesk::canChange() const {
  return current() != nullptr && current()->isOwn() && !session_.isReadOnly();
}

void LexiconDesk::select(int index, std::uint32_t line) {
  if (index == current_ && line == line_) return;
  const bool another = index != current_;
  current_ = index;
  line_ = line;
  if (another) {
    (void)outlineAt(index);
    sound_.reset();
    startReading();
    emit stateChanged();
  }
  emit selected();
}

const OutlineSection* LexiconDesk::section() const {
  if (current() == nullptr) return nullptr;
  const OutlineSection* found = nullptr;
  for (const OutlineSection& each : current()->outline.sections)
    if (each.line <= line_) found = &each;
  return found;
}

const OutlineTerm* LexiconDesk::term() const {
  const OutlineSection* at = section();
  if (at == nullptr) return nullptr;
  const auto found = std::find_if(at->terms.begin(), at->terms.end(),
                                  [this](const OutlineTerm& each) { return each.line == line_; });
  return found == at->terms.end() ? nullptr : &*found;
}

void LexiconDesk::startReading() {
  pause_.stop();
  job_.reset();
  const DeskLexicon* lexicon = current();
  if (lexicon == nullptr) {
    reading_ = {};
    sound_.reset();
    emit read();
    return;
  }
  if (reading_.reading && reading_.text == lexicon->text && sound_) return emit read();
  auto work = [text = lexicon->text, file = lexicon->entry.file](Progress&) {
    return DeskReading{std::make_shared<const LexiconReading>(readLexicon(text, file)), text};
  };
  auto receive = [this](DeskReading reading) {
    reading_ = std::move(reading);
    if (reading_.reading->ok())
      sound_ = std::shared_ptr<const Lexicon>(reading_.reading, &reading_.reading->lexicon);
    emit read();
  };
  job_ = JobHandle(new Job<DeskReading>(
      std::move(work), std::move(receive),
      [this](const Problem& problem) { emit session_.failed(problem); }, this));
}

void LexiconDesk::setText(DeskLexicon& lexicon, std::string text, std::uint32_t line) {
  lexicon.text = std::move(text);
  lexicon.outline = outlineOf(lexicon.text);
  lexicon.outlined = true;
  line_ = line;
  emit textChanged(current_);
  emit selected();
  emit stateChanged();
  pause_.start();
  draftPause_->start();
  if (!draftOldest_->isActive()) draftOldest_->start();
}

void LexiconDesk::change(std::string text, std::uint32_t line) {
  DeskLexicon* lexicon = changing();
  if (lexicon == nullptr || lexicon->text == text) return;
  lexicon->undo.push_back(lexicon->text);
  if (lexicon->undo.size() > kMostUndo) lexicon->undo.erase(lexicon->undo.begin());
  lexicon->redo.clear();
  setText(*lexicon, std::move(text), line);
}

void LexiconDesk::undoChange() {
  DeskLexicon* lexicon = changing();
  if (lexicon == nullptr || lexicon->undo.empty()) return;
  lexicon->redo.push_back(lexicon->text);
  std::string text = std::move(lexicon->undo.back());
  lexicon->undo.pop_back();
  setText(*lexicon, std::move(text), line_);
}

void LexiconDesk::redoChange() {
  DeskLexicon* lexicon = changing();
  if (lexicon == nullptr || lexicon->redo.empty()) return;
  lexicon->undo.push_back(lexicon->text);
  std::string text = std::move(lexicon->redo.back());
  lexicon->redo.pop_back();
  setText(*lexicon, std::move(text), line_);
}

bool LexiconDesk::save() {
  const DeskLexicon* lexicon = current();
  if (lexicon == nullptr || !canChange()) return false;
  if (!lexicon->isChanged() && !lexicon->entry.draft) return true;
  return take(lexicon->text);
}

bool LexiconDesk::take(const std::string& text) {
  std::optional<OwnLexicon> saved;
  const std::string file = current() != nullptr ? current()->entry.file : std::string("lexicon");
  const bool done = session_.change(Part::Lexicons, [&](Storage& storage) {
    saved = saveLexicon(storage, text, toUtf8(session_.coder()), file);
  });
  if (!done) return false;
  if (toQString(saved->lexicon) != id_) choose(toQString(saved->lexicon));
  for (int i = 0; i < count(); ++i)
    if (at(i).entry.language == saved->language && i != current_) select(i, 0);
  session_.say(tr("Saved: %1 in %2. Screen again (%3 on the Read page) to use it.")
                   .arg(toQString(saved->lexicon), languageInWords(saved->language), screenKey()));
  return true;
}

void LexiconDesk::discard() {
  DeskLexicon* lexicon = changing();
  if (lexicon == nullptr) return;
  change(std::string(lexicon->entry.text()), line_);
  if (!lexicon->entry.draft) return;
  const LexiconEntry entry = lexicon->entry;
  session_.change(Part::Lexicons, [&](Storage& storage) {
    keepUnfinished(storage, entry.id, entry.language, {}, toUtf8(session_.coder()));
  });
}

void LexiconDesk::makeOwn() {
  const DeskLexicon* lexicon = current();
  if (lexicon == nullptr || lexicon->isOwn()) return;
  const std::string text(lexicon->entry.builtin);
  const std::uint32_t line = line_;
  std::optional<OwnLexicon> saved;
  const bool done = session_.change(Part::Lexicons, [&](Storage& storage) {
    saved = saveLexicon(storage, text, toUtf8(session_.coder()));
  });
  if (!done) return;
  if (current_ >= 0) select(current_, line);
  session_.say(tr("%1 in %2 is now this project's own and can be changed")
                   .arg(toQString(saved->lexicon), languageInWords(saved->language)));
}

void LexiconDesk::removeOwn() {
  const DeskLexicon* lexicon = current();
  if (lexicon == nullptr || !lexicon->entry.own) return;
  const LexiconEntry entry = lexicon->entry;
  lexicons_[static_cast<std::size_t>(current_)].text = entry.own->text;
  const bool done = session_.change(Part::Lexicons, [&](Storage& storage) {
    removeLexicon(storage, entry.id, entry.language, toUtf8(session_.coder()));
  });
  if (!done) return;
  session_.say((entry.builtin.empty()
                    ? tr("The lexicon was taken out of the project · %1 brings it back")
                    : tr("The built-in lexicon counts again · %1 brings yours back"))
                   .arg(undoKey()));
}

bool LexiconDesk::keepUnsaved() {
  draftPause_->stop();
  draftOldest_->stop();
  if (!session_.isOpen() || session_.isReadOnly()) return true;
  std::vector<DeskLexicon*> changed;
  for (DeskLexicon& each : lexicons_)
    if (!isKept(each)) changed.push_back(&each);
  return changed.empty() || storeDrafts(changed);
}

bool LexiconDesk::storeDrafts(const std::vector<DeskLexicon*>& changed) {
  // The fields that are being typed in stay as they are.
  const QScopedValueRollback<bool> ours(keeping_, true);
  std::vector<LexiconEntry> entries;
  const bool done = session_.change(Part::Lexicons, [&](Storage& storage) {
    for (const DeskLexicon* each : changed)
      keepUnfinished(storage, each->entry.id, each->entry.language,
                     each->isChanged() ? std::string_view(each->text) : std::string_view(),
                     toUtf8(session_.coder()));
    entries = lexiconEntries(storage);
  });
  if (!done) return false;
  entries_ = std::move(entries);
  for (DeskLexicon* each : changed) {
    const auto now = std::ranges::find_if(entries_, [&](const LexiconEntry& entry) {
      return entry.id == each->entry.id && entry.language == each->entry.language;
    });
    if (now != entries_.end()) each->entry = *now;
  }
  return true;
}

void LexiconDesk::keepLater() {
  if (session_.isImporting()) {
    draftPause_->start();
  } else {
    (void)keepUnsaved();
  }
}

QString headOf(const OutlineSection& section) {
  const QString kind = toQString(section.kind);
  return section.name.empty() ? kind : kind + QLatin1Char(' ') + toQString(section.name);
}

}  // namespace retold
