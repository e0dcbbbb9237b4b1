#include "gui/views/line_prompt.h"

#include <QApplication>
#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/panel.h"

namespace retold {

namespace {
constexpr qsizetype kNumbers = 9;
}

LinePrompt::LinePrompt(QWidget* parent)
    : QFrame(parent),
      what_(new QLabel),
      answer_(new QLineEdit),
      offered_(new QListWidget),
      keys_(new QuietLabel) {
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  what_->setTextFormat(Qt::PlainText);
  what_->setWordWrap(true);
  what_->setBuddy(answer_);
  answer_->setAccessibleName(tr("Answer"));
  answer_->installEventFilter(this);
  offered_->setFocusPolicy(Qt::NoFocus);  // the arrows come from the field
  offered_->setFrameShape(QFrame::NoFrame);
  offered_->setTextElideMode(Qt::ElideMiddle);
  offered_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  keys_->setContentsMargins(0, 0, 0, 0);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 10, 12, 8);
  column->addWidget(what_);
  column->addWidget(answer_);
  column->addWidget(offered_);
  column->addWidget(keys_);
  connect(answer_, &QLineEdit::textEdited, this, &LinePrompt::narrow);
  connect(offered_, &QListWidget::itemClicked, this,
          [this](const QListWidgetItem* item) { give(narrowed_[offered_->row(item)]); });
  hide();
}

void LinePrompt::ask(const LineQuestion& question) {
  setAccessibleName(question.name);
  what_->setText(question.what);
  answer_->setText(question.first);
  answer_->setPlaceholderText(question.hint);
  answer_->setAccessibleName(question.name);
  offered_->setAccessibleName(question.name);
  all_ = question.offered;
  numbered_ = question.numbered;
  keys_->setText(numbered_ ? tr("A number takes the reason beside it · Enter stores what stands in "
                                "the field · Esc leaves it as it was")
                           : tr("Enter takes it · Esc leaves everything as it was"));
  narrow();
  if (isHidden()) before_ = QApplication::focusWidget();
  show();
  raise();
  answer_->setFocus(Qt::PopupFocusReason);
  answer_->selectAll();
}

void LinePrompt::place() {
  const int width = std::min(440, parentWidget()->width() - 20);
  layout()->invalidate();
  const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width)
                                                   : layout()->totalSizeHint().height();
  setGeometry((parentWidget()->width() - width) / 2, (parentWidget()->height() - height) / 2, width,
              height);
}

void LinePrompt::narrow() {
  constexpr int kSeen = 9;
  offered_->clear();
  narrowed_.clear();
  for (const QString& each : all_) {
    if (!each.contains(answer_->text().trimmed(), Qt::CaseInsensitive)) continue;
    const bool hasNumber = numbered_ && answer_->text().isEmpty() && narrowed_.size() < kNumbers;
    offered_->addItem(hasNumber ? tr("%1  %2").arg(narrowed_.size() + 1).arg(each) : each);
    narrowed_ << each;
  }
  offered_->setCurrentRow(-1);
  const int rows = std::min(kSeen, offered_->count());
  offered_->setFixedHeight(rows == 0 ? 0 : rows * offered_->sizeHintForRow(0) + 2);
  offered_->setVisible(rows > 0);
  place();
}

void LinePrompt::choose(int step) {
  if (offered_->count() == 0) return;
  const int row = std::clamp(offered_->currentRow() + step, 0, offered_->count() - 1);
  offered_->setCurrentRow(row);
  answer_->setText(narrowed_[row]);
}

std::optional<QString> LinePrompt::answerOf(const QKeyEvent& key) const {
  const qsizetype number = key.key() - Qt::Key_0;
  const bool takes = numbered_ && answer_->text().isEmpty() && number >= 1 && number <= kNumbers &&
                     number <= narrowed_.size() && (key.modifiers() & ~Qt::KeypadModifier) == 0;
  return takes ? std::optional(narrowed_[number - 1]) : std::nullopt;
}

void LinePrompt::give(const QString& answer) {
  leave();
  emit given(answer);
}

void LinePrompt::leave() {
  if (isHidden()) return;
  const bool hadKeyboard = answer_->hasFocus();
  hide();
  if (hadKeyboard && before_) before_->setFocus();
  emit closed();
}

bool LinePrompt::eventFilter(QObject* watched, QEvent* event) {
  if (watched != answer_) return QFrame::eventFilter(watched, event);
  if (event->type() == QEvent::FocusOut) {
    const Qt::FocusReason why = static_cast<QFocusEvent*>(event)->reason();
    if (why != Qt::ActiveWindowFocusReason && why != Qt::PopupFocusReason) leave();
  }
  if (event->type() != QEvent::KeyPress) return false;
  const QKeyEvent& key = *static_cast<QKeyEvent*>(event);
  if (const std::optional<QString> answer = answerOf(key)) {
    give(*answer);
    return true;
  }
  switch (key.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      give(answer_->text().trimmed());
      return true;
    case Qt::Key_Escape:
      leave();
      return true;
    case Qt::Key_Down:
      choose(1);
      return true;
    case Qt::Key_Up:
      choose(-1);
      return true;
    default:
      return false;
  }
}

}  // namespace retold
