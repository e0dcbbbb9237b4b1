#include "gui/views/key_hints.h"

#include <QKeySequence>

#include "gui/theme.h"

namespace retold {

KeyHints::KeyHints(QWidget* parent) : QLabel(parent) {
  setTextFormat(Qt::RichText);
  setContentsMargins(10, 4, 10, 4);
  setAccessibleName(tr("Keys"));
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void KeyHints::setActions(const std::vector<MenuAction>& actions) {
  QStringList hints;
  for (const MenuAction& entry : actions) {
    if (entry.hint.isEmpty() || entry.action->shortcuts().isEmpty()) continue;
    if (!isInFront(*entry.action)) continue;
    const QString keys = entry.action->shortcuts().front().toString(QKeySequence::NativeText);
    hints << QStringLiteral("<b>%1</b>&nbsp;%2")
                 .arg(keys.toHtmlEscaped(), entry.hint.toHtmlEscaped());
  }
  // The first key is a Latin letter: it must not turn the line around.
  usual_ = QStringLiteral("<div dir=\"%1\">%2</div>")
               .arg(isRightToLeft() ? QStringLiteral("rtl") : QStringLiteral("ltr"),
                    hints.join(QStringLiteral(" &nbsp;&nbsp; ")));
  setText(usual_);
}

void KeyHints::showSpecial(const QString& text) {
  setText(text.isEmpty() ? usual_ : text.toHtmlEscaped());
}

}  // namespace retold
