#include "gui/strings.h"

namespace retold {

QString toQString(std::string_view utf8) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  QString text;
  while (utf8.starts_with(kMark)) {
    text += QChar(QChar::ByteOrderMark);
    utf8.remove_prefix(kMark.size());
  }
  return text + QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

std::string toUtf8(const QString& text) { return text.toStdString(); }

QString onOneLine(const QString& text) { return text.simplified(); }

QString pieceOfLine(const QString& text) {
  if (text.isEmpty()) return text;
  const QString middle = text.simplified();
  if (middle.isEmpty()) return QStringLiteral(" ");
  const QString space(QLatin1Char(' '));
  return (text.front().isSpace() ? space : QString()) + middle +
         (text.back().isSpace() ? space : QString());
}

}  // namespace retold
