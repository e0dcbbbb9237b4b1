#include "gui/views/mirrored_margins.h"

#include <QGuiApplication>

namespace retold {

void setMirroredMargins(QLayout& layout, int leading, int top, int trailing, int bottom) {
  const bool mirrored = QGuiApplication::layoutDirection() == Qt::RightToLeft;
  layout.setContentsMargins(mirrored ? trailing : leading, top, mirrored ? leading : trailing,
                            bottom);
}

}  // namespace retold
