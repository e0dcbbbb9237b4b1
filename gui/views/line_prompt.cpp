#include "gui/views/line_prompt.h"

#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/panel.h"

namespace retold {

LinePrompt::LinePrompt(QWidget* parent)
    : QFrame(parent), what_(new QLabel), answer_(new QLineEdit), offered_(new QListWidget) {
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
  auto* keys = new QuietLabel(tr("Enter stores it · Esc leaves it as it was"));
  keys->setContentsMargins(0, 0, 0, 0);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 10, 12, 8);
  column->addWidget(what_);
  column->addWidget(answer_);
  column->addWidget(offered_);
  column->addWidget(keys);
  connect(answer_, &QLineEdit::textEdited, this, &LinePrompt::narrow);
  connect(offered_, &QListWidget::itemClicked, this,
          [this](const QListWidgetItem* item) { give(item->text()); });
  hide();
}

void LinePrompt::ask(const LineQuestion& question) {
  setAccessibleName(question.name);
  what_->setText(question.what);
  answer_->clear();
  answer_->setPlaceholderText(question.hint);
  answer_->setAccessibleName(question.name);
  offered_->setAccessibleName(question.name);
  all_ = question.offered;
  narrow();
  show();
  raise();
  answer_->setFocus(Qt::PopupFocusReason);
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
  constexpr int kSeen = 6;
  offered_->clear();
  for (const QString& each : all_) {
    if (each.contains(answer_->text().trimmed(), Qt::CaseInsensitive)) offered_->addItem(each);
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
  answer_->setText(offered_->item(row)->text());
}

void LinePrompt::give(const QString& answer) {
  leave();
  emit given(answer);
}

void LinePrompt::leave() {
  if (isHidden()) return;
  hide();
  emit closed();
}

bool LinePrompt::eventFilter(QObject* watched, QEvent* event) {
  if (watched != answer_) return QFrame::eventFilter(watched, event);
  if (event->type() == QEvent::FocusOut) {
    const Qt::FocusReason why = static_cast<QFocusEvent*>(event)->reason();
    if (why != Qt::ActiveWindowFocusReason && why != Qt::PopupFocusReason) leave();
  }
  if (event->type() != QEvent::KeyPress) return false;
  switch (static_cast<QKeyEvent*>(event)->key()) {
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
