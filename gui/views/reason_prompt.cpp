#include "gui/views/reason_prompt.h"

#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/panel.h"

namespace retold {

ReasonPrompt::ReasonPrompt(QWidget* parent)
    : QFrame(parent), what_(new QLabel), reason_(new QLineEdit) {
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  setAccessibleName(tr("Reason"));
  what_->setTextFormat(Qt::PlainText);
  what_->setBuddy(reason_);
  reason_->setPlaceholderText(tr("Why? (may stay empty)"));
  reason_->setAccessibleName(tr("Reason"));
  reason_->installEventFilter(this);
  auto* keys = new QuietLabel(tr("Enter stores it · Esc leaves it as it was"));
  keys->setContentsMargins(0, 0, 0, 0);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 10, 12, 8);
  column->addWidget(what_);
  column->addWidget(reason_);
  column->addWidget(keys);
  hide();
}

void ReasonPrompt::ask(const QString& what) {
  what_->setText(what);
  reason_->clear();
  const QSize size(std::min(440, parentWidget()->width() - 20), sizeHint().height());
  setGeometry((parentWidget()->width() - size.width()) / 2,
              (parentWidget()->height() - size.height()) / 2, size.width(), size.height());
  show();
  raise();
  reason_->setFocus(Qt::PopupFocusReason);
}

void ReasonPrompt::leave() {
  if (isHidden()) return;
  hide();
  emit closed();
}

bool ReasonPrompt::eventFilter(QObject* watched, QEvent* event) {
  if (watched != reason_) return QFrame::eventFilter(watched, event);
  if (event->type() == QEvent::FocusOut) {
    const Qt::FocusReason why = static_cast<QFocusEvent*>(event)->reason();
    if (why != Qt::ActiveWindowFocusReason && why != Qt::PopupFocusReason) leave();
  }
  if (event->type() != QEvent::KeyPress) return false;
  switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: {
      const QString reason = reason_->text().trimmed();
      leave();
      emit given(reason);
      return true;
    }
    case Qt::Key_Escape:
      leave();
      return true;
    default:
      return false;
  }
}

}  // namespace retold
