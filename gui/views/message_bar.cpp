#include "gui/views/message_bar.h"

#include <QAccessible>
#include <QDialogButtonBox>
#include <QEvent>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "gui/strings.h"

namespace retold {

namespace {

constexpr qsizetype kMostLines = 3;
constexpr qsizetype kMostLetters = 400;

/// As much of a text as the bar shows; all of it where it is short.
QString beginningOf(const QString& text) {
  const QStringList lines = text.split(QLatin1Char('\n'));
  QString shown = lines.size() <= kMostLines ? text : lines.mid(0, kMostLines).join('\n');
  if (shown.size() > kMostLetters) {
    qsizetype end = shown.lastIndexOf(QLatin1Char(' '), kMostLetters);
    if (end < kMostLetters / 2) end = kMostLetters;
    if (shown[end - 1].isHighSurrogate()) --end;
    shown.truncate(end);
    shown += QStringLiteral(" …");
  }
  const qsizetype more = lines.size() - kMostLines;
  if (more > 0) {
    shown += QLatin1Char('\n') + counted(static_cast<std::uint64_t>(more),
                                         MessageBar::tr("… and 1 more line"),
                                         MessageBar::tr("… and %1 more lines"));
  }
  return shown;
}

}  // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent),
      what_(new QLabel),
      hint_(new QLabel),
      buttons_(new QHBoxLayout),
      all_(new QPushButton(tr("Show &all…"))),
      close_(new QToolButton) {
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
  all_->setAutoDefault(false);
  connect(all_, &QPushButton::clicked, this, &MessageBar::showWhole);
  row->addWidget(all_, 0, Qt::AlignTop);
  row->addLayout(buttons_);
  row->addWidget(close_, 0, Qt::AlignTop);
  setAutoFillBackground(true);
  hide();
}

void MessageBar::showMessage(Tone tone, const QString& what, const QString& hint, bool closable,
                             std::vector<MessageButton> buttons) {
  tone_ = tone;
  wholeWhat_ = what;
  wholeHint_ = hint;
  close_->setVisible(closable);
  removeButtons();
  for (MessageButton& each : buttons) addButton(each.text, std::move(each.what));
  delete whole_;
  fill();
  paintTone();
  show();
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

void MessageBar::fill() {
  const QString what = beginningOf(wholeWhat_);
  const QString hint = beginningOf(wholeHint_);
  what_->setText(what);
  hint_->setText(hint);
  hint_->setVisible(!hint.isEmpty());
  all_->setVisible(what != wholeWhat_ || hint != wholeHint_);
  setAccessibleName(hint.isEmpty() ? what : what + QLatin1Char('\n') + hint);
}

void MessageBar::setHint(const QString& hint) {
  wholeHint_ = hint;
  fill();
}

void MessageBar::addButton(const QString& text, std::function<void()> what) {
  auto* button = new QPushButton(text);
  button->setAutoDefault(false);
  connect(button, &QPushButton::clicked, this, std::move(what));
  buttons_->addWidget(button, 0, Qt::AlignTop);
}

void MessageBar::removeButtons() {
  while (QLayoutItem* item = buttons_->takeAt(0)) {
    if (QWidget* button = item->widget()) {
      button->hide();
      button->deleteLater();  // it may be the one that was pressed
    }
    delete item;
  }
}

void MessageBar::showWhole() {
  if (!whole_) {
    whole_ = new QDialog(window());
    whole_->setAttribute(Qt::WA_DeleteOnClose);
    whole_->setWindowTitle(tr("The whole message"));
    whole_->resize(760, 460);
    auto* text = new QPlainTextEdit(this->text());
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setAccessibleName(tr("The whole message"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, whole_, &QDialog::close);
    auto* column = new QVBoxLayout(whole_);
    column->addWidget(text, 1);
    column->addWidget(buttons);
    text->setFocus();
  }
  whole_->show();
  whole_->raise();
}

void MessageBar::clear() {
  wholeWhat_.clear();
  wholeHint_.clear();
  removeButtons();
  delete whole_;
  fill();
  hide();
}

QString MessageBar::text() const {
  return wholeHint_.isEmpty() ? wholeWhat_ : wholeWhat_ + QLatin1Char('\n') + wholeHint_;
}

void MessageBar::leaveOut(QString (*without)(const QString&)) {
  wholeWhat_ = without(wholeWhat_);
  wholeHint_ = without(wholeHint_);
  delete whole_;
  fill();
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
