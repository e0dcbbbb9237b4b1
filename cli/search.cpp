#include <algorithm>
#include <array>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/search_hits.h"
#include "cli/search_sets.h"
#include "cli/words.h"
#include "indexer/text/utf8.h"
#include "model/error.h"
#include "queries/find/hints.h"
#include "queries/find/parse.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 3> kFormats{"text", "csv", "jsonl"};
constexpr Option kOptions[] = {
    {"--context", "N", "words on either side of a hit; 6 where this is left out"},
    {"--format", "FMT", "text (the default), csv or jsonl"},
    {"--exact", "",
     "letter for letter: capitals, accents and joined or split words are told apart"},
    {"--limit", "N", "show the first N hits only; the counts are those of all"},
    {"--count", "", "the counts only"},
    {"--save", "NAME", "keep the hits as a result set of this name"},
    {"--set", "NAME", "show a result set in place of a query"},
    {"--thin", "N", "with --set or --save: N of the passages only, drawn at random"},
    {"--seed", "S", "with --thin: draw what this seed drew before; it is told each time"},
    {"--coder", "NAME", "with --save: who keeps the set; the login name where this is left out"},
};

/// Throws Error(Usage) that shows the place of the first fault under the query.
Query queryFrom(const Arguments& arguments, const std::string& typed) {
  if (firstInvalidUtf8(typed)) arguments.complain("the query is not valid UTF-8 text");
  ParsedQuery parsed = parseQuery(typed, arguments.has("--exact"));
  if (parsed.query) return std::move(*parsed.query);
  const Diagnostic& fault = *parsed.fault;
  std::string message = "the query cannot be read: " + fault.message;
  const std::string line = onOneLine(typed);
  message += "\n  " + line;
  if (fault.column > 0) {
    std::size_t at = 0;
    for (std::uint64_t column = 1; column < fault.column && at < line.size(); ++column)
      nextCodepoint(line, at);
    message += "\n  " + std::string(displayWidth(std::string_view(line).substr(0, at)), ' ') + '^';
  }
  throw Error(ErrorKind::Usage, "search: " + message,
              "\"retold help search\" shows how queries are written");
}

/// A query that limits documents only has no hits to count.
void writeCount(const SearchCount& count, std::ostream& out) {
  if (count.hits > 0 || count.documents == 0) out << counted(count.hits, "hit", "hits") << " in ";
  out << counted(count.documents, "document", "documents") << "; "
      << searchedLine(count.completeness) << '\n';
}

void writeHints(const Storage& storage, const Query& query, const SearchCount& count,
                Console& console) {
  if (count.documents > 0) return;
  for (const std::string& hint : hintsFor(storage, query, console.progress)) {
    console.progress.clear();
    console.err << hint << '\n';
  }
}

/// `retold search PROJECT QUERY`.
int search(const Storage& storage, const Arguments& arguments, const Query& query,
           const HitLayout& layout, Console& console) {
  if (arguments.has("--count")) {
    const SearchCount count = storage.count(query, console.progress);
    console.progress.clear();
    writeCount(count, console.out);
    writeHints(storage, query, count, console);
    return 0;
  }
  const ShownHits shown = writeHits(storage, query, layout, console);
  std::ostream& summary = layout.format == "text" ? console.out : console.err;
  if (shown.all) {
    writeCount(shown.count, summary);
    writeHints(storage, query, shown.count, console);
    return 0;
  }
  const SearchCount count = storage.count(query, console.progress);
  console.progress.clear();
  summary << "The first " << (shown.lines == 1 ? "" : grouped(shown.lines) + ' ') << "of ";
  writeCount(count, summary);
  return 0;
}

}  // namespace

constexpr Usage kSearchUsage{
    .forms =
        "PROJECT QUERY [options]\nPROJECT QUERY --save NAME [--thin N [--seed S]]\nPROJECT --set "
        "NAME [--thin N [--seed S]] [options]",
    .about =
        "Finds words and phrases and shows each hit with the words around it. Capitals, "
        "accents, and hyphens make no difference unless --exact or = says so.",
    .options = kOptions,
    .notes =
        "Queries\n"
        "  word              a word          traffick*         words that begin so\n"
        "  \"second time\"     a phrase        =Word             letter for letter\n"
        "  a b, a AND b      both            a OR b            one or the other\n"
        "  NOT a, -a         without a       ( ... )           groups\n"
        "  a NEAR/5 b        at most 5 words between them\n"
        "  speaker:interviewer sold          said by the interviewer (or a label: R07)\n"
        "  attribute:country=Moldova         the case has this value, or one of its\n"
        "                                    episodes, assistance events or documents\n"
        "  attribute:episode.country=Moldova only an episode (or case., document.)\n"
        "  attribute:age=\"not asked\"         why there is no value: missing, not asked,\n"
        "                                    not applicable, withheld; or \"not recorded\"\n"
        "                                    where nothing was written down\n"
        "  Put the whole query in single quotation marks. One that begins with - stands\n"
        "  behind \"--\".\n"
        "Columns of csv and jsonl\n"
        "  document, begin, end, speaker, left, match, right; begin and end count bytes\n"
        "  of the stored text. A document without a hit of its own has empty fields.\n"
        "Result sets\n"
        "  --save keeps where the hits stand, under a name; the browser shows, compares\n"
        "  and tags such sets too. A set does not change when documents come in. Passages\n"
        "  whose document was read anew since are not shown, but counted. --thin draws\n"
        "  without putting back, each selection of that size equally likely (Algorithm S\n"
        "  of Knuth, with the Mersenne Twister of 64 bits), so that a part can be checked\n"
        "  by hand; the seed draws the same passages again.",
    .examples =
        "retold search study.retold 'sold again'\n"
        "retold search study.retold '\"went back\" NEAR/8 trafficker*'\n"
        "retold search study.retold 'speaker:respondent twice' --format csv > hits.csv\n"
        "retold search study.retold 'sold again' --save again\n"
        "retold search study.retold --set again --thin 50 --seed 4711",
    .failure = "the project could not be searched; finding nothing is no failure",
};

int runSearch(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("search", kSearchUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  constexpr std::size_t usualContext = 6;
  constexpr std::size_t mostContext = 1000;
  HitLayout layout;
  layout.context = arguments.number("--context", usualContext, 0, mostContext);
  layout.limit = arguments.number("--limit", std::numeric_limits<std::uint64_t>::max(), 1);
  layout.format = arguments.choice("--format", kFormats);
  arguments.keepApart("--count", std::array<std::string_view, 5>{"--context", "--format", "--limit",
                                                                 "--save", "--set"});
  arguments.keepApart("--save",
                      std::array<std::string_view, 4>{"--context", "--format", "--limit", "--set"});
  arguments.keepApart("--set", std::array<std::string_view, 2>{"--exact", "--coder"});
  if (arguments.has("--set")) {
    arguments.noMoreThan(1);
    return showResultSet(arguments, project, layout, console);
  }
  const std::string& typed = arguments.operand(1, "QUERY");
  arguments.noMoreThan(2);
  const Query query = queryFrom(arguments, typed);
  if (arguments.has("--save")) return saveHits(arguments, project, typed, query, console);
  for (const std::string_view option : {"--thin", "--seed", "--coder"})
    if (arguments.has(option))
      arguments.complain(std::string(option) + " needs --save NAME" +
                         (option == "--coder" ? "" : " or --set NAME"));
  return search(*openToRead(project), arguments, query, layout, console);
}

}  // namespace retold
