#include "gui/views/search_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include "gui/strings.h"

namespace retold {

namespace {

using Kind = ConcordanceSource::Kind;

QString words(const char* text) { return QCoreApplication::translate("retold::SearchPanel", text); }

QString hitsOf(const SearchCount& count, Kind kind) {
  return kind == Kind::Set ? counted(count.hits, words("1 passage"), words("%1 passages"))
                           : counted(count.hits, words("1 hit"), words("%1 hits"));
}

QString foundIn(const SearchCount& count, Kind kind, const Session& session) {
  const QString documents = inDigits(count.documents);
  QString where;
  if (const auto passing = session.passing()) {
    where = words("%1 of the %2 documents that pass the filter")
                .arg(documents, inDigits(passing->size()));
  } else {
    where =
        count.completeness.documents == 1
            ? words("%1 of 1 document").arg(documents)
            : words("%1 of %2 documents").arg(documents, inDigits(count.completeness.documents));
  }
  // A query may limit documents only: then there is nothing to count within them.
  if (count.hits == 0 && count.documents > 0) return words("Found in %1").arg(where);
  return words("%1 in %2").arg(hitsOf(count, kind), where);
}

void addStanding(const StandingPlaces& standing, QStringList& parts) {
  if (standing.olderText > 0)
    parts << counted(standing.olderText,
                     words("1 stands in an earlier text of its document and is not shown"),
                     words("%1 stand in earlier texts of their documents and are not shown"));
  if (standing.leftOut > 0)
    parts << counted(standing.leftOut, words("1 is in a document that was left out"),
                     words("%1 are in documents that were left out"));
  if (standing.notWithin > 0)
    parts << counted(standing.notWithin, words("1 does not pass the filter"),
                     words("%1 do not pass the filter"));
}

}  // namespace

QString inDigits(std::uint64_t number) {
  return QLocale().toString(static_cast<qulonglong>(number));
}

QString statusInWords(const ConcordanceSource& source, const ConcordanceTable& table,
                      const Session& session) {
  if (source.kind() == Kind::Nothing) return {};
  QStringList parts;
  if (source.kind() == Kind::Set) {
    parts << (source.name().isEmpty() ? onOneLine(source.how())
                                      : words("Set “%1”").arg(onOneLine(source.name())));
  }
  const std::optional<SearchCount>& count = source.count();
  if (!count) {
    parts << (table.rowCount() > 0 && source.isWorking() ? words("counting the hits…")
                                                         : words("searching…"));
    return parts.join(QStringLiteral(" · "));
  }
  parts << foundIn(*count, source.kind(), session);
  const auto rows = static_cast<std::uint64_t>(table.rowCount());
  if (count->hits > rows)
    parts << words("the first %1 are shown; keep a random part of them to see all kinds")
                 .arg(inDigits(rows));
  if (count->completeness.unreadable > 0)
    parts << counted(count->completeness.unreadable, words("1 file could not be read"),
                     words("%1 files could not be read"));
  addStanding(source.standing(), parts);
  if (source.isSorting()) parts << words("being put in order…");
  if (source.sorted()) parts << words("in order: the first %1").arg(inDigits(*source.sorted()));
  if (source.fault()) parts << words("these are the hits of: %1").arg(source.how());
  return parts.join(QStringLiteral(" · "));
}

QString emptyInWords(const ConcordanceSource& source) {
  if (source.kind() == Kind::Nothing) {
    return words(
        "Type words above: the places where they stand are shown here, with the words around "
        "them.\n\n"
        "traffick*  —  words that begin so\n"
        "\"second time\"  —  a phrase\n"
        "sold OR taken  —  one or the other\n"
        "sold -house  —  documents with “sold” and without “house”\n"
        "sold NEAR/5 again  —  at most five words between them\n"
        "speaker:interviewer sold  —  said by the interviewer, or by the label that you name\n"
        "attribute:sex=female sold  —  in documents of cases with this value\n"
        "=Sold  —  letter for letter\n\n"
        "Capitals, accents and hyphens make no difference.");
  }
  if (!source.count() || source.isSorting()) return {};
  if (source.kind() == Kind::Set) return words("No passage of this set stands here now.");
  QStringList lines{
      words("Nothing was found. That does not mean that nobody told of it: other "
            "words may have been used.")};
  return (lines + source.hints()).join(QStringLiteral("\n\n"));
}

std::optional<DrawWish> parseDrawWish(const QString& typed) {
  static const QRegularExpression form(QStringLiteral("^\\s*(\\d{1,9})(?:\\D+(\\d{1,18}))?\\s*$"));
  const QRegularExpressionMatch match = form.match(typed);
  if (!match.hasMatch()) return std::nullopt;
  DrawWish wish;
  wish.wanted = match.captured(1).toULongLong();
  if (match.capturedLength(2) > 0) wish.seed = match.captured(2).toULongLong();
  if (wish.wanted == 0) return std::nullopt;
  return wish;
}

}  // namespace retold
