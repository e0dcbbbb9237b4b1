#pragma once

#include <QMimeData>
#include <optional>

#include "model/ids.h"
#include "model/span.h"

namespace retold {

/// A passage that is dragged out of a transcript.
struct DraggedPassage {
  DocumentId document;
  TextId text;
  ByteSpan span;
};

// What is dragged between the transcript and lists of codes. Other programs get the words only.
void putCode(QMimeData& data, CodeId code);
std::optional<CodeId> codeIn(const QMimeData& data);
void putPassage(QMimeData& data, const DraggedPassage& passage);
std::optional<DraggedPassage> passageIn(const QMimeData& data);

}  // namespace retold
