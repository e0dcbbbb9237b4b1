#pragma once

#include <QString>
#include <string>
#include <string_view>

namespace retold {

/// UTF-8 as UTF-16, code point for code point: a leading U+FEFF stays, which QString::fromUtf8
/// would drop and so shift every position behind it.
QString toQString(std::string_view utf8);

std::string toUtf8(const QString& text);

/// A text on one line: line ends and tabs as spaces, runs of them as one.
QString onOneLine(const QString& text);

}  // namespace retold
