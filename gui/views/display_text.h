#pragma once

#include <QString>
#include <string_view>

namespace retold {

/// A text as a QTextDocument can hold it without moving anything: as many UTF-16 units as the text
/// has, each at its place. What Qt would swallow, split or use for itself (NUL, carriage return,
/// U+2029, U+FDD0 to U+FDEF, U+FFFC) is shown as another character. For the eye only: quotes are
/// cut from Text::content.
QString displayText(std::string_view content);

}  // namespace retold
