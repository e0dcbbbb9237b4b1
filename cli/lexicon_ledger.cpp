#include "cli/lexicon_ledger.h"

#include <array>

#include "cli/columns.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "queries/lexicon/ledger.h"
#include "queries/lexicon/own_lexicons.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 2> kFormats{"text", "csv"};

void writeRows(const Ledger& ledger, RowWriter rows) {
  for (const LedgerRow& row : ledger.rows)
    rows.row({row.lexicon, row.language, row.category, row.term, row.gloss, std::uint64_t{row.line},
              row.hits, row.documents, row.confirmed, row.rejected, row.onlyByThis, !row.gone});
}

void writeText(const Ledger& ledger, std::ostream& out) {
  TextTable table({">hits", ">documents", ">confirmed", ">rejected", ">only by it", "language",
                   "category", "term"});
  for (const LedgerRow& row : ledger.rows) {
    std::string term = onOneLine(row.term);
    if (!row.gloss.empty() && !row.language.starts_with("en")) term += " = " + onOneLine(row.gloss);
    if (row.gone) term += " (not in the lexicon any more)";
    table.add({grouped(row.hits), grouped(row.documents), grouped(row.confirmed),
               grouped(row.rejected), grouped(row.onlyByThis), row.language, row.category,
               std::move(term)});
  }
  out << table.text() << '\n';
}

void writeSummary(const Ledger& ledger, std::ostream& out) {
  out << grouped(ledger.neverHit) << " of " << counted(ledger.rows.size(), "term", "terms")
      << " were never hit; " << searchedLine(ledger.completeness) << '\n'
      << counted(ledger.decisions, "decision", "decisions") << " that confirm or reject";
  if (ledger.notCounted > 0)
    out << ", " << grouped(ledger.notCounted) << " of them on what these lexicons do not find";
  out << '\n';
}

}  // namespace

int writeLedger(const Arguments& arguments, Console& console) {
  const std::string& project = arguments.operand(1, "PROJECT");
  arguments.noMoreThan(2);
  const bool csv = arguments.choice("--format", kFormats) == "csv";
  const std::vector<std::string> ids = requireLexicons(arguments);
  const auto storage = openToRead(project);
  const Ledger ledger =
      ledgerOf(*storage, lexiconsFor(*storage, ids),
               arguments.value("--question", "prior-trafficking"), console.progress);
  console.progress.clear();
  Results results(console, arguments.value("--out"));
  if (csv)
    writeRows(ledger,
              RowWriter(results.stream(), "csv",
                        {"lexicon", "language", "category", "term", "gloss", "line", "hits",
                         "documents", "confirmed", "rejected", "only_by_this", "in_lexicon"}));
  else
    writeText(ledger, results.stream());
  results.finish();
  writeSummary(ledger, csv || arguments.has("--out") ? console.err : console.out);
  return 0;
}

}  // namespace retold
