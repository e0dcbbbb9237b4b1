#pragma once

#include <QIcon>
#include <QPalette>
#include <span>

#include "model/codebook.h"

namespace retold {

/// A colour that a code may be given: it has a contrast of 3 or more on light and dark grounds, and
/// dark letters on it one of 4.5 or more (WCAG 2.1 AA).
struct CodeColour {
  const char* value;  ///< "#rrggbb"
  const char* name;   ///< to be translated in the context "retold::CodeEditor"
};
std::span<const CodeColour> codeColours();

/// R, P or T for a code's kind (risk, protective, pattern), so that colour is never the only sign;
/// a dot for none.
QString signOf(FactorKind kind);
/// "risk", "protective", "pattern", "neither".
QString wordsFor(FactorKind kind);

/// A small square in the code's colour with the sign of its kind.
QIcon codeChip(const Code& code, const QPalette& palette);
/// A square in this colour; an invalid one is that of the kind.
QIcon colourChip(const QColor& colour, const QString& sign);

}  // namespace retold
