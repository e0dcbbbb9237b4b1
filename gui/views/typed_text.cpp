#include "gui/views/typed_text.h"

#include <QPlainTextEdit>
#include <QTextDocument>

namespace retold {

QString typedText(const QTextDocument& document) {
  QString text = document.toRawText();
  return text.replace(QChar::ParagraphSeparator, QLatin1Char('\n'))
      .replace(QChar::LineSeparator, QLatin1Char('\n'));
}

QString typedText(const QPlainTextEdit& field) { return typedText(*field.document()); }

void showStored(QPlainTextEdit& field, const QString& stored) {
  if (typedText(field) == stored) return;
  field.setPlainText(stored);
  field.document()->setModified(false);
}

QString typedOr(const QPlainTextEdit& field, const QString& stored) {
  return field.document()->isModified() ? typedText(field) : stored;
}

}  // namespace retold
