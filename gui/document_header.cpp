#include "gui/document_header.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <algorithm>

#include "gui/models/attribute_cells.h"
#include "gui/strings.h"
#include "queries/document/summary.h"

namespace retold {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("retold", text); }

QString valueInWords(const AttributeValue& value) {
  switch (value.state) {
    case ValueState::Given:
      return onOneLine(toQString(value.text));
    case ValueState::Missing:
      return tr("missing");
    case ValueState::NotAsked:
      return tr("not asked");
    case ValueState::NotApplicable:
      return tr("not applicable");
    case ValueState::Withheld:
      return tr("withheld");
  }
  return {};
}

QString joined(const QStringList& parts) { return parts.join(QStringLiteral(" · ")); }

/// Who says so: "guessed", "said by a person", or both.
QString originOf(const std::vector<LanguageShare>& shares) {
  const auto said = std::count_if(shares.begin(), shares.end(),
                                  [](const LanguageShare& share) { return share.corrected; });
  if (said == 0) return tr("guessed");
  return said == static_cast<std::ptrdiff_t>(shares.size()) ? tr("said by a person")
                                                            : tr("partly guessed");
}

QString languages(const Text& text) {
  constexpr std::size_t kMost = 4;
  const std::vector<LanguageShare> shares = languagesOf(text);
  if (shares.empty()) return {};
  QStringList names;
  for (std::size_t i = 0; i < std::min(kMost, shares.size()); ++i) {
    const QString name = languageInWords(shares[i].language);
    names << (shares.size() == 1 ? name
                                 : QStringLiteral("%1 %2").arg(name, percent(shares[i].share)));
  }
  if (shares.size() > kMost) names << tr("others");
  return tr("%1, %2").arg(names.join(QStringLiteral(", ")), originOf(shares));
}

QString translationInWords(const QString& pattern, const TranslationLink& link) {
  const QString how = toQString(describe(link.translation));
  const QString name = pattern.arg(toQString(link.name));
  return how.isEmpty() ? name : QStringLiteral("%1, %2").arg(name, how);
}

}  // namespace

QString caseInWords(const std::optional<Case>& person,
                    const std::vector<AttributeDefinition>* hiddenBy) {
  if (!person) return tr("belongs to no case");
  QStringList parts{tr("case %1").arg(onOneLine(toQString(person->name)))};
  for (const auto& [name, value] : person->attributes) {
    const bool isHidden = hiddenBy != nullptr &&
                          isFreeText(&value, definitionOf(*hiddenBy, AttributeUnit::Case, name));
    parts << QStringLiteral("%1: %2").arg(onOneLine(toQString(name)),
                                          isHidden ? tr("text hidden") : valueInWords(value));
  }
  return joined(parts);
}

QString placesInWords(const Text& text) {
  QStringList parts;
  const QString spoken = languages(text);
  if (!spoken.isEmpty()) parts << spoken;
  const auto pages = static_cast<qulonglong>(text.pageStarts.size());
  if (pages > 0) {
    parts << (pages == 1 ? tr("1 page") : tr("%1 pages").arg(QLocale().toString(pages)));
  }
  if (const std::optional<TimeRange> times = timesOf(text)) {
    parts << tr("%1 to %2").arg(toQString(clockTime(times->from)), toQString(clockTime(times->to)));
  }
  return joined(parts);
}

QString matchesInWords(const OpenDocument& document) {
  const QString words =
      tr("%1 words").arg(QLocale().toString(static_cast<qulonglong>(document.document().words)));
  if (document.matches().empty()) return tr("no match · %1").arg(words);
  QStringList names;
  for (const Match& match : document.matches()) {
    const QString name = languageInWords(match.language);
    if (!names.contains(name)) names << name;
  }
  return tr("matched in %1 · %2").arg(names.join(QStringLiteral(", ")), words);
}

QString notesInWords(const OpenDocument& document, const DocumentRelations& relations) {
  QStringList lines;
  if (const auto& sure = document.text().ocrConfidence) {
    lines
        << tr("recognised from pictures, %1 sure: check against the original").arg(percent(*sure));
  }
  if (relations.original)
    lines << translationInWords(tr("a translation of %1"), *relations.original);
  for (const TranslationLink& link : relations.translations) {
    lines << translationInWords(tr("translated in %1"), link);
  }
  if (relations.near) {
    lines << tr("nearly the same as %1 (%2 alike)")
                 .arg(toQString(relations.near->document), percent(relations.near->share));
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace retold
