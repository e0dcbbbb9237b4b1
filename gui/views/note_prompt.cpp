#include "gui/views/note_prompt.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "gui/panel.h"
#include "gui/views/place_near.h"

namespace retold {

namespace {
constexpr int kWidth = 420;
constexpr int kHeight = 190;
}  // namespace

NotePrompt::NotePrompt(QWidget* parent)
    : QFrame(parent), what_(new QLabel), text_(new QPlainTextEdit) {
  text_->setAccessibleName(tr("Note"));
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  what_->setTextFormat(Qt::PlainText);
  what_->setBuddy(text_);
  text_->setTabChangesFocus(true);
  text_->installEventFilter(this);
  auto* keys =
      new QuietLabel(tr("Enter stores it · Shift+Enter new line · Esc leaves it as it was"));
  keys->setContentsMargins(0, 0, 0, 0);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 10, 12, 8);
  column->addWidget(what_);
  column->addWidget(text_, 1);
  column->addWidget(keys);
  hide();
}

void NotePrompt::ask(const QRect& anchor, const QString& what, const QString& name,
                     const QString& text) {
  placeNear(*this, anchor, {kWidth, kHeight});
  setAccessibleName(name);
  what_->setText(QFontMetrics(what_->font()).elidedText(what, Qt::ElideMiddle, width() - 30));
  text_->setAccessibleName(name);
  before_ = text;
  text_->setPlainText(text);
  text_->moveCursor(QTextCursor::End);
  show();
  raise();
  text_->setFocus(Qt::PopupFocusReason);
}

void NotePrompt::leave(bool store) {
  if (isHidden()) return;
  const QString text = text_->document()->toRawText().replace(QChar::ParagraphSeparator, u'\n');
  hide();
  emit closed();
  if (store && text != before_) emit given(text);
}

bool NotePrompt::eventFilter(QObject* watched, QEvent* event) {
  if (watched != text_) return QFrame::eventFilter(watched, event);
  if (event->type() == QEvent::FocusOut) {
    const Qt::FocusReason why = static_cast<QFocusEvent*>(event)->reason();
    if (why != Qt::ActiveWindowFocusReason && why != Qt::PopupFocusReason) leave(true);
    return false;
  }
  if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) return false;
  const auto& key = *static_cast<QKeyEvent*>(event);
  const bool enter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
  if (event->type() == QEvent::ShortcutOverride) {
    if (enter) event->accept();  // Ctrl+Enter stores too, and is a key of the window
    return enter;
  }
  if (enter && !key.modifiers().testFlag(Qt::ShiftModifier)) {
    leave(true);
    return true;
  }
  if (key.key() == Qt::Key_Escape) {
    leave(false);
    return true;
  }
  return false;
}

}  // namespace retold
