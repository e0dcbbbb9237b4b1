#pragma once

#include <QColor>
#include <QPalette>

#include "model/codebook.h"

namespace retold {

/// What a coloured sign means. Each also has a word or a shape: colour is never the only sign.
enum class Tone { Plain, Good, Bad, Warning, Accent };

/// The colours of one palette, light or dark: text on its ground has a contrast of 4.5 or more
/// (WCAG 2.1 AA).
struct Theme {
  bool dark = false;
  QColor ground;  ///< of lists and the transcript
  QColor text;
  QColor quiet;      ///< text of second rank
  QColor line;       ///< thin borders
  QColor accent;     ///< focus, the current thing
  QColor hitGround;  ///< behind a match
  QColor hitText;
  QColor currentGround;  ///< behind the current match
  QColor currentText;
  QColor interviewer;  ///< speaker labels
  QColor respondent;

  QColor toneGround(Tone tone) const;
  QColor toneText(Tone tone) const;
  /// The code's own colour, or that of its kind.
  QColor code(const Code& code) const;
};

Theme themeOf(const QPalette& palette);

/// Between 1 and 21 (WCAG 2.1, 1.4.3).
double contrast(const QColor& one, const QColor& other);
/// Black or white: what stands out better from this ground.
QColor readableOn(const QColor& ground);

/// Light and dark palettes of our own, for systems that give none, and for pictures that leave the
/// program.
QPalette lightPalette();
QPalette darkPalette();

}  // namespace retold
