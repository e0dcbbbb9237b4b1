#pragma once

#include <QColor>
#include <QTextEdit>
#include <vector>

#include "gui/theme.h"
#include "indexer/text/offset_map.h"
#include "model/span.h"

namespace retold {

/// How a passage is marked in the text. A later kind is painted over an earlier one.
enum class MarkKind { CurrentCoding, Coding, Concern, Found, Match, CurrentMatch, DropTarget };

struct TextMark {
  ByteSpan span;
  MarkKind kind = MarkKind::Coding;
  QColor colour{};  ///< of a coding
};

/// `marks` that touch `window`, in the order of their kinds, as a text widget takes them.
QList<QTextEdit::ExtraSelection> selectionsOf(const std::vector<TextMark>& marks, ByteSpan window,
                                              const OffsetMap& offsets, QTextDocument* document,
                                              const Theme& theme);

}  // namespace retold
