#pragma once

#include <QString>

namespace retold {

/// Between parts of a line that each stand by themselves: "3 of 5 shown · 1 ticked".
inline const QString kBetweenParts = QStringLiteral(" · ");

}  // namespace retold
