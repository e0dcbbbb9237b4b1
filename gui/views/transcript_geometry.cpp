// Where the places of a transcript are seen.
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>
#include <algorithm>

#include "gui/views/transcript_view.h"

namespace retold {

namespace {
constexpr int kLinesBefore = 4;  ///< of a passage that is revealed
}

void TranscriptView::reveal(ByteSpan passage) {
  const Utf16Span units = shown_->offsets().toUtf16(passage);
  QTextCursor before(document());
  before.setPosition(static_cast<int>(units.begin));
  setTextCursor(before);
  const QRect seen = viewport()->rect().adjusted(0, 0, 0, -2 * fontMetrics().lineSpacing());
  const QRect at = cursorRect(before);
  if (seen.contains(at.topLeft()) && at.top() >= kLinesBefore * fontMetrics().lineSpacing()) return;
  centerCursor();
}

Qt::LayoutDirection TranscriptView::directionAt(std::uint64_t byte) const {
  return shown_ ? blockOf(byte).textDirection() : layoutDirection();
}

QRect TranscriptView::selectionRect() const {
  QTextCursor end = textCursor();
  end.setPosition(end.selectionEnd());
  return cursorRect(end).translated(viewport()->pos());
}

std::uint64_t TranscriptView::topByte() const {
  if (!shown_) return 0;
  QTextCursor cursor(firstVisibleBlock());
  const QTextBlock block = cursor.block();
  const qreal above = -blockBoundingGeometry(block).translated(contentOffset()).top();
  for (int i = 0; i < block.layout()->lineCount(); ++i) {
    const QTextLine line = block.layout()->lineAt(i);
    if (line.y() + line.height() <= above + 1) continue;
    cursor.setPosition(block.position() + line.textStart());
    break;
  }
  return bytesOf(cursor).begin;
}

ByteSpan TranscriptView::seenBytes() const {
  if (!shown_) return {};
  ByteSpan seen = bytesOf(firstVisibleBlock());
  eachParagraphSeen([&](int block, qreal, qreal) {
    seen.end = bytesOf(document()->findBlockByNumber(block)).end;
  });
  return seen;
}

void TranscriptView::eachParagraphSeen(const std::function<void(int, qreal, qreal)>& visit) const {
  QTextBlock block = firstVisibleBlock();
  qreal top = contentOffset().y() + blockBoundingGeometry(block).top();
  for (; block.isValid() && top <= viewport()->height(); block = block.next()) {
    const qreal height = blockBoundingRect(block).height();
    visit(block.blockNumber(), top, height);
    top += height;
  }
}

qreal TranscriptView::edgeOf(const QTextBlock& block, int position, bool bottom) const {
  // Blocks below the window were never laid out, and asking for their place would do it.
  const QTextBlock top = firstVisibleBlock();
  qreal y = contentOffset().y() + blockBoundingGeometry(top).top();
  for (QTextBlock at = top; at.isValid() && at != block; at = at.next()) {
    y += blockBoundingRect(at).height();
    if (y > viewport()->height()) return y + 1;
  }
  (void)blockBoundingRect(block);
  const QTextLine line = block.layout()->lineForTextPosition(position - block.position());
  if (!line.isValid()) return y;
  return y + (bottom ? line.y() + line.height() : line.y());
}

std::optional<std::pair<qreal, qreal>> TranscriptView::extentOf(ByteSpan passage) const {
  if (!shown_) return {};
  const Utf16Span units = shown_->offsets().toUtf16(passage);
  const QTextBlock first = document()->findBlock(static_cast<int>(units.begin));
  const QTextBlock last = document()->findBlock(static_cast<int>(units.end));
  const QTextBlock top = firstVisibleBlock();
  if (!first.isValid() || !last.isValid() || last.blockNumber() < top.blockNumber()) return {};
  constexpr qreal kAbove = -4;
  const qreal from = first.blockNumber() < top.blockNumber()
                         ? kAbove
                         : edgeOf(first, static_cast<int>(units.begin), false);
  if (from > viewport()->height()) return {};
  const int lastUnit = passage.empty() ? static_cast<int>(units.begin)
                                       : std::max(static_cast<int>(units.end) - 1, last.position());
  return std::pair{from, edgeOf(last, lastUnit, true)};
}

void TranscriptView::scrollTo(std::uint64_t byte, int linesBelowTop) {
  if (!shown_) return;
  const auto unit = static_cast<int>(shown_->offsets().toUtf16({byte, byte}).begin);
  const QTextBlock block = document()->findBlock(unit);
  (void)blockBoundingRect(block);  // lays it out
  const QTextLine line = block.layout()->lineForTextPosition(unit - block.position());
  const int within = line.isValid() ? line.lineNumber() : 0;
  verticalScrollBar()->setValue(block.firstLineNumber() + within - linesBelowTop);
}

std::optional<int> TranscriptView::linesBelowTop(std::uint64_t byte) const {
  if (!shown_) return std::nullopt;
  const auto unit = static_cast<int>(shown_->offsets().toUtf16({byte, byte}).begin);
  QTextCursor cursor(document());
  cursor.setPosition(unit);
  if (cursor.block().blockNumber() < firstVisibleBlock().blockNumber()) return std::nullopt;
  const QRect at = cursorRect(cursor);
  if (at.top() < 0 || at.top() > viewport()->height()) return std::nullopt;
  const QTextLine line = cursor.block().layout()->lineForTextPosition(cursor.positionInBlock());
  const qreal height = line.isValid() ? line.height() : fontMetrics().lineSpacing();
  return static_cast<int>((at.top() + 1) / std::max(1.0, height));
}

}  // namespace retold
