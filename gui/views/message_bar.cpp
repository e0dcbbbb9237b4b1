#include "gui/views/message_bar.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace retold {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), what_(new QLabel), hint_(new QLabel), close_(new QToolButton) {
  for (QLabel* label : {what_, hint_}) {
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::ClickFocus);
  }
  QFont bold = what_->font();
  bold.setBold(true);
  what_->setFont(bold);
  close_->setText(QStringLiteral("✕"));
  close_->setAutoRaise(true);
  close_->setAccessibleName(tr("Close this message"));
  close_->setToolTip(tr("Close this message"));
  connect(close_, &QToolButton::clicked, this, &MessageBar::clear);

  auto* texts = new QVBoxLayout;
  texts->setSpacing(2);
  texts->addWidget(what_);
  texts->addWidget(hint_);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 8, 8, 8);
  row->addLayout(texts, 1);
  row->addWidget(close_, 0, Qt::AlignTop);
  setAutoFillBackground(true);
  hide();
}

void MessageBar::showMessage(Tone tone, const QString& what, const QString& hint, bool closable) {
  tone_ = tone;
  what_->setText(what);
  hint_->setText(hint);
  hint_->setVisible(!hint.isEmpty());
  close_->setVisible(closable);
  setAccessibleName(text());
  paintTone();
  show();
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

void MessageBar::clear() {
  what_->clear();
  hint_->clear();
  hide();
}

QString MessageBar::text() const {
  return hint_->text().isEmpty() ? what_->text()
                                 : what_->text() + QLatin1Char('\n') + hint_->text();
}

void MessageBar::paintTone() {
  const Theme theme = themeOf(parentWidget() ? parentWidget()->palette() : QPalette());
  QPalette colours = parentWidget() ? parentWidget()->palette() : QPalette();
  colours.setColor(QPalette::Window, theme.toneGround(tone_));
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
    colours.setColor(role, theme.toneText(tone_));
  }
  setPalette(colours);
}

void MessageBar::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::ParentChange && isVisible()) paintTone();
}

}  // namespace retold
