// What a reader does with a transcript: keys, mouse, drag and drop.
#include <QApplication>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QToolTip>

#include "gui/strings.h"
#include "gui/views/dragged.h"
#include "gui/views/transcript_view.h"

namespace retold {

void TranscriptView::widenSelection(TextUnit unit) {
  if (!shown_) return;
  const std::uint64_t at = byteAtCursor();
  const ByteSpan wide = widened(shown_->text(), selectedPassage().value_or(ByteSpan{at, at}), unit);
  if (!wide.empty()) select(wide);
}

void TranscriptView::widenSelection() {
  if (!shown_) return;
  const std::uint64_t at = byteAtCursor();
  const auto wide = widenedOnce(shown_->text(), selectedPassage().value_or(ByteSpan{at, at}));
  if (wide) select(*wide);
}

bool TranscriptView::startsTagging(const QKeyEvent& event) const {
  const QString text = event.text();
  const bool letter = !text.isEmpty() && event.modifiers() == Qt::NoModifier &&
                      text.size() == (text.front().isHighSurrogate() ? 2 : 1) &&
                      QChar::isLetter(text.toUcs4().front());
  return letter && textCursor().hasSelection();
}

int TranscriptView::favouriteOf(const QKeyEvent& event) const {
  const bool plain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
  if (!plain || event.text().size() != 1 || !textCursor().hasSelection()) return 0;
  const QChar digit = event.text().front();
  const bool isKeyOfWindow = digit.unicode() < 0x80;
  return isKeyOfWindow ? 0 : std::max(0, digit.digitValue());
}

bool TranscriptView::event(QEvent* event) {
  // Letters are keys of the window; with a passage selected they are the beginning of a code.
  if (event->type() == QEvent::ShortcutOverride) {
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (startsTagging(key) || favouriteOf(key) > 0) {
      event->accept();
      return true;
    }
  }
  return QPlainTextEdit::event(event);
}

void TranscriptView::keyPressEvent(QKeyEvent* event) {
  if (startsTagging(*event)) {
    emit letterTyped(event->text());
    return;
  }
  if (const int digit = favouriteOf(*event); digit > 0) {
    emit digitTyped(digit);
    return;
  }
  if (event->key() == Qt::Key_Escape && textCursor().hasSelection()) {
    clearSelection();
    return;
  }
  QPlainTextEdit::keyPressEvent(event);
}

void TranscriptView::mousePressEvent(QMouseEvent* event) {
  const QPoint moved = event->position().toPoint() - doubleClicked_;
  const bool third = thirdClick_.isActive() && event->button() == Qt::LeftButton &&
                     moved.manhattanLength() < QApplication::startDragDistance();
  thirdClick_.stop();
  if (third) {
    clearSelection();
    widenSelection(TextUnit::Turn);
    event->accept();
    return;
  }
  QPlainTextEdit::mousePressEvent(event);
}

void TranscriptView::mouseDoubleClickEvent(QMouseEvent* event) {
  QPlainTextEdit::mouseDoubleClickEvent(event);
  if (event->button() != Qt::LeftButton) return;
  doubleClicked_ = event->position().toPoint();
  thirdClick_.start(QApplication::doubleClickInterval(), this);
}

void TranscriptView::timerEvent(QTimerEvent* event) {
  if (event->timerId() == thirdClick_.timerId()) {
    thirdClick_.stop();
    return;
  }
  QPlainTextEdit::timerEvent(event);
}

void TranscriptView::mouseReleaseEvent(QMouseEvent* event) {
  QPlainTextEdit::mouseReleaseEvent(event);
  if (snap_ && event->button() == Qt::LeftButton && textCursor().hasSelection()) {
    widenSelection(*snap_);
  }
}

void TranscriptView::contextMenuEvent(QContextMenuEvent* event) {
  if (!shown_) return;
  if (event->reason() == QContextMenuEvent::Keyboard) {
    emit menuWanted(viewport()->mapToGlobal(cursorRect().bottomLeft()));
    return;
  }
  const QTextCursor there = cursorForPosition(event->pos());
  const QTextCursor now = textCursor();
  const bool inSelection = now.hasSelection() && there.position() >= now.selectionStart() &&
                           there.position() <= now.selectionEnd();
  if (!inSelection) setTextCursor(there);
  emit menuWanted(event->globalPos());
}

bool TranscriptView::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip || !tip_ || !shown_) {
    return QPlainTextEdit::viewportEvent(event);
  }
  const auto* help = static_cast<QHelpEvent*>(event);
  const QTextCursor there = cursorForPosition(help->pos());
  QToolTip::showText(help->globalPos(), tip_(bytesOf(there).begin), viewport());
  return true;
}

QMimeData* TranscriptView::createMimeDataFromSelection() const {
  auto* taken = new QMimeData;
  const auto passage = selectedPassage();
  if (!passage) return taken;
  taken->setText(toQString(shown_->quote(*passage)));
  putPassage(*taken, {shown_->document().id, shown_->text().id, *passage});
  return taken;
}

bool TranscriptView::canInsertFromMimeData(const QMimeData* source) const {
  return shown_ != nullptr && source != nullptr && codeIn(*source).has_value();
}

ByteSpan TranscriptView::dropTarget(const QPoint& at) const {
  const std::uint64_t byte = bytesOf(cursorForPosition(at)).begin;
  const auto selected = selectedPassage();
  if (selected && selected->begin <= byte && byte <= selected->end) return *selected;
  return widened(shown_->text(), {byte, byte}, TextUnit::Sentence);
}

void TranscriptView::setDropTarget(std::optional<ByteSpan> target) {
  if (dropTarget_ == target) return;
  dropTarget_ = target;
  markAnew();
}

void TranscriptView::dragEnterEvent(QDragEnterEvent* event) {
  if (canInsertFromMimeData(event->mimeData())) {
    event->acceptProposedAction();
  } else {
    event->ignore();
  }
}

void TranscriptView::dragMoveEvent(QDragMoveEvent* event) {
  if (!canInsertFromMimeData(event->mimeData())) {
    event->ignore();
    return;
  }
  const ByteSpan target = dropTarget(event->position().toPoint());
  setDropTarget(target.empty() ? std::nullopt : std::optional(target));
  event->acceptProposedAction();
}

void TranscriptView::dragLeaveEvent(QDragLeaveEvent*) { setDropTarget(std::nullopt); }

void TranscriptView::dropEvent(QDropEvent* event) {
  setDropTarget(std::nullopt);
  const auto code = event->mimeData() ? codeIn(*event->mimeData()) : std::nullopt;
  if (!shown_ || !code) {
    event->ignore();
    return;
  }
  const ByteSpan target = dropTarget(event->position().toPoint());
  event->acceptProposedAction();
  if (!target.empty()) emit codeDropped(*code, target);
}

}  // namespace retold
