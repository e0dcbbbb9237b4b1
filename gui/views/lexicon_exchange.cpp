#include "gui/views/lexicon_exchange.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <array>

#include "gui/strings.h"
#include "gui/views/save_file.h"
#include "queries/lexicon/exchange/export.h"
#include "queries/lexicon/exchange/import.h"

namespace retold {

namespace {

constexpr qint64 kLargest = 64 << 20;  // bytes

/// A format of another program by the endings that its files have.
struct Ending {
  std::string_view format;
  const char* endings;
};
constexpr std::array kEndings{Ending{"quanteda", "*.yml *.yaml"}, Ending{"liwc", "*.dic"},
                              Ending{"wordstat", "*.cat"}, Ending{"yoshikoder", "*.ykd"},
                              Ending{"csv", "*.csv"}};

QString endingsOf(std::string_view format) {
  for (const Ending& each : kEndings)
    if (each.format == format) return QLatin1String(each.endings);
  return QStringLiteral("*");
}

/// One filter for lexicon files and one for each format, in this order.
QStringList filters() {
  QStringList all{LexiconDesk::tr("Retold lexicon (%1)").arg(QLatin1String("*.lexicon"))};
  for (const DictionaryFormat& each : dictionaryFormats())
    all << QStringLiteral("%1 (%2)").arg(
        toQString(each.program).remove(QLatin1Char('(')).remove(QLatin1Char(')')),
        endingsOf(each.name));
  return all;
}

void sayNotCarried(Session& session, const std::vector<Diagnostic>& diagnostics) {
  QStringList lines;
  for (const Diagnostic& each : diagnostics) lines << toQString(toText(each));
  if (lines.isEmpty()) return;
  emit session.warned(LexiconDesk::tr("Not everything could be carried over:\n%1")
                          .arg(lines.join(QLatin1Char('\n'))));
}

std::string readFile(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly))
    throw Error(ErrorKind::Io, toUtf8(QCoreApplication::translate("retold::LexiconDesk",
                                                                  "%1 could not be read: %2")
                                          .arg(path, file.errorString())));
  if (file.size() > kLargest)
    throw Error(
        ErrorKind::Refused,
        toUtf8(QCoreApplication::translate("retold::LexiconDesk", "%1 is too large for a lexicon.")
                   .arg(path)));
  return file.readAll().toStdString();
}

}  // namespace

void importLexiconFile(LexiconDesk& desk, const QString& path, int format,
                       const QString& language) {
  Session& session = desk.session();
  std::string text;
  std::vector<Diagnostic> diagnostics;
  const auto problem = attempt([&] {
    if (format < 0) {
      text = readFile(path);
      return;
    }
    DictionaryOrigin origin;
    origin.language = toUtf8(language);
    ImportedLexicon imported = importDictionary(
        toUtf8(path), dictionaryFormats()[static_cast<std::size_t>(format)], origin);
    text = std::move(imported.text);
    diagnostics = std::move(imported.diagnostics);
  });
  if (problem) return emit session.failed(*problem);
  if (desk.take(text)) sayNotCarried(session, diagnostics);
}

void exportLexiconFile(LexiconDesk& desk, const QString& path, int format) {
  const DeskLexicon* lexicon = desk.current();
  if (lexicon == nullptr) return;
  Session& session = desk.session();
  std::string content = lexicon->text;
  std::vector<Diagnostic> notCarried;
  const auto problem = attempt([&] {
    if (format < 0) return;
    const LexiconReading reading = readLexicon(lexicon->text, lexicon->entry.file);
    if (!reading.ok())
      throw Error(ErrorKind::Refused, "The lexicon has faults and cannot be written for others.",
                  "The tab \"As a file\" shows where they are.");
    ExportedLexicon exported =
        exportLexicons({reading.lexicon}, dictionaryFormats()[static_cast<std::size_t>(format)],
                       lexicon->entry.file);
    content = std::move(exported.content);
    notCarried = std::move(exported.notCarried);
  });
  if (problem) return emit session.failed(*problem);
  if (saveFile(session, path, content, LexiconDesk::tr("Lexicon written to %2")))
    sayNotCarried(session, notCarried);
}

void importLexicon(LexiconDesk& desk, QWidget* parent) {
  QString chosen;
  const QStringList all = filters();
  const QString path =
      QFileDialog::getOpenFileName(parent, LexiconDesk::tr("Bring in a lexicon or dictionary"),
                                   QString(), all.join(QStringLiteral(";;")), &chosen);
  if (path.isEmpty()) return;
  const int format = static_cast<int>(all.indexOf(chosen)) - 1;
  QString language;
  if (format >= 0) {
    bool ok = false;
    language = QInputDialog::getText(
        parent, LexiconDesk::tr("Language of the terms"),
        LexiconDesk::tr("The language of the terms, as a tag such as en, ro or sr-Latn. Empty: as "
                        "the dictionary says."),
        QLineEdit::Normal, QString(), &ok);
    if (!ok) return;
  }
  importLexiconFile(desk, path, format, language.trimmed());
}

void exportLexicon(LexiconDesk& desk, QWidget* parent) {
  const DeskLexicon* lexicon = desk.current();
  if (lexicon == nullptr) return;
  QString chosen;
  const QStringList all = filters();
  const QString name =
      toQString(lexicon->entry.id + "-" + lexicon->entry.language) + QStringLiteral(".lexicon");
  const QString path =
      QFileDialog::getSaveFileName(parent, LexiconDesk::tr("Write the lexicon to a file"), name,
                                   all.join(QStringLiteral(";;")), &chosen);
  if (path.isEmpty()) return;
  exportLexiconFile(desk, path, static_cast<int>(all.indexOf(chosen)) - 1);
}

}  // namespace retold
