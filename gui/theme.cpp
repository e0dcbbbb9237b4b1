#include "gui/theme.h"

#include <algorithm>
#include <cmath>

namespace retold {

namespace {

/// Ground and text of a tone, light and dark.
struct ToneColours {
  Tone tone;
  const char* lightGround;
  const char* lightText;
  const char* darkGround;
  const char* darkText;
};

constexpr ToneColours kTones[] = {
    {Tone::Plain, "#e9ebee", "#444a52", "#3a4048", "#c9ced6"},
    {Tone::Good, "#d9f0df", "#14522a", "#1f4a2e", "#bdebc9"},
    {Tone::Bad, "#f7dedc", "#7a1c14", "#5a2622", "#f6c8c3"},
    {Tone::Warning, "#fbeecb", "#5f4300", "#524214", "#f5dc95"},
    {Tone::Accent, "#dbe8fb", "#123f7c", "#20395c", "#c5dbfa"},
};

const ToneColours& coloursOf(Tone tone) {
  for (const ToneColours& row : kTones) {
    if (row.tone == tone) return row;
  }
  return kTones[0];
}

/// Relative luminance (WCAG 2.1).
double luminance(const QColor& colour) {
  const auto linear = [](double part) {
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
         0.0722 * linear(colour.blueF());
}

}  // namespace

double contrast(const QColor& one, const QColor& other) {
  const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
  return (lighter + 0.05) / (darker + 0.05);
}

QColor readableOn(const QColor& ground) {
  const QColor black(Qt::black);
  const QColor white(Qt::white);
  return contrast(black, ground) >= contrast(white, ground) ? black : white;
}

QColor Theme::toneGround(Tone tone) const {
  return QColor(dark ? coloursOf(tone).darkGround : coloursOf(tone).lightGround);
}

QColor Theme::toneText(Tone tone) const {
  return QColor(dark ? coloursOf(tone).darkText : coloursOf(tone).lightText);
}

QColor Theme::code(const Code& code) const {
  const QColor own(QString::fromStdString(code.colour));
  if (own.isValid()) return own;
  switch (code.kind) {
    case FactorKind::Risk:
      return QColor(dark ? "#f0806f" : "#b5382a");
    case FactorKind::Protective:
      return QColor(dark ? "#64c389" : "#1f7a44");
    case FactorKind::Pattern:
      return QColor(dark ? "#b79cf2" : "#6a45b8");
    case FactorKind::None:
      break;
  }
  return QColor(dark ? "#9fb0c4" : "#56677a");
}

Theme themeOf(const QPalette& palette) {
  Theme theme;
  theme.dark = palette.color(QPalette::Base).lightness() < 128;
  theme.ground = palette.color(QPalette::Base);
  theme.text = palette.color(QPalette::Text);
  theme.quiet = QColor(theme.dark ? "#aab2bd" : "#59616b");
  theme.line = QColor(theme.dark ? "#4b525b" : "#cdd2d8");
  theme.accent = QColor(theme.dark ? "#7ab0f5" : "#1d5fb4");
  theme.hitGround = QColor(theme.dark ? "#4d4316" : "#fdf0b8");
  theme.hitText = QColor(theme.dark ? "#fdf3cf" : "#2b2200");
  theme.currentGround = QColor(theme.dark ? "#e2b93b" : "#ffc93c");
  theme.currentText = QColor("#1d1600");
  theme.interviewer = QColor(theme.dark ? "#9fb0c4" : "#4a5b6e");
  theme.respondent = QColor(theme.dark ? "#7ab0f5" : "#1d5fb4");
  return theme;
}

QPalette lightPalette() {
  QPalette palette(QColor("#eff0f2"));
  palette.setColor(QPalette::Base, Qt::white);
  palette.setColor(QPalette::Text, QColor("#16181b"));
  palette.setColor(QPalette::WindowText, QColor("#16181b"));
  for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText}) {
    palette.setColor(QPalette::Disabled, role, QColor("#8a9099"));
  }
  return palette;
}

QPalette darkPalette() {
  QPalette palette(QColor("#2a2e34"), QColor("#23272c"));
  const auto set = [&palette](QPalette::ColorRole role, const char* colour) {
    palette.setColor(role, QColor(colour));
  };
  set(QPalette::Base, "#1d2024");
  set(QPalette::AlternateBase, "#23272c");
  set(QPalette::Text, "#e6e9ed");
  set(QPalette::WindowText, "#e6e9ed");
  set(QPalette::ButtonText, "#e6e9ed");
  set(QPalette::PlaceholderText, "#9aa3ae");
  set(QPalette::ToolTipBase, "#33383f");
  set(QPalette::ToolTipText, "#e6e9ed");
  set(QPalette::Highlight, "#2f5f9e");
  set(QPalette::HighlightedText, "#ffffff");
  set(QPalette::Link, "#7ab0f5");
  for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText}) {
    palette.setColor(QPalette::Disabled, role, QColor("#848c96"));
  }
  return palette;
}

}  // namespace retold
