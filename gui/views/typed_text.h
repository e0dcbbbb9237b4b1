#pragma once

#include <QString>

class QPlainTextEdit;
class QTextDocument;

namespace retold {

/// What stands in a field, with its no-break spaces: toPlainText() makes blanks of them. Lines end
/// with \n.
QString typedText(const QTextDocument& document);
QString typedText(const QPlainTextEdit& field);

/// Shows a stored text, unless it stands there already. The field counts as unmodified then.
void showStored(QPlainTextEdit& field, const QString& stored);

/// `stored` where nothing was typed since showStored(): looking at a text never changes it.
QString typedOr(const QPlainTextEdit& field, const QString& stored);

}  // namespace retold
