#include "gui/panels/coded_passages.h"

#include <QCoreApplication>

#include "gui/code_label.h"
#include "gui/strings.h"

namespace retold {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("retold::Margin", text); }

QString labelOf(const Code& code, const Coding& coding) {
  QStringList lines{QStringLiteral("%1 (%2)").arg(codeLabel(code), apart(toQString(coding.coder)))};
  if (coding.important) lines << tr("important");
  if (!coding.memo.empty()) lines << tr("note: %1").arg(onOneLine(toQString(coding.memo)));
  const QString label = lines.join(QStringLiteral(" · "));
  const QString name = toQString(code.name);
  return name == codeLabel(code) ? label : label + QLatin1Char('\n') + name;
}

}  // namespace

std::vector<CodedPassage> passagesOf(const Session& session, const std::vector<Coding>& codings,
                                     TextId text, const Theme& theme,
                                     const std::unordered_set<Uuid>& noted) {
  std::vector<CodedPassage> passages;
  for (const Coding& coding : codings) {
    const Code* code = session.code(coding.code);
    const bool isOpen = session.document() && text == session.document()->text().id;
    const bool stands = isOpen ? session.stands(coding) : coding.text == text;
    if (code == nullptr || !stands) continue;
    CodedPassage passage;
    passage.span = coding.span;
    passage.colour = theme.code(*code);
    passage.label = labelOf(*code, coding);
    passage.id = coding.id;
    passage.important = coding.important;
    passage.noted = !coding.memo.empty() || noted.count(coding.id) != 0;
    passages.push_back(std::move(passage));
  }
  return passages;
}

std::vector<FlaggedPassage> flagsOf(const std::vector<PlacedConcern>& concerns) {
  std::vector<FlaggedPassage> flags;
  for (const PlacedConcern& placed : concerns) {
    const Concern& concern = placed.concern;
    const QString coder = apart(toQString(concern.coder));
    QString label =
        concern.settled
            ? tr("Concern of %1, settled: %2").arg(coder, onOneLine(toQString(concern.outcome)))
            : tr("Concern of %1, open").arg(coder);
    if (!concern.settled && !concern.note.empty()) {
      label = tr("Concern of %1, open: %2").arg(coder, onOneLine(toQString(concern.note)));
    }
    if (placed.moved) label += QStringLiteral(" · ") + tr("raised on an older text");
    flags.push_back({placed.span, label, !concern.settled});
  }
  return flags;
}

}  // namespace retold
