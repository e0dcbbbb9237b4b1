#include "model/diagnostic.h"

namespace retold {

std::string toText(const Diagnostic& diagnostic) {
  std::string text;
  if (!diagnostic.file.empty()) {
    text += diagnostic.file;
    if (diagnostic.line > 0) text += ':' + std::to_string(diagnostic.line);
    if (diagnostic.line > 0 && diagnostic.column > 0)
      text += ':' + std::to_string(diagnostic.column);
    text += ": ";
  }
  switch (diagnostic.severity) {
    case Severity::Note:
      text += "note: ";
      break;
    case Severity::Warning:
      text += "warning: ";
      break;
    case Severity::Error:
      text += "error: ";
      break;
  }
  return text + diagnostic.message;
}

}  // namespace retold
