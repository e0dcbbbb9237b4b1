#include "gui/privacy.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/views/card_list_view.h"
#include "gui/views/transcript_view.h"

namespace retold {

namespace {

/// Pages of which all is hidden: what they list are words of documents. On the page where one
/// reads, the transcript and the quotes are hidden one by one.
constexpr const char* kPagesOfTexts[] = {"search", "excerpts", "codebook", "notes", "lexicons"};

constexpr int kMostMinutes = 240;

}  // namespace

Privacy::Privacy(Session& session, Settings& settings, QMainWindow& window)
    : QObject(&window),
      session_(session),
      settings_(settings),
      window_(window),
      lock_(new Lock(this)) {
  lock_->setKey(settings_.unlockKey());
  lock_->setIdleLimit(settings_.lockMinutes());
  addActions();
  addLockActions();
  connect(&session_, &Session::projectChanged, this, [this] {
    session_.setHidesText(settings_.hidesText());
    forgetAsking();
    showHiding();
  });
  connect(&session_, &Session::textHidingChanged, this, &Privacy::showHiding);
  connect(&session_, &Session::blindChanged, this, &Privacy::showHiding);
  connect(&session_, &Session::documentChanged, this, &Privacy::forgetAsking);
  session_.setHidesText(settings_.hidesText());
}

QAction* Privacy::add(const char* id, const QString& text, const QList<QKeySequence>& keys,
                      bool checkable, bool needsProject) {
  auto* action = new QAction(text, &window_);
  action->setObjectName(QLatin1String(id));
  action->setShortcuts(keys);
  action->setCheckable(checkable);
  actions_.push_back({Menu::View, action, {}, std::nullopt, needsProject});
  return action;
}

void Privacy::addActions() {
  hide_ = add("view.hide-texts", tr("&Hide texts until I ask for them"), {}, true, false);
  connect(hide_, &QAction::toggled, this, [this](bool hides) {
    settings_.setHidesText(hides);
    session_.setHidesText(hides);
    session_.say(hides ? tr("Texts are hidden; %1 shows that of the open document")
                             .arg(show_->shortcut().toString(QKeySequence::NativeText))
                       : tr("Texts are shown"));
  });
  show_ = add("view.show-text", tr("Show the &text of this document"), {Qt::Key_F9}, true, true);
  connect(show_, &QAction::triggered, &session_, &Session::askForText);
  blind_ = add("view.blind", tr("&Blind: see only what is mine"), {}, true, true);
  connect(blind_, &QAction::triggered, &session_, &Session::setBlind);
}

void Privacy::addLockActions() {
  QAction* now = add("view.lock", tr("Loc&k: hide everything"), {Qt::Key_F12}, false, false);
  connect(now, &QAction::triggered, lock_, &Lock::lock);
  lock_->setAction(now);
  connect(add("view.unlock-key", tr("Key that &unlocks…"), {}, false, false), &QAction::triggered,
          this, &Privacy::chooseKey);
  connect(add("view.lock-after", tr("Lock by itsel&f…"), {}, false, false), &QAction::triggered,
          this, &Privacy::chooseMinutes);
}

void Privacy::cover(QWidget* widget) {
  auto* veil = new Veil(*widget, show_->shortcut().toString(QKeySequence::NativeText));
  connect(veil, &Veil::textWanted, &session_, [this] { session_.askForText(true); });
  veils_.emplace_back(veil);
}

void Privacy::drawVeils(QWidget& pages) {
  for (TranscriptView* view : pages.findChildren<TranscriptView*>()) cover(view);
  if (auto* codings = pages.findChild<QWidget*>(QStringLiteral("codings"))) {
    for (CardListView* list : codings->findChildren<CardListView*>()) cover(list);
  }
  for (const char* name : kPagesOfTexts) {
    auto* columns = pages.findChild<QSplitter*>(QLatin1String(name));
    if (columns == nullptr) continue;
    std::vector<QWidget*> parts;
    for (int i = 0; i < columns->count(); ++i) parts.push_back(columns->widget(i));
    for (QWidget* part : parts) cover(part);
  }
  showHiding();
}

void Privacy::showHiding() {
  const bool hidden = session_.isOpen() && session_.hidesText();
  for (const QPointer<Veil>& veil : veils_) {
    if (veil) veil->setDrawn(hidden);
  }
  const QSignalBlocker quiet(hide_);
  hide_->setChecked(settings_.hidesText());
  show_->setChecked(!hidden);
  show_->setVisible(settings_.hidesText());
  blind_->setChecked(session_.isBlind());
}

void Privacy::forgetAsking() {
  const std::shared_ptr<const OpenDocument> open = session_.document();
  const DocumentId now = open ? open->document().id : DocumentId();
  if (now != document_) session_.askForText(false);
  document_ = now;
}

QString Privacy::shown(const QString& line) const {
  return session_.hidesText() ? withoutQuotes(line) : line;
}

void Privacy::chooseKey() {
  auto* dialog = new QDialog(&window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Key that unlocks"));
  auto* says = new QLabel(
      tr("The lock hides every window from curious eyes. It is no password and encrypts nothing: "
         "whoever knows the key, or starts the program anew, can read. Press the key that is to "
         "bring everything back:"));
  says->setWordWrap(true);
  auto* key = new QKeySequenceEdit(lock_->key());
  key->setAccessibleName(tr("Key that unlocks"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  auto* column = new QVBoxLayout(dialog);
  column->addWidget(says);
  column->addWidget(key);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  connect(buttons, &QDialogButtonBox::accepted, this, [this, dialog, key] {
    if (key->keySequence().isEmpty()) return;
    const QKeySequence chosen(key->keySequence()[0]);
    settings_.setUnlockKey(chosen);
    lock_->setKey(chosen);
    dialog->accept();
    session_.say(tr("%1 unlocks").arg(chosen.toString(QKeySequence::NativeText)));
  });
  dialog->open();
}

void Privacy::chooseMinutes() {
  if (!prompt_) {
    prompt_ = new LinePrompt(window_.centralWidget());
    connect(prompt_, &LinePrompt::given, this, [this](const QString& answer) {
      bool isNumber = false;
      const int minutes = answer.isEmpty() ? 0 : answer.toInt(&isNumber);
      if (!answer.isEmpty() && (!isNumber || minutes < 0 || minutes > kMostMinutes)) {
        session_.say(tr("Nothing was changed: expected a number of minutes up to %1, not %2")
                         .arg(kMostMinutes)
                         .arg(answer));
        return;
      }
      settings_.setLockMinutes(minutes);
      lock_->setIdleLimit(minutes);
      session_.say(
          minutes == 0
              ? tr("The window does not lock by itself")
              : tr("The window locks after %1 minutes without a key or click").arg(minutes));
    });
  }
  prompt_->ask({tr("Lock by itself after how many minutes without a key or click?"),
                tr("Minutes"),
                tr("Minutes (empty: never)"),
                {}});
}

}  // namespace retold
