#pragma once

#include <QLayout>

namespace retold {

/// Margins by the direction of reading: Qt mirrors what stands in a layout, but not its margins.
/// To be called once the application knows its direction.
void setMirroredMargins(QLayout& layout, int leading, int top, int trailing, int bottom);

}  // namespace retold
