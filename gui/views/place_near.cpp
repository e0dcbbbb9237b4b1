#include "gui/views/place_near.h"

#include <algorithm>

namespace retold {

namespace {
constexpr int kEdge = 10;  ///< between it and the edge of its parent
constexpr int kGap = 6;    ///< between it and the passage
}  // namespace

void placeNear(QWidget& opened, const QRect& anchor, QSize wanted) {
  const QSize free = opened.parentWidget()->size();
  const QSize size = wanted.boundedTo(free - QSize(2 * kEdge, 2 * kEdge));
  const int x = std::clamp(anchor.left() - size.width() / 3, kEdge,
                           std::max(kEdge, free.width() - size.width() - kEdge));
  int y = anchor.bottom() + kGap;
  if (y + size.height() > free.height() - kEdge) {
    y = std::max(kEdge, anchor.top() - size.height() - kGap);
  }
  opened.setGeometry(x, y, size.width(), size.height());
}

}  // namespace retold
