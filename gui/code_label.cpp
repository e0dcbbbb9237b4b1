#include "gui/code_label.h"

#include "gui/strings.h"

namespace retold {

QString codeLabel(const Code& code) {
  return onOneLine(toQString(code.label.empty() ? code.name : code.label));
}

QString labelAndName(const Code& code) {
  const QString label = codeLabel(code);
  const QString name = toQString(code.name);
  return label == name ? name : QStringLiteral("%1 (%2)").arg(label, name);
}

QString codeToolTip(const Code& code) {
  return QStringLiteral("%1\n%2").arg(toQString(code.name), toQString(code.definition)).trimmed();
}

}  // namespace retold
