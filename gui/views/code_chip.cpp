#include "gui/views/code_chip.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPixmap>

#include "gui/theme.h"

namespace retold {

namespace {

constexpr CodeColour kColours[] = {
    {"#d85959", QT_TRANSLATE_NOOP("retold::CodeEditor", "Red")},
    {"#d56011", QT_TRANSLATE_NOOP("retold::CodeEditor", "Orange")},
    {"#a87b13", QT_TRANSLATE_NOOP("retold::CodeEditor", "Ochre")},
    {"#7f8922", QT_TRANSLATE_NOOP("retold::CodeEditor", "Olive")},
    {"#389440", QT_TRANSLATE_NOOP("retold::CodeEditor", "Green")},
    {"#259280", QT_TRANSLATE_NOOP("retold::CodeEditor", "Teal")},
    {"#1c8bc2", QT_TRANSLATE_NOOP("retold::CodeEditor", "Sky blue")},
    {"#587fdc", QT_TRANSLATE_NOOP("retold::CodeEditor", "Blue")},
    {"#8f71d6", QT_TRANSLATE_NOOP("retold::CodeEditor", "Violet")},
    {"#b164c4", QT_TRANSLATE_NOOP("retold::CodeEditor", "Purple")},
    {"#ce57a2", QT_TRANSLATE_NOOP("retold::CodeEditor", "Magenta")},
    {"#af7558", QT_TRANSLATE_NOOP("retold::CodeEditor", "Brown")},
    {"#7a848e", QT_TRANSLATE_NOOP("retold::CodeEditor", "Grey")},
};

}  // namespace

std::span<const CodeColour> codeColours() { return kColours; }

QString signOf(FactorKind kind) {
  switch (kind) {
    case FactorKind::Risk:
      return QCoreApplication::translate("retold::CodeEditor", "R", "first letter of risk");
    case FactorKind::Protective:
      return QCoreApplication::translate("retold::CodeEditor", "P", "first letter of protective");
    case FactorKind::Pattern:
      return QCoreApplication::translate("retold::CodeEditor", "T", "for pattern; P is protective");
    case FactorKind::None:
      break;
  }
  return QStringLiteral("•");
}

QString wordsFor(FactorKind kind) {
  switch (kind) {
    case FactorKind::Risk:
      return QCoreApplication::translate("retold::CodeEditor", "Risk factor");
    case FactorKind::Protective:
      return QCoreApplication::translate("retold::CodeEditor", "Protective factor");
    case FactorKind::Pattern:
      return QCoreApplication::translate("retold::CodeEditor", "Pattern");
    case FactorKind::None:
      break;
  }
  return QCoreApplication::translate("retold::CodeEditor", "None of these");
}

QIcon colourChip(const QColor& colour, const QString& sign) {
  constexpr int size = 18;
  constexpr qreal scale = 2;  // sharp on screens with twice the pixels
  QPixmap pixmap(static_cast<int>(size * scale), static_cast<int>(size * scale));
  pixmap.setDevicePixelRatio(scale);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawRoundedRect(QRectF(1, 1, size - 2, size - 2), 4, 4);
  painter.setPen(readableOn(colour));
  QFont font = painter.font();
  font.setBold(true);
  font.setPixelSize(11);
  painter.setFont(font);
  painter.drawText(QRectF(0, 0, size, size), Qt::AlignCenter, sign);
  return QIcon(pixmap);
}

QIcon codeChip(const Code& code, const QPalette& palette) {
  return colourChip(themeOf(palette).code(code), signOf(code.kind));
}

}  // namespace retold
