#include "gui/importing.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <cmath>

#include "gui/strings.h"

namespace retold {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("retold", text); }

/// Not said before there is something to reckon from.
constexpr double kFewestSeconds = 2;

QString timeInWords(double seconds) {
  const auto minutes = static_cast<std::uint64_t>(std::lround(seconds / 60));
  if (seconds < 90) {
    return counted(static_cast<std::uint64_t>(std::max(1L, std::lround(seconds))),
                   tr("about a second left"), tr("about %1 seconds left"));
  }
  return counted(minutes, tr("about a minute left"), tr("about %1 minutes left"));
}

/// "12 files looked at = 9 new + 3 in the project already": what there is none of is left out.
QString sumsInWords(const ImportReport& report) {
  struct Row {
    std::uint64_t count;
    QString words;
  };
  const Row rows[] = {{report.added, tr("%1 new")},
                      {report.newTexts, tr("%1 changed since they were imported")},
                      {report.unchanged, tr("%1 in the project already")},
                      {report.duplicates, tr("%1 with the same text as another document")},
                      {report.unreadable, tr("%1 that could not be read")},
                      {report.excluded, tr("%1 left out")}};
  QStringList parts;
  for (const Row& row : rows) {
    if (row.count > 0) parts << row.words.arg(grouped(row.count));
  }
  const QString found = counted(report.found, tr("1 file looked at"), tr("%1 files looked at"));
  if (parts.isEmpty()) return found;
  return tr("%1 = %2").arg(found, parts.join(tr(" + ")));
}

}  // namespace

ImportOutcome importAsWished(Storage& storage, const ImportWish& wish, Progress& progress) {
  ImportOutcome outcome;
  if (wish.indexAnew) {
    storage.rebuildIndex(progress);
    outcome.indexAnew = true;
  }
  if (!wish.files.paths.empty()) outcome.files = importPaths(storage, wish.files, progress);
  if (!wish.cases || (outcome.files && outcome.files->cancelled)) return outcome;
  CasesRequest request;
  request.file = *wish.cases;
  request.coder = wish.files.coder;
  outcome.cases = importCases(storage, request);
  return outcome;
}

QStringList accountInWords(const ImportOutcome& outcome) {
  QStringList lines;
  if (outcome.indexAnew) lines << tr("The word index was made anew");
  if (outcome.files) {
    if (outcome.files->cancelled) {
      lines << tr(
          "Stopped before all files were read. What is in is kept; import the same "
          "folder again to go on.");
    }
    lines << sumsInWords(*outcome.files);
    lines << tr("The project holds %1.")
                 .arg(counted(outcome.files->now.documents, tr("1 document"), tr("%1 documents")));
  }
  if (outcome.cases) lines << casesInWords(*outcome.cases, false);
  return lines;
}

QString casesInWords(const CasesReport& report, bool dryRun) {
  const QString rows =
      counted(report.rows, tr("1 row of the table of cases"), tr("%1 rows of the table of cases"));
  const QString cases =
      dryRun ? counted(report.cases, tr("1 case would be new or changed"),
                       tr("%1 cases would be new or changed"))
             : counted(report.cases, tr("1 case new or changed"), tr("%1 cases new or changed"));
  const QString documents =
      dryRun ? counted(report.documents, tr("1 document would be placed"),
                       tr("%1 documents would be placed"))
             : counted(report.documents, tr("1 document placed"), tr("%1 documents placed"));
  QString line = tr("%1: %2, %3").arg(rows, cases, documents);
  if (report.unplaced > 0) {
    line += QStringLiteral(", ") + counted(report.unplaced, tr("1 row could not be used"),
                                           tr("%1 rows could not be used"));
  }
  return line;
}

QString progressInWords(std::uint64_t done, std::uint64_t total, double seconds) {
  if (total == 0) return tr("Looking for files…");
  QStringList parts{tr("%1 of %2 files").arg(grouped(done), grouped(total))};
  if (seconds >= kFewestSeconds && done > 0) {
    const double rate = static_cast<double>(done) / seconds;
    if (rate >= 1) {
      parts << tr("%1 a second").arg(grouped(static_cast<std::uint64_t>(std::lround(rate))));
    }
    if (done < total) parts << timeInWords(static_cast<double>(total - done) / rate);
  }
  return parts.join(tr(" · "));
}

QString documentsInWords(std::uint64_t done, std::uint64_t total) {
  if (total == 0) return tr("Reading the texts…");
  return tr("%1 of %2 documents").arg(grouped(done), grouped(total));
}

bool mayBeCaseTable(const QString& path) {
  const QString suffix = QFileInfo(path).suffix().toLower();
  return QStringList{QStringLiteral("csv"), QStringLiteral("tsv"), QStringLiteral("xlsx"),
                     QStringLiteral("ods")}
      .contains(suffix);
}

}  // namespace retold
