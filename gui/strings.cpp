#include "gui/strings.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

#include "indexer/text/language.h"
#include "indexer/text/plural.h"

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

QString inQuotes(std::string_view quote) {
  constexpr qsizetype kLongest = 60;
  const QString line = onOneLine(toQString(quote));
  if (line.size() <= kLongest) return QStringLiteral("“%1”").arg(line);
  const qsizetype end = line[kLongest - 2].isHighSurrogate() ? kLongest - 2 : kLongest - 1;
  return QStringLiteral("“%1…”").arg(line.left(end));
}

QString apart(const QString& text) { return QChar(0x2068) + text + QChar(0x2069); }

QString onButton(QString text) { return text.replace(QLatin1Char('&'), QLatin1String("&&")); }

QString asSentence(const QString& text) {
  QString sentence = text.trimmed();
  if (sentence.isEmpty()) return sentence;
  const auto isLetter = [](QChar letter) { return letter.isLetter(); };
  const QString first = sentence.section(QLatin1Char(' '), 0, 0);
  if (first.size() < sentence.size() && std::all_of(first.begin(), first.end(), isLetter)) {
    sentence[0] = sentence[0].toUpper();
  }
  const QChar last = sentence.back();
  // A list, or a command to be copied.
  const bool isOpen = sentence.contains(QLatin1Char('\n')) || sentence.contains(": retold ");
  if (!isOpen && (last.isLetterOrNumber() || QStringLiteral("\"”’)").contains(last))) {
    sentence += QLatin1Char('.');
  }
  return sentence;
}

QString percent(double share) {
  long whole = std::lround(100 * share);
  if (whole == 100 && share < 1) whole = 99;
  if (whole == 0 && share > 0) return QStringLiteral("< 1 %");
  return QStringLiteral("%1 %").arg(QLocale().toString(static_cast<qlonglong>(whole)));
}

QString grouped(std::uint64_t number) {
  return QLocale().toString(static_cast<qulonglong>(number));
}

namespace {

/// The form of a text for this one; the first where it has none. See docs/dev.md.
QString formIn(const QString& forms, PluralForm form) {
  constexpr QChar kBetween(0x00A6);
  if (!forms.contains(kBetween)) return forms;
  constexpr std::array<const char*, 6> kNames{"zero:", "one:", "two:", "few:", "many:", "other:"};
  const QLatin1String name(kNames[static_cast<std::size_t>(form)]);
  const QStringList parts = forms.split(kBetween);
  for (const QString& part : parts) {
    if (part.startsWith(name)) return part.mid(name.size()).trimmed();
  }
  return parts.front().trimmed();
}

}  // namespace

QString counted(std::uint64_t count, const QString& one, const QString& many) {
  const QString language = QCoreApplication::translate(
      "retold", "en",
      "the language of the translation, BCP 47: it decides which numbers are plural");
  const PluralForm form = pluralForm(toUtf8(language), count);
  if (form != PluralForm::One) return formIn(many, form).arg(grouped(count));
  const QString number = QStringLiteral("%1");
  if (one.contains(number)) return QString(one).replace(number, grouped(count));
  return count == 1 ? one : formIn(many, form).arg(grouped(count));
}

QString whyReadOnly(const std::string& reason) {
  if (reason.empty()) return {};
  if (reason.starts_with("is ")) {
    return QCoreApplication::translate("retold", "The project %1.").arg(toQString(reason));
  }
  QString sentence = toQString(reason) + QLatin1Char('.');
  sentence[0] = sentence[0].toUpper();
  return sentence;
}

QString certaintyInWords(Certainty certainty) {
  switch (certainty) {
    case Certainty::Concern:
      return QCoreApplication::translate("retold", "somebody's concern");
    case Certainty::Known:
      return QCoreApplication::translate("retold", "known");
    case Certainty::FearedAgain:
      return QCoreApplication::translate("retold", "feared to come again");
    case Certainty::Unstated:
      break;
  }
  return {};
}

QString languageInWords(const std::string& tag) {
  if (tag.empty() || tag == "und") return QCoreApplication::translate("retold", "not known");
  const std::string name = languageName(tag);
  return name == tag ? toQString(tag)
                     : QStringLiteral("%1 (%2)").arg(toQString(name), toQString(tag));
}

}  // namespace retold
