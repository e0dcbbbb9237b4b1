#pragma once

#include <QWidget>

namespace retold {

/// Puts what was opened for a passage below it or, where the window ends there, above it; no larger
/// than `wanted` and within the parent of `opened`. `anchor`: the passage, in coordinates of the
/// parent.
void placeNear(QWidget& opened, const QRect& anchor, QSize wanted);

}  // namespace retold
