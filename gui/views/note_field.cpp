#include "gui/views/note_field.h"

#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QTextDocument>
#include <chrono>

#include "gui/views/typed_text.h"

namespace retold {

namespace {

using namespace std::chrono_literals;
constexpr auto kPause = 10s;
constexpr auto kOldest = 30s;

bool isCtrlEnter(const QKeyEvent& event) {
  return (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) &&
         (event.modifiers() & Qt::ControlModifier) != 0;
}

QTimer* onceAfter(std::chrono::milliseconds time, const char* name, QObject* parent) {
  auto* timer = new QTimer(parent);
  timer->setObjectName(QLatin1String(name));
  timer->setSingleShot(true);
  timer->setInterval(time);
  return timer;
}

}  // namespace

NoteField::NoteField(const QString& name, Saver save, QWidget* parent)
    : QWidget(parent),
      save_(std::move(save)),
      field_(new QPlainTextEdit),
      state_(new QuietLabel),
      pause_(onceAfter(kPause, "pause", this)),
      oldest_(onceAfter(kOldest, "oldest", this)) {
  field_->setAccessibleName(name);
  field_->setTabChangesFocus(true);
  field_->setFrameShape(QFrame::StyledPanel);
  QTextOption option = field_->document()->defaultTextOption();
  option.setTextDirection(Qt::LayoutDirectionAuto);
  field_->document()->setDefaultTextOption(option);
  field_->installEventFilter(this);
  state_->setContentsMargins(0, 0, 0, 0);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addWidget(field_, 1);
  column->addWidget(state_);
  setFocusProxy(field_);
  connect(field_->document(), &QTextDocument::contentsChanged, this, &NoteField::noticeTyping);
  connect(pause_, &QTimer::timeout, this, &NoteField::save);
  connect(oldest_, &QTimer::timeout, this, &NoteField::save);
}

void NoteField::show(const QString& text, bool editable) {
  pause_->stop();
  oldest_->stop();
  stored_ = text;
  edited_ = false;
  refused_ = false;
  const QScopedValueRollback<bool> ours(saving_, true);
  field_->setPlainText(text);
  field_->setReadOnly(!editable);
  showState();
}

void NoteField::follow(const QString& text) {
  // What is stored has no white space at its ends; to take it away under the cursor would disturb.
  if (edited_ || text.trimmed() == stored_.trimmed()) return;
  show(text, !field_->isReadOnly());
}

QString NoteField::text() const { return typedText(*field_); }

bool NoteField::save() {
  pause_->stop();
  oldest_->stop();
  if (!edited_ || saving_ || !save_) return !edited_;
  const QScopedValueRollback<bool> once(saving_, true);
  const QString typed = text();
  refused_ = !save_(typed);
  if (!refused_) {
    stored_ = typed;
    edited_ = text() != typed;
  }
  showState();
  return !edited_;
}

void NoteField::disarm() {
  pause_->stop();
  oldest_->stop();
  save_ = {};
  edited_ = false;
}

void NoteField::setStoredLine(const QString& line) {
  storedLine_ = line;
  showState();
}

void NoteField::noticeTyping() {
  if (saving_) return;
  refused_ = false;
  edited_ = text() != stored_;
  if (edited_) {
    pause_->start();
    if (!oldest_->isActive()) oldest_->start();
  } else {
    pause_->stop();
    oldest_->stop();
  }
  showState();
}

void NoteField::showState() {
  if (refused_) {
    state_->setText(tr("Not stored. What you typed stays here until it can be."));
  } else if (edited_) {
    state_->setText(tr("Not stored yet · Ctrl+Enter stores it"));
  } else {
    state_->setText(storedLine_);
  }
}

bool NoteField::eventFilter(QObject* watched, QEvent* event) {
  if (watched != field_) return QWidget::eventFilter(watched, event);
  if (event->type() == QEvent::FocusOut) {
    if (static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason) save();
    return false;
  }
  const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
  if (!isKey) return false;
  const auto& key = *static_cast<QKeyEvent*>(event);
  if (!isCtrlEnter(key) && key.key() != Qt::Key_Escape) return false;
  event->accept();
  if (event->type() == QEvent::KeyPress && save()) emit left();
  return true;
}

}  // namespace retold
