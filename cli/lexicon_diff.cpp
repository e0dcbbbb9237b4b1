#include "cli/lexicon_diff.h"

#include <array>

#include "cli/columns.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "queries/lexicon/diff.h"
#include "queries/lexicon/own_lexicons.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 2> kFormats{"text", "csv"};

void writeRows(const LexiconDiff& diff, RowWriter rows) {
  for (const CandidateChange& each : diff.candidates)
    rows.row({std::string(each.gained ? "candidate gained" : "candidate lost"),
              each.document,
              {},
              {},
              {},
              {},
              {},
              {},
              each.before,
              each.after});
  for (const PassageChange& each : diff.passages) {
    const std::string before(toText(each.before));
    const std::string after(toText(each.match.status));
    const bool gained = each.kind == PassageChange::Kind::Gained;
    const bool lost = each.kind == PassageChange::Kind::Lost;
    rows.row({std::string(toText(each.kind)), each.document, each.match.span.begin,
              each.match.span.end, each.quote, each.match.category, each.match.term,
              each.match.language, gained ? Cell() : Cell(before), lost ? Cell() : Cell(after)});
  }
}

void writePassages(const LexiconDiff& diff, PassageChange::Kind kind, std::string_view head,
                   const Console& console, std::ostream& out) {
  bool any = false;
  for (const PassageChange& each : diff.passages) {
    if (each.kind != kind) continue;
    if (!any) out << head << '\n';
    any = true;
    out << "  " << isolated(console, onOneLine(each.document)) << ' ' << each.match.span.begin
        << '-' << each.match.span.end << "  "
        << isolated(console, marked(console, onOneLine(each.quote))) << "  " << each.match.category;
    if (kind == PassageChange::Kind::OtherStatus)
      out << ", " << toText(each.before) << " -> " << toText(each.match.status);
    else if (each.match.status != MatchStatus::Asserted)
      out << ", " << toText(each.match.status);
    out << ": " << each.match.term << '\n';
  }
  if (any) out << '\n';
}

void writeText(const LexiconDiff& diff, const Console& console, std::ostream& out) {
  using Kind = PassageChange::Kind;
  for (const bool gained : {true, false}) {
    bool any = false;
    for (const CandidateChange& each : diff.candidates) {
      if (each.gained != gained) continue;
      if (!any) out << (gained ? "candidates gained\n" : "candidates lost\n");
      any = true;
      out << "  " << isolated(console, onOneLine(each.document)) << "  score "
          << rounded(each.before) << " -> " << rounded(each.after) << '\n';
    }
    if (any) out << '\n';
  }
  writePassages(diff, Kind::Gained, "passages gained", console, out);
  writePassages(diff, Kind::Lost, "passages lost", console, out);
  writePassages(diff, Kind::OtherStatus, "passages with another status", console, out);
}

void writeSummary(const LexiconDiff& diff, std::ostream& out) {
  std::array<std::size_t, 3> passages{};
  for (const PassageChange& each : diff.passages) ++passages[static_cast<std::size_t>(each.kind)];
  std::size_t gained = 0;
  for (const CandidateChange& each : diff.candidates) gained += each.gained ? 1 : 0;
  out << grouped(diff.matchesBefore) << " -> " << counted(diff.matchesAfter, "passage", "passages")
      << ": " << grouped(passages[0]) << " gained, " << grouped(passages[1]) << " lost, "
      << grouped(passages[2]) << " with another status\n"
      << grouped(diff.candidatesBefore) << " -> "
      << counted(diff.candidatesAfter, "candidate", "candidates") << ": " << grouped(gained)
      << " gained, " << grouped(diff.candidates.size() - gained) << " lost\n"
      << searchedLine(diff.completeness) << '\n';
}

}  // namespace

int diffLexicons(const Arguments& arguments, Console& console) {
  const std::string& before = arguments.operand(1, "OLD");
  const std::string& after = arguments.operand(2, "NEW");
  const std::string& project = arguments.operand(3, "PROJECT");
  arguments.noMoreThan(4);
  const bool csv = arguments.choice("--format", kFormats) == "csv";
  const auto storage = openToRead(project);
  const LexiconDiff diff = diffLexicons(*storage, lexiconsFor(*storage, before),
                                        lexiconsFor(*storage, after), console.progress);
  console.progress.clear();
  Results results(console, arguments.value("--out"));
  if (csv)
    writeRows(diff, RowWriter(results.stream(), "csv",
                              {"change", "document", "begin", "end", "quote", "category", "term",
                               "language", "before", "after"}));
  else
    writeText(diff, console, results.stream());
  results.finish();
  writeSummary(diff, csv || arguments.has("--out") ? console.err : console.out);
  return 0;
}

}  // namespace retold
