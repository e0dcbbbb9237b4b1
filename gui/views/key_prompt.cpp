#include "gui/views/key_prompt.h"

#include <QApplication>
#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/panel.h"

namespace retold {

namespace {
constexpr int kFromBottom = 56;
constexpr Qt::KeyboardModifiers kPlain = ~Qt::KeyboardModifiers(Qt::KeypadModifier);
}  // namespace

KeyPrompt::KeyPrompt(QWidget* parent)
    : QFrame(parent), what_(new QLabel), row_(new QHBoxLayout), keys_(new QuietLabel) {
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  setFocusPolicy(Qt::StrongFocus);
  what_->setTextFormat(Qt::PlainText);
  what_->setWordWrap(true);
  keys_->setContentsMargins(0, 0, 0, 0);
  keys_->setText(tr("Any other key goes on"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 10, 12, 8);
  column->addWidget(what_);
  column->addLayout(row_);
  column->addWidget(keys_);
  hide();
}

void KeyPrompt::ask(const QString& what, const QStringList& answers) {
  for (QToolButton* button : buttons_) delete button;
  buttons_.clear();
  what_->setText(what);
  for (int answer = 0; answer < answers.size(); ++answer) {
    auto* button = new QToolButton;
    button->setText(tr("%1  %2").arg(answer + 1).arg(answers[answer]));
    button->setFocusPolicy(Qt::NoFocus);  // the numbers come from the frame
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(button, &QToolButton::clicked, this, [this, answer] { take(answer); });
    row_->addWidget(button);
    buttons_.push_back(button);
  }
  QStringList spoken;
  for (const QToolButton* button : buttons_) spoken << button->text();
  setAccessibleName(what);
  setAccessibleDescription(spoken.join(QStringLiteral(", ")));
  if (isHidden()) before_ = QApplication::focusWidget();
  show();
  place();
  raise();
  setFocus(Qt::PopupFocusReason);
}

void KeyPrompt::place() {
  const QWidget& window = *parentWidget();
  const int width = std::min(std::max(440, sizeHint().width()), window.width() - 20);
  layout()->invalidate();
  const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width)
                                                   : layout()->totalSizeHint().height();
  setGeometry((window.width() - width) / 2, window.height() - height - kFromBottom, width, height);
}

int KeyPrompt::answerOf(const QKeyEvent& key) const {
  if ((key.modifiers() & kPlain) != 0) return -1;
  const int answer = key.key() - Qt::Key_1;
  return answer >= 0 && answer < static_cast<int>(buttons_.size()) ? answer : -1;
}

void KeyPrompt::take(int answer) {
  leave();
  emit chosen(answer);
}

void KeyPrompt::leave() {
  if (isHidden()) return;
  const bool hadKeyboard = hasFocus();
  hide();
  if (hadKeyboard && before_) before_->setFocus();
}

bool KeyPrompt::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const QKeyEvent& key = *static_cast<QKeyEvent*>(event);
    if (answerOf(key) >= 0 || key.key() == Qt::Key_Escape) {
      event->accept();
      return true;
    }
  }
  return QFrame::event(event);
}

void KeyPrompt::keyPressEvent(QKeyEvent* event) {
  const int answer = answerOf(*event);
  if (answer >= 0) {
    take(answer);
    return;
  }
  const bool isModifier = event->key() == Qt::Key_Shift || event->key() == Qt::Key_Control ||
                          event->key() == Qt::Key_Alt || event->key() == Qt::Key_Meta;
  if (isModifier) return;
  leave();
  const bool onlyCloses = event->key() == Qt::Key_Escape || event->key() == Qt::Key_Return ||
                          event->key() == Qt::Key_Enter;
  if (onlyCloses || !before_) return;
  QCoreApplication::postEvent(
      before_, new QKeyEvent(event->type(), event->key(), event->modifiers(), event->text()));
}

void KeyPrompt::focusOutEvent(QFocusEvent* event) {
  QFrame::focusOutEvent(event);
  if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
    leave();
}

}  // namespace retold
