#pragma once

#include <QColor>
#include <QString>

#include "model/ids.h"
#include "model/span.h"

namespace retold {

/// A coded passage as the transcript shows it: underlined, with a stripe in the margin.
struct CodedPassage {
  ByteSpan span;
  QColor colour;
  QString label;  ///< what the stripe says when pointed at
  CodingId id{};
  bool important = false;  ///< has a star in the margin
  bool noted = false;      ///< has a note: a sheet of paper in the margin
};

/// A passage that makes somebody fear for a person: a flag in the margin.
struct FlaggedPassage {
  ByteSpan span;
  QString label;
  bool open = true;
};

}  // namespace retold
