#include "gui/views/text_marks.h"

#include <algorithm>

namespace retold {

namespace {

QTextCharFormat formatOf(const TextMark& mark, const Theme& theme) {
  QTextCharFormat format;
  const auto paint = [&format](const QColor& ground, const QColor& ink) {
    format.setBackground(ground);
    format.setForeground(ink);
  };
  switch (mark.kind) {
    case MarkKind::CurrentCoding:
    case MarkKind::DropTarget:
      paint(theme.toneGround(Tone::Accent), theme.toneText(Tone::Accent));
      break;
    case MarkKind::Coding:
      format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
      format.setUnderlineColor(mark.colour);
      break;
    case MarkKind::Concern:
      format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
      format.setUnderlineColor(theme.toneText(Tone::Bad));
      break;
    case MarkKind::Found:
      paint(theme.toneGround(Tone::Good), theme.toneText(Tone::Good));
      break;
    case MarkKind::Match:
      paint(theme.hitGround, theme.hitText);
      break;
    case MarkKind::CurrentMatch:
      paint(theme.currentGround, theme.currentText);
      break;
  }
  return format;
}

}  // namespace

QList<QTextEdit::ExtraSelection> selectionsOf(const std::vector<TextMark>& marks, ByteSpan window,
                                              const OffsetMap& offsets, QTextDocument* document,
                                              const Theme& theme) {
  std::vector<const TextMark*> seen;
  for (const TextMark& mark : marks) {
    if (mark.span.overlaps(window)) seen.push_back(&mark);
  }
  std::stable_sort(seen.begin(), seen.end(),
                   [](const TextMark* a, const TextMark* b) { return a->kind < b->kind; });
  QList<QTextEdit::ExtraSelection> selections;
  selections.reserve(static_cast<qsizetype>(seen.size()));
  for (const TextMark* mark : seen) {
    const Utf16Span units = offsets.toUtf16(mark->span);
    QTextEdit::ExtraSelection selection;
    selection.cursor = QTextCursor(document);
    selection.cursor.setPosition(static_cast<int>(units.begin));
    selection.cursor.setPosition(static_cast<int>(units.end), QTextCursor::KeepAnchor);
    selection.format = formatOf(*mark, theme);
    selections << selection;
  }
  return selections;
}

}  // namespace retold
