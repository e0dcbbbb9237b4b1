#include "gui/views/display_text.h"

#include "gui/strings.h"

namespace retold {

namespace {

QChar shown(QChar unit) {
  const char16_t code = unit.unicode();
  if (code == u'\n' || code == u'\t') return unit;
  if (code < 0x20) return QChar(static_cast<char16_t>(0x2400 + code));  // a picture of it
  if (code == 0x7F) return QChar(u'\u2421');
  if (code == 0x2028 || code == 0x2029) return QChar(u'\u2424');
  if ((code >= 0xFDD0 && code <= 0xFDEF) || code == 0xFFFC || code >= 0xFFFE) {
    return QChar(QChar::ReplacementCharacter);
  }
  return unit;
}

}  // namespace

QString displayText(std::string_view content) {
  QString text = toQString(content);
  for (QChar& unit : text) unit = shown(unit);
  return text;
}

}  // namespace retold
