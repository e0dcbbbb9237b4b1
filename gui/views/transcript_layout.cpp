#include "gui/views/transcript_layout.h"

#include <QTextBlock>
#include <QTextDocument>

namespace retold {

void TranscriptLayout::formatAnew() {
  ++revision_;
  document()->markContentsDirty(0, document()->characterCount());
}

QRectF TranscriptLayout::blockBoundingRect(const QTextBlock& block) const {
  QTextLayout* layout = block.isValid() ? block.layout() : nullptr;
  if (layout != nullptr && formats_ && block.userState() != revision_) {
    QTextBlock(block).setUserState(revision_);
    const QList<QTextLayout::FormatRange> formats = formats_(block);
    if (!formats.isEmpty() || !layout->formats().isEmpty()) layout->setFormats(formats);
  }
  const QRectF rect = QPlainTextDocumentLayout::blockBoundingRect(block);
  // QPlainTextEdit finds the direction of each paragraph but sets all of them at the left. Where a
  // line stands is asked when it is drawn, so that the option may change after the layout.
  if (layout != nullptr && block.textDirection() == Qt::RightToLeft) {
    QTextOption option = layout->textOption();
    option.setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
    layout->setTextOption(option);
  }
  return rect;
}

}  // namespace retold
